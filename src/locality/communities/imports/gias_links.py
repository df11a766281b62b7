"""Importing which school follows which, as downloaded from Get Information About Schools (links).

A school that converts to an academy gets a new number (URN) and keeps its establishment number. Here it stays the same
school: its history, people and community remain with it under the new number, and the old number is kept beside it.
Mergers stay two schools, the earlier one pointing to the later.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import ForeignObjectRel

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.imports.gias import CHANGED_MEANWHILE, LABELS, summary_of
from locality.communities.imports.gias_words import parse_urn, plain
from locality.communities.models import Authority, PastRegistration, School
from locality.communities.moving import follow_schools
from locality.communities.rules import allow
from locality.communities.scope import Viewer, user_of
from locality.imports.days import month_first, parse_day
from locality.imports.plans import Kind, Plan, Row
from locality.values.refusals import refuse

HEADINGS = ("URN", "LinkURN", "LinkType")
_LATER, _EARLIER, _EITHER, _CONVERSIONS = (
    "successor",
    "predecessor",
    "result of amalgamation",
    ("successor", "predecessor"),
)


@dataclass(frozen=True)
class Edge:
    """One school follows another."""

    row: Row
    old: School
    new: School
    plain: bool
    """Whether the register calls it nothing but a succession: no merger, no split."""
    on: date | None = None


@dataclass
class LinksImport:
    """A plan, with the chains of schools that become one, and the earlier schools that point to later ones."""

    authority: Authority
    plan: Plan = field(default_factory=Plan)
    chains: list[list[School]] = field(default_factory=list)
    followed: list[tuple[School, School]] = field(default_factory=list)


def plan_links(authority: Authority, rows: Sequence[Row]) -> LinksImport:
    """What importing these rows would do. Writes nothing."""
    made = LinksImport(authority)
    schools = {school.urn: school for school in School.objects.filter(authority=authority)}
    by_pk = {school.pk: school for school in schools.values()}
    for past in PastRegistration.objects.filter(school__authority=authority):
        schools[past.urn] = by_pk[past.school_id]
    has_days = not month_first(rows, "LinkEstablishedDate")
    edges = [edge for row in rows if (edge := _edge(row, schools, made.plan, has_days=has_days))]
    edges = _without_circles(edges, made.plan)
    followers, forerunners = _neighbours(edges)
    attached = attached_schools({edge.old.pk for edge in edges} | {edge.new.pk for edge in edges})
    conversions: dict[int, Edge] = {}
    seen: set[tuple[int, int]] = set()
    for edge in edges:
        pair = (edge.old.pk, edge.new.pk)
        if pair in seen:
            made.plan.add(edge.row, Kind.SAME, edge.old.urn, edge.old.name, "The same link as in an earlier row")
            continue
        seen.add(pair)
        alone = len(followers[edge.old.pk]) == 1 and len(forerunners[edge.new.pk]) == 1
        if alone and _is_conversion(edge) and not {edge.old.pk, edge.new.pk} <= attached:
            conversions[edge.old.pk] = edge
        else:
            _plan_following(edge, followers, made)
    _plan_chains(conversions, attached, made)
    made.plan.lines.sort(key=lambda line: line.row)
    return made


def _edge(row: Row, schools: dict[int, School], plan: Plan, *, has_days: bool) -> Edge | None:
    """The row as an earlier and a later school, or a line of the plan that says why it is none."""
    urn, link = parse_urn(row["URN"]), parse_urn(row["LinkURN"])
    name = row["LinkName"][:200]
    unread = row.why_unread((*HEADINGS, "LinkEstablishedDate"))
    if unread or urn is None or link is None:
        plan.add(row, Kind.REFUSE, row["URN"], name, unread or "Each URN must have 6 digits, and the row needs both.")
        return None
    here, there = schools.get(urn), schools.get(link)
    if here is None or there is None:
        unknown = [str(number) for number, school in ((urn, here), (link, there)) if school is None]
        plan.add(row, Kind.REFUSE, urn, name, f"{' and '.join(unknown)}: Locality does not have this school.")
        return None
    kind = plain(row["LinkType"])
    try:
        on = parse_day(row["LinkEstablishedDate"]) if has_days else None
    except ValueError as error:
        plan.add(row, Kind.REFUSE, urn, name, f"{error}.")
        return None
    if here.pk == there.pk:
        plan.add(row, Kind.SAME, urn, here.name, "One school already")
        return None
    if kind.startswith(_LATER) or (kind == _EITHER and not here.is_open):
        edge = Edge(row, here, there, kind in _CONVERSIONS, on)
    elif kind.startswith(_EARLIER) or (kind == _EITHER and not there.is_open):
        edge = Edge(row, there, here, kind in _CONVERSIONS, on)
    else:
        plan.add(row, Kind.OTHER, urn, here.name, f"“{row['LinkType']}” is no succession")
        return None
    if edge.old.is_open and edge.new.is_open:
        text = f"Both schools are open, so {edge.new.name} does not replace {edge.old.name}"
        plan.add(row, Kind.OTHER, urn, edge.old.name, text)
        return None
    return edge


def _without_circles(edges: list[Edge], plan: Plan) -> list[Edge]:
    """Leave out schools that follow each other in a circle: each would be its own forerunner."""
    follows: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        follows[edge.old.pk].add(edge.new.pk)
    remaining = {pk: set(later) for pk, later in follows.items()}
    # take away, again and again, what nobody follows any more; what is left lies on a circle or before one
    loose = {pk for later in follows.values() for pk in later} - set(remaining)
    earlier: dict[int, set[int]] = defaultdict(set)
    for pk, later in follows.items():
        for one in later:
            earlier[one].add(pk)
    while loose:
        done = loose.pop()
        for pk in earlier[done]:
            remaining[pk].discard(done)
            if not remaining[pk]:
                del remaining[pk]
                loose.add(pk)
    kept = []
    for edge in edges:
        if edge.old.pk in remaining and edge.new.pk in remaining:
            text = f"{edge.old.name} and {edge.new.name} follow each other in a circle."
            plan.add(edge.row, Kind.REFUSE, edge.old.urn, edge.old.name, text)
        else:
            kept.append(edge)
    return kept


def _neighbours(edges: list[Edge]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    followers: dict[int, set[int]] = defaultdict(set)
    forerunners: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        followers[edge.old.pk].add(edge.new.pk)
        forerunners[edge.new.pk].add(edge.old.pk)
    return followers, forerunners


def _is_conversion(edge: Edge) -> bool:
    number = edge.old.establishment_number
    return edge.plain and not edge.old.is_open and bool(number) and number == edge.new.establishment_number


def _plan_following(edge: Edge, followers: dict[int, set[int]], made: LinksImport) -> None:
    """A merger, or a new school in another's place: two schools, one after the other."""
    if edge.old.succeeded_by_id == edge.new.pk:
        made.plan.add(edge.row, Kind.SAME, edge.old.urn, edge.old.name)
    elif len(followers[edge.old.pk]) > 1:
        text = f"{len(followers[edge.old.pk])} schools follow it, so none is named as its successor."
        made.plan.add(edge.row, Kind.REFUSE, edge.old.urn, edge.old.name, text)
    else:
        made.followed.append((edge.old, edge.new))
        made.plan.add(
            edge.row, Kind.CHANGE, edge.old.urn, edge.old.name, f"Followed by {edge.new.name} ({edge.new.urn})"
        )


def _plan_chains(conversions: dict[int, Edge], attached: set[int], made: LinksImport) -> None:
    """Join conversions one after another; a chain with two schools that have a history of their own is not joined."""
    starts = set(conversions) - {edge.new.pk for edge in conversions.values()}
    for start in sorted(starts):
        edges = [conversions[start]]
        while edges[-1].new.pk in conversions:
            edges.append(conversions[edges[-1].new.pk])
        chain = [edges[0].old, *(edge.new for edge in edges)]
        if sum(school.pk in attached for school in chain) > 1:
            for edge in edges:
                _plan_following(edge, {edge.old.pk: {edge.new.pk}}, made)
            continue
        made.chains.append(chain)
        for edge in edges:
            text = f"Converts: becomes {chain[-1].name} under the number {chain[-1].urn}"
            made.plan.add(edge.row, Kind.CHANGE, edge.old.urn, edge.old.name, text)


def attached_schools(pks: set[int]) -> set[int]:
    """The schools among these that something refers to: people's offices, requests, whatever upper apps keep."""
    found: set[int] = set()
    for relation in School._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue  # the rows of a many-to-many relation are found through its own table
        model, column = relation.related_model, relation.field.name
        if model in {PastRegistration, School}:
            continue
        found |= set(model._default_manager.filter(**{f"{column}__in": pks}).values_list(column, flat=True))
    return found


@transaction.atomic
def import_links(
    authority: Authority, rows: Sequence[Row], *, by: Viewer | None, at: datetime, shown: str | None = None
) -> Plan:
    """Do what the dry run with the fingerprint `shown` showed: all of it, or none. Raises NotPossible where it has changed."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    allow(by, Permission.REGISTER_IMPORT, authority=authority)
    made = plan_links(authority, rows)
    refuse(made.plan.why_not(shown, CHANGED_MEANWHILE))
    attached = attached_schools({school.pk for chain in made.chains for school in chain})
    for old, new in made.followed:
        old.succeeded_by = new
    School.objects.bulk_update([old for old, _ in made.followed], ["succeeded_by"], batch_size=300)
    _join(made.chains, attached)
    follow_schools(authority, by=user_of(by), at=at)
    if made.plan.does_something:
        record("register.import_links", authority, by=user_of(by), at=at, after=summary_of(made.plan))
    return made.plan


def _join(chains: list[list[School]], attached: set[int]) -> None:
    """Make each chain one school: the row that others refer to stays, with the last one's number and particulars."""
    gone: dict[int, School] = {}
    kept: list[School] = []
    registrations: list[PastRegistration] = []
    for chain in chains:
        keeper = next((school for school in chain if school.pk in attached), chain[-1])
        registrations += [
            PastRegistration(school=keeper, urn=school.urn, name=school.name, until=school.closed_on)
            for school in chain[:-1]
        ]
        gone |= {school.pk: keeper for school in chain if school is not keeper}
        _take_over(keeper, chain)
        kept.append(keeper)
    _point_to_keepers(gone)
    School.objects.filter(pk__in=gone).delete()
    fields = ["urn", "community", "succeeded_by", *sorted({name.removesuffix("_id") for name in LABELS})]
    School.objects.bulk_update(kept, fields, batch_size=100)
    PastRegistration.objects.bulk_create(registrations)


def _take_over(keeper: School, chain: list[School]) -> None:
    last = chain[-1]
    communities = [school.community_id for school in reversed(chain) if school.community_id]
    for name in ("urn", "succeeded_by_id", *LABELS):
        setattr(keeper, name, getattr(last, name))
    keeper.community_id = communities[0] if communities else None


def _point_to_keepers(gone: dict[int, School]) -> None:
    """What pointed to a row that goes points to the one that stays."""
    pointing = list(School.objects.filter(succeeded_by__in=gone).exclude(pk__in=gone))
    for school in pointing:
        school.succeeded_by = gone[school.succeeded_by_id or 0]
        if school.succeeded_by == school:
            school.succeeded_by = None
    School.objects.bulk_update(pointing, ["succeeded_by"], batch_size=300)
    School.objects.filter(pk__in=gone).update(succeeded_by=None)
    registrations = list(PastRegistration.objects.filter(school__in=gone))
    for registration in registrations:
        registration.school = gone[registration.school_id]
    PastRegistration.objects.bulk_update(registrations, ["school"], batch_size=300)
