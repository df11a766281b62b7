"""What addresses of minutes, action points and attendance can name: a meeting at each step of its minutes."""

from typing import Any

from django.utils import timezone

from locality.minutes.actions import minutes
from locality.schedule.models import Meeting
from tests.held import add_action_point, held_before
from tests.world import Side, acting


def make_minutes(side: Side) -> dict[str, dict[str, Any]]:
    """One meeting with its minutes out, one to write, one with the chair, one checked, one that runs; two were missed."""
    now, clerk, chair = timezone.now(), side.people["clerk"], side.people["chair"]

    def held(days: int) -> Meeting:
        return held_before(side, days=days, absent=(side.school,), state="held")

    out, checked, with_chair, writing = held(40), held(20), held(13), held(6)
    for meeting in (out, checked, with_chair):
        minutes.ask_chair(meeting, by=acting(clerk), at=now)
    for meeting in (out, checked):
        minutes.check(meeting, by=acting(chair), at=now)
    minutes.distribute(out, by=acting(clerk), at=now)
    running = held_before(side, days=3, state="running")
    point = add_action_point(side, out)
    to_write = {"pk": writing.pk}
    this, version = {"pk": out.pk}, {"pk": out.pk, "number": 1}
    return {
        **dict.fromkeys(("meeting_minutes", "meeting_minutes_correct"), this),
        **dict.fromkeys(("meeting_minutes_version", "meeting_minutes_file", "meeting_minutes_release"), version),
        **dict.fromkeys(("meeting_minutes_write", "meeting_minutes_autosave", "meeting_minutes_to_chair"), to_write),
        "meeting_minutes_check": {"pk": with_chair.pk},
        "meeting_minutes_send": {"pk": checked.pk},
        "meeting_minutes_approve": {"pk": running.pk},
        "action_point": {"pk": point.pk},
        "attendance_record": {"pk": side.community.pk},
        "attendance_raise": {"pk": side.community.pk, "school": side.school.pk},
        "minutes not out": {"pk": checked.pk, "number": 1},
        "minutes to write": to_write,
    }
