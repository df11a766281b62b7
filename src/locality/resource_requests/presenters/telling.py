"""Who gets an email from a button, in words, before it is pressed and afterwards."""

from collections.abc import Iterable

from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.who_is_told import Audience, audiences
from locality.resource_requests.workflow import E


def who_is_emailed(event: E, rfr: ResourceRequest, viewer: Viewer) -> list[str]:
    """The groups, such as "the chair of Weald North"."""
    return name_audiences(audiences(event, rfr, on=viewer.today, but=viewer.user))


def officer_told(rfr: ResourceRequest, viewer: Viewer) -> str:
    """Who receives an approved form of this request: whoever holds the office, or the area's contact."""
    area, told = rfr.community.area, audiences(E.HAND_OVER, rfr, on=viewer.today)
    people = [person.name for each in told for person in each.people]
    return ", ".join(people or filter(None, (area.officer_name, area.officer_email))) or "–"


def name_audiences(found: Iterable[Audience]) -> list[str]:
    """The groups told, in words."""
    return [audience.label for audience in found]
