"""Minutes and what follows a meeting as stories of their actions: each is whole wherever the process dies."""

from datetime import datetime, timedelta

from django.utils import timezone

from locality.communities.models import Community, School
from locality.meetings.actions.attendance import raise_non_attendance
from locality.meetings.models import ActionPoint, AgendaItem, Minutes, RegisterRow
from locality.minutes.actions import follow_up, minutes, reminding
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.integration.kill.harness import Act
from tests.integration.kill.requests import NEEDED, PREPARED, person
from tests.world import acting


def _held(days: int, state: str) -> Meeting:
    community = Community.objects.get(name="Wealdshire 1")
    ahead = Meeting.objects.filter(community=community).earliest("day")
    meeting = Meeting.objects.create(
        community=community, day=day_of(timezone.now()) - timedelta(days=days), starts=ahead.starts, ends=ahead.ends,
        venue="The hall", state=state,
    )  # fmt: skip
    AgendaItem.objects.create(meeting=meeting, position=1, title="Welcome", minutes=5, kind="welcome")
    for school in School.objects.filter(community=community).order_by("pk"):
        RegisterRow.objects.create(meeting=meeting, kind="member", school=school, name=school.name, state="absent")
    return meeting


def prepare() -> None:
    """Two meetings that were held, the older with its minutes out, and one that runs; three action points."""
    at, clerk, owner = timezone.now(), person("clerk"), person("representative")
    older = _held(30, "held")
    _held(10, "held")
    _held(1, "running")
    minutes.ask_chair(older, by=acting(clerk), at=at)
    minutes.check(older, by=acting(person("chair")), at=at)
    minutes.distribute(older, by=acting(clerk), at=at)
    for text in ("Share the checklist", "Ask the nurse", "Ask the museum"):
        ActionPoint.objects.create(
            community=older.community, meeting=older, text=text, owner=owner, owner_name=owner.name,
            due_on=day_of(at) + timedelta(days=2), added_by=clerk, added_at=at,
        )  # fmt: skip


def _by_day(place: int) -> Meeting:
    return Meeting.objects.filter(day__lt=day_of(timezone.now())).order_by("day")[place]


def minuting(at: datetime) -> dict[str, Act]:
    """Written, changed for the chair, checked, distributed; approved; corrected."""
    clerk, chair, meeting = person("clerk"), person("chair"), _by_day(1)
    text = {f"notes-{AgendaItem.objects.get(meeting=meeting).pk}": minutes.Typed("All were welcomed.", 0)}
    return {
        "save_texts": lambda: minutes.save_texts(meeting, text, by=acting(clerk), at=at),
        "ask_chair": lambda: minutes.ask_chair(meeting, by=acting(clerk), at=at),
        "ask_for_changes": lambda: minutes.ask_for_changes(meeting, wanted="Name the visit.", by=acting(chair), at=at),
        "ask_chair again": lambda: minutes.ask_chair(meeting, by=acting(clerk), at=at),
        "check": lambda: minutes.check(meeting, by=acting(chair), at=at),
        "distribute": lambda: minutes.distribute(meeting, by=acting(clerk), at=at),
        "approve": lambda: minutes.approve(
            Minutes.objects.get(meeting=meeting, number=1), at_meeting=_by_day(2), by=acting(chair), at=at
        ),
        "begin_correction": lambda: minutes.begin_correction(meeting, why="The visit.", by=acting(clerk), at=at),
    }


def following(at: datetime) -> dict[str, Act]:
    """Reminded of one action point and of two, reported on, settled; a school is raised to the chair."""
    point, *two = ActionPoint.objects.order_by("pk")
    owner, clerk = person("representative"), person("clerk")
    ahead = Meeting.objects.filter(community=point.community).latest("day")
    school = School.objects.filter(community=point.community).earliest("pk")
    return {
        "remind": lambda: follow_up.remind(point, at=at),
        "remind_before": lambda: follow_up.remind_before(point, meeting=ahead, at=at),
        "remind_together": lambda: reminding.remind_together(two, at=at),
        "remind_together_before": lambda: reminding.remind_together_before(two, meeting=ahead, at=at),
        "report": lambda: follow_up.report(point, text="Half way.", state="open", by=acting(owner), at=at),
        "settle": lambda: follow_up.report(point, text="Done.", state="done", by=acting(owner), at=at),
        "raise_non_attendance": lambda: raise_non_attendance(
            point.community, school=school.pk, by=acting(clerk), at=at
        ),
    }


for _story in (minuting, following):
    NEEDED[_story] = set()
    PREPARED[_story] = prepare
