"""What happened to a meeting stands row by row, by whom and when; the database keeps it."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from locality.live.actions import running
from locality.minutes.actions import minutes
from locality.schedule.actions.arranging_meetings import add_meeting, cancel_meeting, move_meeting
from locality.schedule.actions.arranging_year import drop_proposal, publish
from locality.schedule.models import Meeting, MeetingStep
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.world import PUPIL, Side, acting, request_in

Row = tuple[str, str, str, str, str]


def history(meeting: Meeting) -> list[Row]:
    return [
        (step.event, step.from_state, step.to_state, step.by.email.split("@")[0], step.note)
        for step in MeetingStep.objects.filter(meeting=meeting).select_related("by")
    ]


def place(meeting: Meeting, **changes: Any) -> dict[str, Any]:
    return {
        "day": meeting.day, "starts": meeting.starts, "ends": meeting.ends, "venue": meeting.venue, "online_link": "",
    } | changes  # fmt: skip


def test_each_step_from_planning_to_corrected_minutes_is_kept(kent: Side) -> None:
    chair, clerk, now = kent.people["chair"], kent.people["clerk"], timezone.now()
    meeting = add_meeting(
        community=kent.community,
        day=day_of(now) + timedelta(days=3),
        starts=time(0, 1),
        ends=time(23, 59),
        venue="The hall",
        by=acting(clerk),
        at=now,
    )
    move_meeting(meeting, **place(meeting, day=day_of(now) + timedelta(days=4)), by=acting(clerk), at=now)
    move_meeting(
        meeting, **place(meeting, day=day_of(now) + timedelta(days=4)), by=acting(clerk), at=now
    )  # nothing changes
    on_the_day = now + timedelta(days=4)
    running.begin(meeting, by=acting(chair), at=on_the_day)
    running.end(meeting, by=acting(chair), at=on_the_day)
    running.reopen(meeting, why="An amount was wrong.", by=acting(clerk), at=on_the_day)
    running.end(meeting, by=acting(chair), at=on_the_day)
    minutes.distribute(meeting, by=acting(clerk), at=now + timedelta(days=60))
    minutes.begin_correction(meeting, why="A name.", by=acting(clerk), at=now + timedelta(days=61))
    minutes.distribute(meeting, by=acting(clerk), at=now + timedelta(days=62))
    assert history(meeting) == [
        ("add", "", "planned", "clerk", ""),
        ("move", "planned", "planned", "clerk", ""),
        ("begin", "planned", "running", "chair", ""),
        ("end", "running", "held", "chair", ""),
        ("reopen", "held", "running", "clerk", "An amount was wrong."),
        ("end", "running", "held", "chair", ""),
        ("send_minutes", "held", "minuted", "clerk", ""),
        ("correct_minutes", "minuted", "minuted", "clerk", ""),
    ]
    meeting.refresh_from_db()
    assert meeting.state_since == now + timedelta(days=60)


def test_a_cancelled_meeting_says_why_without_a_pupils_name(kent: Side) -> None:
    clerk, now = kent.people["clerk"], timezone.now()

    request_in(kent, "submitted")
    cancel_meeting(kent.meeting, why=f"{PUPIL} moved away.", by=acting(clerk), at=now)  # type: ignore[arg-type]
    (step,) = history(kent.meeting)  # type: ignore[arg-type]
    assert step[:4] == ("cancel", "planned", "cancelled", "clerk")
    assert "moved away" in step[4]
    assert "Marigold" not in step[4]


def test_a_proposed_date_has_no_history_until_it_is_published(kent: Side) -> None:
    clerk, now = kent.people["clerk"], timezone.now()
    dates = [
        Meeting.objects.create(
            community=kent.community,
            day=day_of(now) + timedelta(days=days),
            starts=time(9),
            ends=time(10),
            venue="The hall",
            state="proposed",
        )
        for days in (40, 41)
    ]
    for each in dates:
        move_meeting(each, **place(each, day=each.day + timedelta(days=7)), by=acting(clerk), at=now)
        assert history(each) == []
    drop_proposal(dates[0], by=acting(clerk), at=now)
    publish(dates[1:], by=acting(clerk), at=now)
    assert history(dates[1]) == [("publish", "proposed", "planned", "clerk", "")]


@pytest.mark.both_databases("constraint")
def test_steps_are_only_added(kent: Side) -> None:
    cancel_meeting(kent.meeting, why="Snow.", by=acting(kent.people["clerk"]), at=timezone.now())  # type: ignore[arg-type]
    for sql in ("UPDATE schedule_meetingstep SET event = 'move'", "DELETE FROM schedule_meetingstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"ends": time(15)}, "ends", "Enter an end time that is after the start time"),
        ({"venue": ""}, "venue", "Enter a venue, or a link to join online"),
        ({"day": -1}, "day", "Enter a date that is today or later"),
    ],
)
def test_what_the_form_refuses_the_action_refuses_too(
    kent: Side, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    today, clerk = day_of(timezone.now()), acting(kent.people["clerk"])
    given: dict[str, Any] = {"day": 60, "starts": time(15), "ends": time(16), "venue": "The hall"} | wrong
    with pytest.raises(NotPossible) as refused:
        add_meeting(
            community=kent.community,
            **given | {"day": today + timedelta(days=given["day"])},
            by=clerk,
            at=timezone.now(),
        )
    assert (refused.value.field, refused.value.sentence) == (field, sentence)
