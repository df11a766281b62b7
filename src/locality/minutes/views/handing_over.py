"""All approved requests of one meeting, handed over with one button (CLK-5, AGE-3)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.meetings.queries.access import meetings_handed_over_by
from locality.meetings.queries.follow_up import approved_at, discussed_at
from locality.minutes.presenters.handing_over import hand_over_list, handed_over_words, named_people
from locality.resource_requests.actions import handing_over, steps
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.who_is_told import audiences
from locality.resource_requests.rules.permitted import holds
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.marks import marks_in
from locality.values.refusals import NotPossible


@requires(Permission.REQUEST_HAND_OVER)
def meeting_hand_over(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """What the meeting approved and nobody handed over yet, and the button that sends all of it to the area's officer.

    The form names the requests that stood on the page: what was approved since is not sent unseen.
    """
    meeting = get_object_or_404(meetings_handed_over_by(viewer), pk=pk)
    if request.method != "POST":
        return _page(request, viewer, meeting)
    listed = _listed(viewer, meeting, request.POST.getlist("listed"))
    if not listed:
        return _page(request, viewer, meeting, "There was nothing to send. This page shows what there is now.")
    told = _tells(viewer, listed)
    try:
        done = handing_over.hand_over_all(listed, by=viewer, at=timezone.now(), seen=marks_in(request.POST))
    except NotPossible as refusal:
        return _page(request, viewer, meeting, refusal.sentence)
    messages.success(request, handed_over_words([each.rfr.reference for each in done.done], told))
    if done.left:
        messages.warning(request, f"We could not send these: {', and '.join(done.left)}.")
    return redirect("meeting", meeting.pk)


def _listed(viewer: Viewer, meeting: Meeting, references: list[str]) -> list[ResourceRequest]:
    """The meeting's requests that the form names; a request of another meeting or another community is not found."""
    known = {each.reference: each for each in discussed_at(meeting) if _is_the_viewers(viewer, each)}
    if not known.keys() >= set(references):
        raise Http404
    return [known[reference] for reference in dict.fromkeys(references)]


def _is_the_viewers(viewer: Viewer, rfr: ResourceRequest) -> bool:
    return holds(viewer, Permission.REQUEST_HAND_OVER, rfr)


def _tells(viewer: Viewer, found: list[ResourceRequest]) -> list[str]:
    """All go to the officer of the community's area."""
    return named_people(audiences(E.HAND_OVER, found[0], on=viewer.today, but=viewer.user))


def _page(request: HttpRequest, viewer: Viewer, meeting: Meeting, problem: str = "") -> HttpResponse:
    approved = [each for each in approved_at(meeting) if _is_the_viewers(viewer, each)]
    deadlines = deadlines_of(meeting.community.authority, on=viewer.today)
    found = hand_over_list(approved, meeting, deadlines, viewer.today)
    return render(
        request,
        "minutes/hand_over.html",
        {
            "title": "Send approved requests to the area officer",
            "caption": f"{meeting.community.name}, meeting on {show_day(meeting.day)}",
            "meeting": meeting,
            "area": meeting.community.area.name,
            "found": found,
            "seen": {row.rfr.reference: steps.as_read(row.rfr) for row in found.rows},
            "tells": _tells(viewer, [row.rfr for row in found.rows]) if found.rows else [],
            "problem": problem,
        },
        status=400 if problem else 200,
    )
