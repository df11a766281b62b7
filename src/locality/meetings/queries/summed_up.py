"""The chair's summary in the record of a meeting: where its decision is recorded on the request's page, it begins with it."""

from locality.meetings.models import ItemRecord
from locality.meetings.queries.names import MeetingMasks
from locality.resource_requests.models import ResourceRequest


def summary_of_meeting(rfr: ResourceRequest) -> str:
    """What was saved of the request's item at the meeting it is for, without pupils' names; empty before."""
    if rfr.meeting is None:
        return ""
    of_item = ItemRecord.objects.filter(item__meeting=rfr.meeting, item__resource_request=rfr).exclude(summary="")
    record = of_item.select_related("item").first()
    return MeetingMasks(rfr.meeting).of_item(record.item)(record.summary) if record else ""
