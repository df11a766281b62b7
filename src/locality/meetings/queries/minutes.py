"""The versions of a meeting's minutes, and their texts."""

from datetime import datetime

from django.db.models import QuerySet

from locality.communities.deadlines import deadlines_of
from locality.meetings.models import AgendaItem, Minutes
from locality.meetings.queries.agenda import shown_in
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import say_were_due, show_day
from locality.values.working_days import day_of

State = Minutes.State


def versions_of(meeting: Meeting) -> list[Minutes]:
    """Every version, the newest last; the newest may not be distributed yet."""
    return list(
        Minutes.objects.filter(meeting=meeting)
        .select_related("checked_by", "distributed_by", "approved_at_meeting")
        .order_by("number")
    )


def newest_of(meeting: Meeting) -> Minutes | None:
    """The newest version, distributed or not."""
    return Minutes.objects.filter(meeting=meeting).order_by("-number").first()


def distributed_of(meeting: Meeting) -> QuerySet[Minutes]:
    """The versions that went out, the newest last: what members may read."""
    return (
        Minutes.objects.filter(meeting=meeting, state=State.DISTRIBUTED)
        .select_related("checked_by", "distributed_by", "approved_at_meeting")
        .order_by("number")
    )


def items_with_texts(meeting: Meeting) -> list[AgendaItem]:
    """The items that were not put off, in order, each with the clerk's and the chair's texts: one query."""
    return list(
        shown_in(meeting).select_related(
            "record__notes_by", "record__summary_by", "record__carried_to", "resource_request__meeting"
        )
    )


def approvable_at(meeting: Meeting) -> Minutes | None:
    """The newest minutes of the meeting before this one, where no meeting has approved them yet (POST-1)."""
    earlier = (
        Meeting.objects.filter(community=meeting.community_id, state=S.MINUTED, day__lt=meeting.day)
        .order_by("-day", "-pk")
        .values("pk")[:1]
    )
    newest = (
        Minutes.objects.filter(meeting__in=earlier, state=State.DISTRIBUTED)
        .select_related("meeting__community")
        .order_by("-number")
        .first()
    )
    return newest if newest and newest.approved_at_meeting_id is None else None


def by_when(meeting: Meeting, number: int, at: datetime) -> str:
    """A sentence for messages: by when the first version goes to everybody. A correction has no such day (CLK-6)."""
    if number > 1:
        return ""
    deadlines, today = deadlines_of(meeting.community.authority, on=day_of(at)), day_of(at)
    due = deadlines.minutes(meeting.day)
    words = deadlines.distance(due, today)
    if due < today:
        return f" {say_were_due('They', due, words)}"
    return f" They are due by {show_day(due)} ({words})."
