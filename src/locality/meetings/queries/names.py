"""What hides pupils in every text of a meeting, for every reader alike (RES-9).

In the item of a request its own pupils are letters; pupils of the meeting's other requests are told there by no letter,
which would be another child's. People whose names everybody may read stay: who is in the register, serves the community
or signed a request; and the names of schools.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import DateField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from locality.communities.models import School
from locality.communities.queries import offices_overlapping
from locality.compiled.queries import CompiledQuery
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.masking.people import known_by_hand
from locality.meetings.models import Advising, AgendaItem, RegisterRow
from locality.resource_requests.models import KnownPupil, ResourceRequest
from locality.resource_requests.queries.pupils import names_of_all
from locality.schedule.models import Meeting
from locality.values.dates import show_day

SERVED = timedelta(days=366)
"""How long before and after a meeting somebody served whose name its texts may hold."""


@dataclass
class Names:
    """Whom a meeting's texts may name: the pupils to hide, by request, and people and places that everybody knows.

    `signed` are names and dates of birth that a version of one of the requests lists; `of_community` the pupils whom its
    schools ever typed, for a meeting also speaks of what it decided before.
    """

    requests: dict[int, ResourceRequest] = field(default_factory=dict)
    pupils: dict[int, list[Hidden]] = field(default_factory=dict)
    signed: frozenset[tuple[str, date | None]] = frozenset()
    of_community: tuple[Hidden, ...] = ()
    on_record: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Names that everybody may read; those that somebody typed only where they tell of no pupil."""
        return self.known_beside(self.hidden)

    def known_beside(self, pupils: Iterable[Hidden]) -> tuple[str, ...]:
        """The same as far as these pupils are concerned."""
        return tuple(dict.fromkeys((*known_by_hand(self.by_hand, pupils), *self.on_record)))

    @cached_property
    def listed(self) -> tuple[Hidden, ...]:
        """Pupils whom a version of one of the requests lists: who runs the meeting knows them."""
        return tuple(each for each in self.hidden if not each.elsewhere and (each.name, each.born) in self.signed)

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """All pupils, told by no letter."""
        return tuple(dict.fromkeys((*self.others_in(None), *self.of_community)))

    def others_in(self, request: int | None) -> tuple[Hidden, ...]:
        """The pupils of the other requests, told by no letter."""
        others = (each for pk, pupils in self.pupils.items() if pk != request for each in pupils)
        found = dict.fromkeys(replace(each, stand_in=ANY_PUPIL) for each in others)
        return tuple(sorted(found, key=lambda each: each.elsewhere))

    def letters_in(self, request: int | None) -> dict[tuple[str, date | None], str]:
        """What the item of a request calls its own pupils."""
        own = self.pupils.get(request or 0, [])
        return {(each.name, each.born): each.stand_in for each in reversed(own) if each.stand_in != ANY_PUPIL}


class MeetingMasks:
    """The masks of one meeting. Reading them takes three queries, once and only when a text is to be shown."""

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
            everybody = _mask(self._names.hidden, self._names.known)
            self._made[request] = everybody.with_letters(self._names.letters_in(request))
        return self._made[request]

    def for_writer(self, request: int | None) -> Mask:
        """The same with those pupils alone whom whoever runs the meeting knows: no other name may be tried by it."""
        listed = self._names.listed
        return _mask(listed, self._names.known_beside(listed)).with_letters(self._names.letters_in(request))

    def of_item(self, item: AgendaItem | None) -> Mask:
        """For the texts of an item, or of none."""
        return self.of(item.resource_request_id if item else None)

    def title(self, item: AgendaItem) -> str:
        """What an item is called; one that was put off stands beside what its meeting has by itself, so it says from when."""
        called = self.of_item(item)(item.title)
        if item.came_from is None:
            return called
        day = item.came_from.meeting.day
        if day > self._meeting.day:  # it was moved since
            return f"{called}, moved from the meeting that is now on {show_day(day)}"
        return f"{called}, moved from {show_day(day)}"

    def name(self, attendance: RegisterRow) -> str:
        """What somebody of the register is called; a guest's name was typed at the meeting."""
        typed = attendance.person_id is None and attendance.school_id is None
        return self.of(None)(attendance.name) if typed else attendance.name

    def requests_named_in(self, texts: Sequence[str]) -> list[tuple[ResourceRequest, int]]:
        """Of which requests these texts name how many pupils, as they stand: a sight to record where a form shows them."""
        found: Counter[int] = Counter()
        seen = set()
        pupils = [(request, each) for request, of_it in self._names.pupils.items() for each in of_it]
        everybody = _mask(tuple(dict.fromkeys(each for _, each in pupils)), self._names.known)  # texts are read once
        named = set(everybody.named_in(texts))
        for elsewhere in (False, True):  # a pupil is one of the request that lists them, if the meeting has it
            for request, each in pupils:
                if each in named and each.elsewhere is elsewhere and (each.name, each.born) not in seen:
                    seen.add((each.name, each.born))
                    found[request] += 1
        return [(each, found[pk]) for pk, each in self._names.requests.items() if found[pk]]


def masks_of(meetings: Iterable[Meeting]) -> dict[int, MeetingMasks]:
    """The masks of several meetings by their ids, in as many queries as of one; none where there is no meeting."""
    found = {each.pk: each for each in meetings}
    names = _read(list(found.values())) if found else {}
    return {pk: MeetingMasks(meeting, names[pk]) for pk, meeting in found.items()}


@lru_cache(maxsize=8)  # one knows some thousand pupils and takes some megabytes
def _mask(pupils: tuple[Hidden, ...], known: tuple[str, ...]) -> Mask:
    """A mask is made once in a process while nobody is added: every screen of a running meeting asks for the same."""
    return Mask(pupils, known)


def _read(meetings: Sequence[Meeting]) -> dict[int, Names]:
    at, people, by_hand, pupils = _requests_and_people(meetings)
    listed = {each.pk: each for requests in at.values() for each in requests}
    names = names_of_all(listed.values(), with_community=False)
    found = {}
    for meeting in meetings:
        requests = at[meeting.pk]
        of_requests = [names[each.pk] for each in requests]
        typed = [*(name for each in of_requests for name in each.by_hand), *sorted(by_hand[meeting.pk])]
        found[meeting.pk] = Names(
            requests={each.pk: each for each in requests},
            pupils={each.pk: [one.hidden for one in names[each.pk].pupils if not one.of_meeting] for each in requests},
            signed=frozenset(
                (each.hidden.name, each.hidden.born) for of in of_requests for each in of.pupils if each.signed
            ),
            of_community=tuple(sorted(pupils[meeting.community_id], key=lambda each: each.name)),
            on_record=(
                *(name for each in of_requests for name in each.on_record),
                *sorted(people[meeting.community_id]),
            ),
            by_hand=tuple(typed),
        )
    return found


_REQUEST, _NAME, _BY_HAND, _PUPIL = range(4)
_NONE = Value(None, output_field=IntegerField())
_NO_DAY = Cast(Value(None), DateField())


def _requests_and_people(
    meetings: Sequence[Meeting],
) -> tuple[dict[int, list[ResourceRequest]], dict[int, set[str]], dict[int, set[str]], dict[int, set[Hidden]]]:
    """The requests that stand on each meeting's agenda, or stood there, or are to; and whom and what everybody knows, by
    community: who was there or advised, who served, the schools. And who was typed by hand, by meeting; and the
    pupils whom the schools of a community ever typed, or its requests. One query.
    """
    of, days, ids = (
        {each.community_id for each in meetings},
        [each.day for each in meetings],
        [each.pk for each in meetings],
    )
    rows = _REQUESTS_AND_PEOPLE.rows(ids, of, min(days) - SERVED, max(days) + SERVED)
    at: dict[int, list[ResourceRequest]] = defaultdict(list)
    people: dict[int, set[str]] = defaultdict(set)
    by_hand: dict[int, set[str]] = defaultdict(set)
    pupils: dict[int, set[Hidden]] = defaultdict(set)
    for kind, place, text, day, pk, school, community, authority, copied, continues in rows:
        if kind == _NAME:
            people[place].add(text)
        elif kind == _BY_HAND:
            by_hand[place].add(text)
        elif kind == _PUPIL:
            pupils[place].add(Hidden(text, ANY_PUPIL, day, elsewhere=True))
        else:
            rfr = ResourceRequest(
                pk=pk, reference=text, school_id=school, community_id=community, authority_id=authority,
                copied_from_id=copied, continues_id=continues,
            )  # fmt: skip
            at[place].append(rfr)
    for requests in at.values():
        requests.sort(key=lambda each: each.pk)
    return at, people, by_hand, pupils


def _requests_and_people_known(
    ids: Collection[int], of: Collection[int], first: date, last: date
) -> QuerySet[Any, tuple[Any, ...]]:
    """`ids` of the meetings, `of` their communities, and from when to when whoever served is known."""
    there, guests = RegisterRow.objects.filter(meeting__in=ids), Q(person=None, school=None)
    served = offices_overlapping(first, last)
    return _placed(ResourceRequest.objects.filter(agenda_items__meeting__in=ids), "agenda_items__meeting_id").union(
        _placed(ResourceRequest.objects.filter(meeting__in=ids), "meeting_id"),
        _named(there.exclude(guests), F("meeting__community_id"), F("name")),
        _named(there.filter(guests), F("meeting_id"), F("name"), kind=_BY_HAND),
        _named(Advising.objects.filter(meeting__in=ids), F("meeting_id"), F("name"), kind=_BY_HAND),
        _named(served.filter(community__in=of), F("community_id"), F("person__name")),
        _named(served.filter(school__community__in=of), F("school__community_id"), F("person__name")),
        _named(School.objects.filter(community__in=of), F("community_id"), F("name")),
        _typed(KnownPupil.objects.filter(asking_school__community__in=of), F("asking_school__community_id")),
        # of a school that has left since, too: what was written here about its requests stays
        _typed(KnownPupil.objects.filter(rfr__community__in=of), F("rfr__community_id")),
    )


_REQUESTS_AND_PEOPLE = CompiledQuery(_requests_and_people_known)


def _placed(found: QuerySet[ResourceRequest], meeting: str) -> QuerySet[ResourceRequest, tuple[Any, ...]]:
    columns = ("pk", "school_id", "community_id", "authority_id", "copied_from_id", "continues_id")
    told = found.order_by().annotate(a_kind=Value(_REQUEST), a_place=F(meeting), a_text=F("reference"), a_day=_NO_DAY)
    return told.values_list("a_kind", "a_place", "a_text", "a_day", *columns)


def _named(
    found: QuerySet[Any], place: F, name: F, *, kind: int = _NAME, day: Cast | F = _NO_DAY
) -> QuerySet[Any, tuple[Any, ...]]:
    nothing = {f"none_{number}": _NONE for number in range(6)}
    told = found.order_by().annotate(a_kind=Value(kind), a_place=place, a_text=name, a_day=day, **nothing)
    rows: QuerySet[Any, tuple[Any, ...]] = told.values_list("a_kind", "a_place", "a_text", "a_day", *nothing)
    return rows


def _typed(found: QuerySet[KnownPupil], place: F) -> QuerySet[Any, tuple[Any, ...]]:
    """Pupils as rows beside those of `_named`, at a community, with the date of birth."""
    return _named(found, place, F("name"), kind=_PUPIL, day=F("born"))
