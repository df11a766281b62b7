"""The section of a request's page on the school that gives its support: who does, or who finds one by when."""

from collections.abc import Iterator

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.pages.beside import Beside, Go, Happened
from locality.resource_requests.queries.interested import schools_that_decided
from locality.support.models import Placement, ToBeFound
from locality.support.presenters.offers import say_took_part
from locality.support.queries.placements import OWNERS, has_live, live_of, placements_for, to_find
from locality.support.rules.placements import why_not_named
from locality.support.workflow import LIVE, UNDER_WAY, PlacementIs
from locality.values.dates import show_day
from locality.values.sentences import count

HEADING = "Support from another school"
_OWNERS = {
    ToBeFound.Owner.CLERK: "The clerk",
    ToBeFound.Owner.CHAIR: "The chair",
    ToBeFound.Owner.OFFICER: "The area officer",
    ToBeFound.Owner.TEAM: "The council’s locality team",
}


def beside_request(viewer: Viewer, rfr: ResourceRequest) -> Beside | None:
    """Nothing where no decision of it ever asked for another school: then nothing is looked up."""
    decision = rfr.decision
    if decision is None:
        return None
    asks = decision.outcome == Decision.Outcome.APPROVED and decision.school_support
    if not asks and decision.supersedes_id is None:
        return None
    named = live_of(rfr)
    standing = next((each for each in named if each.state in LIVE), None)
    if not asks and (standing is None or standing.state not in UNDER_WAY):
        return None
    sentences = _standing(rfr, standing) if standing else [*_declined(named), _to_find(viewer, rfr)]
    if not asks:
        sentences.append("The corrected decision no longer asks for this support. Cancel it if it is not needed.")
    return Beside(HEADING, "support", tuple(sentences), tuple(_links(viewer, rfr, standing)))


def _standing(rfr: ResourceRequest, placement: Placement) -> list[str]:
    """Where it stands; and whether a member from the school that gives it was among those who decided (DOI-4)."""
    said = [_named(placement)]
    if placement.school_id in schools_that_decided(rfr):
        said.append(say_took_part(placement.school.name))
    return said


def _named(placement: Placement) -> str:
    name, hours = placement.school.name, count(placement.hours, "hour")
    days = f"from {show_day(placement.starts_on)} to {show_day(placement.ends_on)}"
    if placement.state == PlacementIs.PROPOSED:
        return f"{name} has been asked for {hours}, {days}. It needs to accept or decline."
    if placement.state == PlacementIs.DONE:
        return f"{name} has given this support. It is finished."
    return f"{name} gives {hours}, {days}. Contact: {placement.contact} at {name}."


def _declined(named: list[Placement]) -> list[str]:
    last = next(iter(named), None)
    if last is None or last.state != PlacementIs.DECLINED:
        return []
    return [f"{last.school.name} declined: {last.reason}"]


def _to_find(viewer: Viewer, rfr: ResourceRequest) -> str:
    recorded = to_find(rfr)
    owner = ToBeFound.Owner(recorded.owner) if recorded else ToBeFound.Owner.CLERK
    needs = "You need" if _is_owner(viewer, owner, rfr) else f"{_OWNERS[owner]} needs"
    if recorded is None:
        return f"No school is named yet. {needs} to name the school that gives the support."
    return f"No school is named yet. {needs} to name one by {show_day(recorded.until)}."


def _is_owner(viewer: Viewer, owner: ToBeFound.Owner, rfr: ResourceRequest) -> bool:
    scope = viewer.scope(OWNERS[owner])
    if owner == ToBeFound.Owner.OFFICER:
        return rfr.community.area_id in scope.areas
    if owner == ToBeFound.Owner.TEAM:
        return rfr.authority_id in scope.authorities
    return rfr.community_id in scope.communities


def _links(viewer: Viewer, rfr: ResourceRequest, standing: Placement | None) -> list[Go]:
    if standing:
        seen = placements_for(viewer).filter(pk=standing.pk).exists()
        return (
            [Go("See the support and the hours given", reverse("support_placement", args=[standing.pk]))]
            if seen
            else []
        )
    may = viewer.can(Permission.SUPPORT_PLACE, community=rfr.community)
    if not may or why_not_named(rfr, rfr.decision, viewer.today, has_one=has_live(rfr)):
        return []
    return [Go("Name the school that gives the support", reverse("support_name", args=[rfr.reference]), button=True)]


def happened_to_support(rfr: ResourceRequest) -> list[Happened]:
    """For the request's timeline: which school was named, what it answered, how it ended. One query, none before a decision."""
    return [each for placement in live_of(rfr) for each in _steps_of(placement)] if rfr.decision else []


def _steps_of(placement: Placement) -> Iterator[Happened]:
    school = placement.school.name
    yield Happened(f"asked {school} to give support", placement.proposed_by.name, placement.proposed_at)
    if placement.answered_by and placement.answered_at:
        answer = "declined" if placement.state == PlacementIs.DECLINED else "accepted"
        yield Happened(f"{answer} it for {school}", placement.answered_by.name, placement.answered_at)
    if placement.ended_by and placement.ended_at:
        end = "finished" if placement.state == PlacementIs.DONE else "cancelled"
        yield Happened(f"{end} the support of {school}", placement.ended_by.name, placement.ended_at)
