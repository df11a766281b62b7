"""A host publishes an opportunity, changes it, goes ahead with fewer people, or cancels it (RES-8)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.hiding import without_pupils
from locality.communities.models import Authority, Community, School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.opportunities.actions.steps import allow_to_keep, lock_opportunity, move_up, take_opportunity
from locality.opportunities.actions.telling import tell_who_is_on_the_way, tell_who_moved_up
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import on_the_way
from locality.opportunities.rules import opportunities as rules
from locality.opportunities.rules.opportunities import Said
from locality.opportunities.workflow import G, OfOpportunity
from locality.values.refusals import refuse
from locality.values.transitions import Guards
from locality.values.whole import whole

LONGEST_TITLE, LONGEST_WHAT, LONGEST_PLACE, LONGEST_LINK, LONGEST_REASON = 100, 4_000, 200, 300, 300
WHEN_AND_WHERE = ("day", "starts", "ends", "place", "online_link")


@transaction.atomic
def add_opportunity(*, host: School | Authority, said: Said, by: Viewer, at: datetime) -> Opportunity:
    """Publish one of a school, or of the council. Nobody is told: it is in the list. Raises NotPossible."""
    school = host if isinstance(host, School) else None
    authority = host if isinstance(host, Authority) else host.authority
    allow(by, Permission.OPPORTUNITIES_HOST, school=school, authority=None if school else authority)
    opportunity = Opportunity(
        authority=authority, school=school, changed_at=at, created_by=by.user, created_at=at, **_checked(said)
    )
    refuse(rules.why_not_hosted(school, said.audience))
    refuse(rules.why_not_when(said, at))
    for name, text in _hidden(opportunity).items():
        setattr(opportunity, name, text)
    opportunity.save()
    record("opportunity.added", opportunity, by=by.user, at=at, after=_logged(opportunity))
    return opportunity


@transaction.atomic
def change_opportunity(
    *, opportunity: Opportunity, said: Said, by: Viewer, at: datetime, seen: str | None = None
) -> Opportunity:
    """Change what it says, while it is to come. Where the time or the place is another, tells who booked or waits.

    Places that are added go to the waiting list. `seen`: the mark of what the page showed. Raises NotPossible.
    """
    opportunity = lock_opportunity(opportunity.pk)
    allow_to_keep(by, opportunity)
    before = {name: getattr(opportunity, name) for name in WHEN_AND_WHERE}
    mark, fewest, booked_until = rules.mark_of_opportunity(opportunity), opportunity.fewest, opportunity.books_until
    guards: Guards = {
        G.AS_SEEN: lambda: rules.why_not_as_seen(mark, seen),
        G.NOT_BEGUN: lambda: rules.why_not_to_come(opportunity, at),
        G.FITS: lambda: rules.why_not_fewer(said.places, opportunity.taken),
    }
    columns = _checked(said)
    refuse(rules.why_not_hosted(opportunity.school, said.audience))
    refuse(rules.why_not_when(said, at, booked_until=booked_until))
    columns |= _hidden(opportunity, columns)
    if said.fewest != fewest:
        columns["goes_ahead"] = False
    is_moved = any(before[name] != columns[name] for name in WHEN_AND_WHERE)
    if is_moved:
        columns |= {"sequence": opportunity.sequence + 1, "changed_at": at}
    take_opportunity(
        opportunity, OfOpportunity.CHANGE, guards, by=by, at=at, columns=columns, after={"moved": is_moved}
    )
    told = on_the_way(opportunity)
    moved = move_up(opportunity, at=at)
    tell_who_moved_up(moved, opportunity, by=by.user, at=at)
    if is_moved:
        known = {each.person_id for each in moved}
        _tell_of_move(opportunity, [each for each in told if each.person_id not in known], by=by, at=at)
    return opportunity


@transaction.atomic
def go_ahead(*, opportunity: Opportunity, by: Viewer, at: datetime) -> Opportunity:
    """Hold it though fewer people than needed have booked. Nobody is told. Raises NotPossible."""
    opportunity = lock_opportunity(opportunity.pk)
    guards: Guards = {G.NOT_BEGUN: lambda: rules.why_not_to_come(opportunity, at)}
    columns = {"goes_ahead": True}
    take_opportunity(opportunity, OfOpportunity.GO_AHEAD, guards, by=by, at=at, columns=columns)
    return opportunity


@transaction.atomic
def cancel_opportunity(*, opportunity: Opportunity, reason: str, by: Viewer, at: datetime) -> Opportunity:
    """Cancel it with the reason. Tells everyone who booked or waits. Raises NotPossible."""
    opportunity = lock_opportunity(opportunity.pk)
    allow_to_keep(by, opportunity)
    refuse(None if reason.strip() else "Enter why you are cancelling this", "reason")
    said = whole(without_pupils(reason.strip(), _of(opportunity)), LONGEST_REASON)
    columns = {"reason": said, "sequence": opportunity.sequence + 1, "changed_at": at}
    take_opportunity(opportunity, OfOpportunity.CANCEL, {}, by=by, at=at, columns=columns, after={"why": said})
    tell_who_is_on_the_way(
        on_the_way(opportunity),
        opportunity,
        subject=f"Cancelled: {opportunity.title}",
        lines=[
            f"{opportunity.host} has cancelled {opportunity.title}, {rules.when_it_starts(opportunity)}.",
            f"The reason: {said}",
        ],
        by=by.user,
        at=at,
    )
    return opportunity


def _tell_of_move(opportunity: Opportunity, told: list[Booking], *, by: Viewer, at: datetime) -> None:
    tell_who_is_on_the_way(
        told,
        opportunity,
        subject=f"Changed: {opportunity.title}",
        lines=[
            f"{opportunity.host} has changed the time or the place of {opportunity.title}.",
            f"It is now on {rules.when_it_starts(opportunity)}, until {opportunity.ends:%H:%M}.",
            *([f"Place: {opportunity.place}"] if opportunity.place else []),
        ],
        to_join=[f"Online link: {opportunity.online_link}"] if opportunity.online_link else [],
        by=by.user,
        at=at,
    )


def _checked(said: Said) -> dict[str, Any]:
    """What is said, as its columns. Raises NotPossible."""
    refuse(rules.why_not_said(said))
    return {
        "kind": Opportunity.Kind(said.kind), "title": said.title.strip(), "what": said.what.strip(), "day": said.day,
        "starts": said.starts, "ends": said.ends, "place": said.place.strip(), "online_link": said.online_link,
        "places": said.places, "fewest": said.fewest, "books_until": said.books_until,
        "audience": Opportunity.Audience(said.audience),
    }  # fmt: skip


def _hidden(opportunity: Opportunity, columns: dict[str, Any] | None = None) -> dict[str, str]:
    """The texts as everybody reads them: they name no pupil (RES-9)."""
    of, limits = _of(opportunity), {"title": LONGEST_TITLE, "what": LONGEST_WHAT, "place": LONGEST_PLACE}
    texts = {name: columns[name] if columns else getattr(opportunity, name) for name in limits}
    return {name: whole(without_pupils(text, of), limits[name]) for name, text in texts.items()}


def _of(opportunity: Opportunity) -> Iterable[Community | None]:
    """Whose pupils the writer may know: those of the school's community; the council's people, all of them."""
    if opportunity.school:
        return [opportunity.school.community]
    return Community.objects.filter(authority=opportunity.authority_id)


def _logged(opportunity: Opportunity) -> dict[str, object]:
    return {"title": opportunity.title, "kind": opportunity.kind, "day": opportunity.day.isoformat(),
            "places": opportunity.places, "audience": opportunity.audience}  # fmt: skip
