"""Action points and disputes, noted while the meeting runs (MBR-4, SFA-3, DUR-8)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.live.actions.action_points import add_action_point
from locality.live.actions.disputing import note_dispute, settle_dispute
from locality.live.forms.live import ActionPointForm, DisputeForm, SettleForm
from locality.live.pages.page_forms import choices_of
from locality.live.presenters.live import screen
from locality.live.views.live import Pressed, Shown, back, number, pressed, run_by
from locality.meetings.models import Dispute
from locality.meetings.pages.gone import item_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.live import disputes_of
from locality.schedule.models import Meeting


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_action_point(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Note what somebody takes on in the item that the page showed; without one, in the item that runs."""
    found = screen(viewer, meeting, timezone.now())
    seen = number(here.request.POST.get("seen", ""))
    item = item_of(items_of(meeting), meeting, seen) if seen else found.running.item if found.running else None
    return here.fill_in(
        ActionPointForm(here.request.POST, people=choices_of(found)["people"], today=viewer.today),
        lambda given: add_action_point(
            meeting,
            item=item,
            text=given["text"],
            owner=get_object_or_404(meeting.attendances.select_related("person"), pk=number(given["owner"])),
            due_on=given["due_on"],
            by=viewer,
            at=timezone.now(),
        ),
        Shown(item),
    )


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_dispute(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Note a dispute on an item, between whom it is, and the chair's decision where it is taken."""
    offered = choices_of(screen(viewer, meeting, timezone.now()))
    return here.fill_in(
        DisputeForm(here.request.POST, items=offered["open"]),
        lambda given: note_dispute(
            meeting,
            item_of(items_of(meeting), meeting, number(given["item"])),
            parties=given["parties"],
            text=given["text"],
            chairs_decision=given["chairs_decision"],
            by=viewer,
            at=timezone.now(),
        ),
    )


@requires(Permission.MEETING_RUN)
def meeting_dispute_settle(request: HttpRequest, viewer: Viewer, pk: int, dispute: int) -> HttpResponse:
    """Note the chair's decision in a dispute that was noted before; it is final (DUR-8)."""
    meeting = run_by(viewer, pk)
    found: Dispute | None = next((each for each in disputes_of(meeting) if each.pk == dispute), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return back(pk)
    return Pressed(request, viewer, meeting).fill_in(
        SettleForm(request.POST, dispute=dispute),
        lambda given: settle_dispute(
            meeting, found, chairs_decision=given["chairs_decision"], by=viewer, at=timezone.now()
        ),
    )
