"""Importing the register of schools, as downloaded from Get Information About Schools (GIAS).

Only the authority's own rows are taken. Columns are found by their headings; both layouts (135 and 140 columns) do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Field, Model

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.imports import gias_words as words
from locality.communities.models import Authority, District, Federation, PastRegistration, School, Trust
from locality.communities.moving import said_of
from locality.communities.rules import allow
from locality.communities.scope import Viewer, user_of
from locality.imports import days
from locality.imports.plans import CHANGING, Kind, Line, Plan, Row
from locality.values.dates import show_plain_day
from locality.values.keys import ByName
from locality.values.refusals import refuse
from locality.values.typed import short

HEADINGS = ("URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (name)")
CHANGED_MEANWHILE = (
    "The schools or their requests have changed since your upload. Check what would be imported now, then import it."
)

LABELS = {
    "name": "name",
    "establishment_number": "establishment number",
    "phase": "phase",
    "type_name": "type",
    "kind": "kind",
    "is_academy": "academy",
    "status": "status",
    "opened_on": "opened",
    "closed_on": "closed",
    "district_name": "district",
    "district_id": "district",
    "trust_id": "trust",
    "federation_id": "federation",
    "street": "street",
    "town": "town",
    "postcode": "postcode",
    "easting": "easting",
    "northing": "northing",
}
_LONGEST = {"name": 200, "type_name": 80, "district_name": 80, "street": 200, "town": 100, "postcode": 10}
_TYPE = ("TypeOfEstablishment (code)", "EstablishmentTypeGroup (code)")
NO_TYPE = (
    "The file does not say what type it is, so it cannot join a community yet. Import it again with the columns “TypeOf"
    "Establishment (code)” and “EstablishmentTypeGroup (code)”."
)
_COLUMNS: dict[str, tuple[str, ...]] = {
    "phase": ("PhaseOfEducation (name)", "PhaseOfEducation (code)"),
    "type_name": ("TypeOfEstablishment (name)",),
    "is_academy": _TYPE,
    "street": ("Street",),
    "town": ("Town",),
    "postcode": ("Postcode",),
    "easting": ("Easting",),
    "northing": ("Northing",),
    "district_name": ("DistrictAdministrative (name)",),
    "district": ("DistrictAdministrative (name)",),
    "opened_on": ("OpenDate",),
    "closed_on": ("CloseDate",),
}
"""From which columns a field is read; where the file has none of them, what is kept stays."""
_READ = (
    "URN", "LA (code)", "EstablishmentNumber", "EstablishmentName", "EstablishmentStatus (name)", *_TYPE,
    *dict.fromkeys(heading for headings in _COLUMNS.values() for heading in headings),
    "Trusts (code)", "Trusts (name)", "Federations (code)", "Federations (name)",
)  # fmt: skip


@dataclass
class _Known:
    """What is held of the authority already: five queries, whatever the size of the file."""

    schools: dict[int, School]
    past: dict[int, str]
    elsewhere: set[int]
    districts: ByName[District]
    trusts: dict[str, Trust]
    federations: dict[str, Federation]
    leaves: tuple[str, ...] = ()
    """Fields that are not read from this file, and stay as they are."""


@dataclass
class SchoolsImport:
    """A plan, with the rows it would write."""

    authority: Authority
    plan: Plan = field(default_factory=Plan)
    new: list[School] = field(default_factory=list)
    changed: list[School] = field(default_factory=list)
    groups: list[Trust | Federation] = field(default_factory=list)


def plan_schools(authority: Authority, rows: Sequence[Row]) -> SchoolsImport:
    """What importing these rows would do. Writes nothing."""
    made = SchoolsImport(authority)
    own = [row for row in rows if words.parse_la_code(row["LA (code)"]) in {authority.la_code, None}]
    known = _known(authority, own)
    others = len(rows) - len(own)
    if others:
        of_others = "1 row of another council is" if others == 1 else f"{others:,} rows of other councils are"
        made.plan.notes.append(f"{of_others} left out.")
    if found := days.month_first(rows, "OpenDate", "CloseDate"):
        known.leaves = ("opened_on", "closed_on")
        made.plan.warnings.append(
            days.said_of_month_first(found, "So we do not read any of them, and the days in Locality do not change.")
        )
    seen: dict[int, int] = {}
    mine = {row.number for row in own}
    for row in rows:
        if row.number in mine:
            _plan_row(row, made, known, seen)
        else:
            made.plan.add(row, Kind.OTHER, row["URN"], row["EstablishmentName"], "Another council")
    _warn_of_kept(made, known)
    closing = [school for school in made.changed if school.urn in {int(line.key) for line in made.plan.of(Kind.CLOSE)}]
    left_open = said_of(closing=closing)
    made.plan.add_to_lines({school.urn: left_open[school.pk] for school in closing if school.pk in left_open})
    if made.groups:
        made.plan.more = True
        groups = len(made.groups)
        some = "1 trust or federation is" if groups == 1 else f"{groups:,} trusts and federations are"
        made.plan.notes.append(f"{some} added or renamed.")
    unseen = sum(1 for urn in known.schools if urn not in seen)
    if unseen:
        said = (
            "1 school in Locality is not in the file. It does not change."
            if unseen == 1
            else f"{unseen:,} schools in Locality are not in the file. They do not change."
        )
        made.plan.notes.append(said)
    return made


def _warn_of_kept(made: SchoolsImport, known: _Known) -> None:
    """Rows of other authorities that name schools kept here: these may have been sorted or filled in wrongly."""
    kept = sum(words.parse_urn(line.key) in known.schools for line in made.plan.of(Kind.OTHER))
    if kept:
        rows = "1 row left out names a school" if kept == 1 else f"{kept:,} rows left out name schools"
        made.plan.warnings.append(
            f"{rows} in Locality under another LA code than {made.authority.la_code}, that of {made.authority}. Check the "
            "column “LA (code)” in the file before you import it."
        )


def _known(authority: Authority, rows: Sequence[Row]) -> _Known:
    urns = {urn for row in rows if (urn := words.parse_urn(row["URN"]))}
    schools = {
        school.urn: school
        for school in School.objects.filter(authority=authority).select_related("trust", "federation", "district")
    }
    return _Known(
        schools=schools,
        past={
            past.urn: past.school.name
            for past in PastRegistration.objects.filter(school__authority=authority).select_related("school")
        },
        elsewhere=_held_elsewhere(authority, urns - set(schools)),
        districts=ByName((each.name, each) for each in District.objects.filter(area__authority=authority)),
        trusts={trust.uid: trust for trust in Trust.objects.filter(authority=authority)},
        federations={each.uid: each for each in Federation.objects.filter(authority=authority)},
    )


def _held_elsewhere(authority: Authority, urns: set[int]) -> set[int]:
    found = set(School.objects.exclude(authority=authority).filter(urn__in=urns).values_list("urn", flat=True))
    past = PastRegistration.objects.exclude(school__authority=authority).filter(urn__in=urns)
    return found | set(past.values_list("urn", flat=True))


def _plan_row(row: Row, made: SchoolsImport, known: _Known, seen: dict[int, int]) -> None:
    urn = words.parse_urn(row["URN"])
    refusal = _why_not_row(row, urn, known, seen) or _why_not_code(row, made.authority)
    if refusal:
        made.plan.add(row, Kind.REFUSE, row["URN"], row["EstablishmentName"][:200], refusal)
        return
    assert urn is not None  # noqa: S101 - a row without one is refused above
    seen[urn] = row.number
    if urn in known.past:
        made.plan.add(row, Kind.SAME, urn, row["EstablishmentName"], f"An earlier number of {known.past[urn]}")
        return
    try:
        values = _values(row, known, known.schools.get(urn))
    except ValueError as error:
        made.plan.add(row, Kind.REFUSE, urn, row["EstablishmentName"], f"{error}.")
        return
    values["trust"] = _group(row, "Trusts", Trust, known.trusts, made)
    values["federation"] = _group(row, "Federations", Federation, known.federations, made)
    values = {name: value for name, value in values.items() if value is not _ABSENT}
    school = known.schools.get(urn)
    if school is None:
        made.new.append(School(authority=made.authority, urn=urn, **values))
        label = School.Status(values["status"]).label
        made.plan.add(row, Kind.ADD, urn, values["name"], f"{label}. {NO_TYPE}" if _lacks_type(row, values) else label)
        return
    changes = _changes(school, values)
    if not changes:
        made.plan.add(row, Kind.SAME, urn, school.name)
        return
    closes = values["status"] == School.Status.CLOSED and school.status != School.Status.CLOSED
    made.plan.add(row, Kind.CLOSE if closes else Kind.CHANGE, urn, school.name, "; ".join(changes))
    for name, value in values.items():
        setattr(school, name, value)
    made.changed.append(school)


def _why_not_row(row: Row, urn: int | None, known: _Known, seen: dict[int, int]) -> str | None:
    if reason := row.why_unread(_READ):
        return reason
    if urn is None:
        return f"{row['URN']} is not a URN. A URN has 6 digits." if row["URN"] else "The URN is missing."
    if urn in seen:
        return f"Row {seen[urn]} has the same URN."
    if urn in known.elsewhere:
        return "Another council has this URN."
    if not row["EstablishmentName"]:
        return "The name is missing."
    return None


def _why_not_code(row: Row, authority: Authority) -> str | None:
    if words.parse_la_code(row["LA (code)"]):
        return None
    given = f"“{short(row['LA (code)'])[:40]}” is not an LA code" if row["LA (code)"] else "The LA code is missing"
    return f"{given}: that of {authority} is {authority.la_code}."


_ABSENT: Any = object()


def _lacks_type(row: Row, values: Mapping[str, Any]) -> bool:
    """Whether nothing in the row tells a mainstream school from another establishment, not even its phase."""
    says = words.says_kind(row["TypeOfEstablishment (code)"], row["EstablishmentTypeGroup (code)"])
    return values["kind"] == School.Kind.OTHER and not says


def _values(row: Row, known: _Known, school: School | None) -> dict[str, Any]:
    """The row as a school's fields; a column that the file lacks is left alone. Raises ValueError with a sentence."""
    status = words.status_of(row["EstablishmentStatus (name)"], row["EstablishmentStatus (code)"])
    if status is None:
        raise ValueError(f"“{row['EstablishmentStatus (name)']}” is not a status of the register")
    type_code, group_code = row["TypeOfEstablishment (code)"], row["EstablishmentTypeGroup (code)"]
    phase = words.phase_of(row["PhaseOfEducation (name)"], row["PhaseOfEducation (code)"])
    number = row["EstablishmentNumber"]
    values: dict[str, Any] = {
        "name": short(row["EstablishmentName"]),
        "establishment_number": number.zfill(4) if number.isdecimal() and len(number) <= 4 else "",
        "status": status,
        "phase": phase,
        "type_name": short(row["TypeOfEstablishment (name)"]),
        "kind": words.kind_of(type_code, group_code, phase),
        "is_academy": words.is_academy(type_code, group_code),
        "street": short(row["Street"]),
        "town": short(row["Town"]),
        "postcode": words.postcode_of(row["Postcode"]),
        "easting": words.parse_metres(row["Easting"]),
        "northing": words.parse_metres(row["Northing"]),
        "opened_on": days.parse_day(row["OpenDate"]) if "opened_on" not in known.leaves else None,
        "closed_on": days.parse_day(row["CloseDate"]) if "closed_on" not in known.leaves else None,
        "district_name": words.district_name(short(row["DistrictAdministrative (name)"])),
    }
    for name, longest in _LONGEST.items():
        if len(values[name]) > longest:
            raise ValueError(f"The {LABELS[name]} has {len(values[name])} characters; {longest} is the most")
    if values["opened_on"] and values["closed_on"] and values["closed_on"] < values["opened_on"]:
        raise ValueError("It closed before it opened")
    values["district"] = known.districts.get(values["district_name"])
    if not values["establishment_number"]:
        values.pop("establishment_number")  # the register loses it for some closed schools; what is kept here stays
    if school and words.plain(values["type_name"]) == words.plain(school.type_name):
        values["type_name"] = school.type_name
    if school and not words.says_kind(type_code, group_code):
        values.pop("kind")  # a phase alone tells no special school from a mainstream one, nor an empty cell
    read = {name for name in values if name not in _COLUMNS or row.has(*_COLUMNS[name])}.difference(known.leaves)
    return {name: value for name, value in values.items() if name in read}


def _group(row: Row, column: str, model: Any, known: dict[str, Any], made: SchoolsImport) -> Any:
    """The trust or federation by its group number, since its name changes; new and renamed ones are kept to be written."""
    if not (row.has(f"{column} (code)") and row.has(f"{column} (name)")):
        return _ABSENT
    uid, name = row[f"{column} (code)"], short(row[f"{column} (name)"])[:200]
    if not uid or not name or len(uid) > 20:
        return None
    group = known.get(uid)
    if group is None:
        group = known[uid] = model(authority=made.authority, uid=uid, name=name)
        made.groups.append(group)
    elif group.name != name and group not in made.groups:
        group.name = name
        made.groups.append(group)
    return group


def _changes(school: School, values: dict[str, Any]) -> list[str]:
    """What is different, in words."""
    found = []
    for name, value in values.items():
        old = getattr(school, name)
        if old != value:
            label = LABELS.get(name) or LABELS[f"{name}_id"]
            found.append(f"{label}: {_show(name, old)} → {_show(name, value)}")
    return list(dict.fromkeys(found))


def _show(name: str, value: Any) -> str:
    choices = dict(cast("Field[Any, Any]", School._meta.get_field(name)).flatchoices)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return show_plain_day(value)
    return str(choices.get(value, value)) if value not in (None, "") else "none"


@transaction.atomic
def import_schools(
    authority: Authority, rows: Sequence[Row], *, by: Viewer | None, at: datetime, shown: str | None = None
) -> Plan:
    """Do what the dry run with the fingerprint `shown` showed: all of it, or none. Raises NotPossible where it has changed."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    allow(by, Permission.REGISTER_IMPORT, authority=authority)
    made = plan_schools(authority, rows)
    refuse(made.plan.why_not(shown, CHANGED_MEANWHILE))
    for model in (Trust, Federation):
        groups: list[Model] = [group for group in made.groups if isinstance(group, model)]
        kept = cast("type[Model]", model)._default_manager
        kept.bulk_create([group for group in groups if group.pk is None])
        kept.bulk_update([group for group in groups if group.pk is not None], ["name"])
    for school in made.new + made.changed:  # trusts that had no number when they were assigned have one now
        school.trust, school.federation = school.trust, school.federation
    School.objects.bulk_create(made.new, batch_size=500)
    School.objects.bulk_create(
        made.changed, batch_size=500, update_conflicts=True, unique_fields=["urn"], update_fields=_fields()
    )
    if made.plan.does_something:
        record("register.import", authority, by=user_of(by), at=at, after=summary_of(made.plan))
    return made.plan


def _fields() -> list[str]:
    return [name.removesuffix("_id") for name in LABELS]


def summary_of(plan: Plan) -> dict[str, Any]:
    """A plan as the log keeps it: the counts, and which URNs."""
    kept: dict[str, Any] = {kind.value: count for kind, count in plan.counts.items()}
    for kind in CHANGING:
        kept[f"{kind.value}_urns"] = [_number_or_text(line) for line in plan.of(kind)]
    return kept


def _number_or_text(line: Line) -> int | str:
    return int(line.key) if line.key.isdecimal() else line.key
