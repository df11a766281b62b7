"""Importing communities with their schools: columns community, district, area, URN, one row a school (CTX-1)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.actions.authorities import free_slug
from locality.communities.imports.gias import CHANGED_MEANWHILE, summary_of
from locality.communities.imports.gias_words import district_name, parse_urn
from locality.communities.models import Area, Authority, Community, District, PastRegistration, School
from locality.communities.moving import follow_schools, said_of
from locality.communities.rules import allow, why_not_school
from locality.communities.scope import Viewer, user_of
from locality.imports.plans import Kind, Plan, Row
from locality.values.keys import ByName, name_key, taken_as
from locality.values.refusals import refuse
from locality.values.typed import short

HEADINGS = ("community", "district", "area", "URN")
_LONGEST = {"community": 100, "district": 80, "area": 60}


@dataclass
class CommunitiesImport:
    """A plan, with the places to add and the schools to move, by name."""

    authority: Authority
    plan: Plan = field(default_factory=Plan)
    areas: dict[str, str] = field(default_factory=dict)
    """New areas: name by its compared form."""
    districts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """New districts: name and area."""
    communities: dict[str, tuple[str, str]] = field(default_factory=dict)
    """New communities: name and area."""
    community_districts: dict[str, Counter[str]] = field(default_factory=dict)
    placed: dict[Community, str] = field(default_factory=dict)
    """Communities kept here without a district, and the one that the file puts them in."""
    moves: list[tuple[School, str]] = field(default_factory=list)


@dataclass
class _Known:
    schools: dict[int, School]
    areas: dict[str, Area]
    districts: dict[str, District]
    communities: dict[str, Community]
    spellings: dict[str, ByName[str]]
    """How places are written, by column: those kept here, then as the file first names them."""


def plan_communities(authority: Authority, rows: Sequence[Row]) -> CommunitiesImport:
    """What importing these rows would do. Writes nothing."""
    made = CommunitiesImport(authority)
    known = _known(authority)
    area_of: dict[str, str] = {name: each.area.name.casefold() for name, each in known.communities.items()}
    area_of_district: dict[str, str] = {name: each.area.name.casefold() for name, each in known.districts.items()}
    seen: dict[int, Row] = {}
    for row in rows:
        names = _names(row, known.spellings)
        for column, name in names.items():
            made.plan.note(taken_as(short(row[column]), name))
        school = known.schools.get(parse_urn(row["URN"]) or 0)
        reason = _why_not(row, names, school, seen, area_of, area_of_district)
        if reason or school is None:
            made.plan.add(
                row, Kind.REFUSE, row["URN"], school.name if school else row["school_name"][:200], reason or ""
            )
            continue
        for column, name in names.items():
            known.spellings[column].add(name, name)
        seen[school.pk] = row
        _plan_row(row, names, school, made, known, area_of, area_of_district)
    made.plan.add_to_lines({school.urn: text for school, text in _left_open(made.moves)})
    _note_new(made, "area", "areas", list(made.areas.values()))
    _note_new(made, "district", "districts", [name for name, _ in made.districts.values()])
    _note_new(made, "community", "communities", [name for name, _ in made.communities.values()])
    _plan_districts(made, known)
    made.plan.more = bool(made.areas or made.districts or made.communities or made.placed)
    return made


def _plan_districts(made: CommunitiesImport, known: _Known) -> None:
    """A community that stands in no district yet gets the one of most of its rows; one that has another keeps it."""
    for key, found in made.community_districts.items():
        if (community := known.communities.get(key)) is None:
            continue
        district = found.most_common(1)[0][0]
        name = known.districts[district].name if district in known.districts else made.districts[district][0]
        if community.district is None:
            made.placed[community] = district
            made.plan.note(f"{community.name} is in no district yet: it will be in {name}.")
        elif community.district.name.casefold() not in found:
            made.plan.note(
                f"{community.name} stays in district {community.district.name}, though the file says {name}."
            )


def _note_new(made: CommunitiesImport, noun: str, plural: str, names: list[str]) -> None:
    """Every new place by its name: one that is only misspelled is seen before it is made."""
    if names:
        made.plan.notes.append(
            f"{len(names):,} {noun if len(names) == 1 else plural} will be added: {', '.join(names)}."
        )


def _left_open(moves: list[tuple[School, str]]) -> list[tuple[School, str]]:
    """What schools that move have open, in sentences."""
    moving = [school for school, _ in moves]
    said = said_of(moving=moving)
    return [(school, said[school.pk]) for school in moving if school.pk in said]


def _known(authority: Authority) -> _Known:
    schools = {
        school.urn: school
        for school in School.objects.filter(authority=authority).select_related("community", "district", "authority")
    }
    by_pk = {school.pk: school for school in schools.values()}
    for past in PastRegistration.objects.filter(school__authority=authority):
        schools[past.urn] = by_pk[past.school_id]
    communities = Community.objects.filter(authority=authority).select_related("area", "district")
    districts = District.objects.filter(area__authority=authority).select_related("area")
    known = _Known(
        schools=schools,
        areas={each.name.casefold(): each for each in Area.objects.filter(authority=authority)},
        districts={each.name.casefold(): each for each in districts},
        communities={each.name.casefold(): each for each in communities},
        spellings={},
    )
    places = {"area": known.areas, "district": known.districts, "community": known.communities}
    known.spellings = {
        column: ByName((each.name, each.name) for each in cast("dict[str, Area]", kept).values())
        for column, kept in places.items()
    }
    return known


def _names(row: Row, spellings: Mapping[str, ByName[str]]) -> dict[str, str]:
    """The places of a row, each as it is written here where it looks the same."""
    names = {column: short(row[column]) for column in _LONGEST}
    names["district"] = district_name(names["district"])
    return {column: spellings[column].get(name) or name for column, name in names.items()}


def _why_not(
    row: Row,
    names: dict[str, str],
    school: School | None,
    seen: dict[int, Row],
    area_of: dict[str, str],
    area_of_district: dict[str, str],
) -> str | None:
    if unread := row.why_unread(HEADINGS):
        return unread
    for column, longest in _LONGEST.items():
        if not names[column] and column != "district":
            return f"The {column} is missing."
        if len(names[column]) > longest:
            return f"The {column} has {len(names[column])} characters. The most is {longest}."
    if parse_urn(row["URN"]) is None:
        return f"{row['URN']} is not a URN. A URN has 6 digits." if row["URN"] else "The URN is missing."
    if school is None:
        return "Locality does not have a school with this URN. Import the register of schools first."
    if reason := why_not_school(school):
        return reason.sentence
    if school.pk in seen:
        other = seen[school.pk]
        if name_key(short(other["community"])) == name_key(names["community"]):
            return f"Row {other.number} names the same school."
        return f"Row {other.number} puts this school into {short(other['community'])}. A school has one community."
    area = names["area"].casefold()
    if area_of.get(names["community"].casefold(), area) != area:
        return f"{names['community']} is in another area, here or in an earlier row."
    if names["district"] and area_of_district.get(names["district"].casefold(), area) != area:
        return f"The district {names['district']} is in another area, here or in an earlier row."
    return None


def _plan_row(
    row: Row,
    names: dict[str, str],
    school: School,
    made: CommunitiesImport,
    known: _Known,
    area_of: dict[str, str],
    area_of_district: dict[str, str],
) -> None:
    community, district, area = (names[each].casefold() for each in ("community", "district", "area"))
    area_of[community] = area
    if area not in known.areas:
        made.areas.setdefault(area, names["area"])
    if district:
        area_of_district[district] = area
        if district not in known.districts:
            made.districts.setdefault(district, (names["district"], area))
        made.community_districts.setdefault(community, Counter())[district] += 1
    if community not in known.communities:
        made.communities.setdefault(community, (names["community"], area))
    if school.community and school.community.name.casefold() == community:
        made.plan.add(row, Kind.SAME, school.urn, school.name, str(school.community))
        return
    made.moves.append((school, community))
    if school.community:
        text = f"Moves from {school.community} to {names['community']}"
        made.plan.add(row, Kind.CHANGE, school.urn, school.name, text)
    else:
        made.plan.add(row, Kind.ADD, school.urn, school.name, f"Joins {names['community']}")


@transaction.atomic
def import_communities(
    authority: Authority, rows: Sequence[Row], *, by: Viewer | None, at: datetime, shown: str | None = None
) -> Plan:
    """Do what the dry run with the fingerprint `shown` showed: all of it, or none. Raises NotPossible where it has changed."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    allow(by, Permission.REGISTER_IMPORT, authority=authority)
    made = plan_communities(authority, rows)
    refuse(made.plan.why_not(shown, CHANGED_MEANWHILE))
    Area.objects.bulk_create(Area(authority=authority, name=name) for name in made.areas.values())
    areas = {area.name.casefold(): area for area in Area.objects.filter(authority=authority)}
    District.objects.bulk_create(District(area=areas[area], name=name) for name, area in made.districts.values())
    districts = {each.name.casefold(): each for each in District.objects.filter(area__authority=authority)}
    _add_communities(made, areas, districts)
    for placed, district in made.placed.items():
        placed.district = districts[district]
    Community.objects.bulk_update(made.placed, ["district"])
    communities = {each.name.casefold(): each for each in Community.objects.filter(authority=authority)}
    moved = [school for school, _ in made.moves]
    for school, community in made.moves:
        school.community = communities[community]
    School.objects.bulk_update(moved, ["community"], batch_size=300)
    follow_schools(authority, by=user_of(by), at=at)
    _link_districts(authority, districts)
    if made.plan.does_something:
        record("communities.import", authority, by=user_of(by), at=at, after=summary_of(made.plan))
    return made.plan


def _add_communities(made: CommunitiesImport, areas: dict[str, Area], districts: dict[str, District]) -> None:
    """A community stands in the district where most of its schools are."""
    taken = set(Community.objects.values_list("slug", flat=True))
    new = []
    for key, (name, area) in made.communities.items():
        slug = free_slug(name, taken)
        taken.add(slug)
        found = made.community_districts.get(key)
        district = districts[found.most_common(1)[0][0]] if found else None
        new.append(Community(authority=made.authority, area=areas[area], district=district, name=name, slug=slug))
    Community.objects.bulk_create(new)


def _link_districts(authority: Authority, districts: dict[str, District]) -> None:
    """Schools whose district was not kept here before are linked to it."""
    loose = list(School.objects.filter(authority=authority, district=None).exclude(district_name=""))
    named = ByName((each.name, each) for each in districts.values())
    found = [school for school in loose if school.district_name in named]
    for school in found:
        school.district = named.get(school.district_name)
    School.objects.bulk_update(found, ["district"], batch_size=300)
