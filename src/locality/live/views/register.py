"""The register, guests, and interests declared (CLK-3, QUO-1, DUR-1)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.live.actions import interests
from locality.live.actions import registering as actions
from locality.live.forms.live import ConflictForm, ConflictOfForm, GuestForm
from locality.live.pages.page_forms import choices_of
from locality.live.presenters.live import screen
from locality.live.views.live import Pressed, back, number, pressed, run_by, taken_part_in
from locality.meetings.models import RegisterRow
from locality.meetings.pages.gone import item_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.live import conflicts_of, register_of
from locality.schedule.models import Meeting

OTHERS = "others"
"""The button for all who are not ticked."""


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_register(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Mark everyone who is ticked at once: here, left, apologies or absent, by the button pressed.

    One button marks all the others instead: those who are not ticked and of whom nothing is noted yet.
    """
    pressed = here.request.POST.get("mark", "")
    who, by = [number(each) for each in here.request.POST.getlist("who")], viewer
    if pressed == OTHERS:
        return here.do(lambda: actions.mark_others_here(meeting, who, by=by, at=timezone.now()))
    if pressed not in RegisterRow.State.values:
        return here.page(problem="Select how to mark them.")
    state = RegisterRow.State(pressed)
    return here.do(lambda: actions.mark(meeting, who, state, by=by, at=timezone.now()))


@requires(Permission.MEETING_RUN)
@pressed(run_by)
def meeting_guest_add(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Add somebody who came without an invitation."""
    return here.fill_in(
        GuestForm(here.request.POST),
        lambda given: actions.add_guest(
            meeting,
            name=given["called"],
            kind=RegisterRow.Kind(given["kind"]),
            by=viewer,
            at=timezone.now(),
        ),
    )


@requires(Permission.MEETING_TAKE_PART)
@pressed(taken_part_in)
def meeting_interest(here: Pressed, viewer: Viewer, meeting: Meeting) -> HttpResponse:
    """Declare an interest in an item: one's own, or entered by chair or clerk for somebody who says so."""
    found = screen(viewer, meeting, timezone.now())
    offered = choices_of(found)
    form = (
        ConflictOfForm(here.request.POST, items=offered["items"], people=offered["people"])
        if found.runs
        else ConflictForm(here.request.POST, items=offered["items"])
    )
    if not found.runs and found.me is None:
        return here.page(problem="You are not in the register of this meeting.")
    return here.fill_in(form, lambda given: _declare(viewer, meeting, given))


def _declare(viewer: Viewer, meeting: Meeting, given: dict[str, str]) -> None:
    item = item_of(items_of(meeting), meeting, number(given["item"]))
    who = number(given["who"]) if "who" in given else None
    rows = register_of(meeting)
    attendance = next((row for row in rows if row.pk == who or (who is None and row.person_id == viewer.user.pk)), None)
    if attendance is None:
        raise Http404
    interests.declare(meeting, item, attendance, interest=given["interest"], by=viewer, at=timezone.now())


@requires(Permission.MEETING_TAKE_PART)
def meeting_back(request: HttpRequest, viewer: Viewer, pk: int, conflict: int) -> HttpResponse:
    """Chair or clerk call somebody back who left the room for an item."""
    meeting = run_by(viewer, pk)
    found = next((each for each in conflicts_of(meeting) if each.pk == conflict), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return back(pk)
    return Pressed(request, viewer, meeting).do(
        lambda: interests.come_back(meeting, found, by=viewer, at=timezone.now())
    )
