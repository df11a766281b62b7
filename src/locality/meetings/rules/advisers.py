"""Who can be invited to advise a meeting, and until when: pure."""

from collections.abc import Collection
from datetime import datetime

from locality.schedule.models import Meeting
from locality.values.refusals import Refusal


def why_not_invite(meeting: Meeting, *, at: datetime) -> Refusal | None:
    """Advisers are invited to a meeting that is to come."""
    if not meeting.is_to_come or meeting.starts_at <= at:
        return Refusal("You can invite advisers until the meeting starts.")
    return None


def why_not_as_adviser(name: str, *, belongs: bool, invited: bool) -> Refusal | None:
    """Whoever belongs to the community comes as a member, and nobody is invited twice."""
    if belongs:
        return Refusal(f"{name} already belongs to this community and is invited to all its meetings.")
    if invited:
        return Refusal(f"{name} is already invited to this meeting. To change the invitation, withdraw it first.")
    return None


def why_not_items(*, whole_meeting: bool, chosen: Collection[object]) -> Refusal | None:
    """An adviser comes for the whole meeting, or for at least one item."""
    if not whole_meeting and not chosen:
        return Refusal("Select at least one item, or invite the adviser to the whole meeting.")
    return None
