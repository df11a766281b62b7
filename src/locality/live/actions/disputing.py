"""Disputes noted at a meeting; the chair’s decision is final (DUR-6, DUR-8)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import OUTSIDE, lock_running_meeting, refuse_outside
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import AgendaItem, Dispute, Interest, LiveMeeting
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.refusals import NotPossible
from locality.values.whole import whole


@transaction.atomic
def note_dispute(
    meeting: Meeting, item: AgendaItem, *, parties: str, text: str, chairs_decision: str, by: Viewer, at: datetime
) -> Dispute:
    """Note a dispute on an item, between whom, with the chair’s decision where it is taken already."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    lock_running_meeting(meeting)
    item = lock_item(item, meeting)
    refuse_outside(item, by.user)
    if not parties.strip():
        raise NotPossible("Enter who the dispute is between.")
    if not text.strip():
        raise NotPossible("Enter what the dispute is about.")
    dispute = Dispute.objects.create(
        item=item,
        parties=whole(_masked(meeting, item, parties), 300),
        text=_masked(meeting, item, text),
        chairs_decision=_masked(meeting, item, chairs_decision),
        noted_by=by.user,
        noted_at=at,
    )
    decided = bool(dispute.chairs_decision)
    log_meeting("meeting.dispute", meeting, by=by.user, at=at, after={"decided": decided}, typed={"item": item.title})
    return dispute


@transaction.atomic
def settle_dispute(meeting: Meeting, dispute: Dispute, *, chairs_decision: str, by: Viewer, at: datetime) -> Dispute:
    """Note the chair’s decision in a dispute, until the minutes go out. It is final: once noted it stays."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    if dispute.item.meeting_id != meeting.pk:
        raise NotPossible("This dispute is from another meeting.")
    _hold_until_sent(meeting, dispute.item, by.user)
    dispute = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if dispute.chairs_decision:
        raise NotPossible("The chair has decided this dispute. The decision is final.")
    if not chairs_decision.strip():
        raise NotPossible("Enter the chair’s decision.")
    dispute.chairs_decision = _masked(meeting, dispute.item, chairs_decision)
    dispute.save(update_fields=["chairs_decision"])
    log_meeting("meeting.dispute_settled", meeting, by=by.user, at=at, typed={"item": dispute.item.title})
    return dispute


def _hold_until_sent(meeting: Meeting, item: AgendaItem, by: User) -> None:
    """The running meeting, or one that was held and whose minutes are not out. Raises NotPossible.

    Everybody is called back into the room at the end; who declared an interest in the item stays out of its dispute.
    """
    state = locked(meeting).state
    if state == S.MINUTED:
        raise NotPossible("The minutes have gone out. Correct them to add the chair’s decision.")
    if state != S.HELD:
        lock_running_meeting(meeting)
        refuse_outside(item, by)
        return
    if Interest.objects.filter(item=item, attendance__person=by).exists():
        raise NotPossible(OUTSIDE)
    LiveMeeting.objects.filter(meeting=meeting).update(version=F("version") + 1)


def _masked(meeting: Meeting, item: AgendaItem, text: str) -> str:
    return MeetingMasks(meeting).of_item(item)(text).strip()
