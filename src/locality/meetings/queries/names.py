"""What hides pupils in every text of a meeting, for every reader alike (RES-9).

In the item of a request its own pupils are letters; pupils of the meeting's other requests are told there by no letter,
which would be another child's. People whose names everybody may read stay: who is in the register, serves the community
or signed a request; and the names of schools.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from django.db.models import F
from django.db.models.functions import Coalesce

from locality.communities.models import Community, School
from locality.communities.queries import offices_overlapping
from locality.masking.names import ANY_PUPIL, Hidden, Mask
from locality.meetings.models import Advising, AgendaItem, Attendance
from locality.resource_requests.models import Pupil, ResourceRequest, Version
from locality.schedule.models import Meeting
from locality.values.references import pupil_letter

SERVED = timedelta(days=366)
"""How long before and after a meeting somebody served whose name its texts may hold."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A pupil of one of the meeting's requests."""

    request: int
    name: str
    letter: str
    born: date | None


@dataclass
class Names:
    """Whom a meeting's texts may name: the pupils of its requests, and people and places that everybody knows."""

    pupils: list[Listed] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


class MeetingMasks:
    """The masks of one meeting. Reading them takes two queries, once and only when a text is to be shown."""

    def __init__(self, meeting: Meeting, names: Names | None = None) -> None:
        self._meeting = meeting
        self._made: dict[int | None, Mask] = {}
        if names is not None:
            self._names = names

    @cached_property
    def _names(self) -> Names:
        return _read([self._meeting])[self._meeting.pk]

    def of(self, request: int | None) -> Mask:
        """For the item of a request, or for one without and for the meeting as a whole."""
        if request not in self._made:
            own = [Hidden(each.name, f"Pupil {each.letter}", each.born) for each in self._of(request, own=True)]
            others = [Hidden(each.name, ANY_PUPIL, each.born) for each in self._of(request, own=False)]
            self._made[request] = _mask((*own, *others), tuple(self._names.known))
        return self._made[request]

    def _of(self, request: int | None, *, own: bool) -> list[Listed]:
        return [each for each in self._names.pupils if (each.request == request) is own]

    def of_item(self, item: AgendaItem | None) -> Mask:
        """For the texts of an item, or of none."""
        return self.of(item.resource_request_id if item else None)

    def title(self, item: AgendaItem) -> str:
        """What an item is called. A request's is called after its school, which nobody typed."""
        return item.title if item.resource_request_id else self.of(None)(item.title)

    def name(self, attendance: Attendance) -> str:
        """What somebody of the register is called; a guest's name was typed at the meeting."""
        typed = attendance.person_id is None and attendance.school_id is None
        return self.of(None)(attendance.name) if typed else attendance.name

    def of_others(self, request: int | None) -> Mask:
        """For a text of a request that its own page masks for each reader: it hides the others' pupils alone."""
        others = (Hidden(each.name, ANY_PUPIL, each.born) for each in self._of(request, own=False))
        return _mask(tuple(others), tuple(self._names.known))

    def requests_named_in(self, texts: Sequence[str]) -> list[tuple[ResourceRequest, int]]:
        """Of which requests these texts name how many pupils, as they stand: a sight to record where a form shows them."""
        found: dict[int, int] = defaultdict(int)
        for each in dict.fromkeys(self._names.pupils):
            hidden = Hidden(each.name, ANY_PUPIL, each.born)
            found[each.request] += len(_mask((hidden,), tuple(self._names.known)).named_in(texts))
        named = {request: number for request, number in found.items() if number}
        requests = ResourceRequest.objects.filter(pk__in=named).order_by("reference") if named else ()
        return [(each, named[each.pk]) for each in requests]


def masks_of(meetings: Iterable[Meeting]) -> dict[int, MeetingMasks]:
    """The masks of several meetings by their ids, in as many queries as of one; none where there is no meeting."""
    found = {each.pk: each for each in meetings}
    names = _read(list(found.values())) if found else {}
    return {pk: MeetingMasks(meeting, names[pk]) for pk, meeting in found.items()}


@lru_cache(maxsize=64)
def _mask(pupils: tuple[Hidden, ...], known: tuple[str, ...]) -> Mask:
    """A mask is made once in a process while nobody is added: every screen of a running meeting asks for the same."""
    return Mask(pupils, known)


def _read(meetings: Sequence[Meeting]) -> dict[int, Names]:
    found = {each.pk: Names() for each in meetings}
    for meeting, listed in _pupils(list(found)):
        found[meeting].pupils.append(listed)
    with_pupils = [each for each in meetings if found[each.pk].pupils]
    if with_pupils:
        everybody = [listed for each in found.values() for listed in each.pupils]
        known = _known(with_pupils, {listed.request for listed in everybody})
        for each in with_pupils:
            found[each.pk].known = sorted(known[each.community_id])
    return found


def _pupils(meetings: Sequence[int]) -> list[tuple[int, Listed]]:
    """The pupils of every version of the requests that stand on an agenda, or stood there, or are to: one query."""
    columns = ("of", "version__request_id", "version_id", "name", "position", "born")
    places = ("version__request__agenda_items__meeting_id", "version__request__meeting_id")
    on_agenda, to_come = (
        Pupil.objects.filter(**{f"{place}__in": meetings}).annotate(of=F(place)).order_by().values_list(*columns)
        for place in places
    )
    rows = sorted(on_agenda.union(to_come), key=lambda row: (row[2], row[4]))
    listed = [(of, Listed(request, name, pupil_letter(at), born)) for of, request, _, name, at, born in rows]
    return list(dict.fromkeys(listed))


def _known(meetings: Sequence[Meeting], requests: Iterable[int]) -> dict[int, set[str]]:
    """Whom and what everybody of these communities may read by name: one query."""
    of = {each.community_id for each in meetings}
    days = [each.day for each in meetings]
    served = offices_overlapping(min(days) - SERVED, max(days) + SERVED)
    here = {"meeting__in": [each.pk for each in meetings]}
    sets = (
        Attendance.objects.filter(**here).annotate(of=F("meeting__community_id"), called=F("name")),
        Advising.objects.filter(**here).annotate(of=F("meeting__community_id"), called=F("name")),
        served.annotate(of=Coalesce("community_id", "school__community_id"), called=F("person__name")).filter(
            of__in=of
        ),
        Version.objects.filter(request__in=list(requests), signed_by__isnull=False).annotate(
            of=F("request__community_id"), called=F("signed_by__name")
        ),
        School.objects.filter(community__in=of).annotate(of=F("community_id"), called=F("name")),
        Community.objects.filter(pk__in=of).annotate(of=F("pk"), called=F("name")),
    )
    first, *others = (each.order_by().values_list("of", "called") for each in sets)
    found: dict[int, set[str]] = defaultdict(set)
    for community, name in first.union(*others):
        found[community].add(name)
    return found
