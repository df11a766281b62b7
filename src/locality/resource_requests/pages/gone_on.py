"""What now stands, for somebody whose page of a request is older than the request."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from locality.communities.scope import Viewer
from locality.design.refusals import Changed, Link
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.presenters.timeline import days_then, what_happened
from locality.resource_requests.queries.requests import steps_of
from locality.resource_requests.rules.permitted import Answer, label_for, may
from locality.resource_requests.workflow import E
from locality.values.dates import show_moment


def refuse_unless(answer: Answer) -> None:
    """Refuse with the rule's own sentence; where the request has gone on, with what now stands."""
    if answer:
        return
    if answer.stands and answer.closed:
        raise Changed(answer.why, title=answer.stands, links=(_opened(answer.closed[1]),), status=409)
    if answer.closed:
        raise gone_on(*answer.closed)
    raise PermissionDenied(answer.why)


def gone_on(viewer: Viewer, rfr: ResourceRequest) -> Changed:
    """The refusal: who brought the request where it stands, when, and what can be done there."""
    links = [_opened(rfr)]
    if may(viewer, E.CORRECT_TO_APPROVED, rfr):
        links.append(Link("Correct the decision", reverse("request_correct", args=[rfr.reference])))
    return Changed(
        _sentence(viewer, rfr),
        title=f"{rfr.reference} is now “{label_for(viewer, rfr)}”",
        links=tuple(links),
    )


def _opened(rfr: ResourceRequest) -> Link:
    return Link(f"View {rfr.reference}", reverse("request", args=[rfr.reference]))


def _sentence(viewer: Viewer, rfr: ResourceRequest) -> str:
    own = rfr.school_id in viewer.school_ids
    step = next((each for each in steps_of.read(rfr.pk)[::-1] if each.from_state != each.to_state), None)
    done = what_happened(step, own_school=own, day=days_then([step]).get(step.pk)) if step else ""
    if step is None or not done:
        return "You cannot do this at the moment."
    return f"{_who(viewer, step)} {done}, on {show_moment(step.at)}. You can no longer do this."


def _who(viewer: Viewer, step: Step) -> str:
    return "You" if step.by_id == viewer.user.pk else step.by.name
