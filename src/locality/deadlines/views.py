"""The home page: what needs this person now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import viewer_of_request
from locality.communities.deadlines import deadlines_by_authority
from locality.communities.scope import Viewer
from locality.deadlines.presenters import meetings_ahead, tasks, waiting
from locality.deadlines.queries import MOST, needing, waiting_for_others
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import EDITABLE_STATES, S
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming_of


def home(request: HttpRequest) -> HttpResponse:
    """What is due from this person, oldest deadline first, each with one button; below it what they wait for."""
    viewer = viewer_of_request(request)
    context = {
        "title": "What needs you",
        "offices": viewer.offices,
        "may_write": viewer.can_somewhere(Permission.REQUEST_WRITE),
        "may_see": viewer.can_somewhere(Permission.REQUEST_SEE)
        or viewer.can_somewhere(Permission.REQUEST_SEE_SUBMITTED),
    }
    if viewer.offices:
        found, others = list(needing(viewer)), list(waiting_for_others(viewer))
        deadlines = deadlines_by_authority((each.authority for each in found + others), on=viewer.today)
        ahead = meetings_ahead(_meetings(viewer, found), deadlines, viewer.today)
        context |= {
            "tasks": tasks(found[:MOST], deadlines, viewer.today, ahead),
            "more": len(found) > MOST,
            "waiting": waiting(others, deadlines, viewer.today),
        }
    return render(request, "deadlines/home.html", context)


def _meetings(viewer: Viewer, found: list[ResourceRequest]) -> list[Meeting]:
    writing = {each.community_id for each in found if each.state in {*EDITABLE_STATES, S.READY_TO_SIGN}}
    return list(upcoming_of(writing, viewer.today)) if writing else []
