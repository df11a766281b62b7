"""The decision on a request, recorded at the meeting from what it has written and counted (CHA-7, CHA-8)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.money import balance
from locality.communities.access import requires
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.live.actions.deciding import decide
from locality.live.forms.decision import MeetingDecisionForm
from locality.live.rules import tally
from locality.live.views.live import Pressed, run_by
from locality.meetings.models import AgendaItem
from locality.meetings.pages.gone import item_of
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.access import items_closed_to
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.live import positions_on, record_of, solutions_said
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.decision_start import as_asked, limits
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.queries.who_is_told import audiences
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting


@requires(Permission.MEETING_RUN)
def meeting_decide(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """Record the decision; the summary comes first, and what remains in the budget is in view."""
    meeting = run_by(viewer, pk)
    found = item_of(items_of(meeting), meeting, item)
    if found.resource_request is None:
        raise Http404
    if found.pk in items_closed_to(viewer, meeting):
        sentence = "You have declared an interest in this item, so someone else must record its decision."
        return Pressed(request, viewer, meeting).page(problem=sentence)
    refuse_unless(may(viewer, E.APPROVE, found.resource_request, meeting=meeting))
    record = record_of(found)
    if not record.summary.strip():
        sentence = "Write the chair’s summary of the discussion, then record the decision."
        return Pressed(request, viewer, meeting).page(problem=sentence)
    masks = MeetingMasks(meeting)
    form = _form(request, viewer, meeting, masks, found, found.resource_request)
    form.others = others_of(viewer, meeting, found, masks=masks)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            decide(meeting, found, form.ruling(), by=viewer, at=timezone.now())
            return redirect("meeting_live", meeting.pk)
    positions = positions_on(found)
    return render(
        request,
        "live/decide.html",
        {
            "title": "Record the decision",
            "caption": f"{masks.title(found)}, {found.resource_request.reference}",
            "meeting": meeting,
            "item": found,
            "found": found.resource_request,
            "summary": masks.of_item(found)(record.summary),
            "count": tally(each.stance for each in positions),
            "asking": [each for each in positions if each.of_asking_school],
            "balance": balance(meeting.community, viewer.today),
            "tells": ", ".join(
                each.label for each in audiences(E.APPROVE, found.resource_request, on=viewer.today, but=viewer.user)
            ),
            "form": form,
        },
        status=400 if form.errors else 200,
    )


def _form(
    request: HttpRequest,
    viewer: Viewer,
    meeting: Meeting,
    masks: MeetingMasks,
    item: AgendaItem,
    asked: ResourceRequest,
) -> MeetingDecisionForm:
    rules = rules_on(meeting.community.authority, viewer.today)
    # what was said in the round is for a refusal alone, where the form has a place for it
    said = {"alternatives": masks.of_item(item)(solutions_said(item))}
    return MeetingDecisionForm(
        request.POST or None,
        **limits(asked, rules, today=viewer.today, not_before=meeting.day),
        day=min(meeting.day, viewer.today),
        initial=as_asked(asked, rules, decided_on=meeting.day) | said,
    )
