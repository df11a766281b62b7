"""The agenda of a meeting, and what fills it (AGE-1, AGE-2)."""

from django.db.models import QuerySet

from locality.communities.models import Authority
from locality.meetings.defaults import discussion_steps, template_items
from locality.meetings.models import AgendaItem, DiscussionStep, TemplateItem
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting


def template_of(authority: Authority) -> list[TemplateItem]:
    """The items every agenda of the authority starts from; those of the terms of reference until it has its own."""
    return list(TemplateItem.objects.filter(authority=authority, in_use=True)) or template_items(authority)


def steps_of(authority: Authority) -> list[DiscussionStep]:
    """The steps of a discussion; not saved yet where the authority has not begun a meeting or changed them."""
    return list(DiscussionStep.objects.filter(authority=authority, in_use=True)) or discussion_steps(authority)


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items of a meeting that were not put off, in order."""
    return (
        AgendaItem.objects.filter(meeting=meeting, put_off_because="")
        .select_related(
            "resource_request__school",
            "resource_request__version",
            "resource_request__decision",
            "resource_request__community",
            "resource_request__authority",
        )
        .order_by("position", "pk")
    )


def put_off_from(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What was put off from a meeting, and to which."""
    return (
        AgendaItem.objects.filter(meeting=meeting)
        .exclude(put_off_because="")
        .select_related("put_off_to", "resource_request__school")
        .order_by("position", "pk")
    )


def accepted_for(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests the chair accepted for a meeting, in the order they came."""
    return (
        ResourceRequest.objects.filter(meeting=meeting, state=S.ACCEPTED)
        .select_related("school")
        .order_by("submitted_at", "pk")
    )
