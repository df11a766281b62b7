"""The texts written while a meeting runs: the clerk’s notes and the chair’s summary of each item (CHA-7, SFA-3, CLK-4)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.live.actions.running import lock_running_meeting, refuse_outside
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.texts import TEXTS, save_text
from locality.meetings.models import AgendaItem, ItemRecord
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting
from locality.together.texts import Saved, Typed


@transaction.atomic
def keep_texts(meeting: Meeting, item: AgendaItem, typed: Mapping[str, Typed], *, by: Viewer, at: datetime) -> Saved:
    """Keep texts of an item. One that changed since the writer began is left as it is and comes back as a clash."""
    allow(by, Permission.MEETING_RUN, community=meeting.community)
    lock_running_meeting(meeting, is_seen=False)
    refuse_outside(item, by.user)
    item = lock_item(item, meeting)
    record, _ = ItemRecord.objects.select_for_update().get_or_create(item=item)
    saved, mask = Saved(at), MeetingMasks(meeting).of(item.resource_request_id)
    given = [name for name in TEXTS if name in typed]
    kept = [name for name in given if save_text(record, name, typed[name], saved, mask=mask, by=by.user)]
    if kept:
        record.save()
    if "summary" in kept:
        lock_running_meeting(meeting)  # everyone sees it; the notes are for those who write them
    return saved
