"""Recording at the meeting what it decided about a request: nothing is typed twice (CHA-7, CHA-8, SFA-3)."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting
from locality.live.rules import tally
from locality.meetings.actions.items import lock_item
from locality.meetings.models import AgendaItem
from locality.meetings.queries.live import positions_on, record_of, solutions_said
from locality.resource_requests.actions import deciding
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible


@transaction.atomic
def decide(meeting: Meeting, item: AgendaItem, ruling: NewDecision, *, by: Viewer, at: datetime) -> Decision:
    """Record a decision with the chair’s summary, the counted positions and the solutions said, as the meeting has them.

    Raises NotPossible, and what `requests.decide` raises where the budget does not reach.
    """
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    running = lock_running_meeting(meeting)
    item = lock_item(item, meeting)
    rfr = item.resource_request
    if rfr is None:
        raise NotPossible("You can only record a decision on a request.")
    summary = record_of(item).summary.strip()
    if not summary:
        raise NotPossible("Write the chair’s summary of the discussion, then record the decision.")
    count = tally(each.stance for each in positions_on(item))
    if count.total:
        ruling = replace(ruling, agree=count.agree, disagree=count.disagree, abstain=count.abstain)
    said = (
        solutions_said(item) if ruling.outcome == Decision.Outcome.DECLINED else ""
    )  # asked of a refusal alone (DUR-7)
    ruling = replace(ruling, summary=summary, alternatives=ruling.alternatives or said)
    decision = deciding.decide(rfr, ruling, by=by, at=at, meeting=meeting)
    running.asks_positions = False
    running.save(update_fields=["asks_positions"])
    return decision
