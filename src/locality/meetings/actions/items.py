"""An item of the agenda as it stands now: somebody may have been quicker than the page it was read from."""

from locality.meetings.models import AgendaItem
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.refusals import NotPossible

GONE = "This item is no longer on the agenda. Someone removed it after you opened the page."


def lock_item(item: AgendaItem, meeting: Meeting | None = None) -> AgendaItem:
    """The item read again, held until the transaction ends. Raises NotPossible where it was taken off or put off.

    `meeting`: whose item it has to be.
    """
    found = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__community__authority", "put_off_to", "changed_by", "resource_request")
        .filter(pk=item.pk)
        .first()
    )
    if found is None or (meeting and found.meeting_id != meeting.pk):
        raise NotPossible(GONE)
    if why := why_gone(found):
        raise NotPossible(why)
    return found


def why_gone(item: AgendaItem) -> str:
    """Why an item is no longer on its meeting's agenda, as a sentence; empty where it is."""
    if not item.put_off_because:
        return ""
    to = f"the meeting on {show_day(item.put_off_to.day)}" if item.put_off_to else "a later meeting"
    return f"This item is no longer on the agenda. It was moved to {to}."
