"""Whose names are hidden in the texts of a request, and whose stay (RES-9).

Hidden are the pupils of every version, under their letters; all who were ever typed in its draft or in the requests it
was copied or continued from; and all other pupils known of the asking school, for a text may speak of them too. So may
what was written at a meeting of the pupils of its other requests, and what a chair, a clerk or an officer writes of any
pupil of the community. Staff and places whose names are on record stay readable.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from locality.communities.models import Community, Office, School
from locality.compiled.queries import CompiledQuery
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask, mask_for
from locality.masking.people import folded_name, known_by_hand
from locality.resource_requests.content.answers import rows
from locality.resource_requests.content.days import read_date
from locality.resource_requests.content.fields import DATE_PARTS
from locality.resource_requests.models import DraftAnswer, KnownPupil, Pupil, ResourceRequest, Version
from locality.resource_requests.queries.community_pupils import in_one_text, known_in
from locality.resource_requests.queries.pupil_names import Names, Whose
from locality.values.references import pupil_letter


def names_of(rfr: ResourceRequest) -> Names:
    """Everybody whose name may stand in its texts. Two queries."""
    return names_of_all([rfr])[rfr.pk]


def names_of_all(requests: Iterable[ResourceRequest], *, with_community: bool = True) -> dict[int, Names]:
    """The same for many requests, by their ids: two queries, however many they are.

    with_community: False leaves out the pupils of the community, for whoever knows them otherwise, or tells none of them;
    and pupils of the other requests of its meetings are then hidden as those of any other request are, not as its own.
    """
    listed = list(requests)
    if not listed:
        return {}
    pupils, people = _pupils_of(listed, are_near=with_community), _people_of(listed, with_community=with_community)
    found = {}
    for each in listed:
        accounts, places, typed, of_community = people[each.pk]
        of_request = Names(pupils[each.pk])
        found[each.pk] = Names(
            of_request.pupils,
            on_record=tuple(dict.fromkeys((*_no_pupil(accounts, of_request.hidden), *places))),
            by_hand=tuple(known_by_hand(typed, of_request.hidden)),
            of_community=of_community,
        )
    return found


def typed_pupils(raw: Mapping[str, str]) -> list[Hidden]:
    """The pupils typed in a draft, by their places in its list."""
    return [
        Hidden(
            name=" ".join(pupil.get("name", "").split()),
            stand_in=f"Pupil {pupil_letter(place)}",
            born=read_date(
                {part: pupil.get(f"born_{part}", "") for part in DATE_PARTS},
                missing="",
                noun="",
                wrong=lambda _part, _sentence: None,
            ),
        )
        for place, pupil in enumerate(rows(raw, "pupil").values(), 1)
    ]


def mask_of_draft(rfr: ResourceRequest, raw: Mapping[str, str]) -> Mask:
    """The same for a text of a draft, whose pupils have the letters of its list as it stands. Two queries."""
    names = names_of(rfr)
    return mask_for(tuple(beside(typed_pupils(raw), names.hidden)), names.people)


def without_pupils(rfr: ResourceRequest, text: str) -> str:
    """A text that every reader gets alike, of the ledger, the log, a message: no pupil of the community is named. Two queries."""
    names = names_of(rfr)
    others = (each.hidden for each in names.others_in([text]))
    return mask_for((*names.hidden, *others), names.people)(text)


def mask_of(rfr: ResourceRequest) -> Mask:
    """What hides the pupils of a request and its school in what the school itself wrote, for every reader alike. Two queries."""
    return masks_of([rfr])[rfr.pk]


def masks_of(requests: Iterable[ResourceRequest]) -> dict[int, Mask]:
    """The same for many requests, by their ids: two queries, however many they are."""
    found = names_of_all(requests, with_community=False)
    return {pk: mask_for(tuple(names.hidden), names.people) for pk, names in found.items()}


def named_in(pupils: Iterable[Hidden], people: Sequence[str], texts: Iterable[str]) -> list[Hidden]:
    """Which pupils the texts name, each once.

    A name that a pupil of the request shares with one of elsewhere is taken for the pupil's of the request: of the
    others only those are found who stand in what is left.
    """
    everybody = tuple(pupils)
    left = [text for text in texts if text.strip()]
    named = set(mask_for(everybody, tuple(people)).named_in(left))
    found: dict[str, Hidden] = {}
    for nearness in (0, 1, 2) if named else ():
        those = (each for each in everybody if each.elsewhere + (each.stand_in == ANY_PUPIL) == nearness)
        mask = Mask((each for each in those if each in named), people)
        for each in mask.named_in(left):
            found.setdefault(folded_name(each.name) or str(each.born), each)
        left = [mask(text) for text in left]
    return list(found.values())


def beside(listed: Iterable[Hidden], others: Iterable[Hidden]) -> list[Hidden]:
    """The pupils of a list as it stands, then all others, who have no letter in it.

    Who is listed under another date of birth than before is among the others too: that date stays hidden.
    """
    here = list(listed)
    seen = {(_typed(each.name), born) for each in here for born in (each.born, None)}
    return [
        *here,
        *(replace(each, stand_in=ANY_PUPIL) for each in others if (_typed(each.name), each.born) not in seen),
    ]


def as_listed(names: Names, listed: Iterable[Whose]) -> Names:
    """Everybody of a request under the letters of one of its versions, whose pupils are `listed`; the others have none."""
    here = list(listed)
    seen = {(each.hidden.name, born, each.school_id) for each in here for born in (each.hidden.born, None)}
    others = (
        replace(each, hidden=replace(each.hidden, stand_in=ANY_PUPIL))
        for each in names.pupils
        if (each.hidden.name, each.hidden.born, each.school_id) not in seen
    )
    return replace(names, pupils=(*here, *others))


# Pupils -------------------------------------------------------------------------------------------------------------

_SIGNED, _OF_SCHOOL, _OF_PARTNER, _OF_MEETING = range(4)
_AT_MEETINGS = ["rfr__meeting", "rfr__decisions__meeting"]
_OF_MEETINGS = ("resource_requests", "decisions__rfr")
"""A request was at the meeting it stands for, and at those that decided on it; an upper app names others that had it."""


def also_at_meetings(way: str) -> None:
    """Let an upper app say once, in its `AppConfig.ready`, how else a request was at a meeting: it stood on the agenda.

    `way` leads from a request to the meeting. What is written there of its pupils is written in texts of the others.
    """
    if (there := f"rfr__{way}") not in _AT_MEETINGS:
        _AT_MEETINGS.append(there)


class _Row(NamedTuple):
    """A pupil as the database knows one: `of` is the request or the school that the row is found by."""

    kind: int
    of: int
    order: int
    position: int
    name: str
    born: date | None
    school: int
    rfr: int
    copied_from: int | None
    continues: int | None


def _pupils_of(requests: Sequence[ResourceRequest], *, are_near: bool) -> dict[int, tuple[Whose, ...]]:
    """The pupils by request: one query, which looks into an index for each way a pupil may be known."""
    ids, schools = [each.pk for each in requests], {each.school_id for each in requests}
    found = _pupils_query(len(_AT_MEETINGS)).rows(ids, schools)
    by_place: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    for values in found:
        row = _Row(*values)
        by_place[row.kind, row.of].append(row)
    return {each.pk: tuple(_whose(each, by_place, are_near=are_near)) for each in requests}


@cache
def _pupils_query(_ways: int) -> CompiledQuery:
    """The query of `_pupils_of`; another when an upper app has named a way to a meeting since."""
    return CompiledQuery(_pupils_known)


def _pupils_known(ids: Collection[int], schools: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    at_school = KnownPupil.objects.filter(asking_school__in=schools)
    # pupils of the school in joint requests that others led
    elsewhere = KnownPupil.objects.filter(school__in=schools).exclude(asking_school=F("school"))
    # pupils of the schools that join in this request, in whatever request they are listed
    of_partners = KnownPupil.objects.filter(school__joint_requests__in=ids)
    return _signed(ids).union(
        _known(at_school, _OF_SCHOOL, F("asking_school")),
        _known(elsewhere, _OF_SCHOOL, F("school")),
        _known(of_partners, _OF_PARTNER, F("school__joint_requests")),
        *(_of_meeting(ids, f"{there}__{here}") for there in _AT_MEETINGS for here in _OF_MEETINGS),
        all=True,
    )


def _signed(ids: Iterable[int]) -> QuerySet[Pupil, tuple[Any, ...]]:
    none = Value(None, output_field=IntegerField())
    return (
        Pupil.objects.filter(version__rfr__in=ids)
        .order_by()
        .annotate(kind=Value(_SIGNED), of=F("version__rfr"), none=none, also_none=none)
        .values_list("kind", "of", "version_id", "position", "name", "born", "school_id", "of", "none", "also_none")
    )


def _of_meeting(ids: Iterable[int], rfr: str) -> QuerySet[KnownPupil, tuple[Any, ...]]:
    """Pupils of the other requests that a meeting of these had; `rfr` is the way from a pupil to one of these."""
    return _known(KnownPupil.objects.filter(**{f"{rfr}__in": ids}), _OF_MEETING, F(rfr))


def _known(found: QuerySet[KnownPupil], kind: int, of: F) -> QuerySet[KnownPupil, tuple[Any, ...]]:
    return (
        found.order_by()
        .annotate(kind=Value(kind), of=of, position=Value(0), copied=F("rfr__copied_from"), after=F("rfr__continues"))
        .values_list("kind", "of", "pk", "position", "name", "born", "school_id", "rfr_id", "copied", "after")
    )


def _whose(rfr: ResourceRequest, by_place: Mapping[tuple[int, int], list[_Row]], *, are_near: bool) -> Iterator[Whose]:
    """The pupils of one request, each once under each date of birth: its own, those of its drafts, then the others.

    Those of the other requests of its meetings come last; `are_near`: hidden as in the minutes, with their initials.

    A letter have those of the newest version, by their places in it; who was only in earlier ones is any pupil.
    """
    signed = sorted(by_place[_SIGNED, rfr.pk], key=lambda row: (-row.order, row.position))
    newest = signed[0].order if signed else None
    known = sorted(
        {row.order: row for place in ((_OF_SCHOOL, rfr.school_id), (_OF_PARTNER, rfr.pk))
         for row in by_place[place]}.values(),
        key=lambda row: row.order,
    )  # fmt: skip
    own = _chain(rfr, known)
    met = {row.order: row for row in by_place[_OF_MEETING, rfr.pk]}
    seen: set[tuple[str, date | None, int]] = set()
    near = [row for row in known if row.rfr in own]
    far = [row for row in known if row.rfr not in own]
    for row in (*signed, *near, *far, *(met[order] for order in sorted(met))):
        if (row.name, row.born, row.school) in seen or not (row.name or row.born):
            continue
        seen |= {(row.name, row.born, row.school), (row.name, None, row.school)}
        signed_here = row.kind == _SIGNED
        letter = f"Pupil {pupil_letter(row.position)}" if signed_here and row.order == newest else ANY_PUPIL
        is_own = signed_here or row.rfr in own
        yield Whose(
            Hidden(row.name, letter, row.born, elsewhere=not is_own and not (are_near and row.order in met)),
            row.school,
            signed=signed_here,
            own=is_own,
            of_meeting=row.kind == _OF_MEETING,
        )


def _chain(rfr: ResourceRequest, known: Iterable[_Row]) -> set[int]:
    """The request and all it was copied or continued from, as far back as it goes."""
    before = {row.rfr: (row.copied_from, row.continues) for row in known}
    before[rfr.pk] = (rfr.copied_from_id, rfr.continues_id)
    found: set[int] = set()
    waiting: list[int | None] = [rfr.pk]
    while waiting:
        here = waiting.pop()
        if here is not None and here not in found:
            found.add(here)
            waiting += before.get(here, ())
    return found


# People and places --------------------------------------------------------------------------------------------------

_BY_REQUEST, _BY_HAND, _BY_SCHOOL, _BY_COMMUNITY, _PLACE = range(5)
_PUPILS = -1


def _people_of(
    requests: Sequence[ResourceRequest], *, with_community: bool
) -> dict[int, tuple[list[str], list[str], list[str], str]]:
    """Names of accounts, names of places, names typed by hand, and the pupils of the community, by request: one query."""
    found = (_PEOPLE_AND_COMMUNITY if with_community else _PEOPLE).rows(
        [each.pk for each in requests],
        {each.school_id for each in requests},
        {each.community_id for each in requests},
    )
    pupils: dict[int, str] = {}
    by_place: dict[tuple[int, int], list[str]] = defaultdict(list)
    for kind, of, text in sorted(found, key=lambda row: (row[0], row[1], row[2] or "")):
        if kind == _PUPILS:
            pupils[of] = text or ""
            continue
        name = (text or "").strip() if kind == _BY_HAND else " ".join((text or "").split())
        if name:
            by_place[kind, of].append(name)
    return {
        each.pk: (
            [name for key in _keys(each) for name in by_place[key]],
            [name for kind, of in _keys(each) for name in by_place[_PLACE + kind, of]],
            by_place[_BY_HAND, each.pk],
            pupils.get(each.community_id, ""),
        )
        for each in requests
    }


def _people_known(
    ids: Collection[int], schools: Collection[int], communities: Collection[int], *, with_community: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    versions, offices = Version.objects.filter(rfr__in=ids), Office.objects.order_by()
    lead, joining = School.objects.filter(pk__in=schools), School.objects.filter(joint_requests__in=ids)
    of_request, of_joint = F("rfr"), F("joint_requests")
    community = Community.objects.filter(pk__in=communities)
    asks = "asking_school__community"
    return _texts(versions, _BY_HAND, of_request, F("signed_name")).union(
        _texts(versions, _BY_HAND, of_request, KeyTextTransform("contact", "content")),
        _texts(DraftAnswer.objects.filter(rfr__in=ids, name="contact"), _BY_HAND, of_request, F("text")),
        _texts(versions, _BY_REQUEST, of_request, F("signed_by__name")),
        _texts(offices.filter(school__in=schools), _BY_SCHOOL, F("school"), F("person__name")),
        _texts(offices.filter(community__in=communities), _BY_COMMUNITY, F("community"), F("person__name")),
        _texts(
            offices.filter(school__community__in=communities), _BY_COMMUNITY, F("school__community"), F("person__name")
        ),  # who reads it there knows these colleagues: half a name of theirs would give a pupil's away
        _texts(
            offices.filter(school__joint_requests__in=ids), _BY_REQUEST, F("school__joint_requests"), F("person__name")
        ),
        _texts(lead, _PLACE + _BY_SCHOOL, F("pk"), F("name")),
        _texts(lead.filter(trust__isnull=False), _PLACE + _BY_SCHOOL, F("pk"), F("trust__name")),
        _texts(joining, _PLACE + _BY_REQUEST, of_joint, F("name")),
        _texts(joining.filter(trust__isnull=False), _PLACE + _BY_REQUEST, of_joint, F("trust__name")),
        _texts(
            School.objects.filter(community__in=communities), _PLACE + _BY_COMMUNITY, F("community"), F("name")
        ),  # everybody there knows what the schools are called
        _texts(community, _PLACE + _BY_COMMUNITY, F("pk"), F("name")),
        _texts(community, _PLACE + _BY_COMMUNITY, F("pk"), F("area__name")),
        _texts(community, _PLACE + _BY_COMMUNITY, F("pk"), F("authority__name")),
        *([_texts(known_in(communities).values(asks), _PUPILS, F(asks), in_one_text())] if with_community else ()),
    )


_PEOPLE = CompiledQuery(partial(_people_known, with_community=False))
_PEOPLE_AND_COMMUNITY = CompiledQuery(partial(_people_known, with_community=True))


def _keys(rfr: ResourceRequest) -> tuple[tuple[int, int], ...]:
    return (_BY_REQUEST, rfr.pk), (_BY_SCHOOL, rfr.school_id), (_BY_COMMUNITY, rfr.community_id)


def _texts(found: QuerySet[Any], kind: int, of: F, text: Any) -> QuerySet[Any, tuple[int, int, str | None]]:
    said = Cast(text, TextField())
    rows: QuerySet[Any, tuple[int, int, str | None]] = (
        found.order_by().annotate(a_kind=Value(kind), an_of=of, a_text=said).values_list("a_kind", "an_of", "a_text")
    )
    return rows


def _no_pupil(people: Iterable[str], pupils: Iterable[Hidden]) -> list[str]:
    """The names of accounts but those that hold a pupil's whole name, which are the pupil's."""
    whole: dict[str, list[frozenset[str]]] = defaultdict(list)
    for parts in {frozenset(folded_name(each.name).split()) for each in pupils}:
        if len(parts) > 1:
            whole[min(parts)].append(parts)
    found = []
    for name in dict.fromkeys(people):
        words = frozenset(folded_name(name).split())
        if not any(parts <= words for word in words for parts in whole.get(word, ())):
            found.append(name)
    return found


def _typed(name: str) -> str:
    """A name as it was typed, whatever its case and however many spaces."""
    return " ".join(name.split()).casefold()
