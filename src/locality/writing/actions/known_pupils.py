"""Every pupil ever typed is kept as known, so that no text tells the name when the row is renamed or gone (RES-9).

A draft saves itself while a person types, so a name comes in pieces: "Ma", "Marigo", "Marigold". A piece that only begins
another name, typed in the same row by the same person within two minutes, is let go: it would hide words of everyday
English. A name that was whole is never let go.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from locality.accounts.models import User
from locality.communities.models import School
from locality.resource_requests.content.answers import rows, typed_id
from locality.resource_requests.content.days import read_date
from locality.resource_requests.content.fields import DATE_PARTS
from locality.resource_requests.content.filled import PupilAnswer
from locality.resource_requests.models import DraftAnswer, KnownPupil, ResourceRequest
from locality.values.refusals import NotPossible
from locality.values.typed import short
from locality.writing.actions.searching import hide_in_others

HALF_TYPED = timedelta(minutes=2)
MOST_KNOWN = 300
"""How many names one request may have held: each is looked for in every text of the school."""
_WHO = frozenset({"name", "school", *(f"born_{part}" for part in DATE_PARTS)})


@dataclass(frozen=True, slots=True)
class _Typed:
    """A pupil as a row of the draft tells of one."""

    name: str
    born: date | None
    school: int
    row: int | None = None


def note_typed(rfr: ResourceRequest, answers: Iterable[str], *, by: User, at: datetime) -> None:
    """Keep the pupils whose name, date of birth or school was just saved. No query where none was; else a fixed number."""
    split = (name.split(".") for name in answers if name.startswith("pupil."))
    touched = {int(row) for _, row, what in split if what in _WHO}
    if touched:
        _keep(rfr, _typed(rfr), touched, by=by, at=at)


def note_copied(rfr: ResourceRequest, *, by: User, at: datetime) -> None:
    """Keep the pupils of a draft that was begun with the answers of another request."""
    _keep(rfr, [_Typed(each.name, each.born, each.school) for each in _typed(rfr)], set(), by=by, at=at)


def note_signed(rfr: ResourceRequest, pupils: Iterable[PupilAnswer], *, by: User, at: datetime) -> None:
    """Keep the pupils of a version; from now on no name of the draft is half typed."""
    KnownPupil.objects.filter(rfr=rfr, row__isnull=False).update(row=None)
    _keep(rfr, [_Typed(each.name, each.born, each.school) for each in pupils], set(), by=by, at=at)


def names_were_typed(rfr: ResourceRequest) -> bool:
    """Whether a name was ever typed in a request: it stays known when the draft is deleted."""
    return KnownPupil.objects.filter(rfr=rfr).exclude(name="").exists()


def _typed(rfr: ResourceRequest) -> list[_Typed]:
    raw = dict(DraftAnswer.objects.filter(rfr=rfr, name__startswith="pupil.").values_list("name", "text"))
    listed = rows(raw, "pupil")
    asked = {row: typed_id(fields.get("school", "")) or rfr.school_id for row, fields in listed.items()}
    others = set(asked.values()) - {rfr.school_id}
    known = {rfr.school_id}
    if others:
        known |= set(School.objects.filter(pk__in=others, community=rfr.community_id).values_list("pk", flat=True))
    return [
        _Typed(
            short(fields.get("name", ""))[:200],
            _born(fields),
            asked[row] if asked[row] in known else rfr.school_id,
            row,
        )
        for row, fields in listed.items()
    ]


def _born(fields: dict[str, str]) -> date | None:
    parts = {part: fields.get(f"born_{part}", "") for part in DATE_PARTS}
    return read_date(parts, missing="", noun="", wrong=lambda _part, _sentence: None)


def _keep(rfr: ResourceRequest, typed: list[_Typed], touched: set[int], *, by: User, at: datetime) -> None:
    """Put in who is new, and take out what was half typed."""
    present = {(each.name, each.born): each for each in KnownPupil.objects.filter(rfr=rfr)}
    new: dict[tuple[str, date | None], KnownPupil] = {}
    gone: set[int] = set()
    for each in typed:
        key = (each.name, each.born)
        if not each.name or key in new:
            continue
        before = present.get(key)
        if before and before.school_id == each.school:
            continue
        if before:  # the school was chosen anew
            gone.add(before.pk)
        new[key] = KnownPupil(
            rfr=rfr, asking_school_id=rfr.school_id, school_id=each.school, name=each.name, born=each.born,
            row=each.row, typed_by=by, typed_at=at,
        )  # fmt: skip
    now = {(each.name, each.born) for each in typed}
    for row in touched:
        moment = [
            each
            for each in (*present.values(), *new.values())
            if each.row == row and each.typed_by_id == by.pk and abs(at - each.typed_at) <= HALF_TYPED
        ]
        gone |= {
            each.pk
            for each in moment
            if each.pk and (each.name, each.born) not in now and any(_begins(each, other) for other in moment)
        }
    if gone:
        KnownPupil.objects.filter(pk__in=gone).delete()
    if new:
        if len(present) - len(gone) + len(new) > MOST_KNOWN:
            raise NotPossible(
                f"This request has had {MOST_KNOWN} different pupils’ names. Start another request for any others."
            )
        KnownPupil.objects.bulk_create(new.values())
    if new or gone:
        hide_in_others(rfr, new.values(), let_go=[each for each in present.values() if each.pk in gone])


def _begins(piece: KnownPupil, whole: KnownPupil) -> bool:
    """Whether a name with its date of birth is only the beginning of another, or the same with more of the date."""
    if (piece.name, piece.born) == (whole.name, whole.born) or not whole.name.startswith(piece.name):
        return False
    if piece.born is None or whole.born is None:
        return piece.born is None
    return all(one.startswith(other) for one, other in zip(_parts(whole.born), _parts(piece.born), strict=True))


def _parts(day: date) -> tuple[str, str, str]:
    return str(day.day), str(day.month), str(day.year)
