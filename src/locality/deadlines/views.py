"""The home page: what needs this person now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.models import Advance
from locality.budgets.queries.advances import advances_to_mark, due_and_waiting, next_advance_for
from locality.communities.access import viewer_of_request
from locality.communities.deadlines import deadlines_by_authority
from locality.communities.scope import Viewer
from locality.deadlines.meetings import needs_of, of_meetings, waiting_for_meetings
from locality.deadlines.money import to_confirm, waiting_to_be_confirmed
from locality.deadlines.presenters import ending, in_order, longest_first, meetings_ahead, of_advances, tasks, waiting
from locality.deadlines.queries import MOST, ending_soon, needing, undelivered, waiting_for_others
from locality.gaps.queries import councils_of, counts
from locality.gaps.rules import Counted, counted
from locality.outbox.queries import worker_seen_at
from locality.outbox.rules import sending_words
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import EDITABLE_STATES, S
from locality.schedule.models import Meeting
from locality.schedule.queries import upcoming_of
from locality.values.money import say_money


def home(request: HttpRequest) -> HttpResponse:
    """What is due from this person, oldest deadline first, each with one button; below it what they wait for."""
    viewer = viewer_of_request(request)
    context = {
        "title": "What needs you",
        "gaps": _gaps(viewer),
        "sending": _sending(viewer),
        "offices": viewer.offices,
        "may_write": viewer.can_somewhere(Permission.REQUEST_WRITE),
        "next_step": _next_step(viewer),
    }
    if viewer.offices:
        found, others = list(needing(viewer)), list(waiting_for_others(viewer))
        ends = list(ending_soon(viewer)) if context["may_write"] else []
        to_gather, to_mark = _advances(viewer)
        about: list[ResourceRequest | Advance] = [
            *found,
            *others,
            *ends,
            *to_mark,
            *([to_gather[0]] if to_gather else []),
        ]
        needs = needs_of(viewer)
        deadlines = deadlines_by_authority([*(each.authority for each in about), *needs.authorities], on=viewer.today)
        ahead = meetings_ahead(_meetings(viewer, found), deadlines, viewer.today)
        context |= {
            "tasks": in_order(
                [
                    *tasks(found[:MOST], deadlines, viewer.today, ahead),
                    *ending(ends, deadlines, viewer.today),
                    *of_advances(to_gather, to_mark, deadlines, viewer.today),
                    *of_meetings(needs, viewer, deadlines),
                    *to_confirm(viewer),
                ]
            ),
            "more": len(found) > MOST,
            "waiting": longest_first(
                [
                    *waiting_for_meetings(needs, viewer, deadlines),
                    *waiting_to_be_confirmed(viewer),
                    *waiting(others, deadlines, viewer.today),
                ]
            ),
            "undelivered": undelivered(viewer),
        }
    return render(request, "deadlines/home.html", context)


def _gaps(viewer: Viewer) -> list[Counted]:
    """For who keeps a council's people: the kinds of which something is missing."""
    councils = councils_of(viewer)
    return [each for each in counted(counts(councils, viewer.today)) if each.number] if councils else []


def _sending(viewer: Viewer) -> str:
    """A warning that no worker runs, for those who can have it started: the team and the administrator."""
    if not councils_of(viewer) and not viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        return ""
    return sending_words(worker_seen_at(), timezone.now())


_NEXT_STEPS = (
    (Permission.REQUEST_WRITE, "request_start", "Start a request"),
    (Permission.REQUEST_SEE, "requests", "See all requests"),
    (Permission.REQUEST_SEE_SUBMITTED, "requests", "See all requests"),
    (Permission.SIGHTS_SEE, "sights", "See who was shown pupils’ identity"),
)


def _next_step(viewer: Viewer) -> tuple[str | None, str]:
    """Where somebody can go whom nothing needs: an address and its words."""
    for permission, name, words in _NEXT_STEPS:
        if viewer.can_somewhere(permission):
            return reverse(name), words
    return None, ""


def _advances(viewer: Viewer) -> tuple[tuple[Advance, str] | None, list[Advance]]:
    """For finance: the advance to fill, with what is due, and those to be marked as paid."""
    to_mark = list(advances_to_mark(viewer)) if viewer.can_somewhere(Permission.PAYMENTS_RELEASE) else []
    if not viewer.can_somewhere(Permission.ADVANCES_MANAGE):
        return None, to_mark
    following = next_advance_for(viewer)
    if following is None or following.closes_on < viewer.today:
        return None, to_mark
    due, _ = due_and_waiting(following)
    return ((following, say_money(due.total)) if due.total > 0 else None), to_mark


def _meetings(viewer: Viewer, found: list[ResourceRequest]) -> list[Meeting]:
    writing = {each.community_id for each in found if each.state in {*EDITABLE_STATES, S.READY_TO_SIGN}}
    return list(upcoming_of(writing, viewer.today)) if writing else []
