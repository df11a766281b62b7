"""The worker looks at the whole log once a day, and tells the administrators where it was tampered with."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from locality.audit.actions import record
from locality.audit.models import Event
from locality.audit.seals import seal
from locality.audit.subjects import Subject
from locality.audit.triggers import lock, unlock
from locality.audit.watch import Watch
from locality.outbox.models import Message
from locality.worker.jobs import JOBS
from locality.worker.watching import look_at_log
from tests.world import Side

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("trigger")]


def tamper() -> Event:
    event = Event.objects.latest("pk")
    unlock(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_event SET actor_name = 'Mallory' WHERE id = {event.pk}")
    lock(connection)
    return event


def seal_all() -> None:
    at = timezone.now() + timedelta(hours=1)
    while seal(at=at):
        pass


def alarms() -> list[Message]:
    return list(Message.objects.filter(kind="audit.alarm").order_by("pk"))


def test_it_is_a_job_of_the_worker() -> None:
    assert "verify the log" in [job.name for job in JOBS]


def test_a_whole_log_raises_no_alarm(kent: Side) -> None:
    seal_all()
    look_at_log(Watch(), timezone.now())
    assert alarms() == []


def test_tampering_is_told_to_the_administrators_once_and_logged_each_day(kent: Side, clock: Any, capsys: Any) -> None:
    time = clock("2026-11-24 12:00")
    seal_all()
    event = tamper()
    watch = Watch()
    look_at_log(watch, timezone.now())
    (alarm,) = alarms()
    assert alarm.to == kent.people["administrator"]
    assert f"event {event.pk}: changed after it was sealed" in alarm.lines
    assert alarm.state == "waiting", "it goes at once"
    assert "audit_tampered" in capsys.readouterr().out
    time.shift(timedelta(days=1))
    look_at_log(watch, timezone.now())
    assert len(alarms()) == 1, "the same findings are told once"
    assert "audit_tampered" in capsys.readouterr().out
    unlock(connection)
    time.shift(timedelta(days=1))
    look_at_log(watch, timezone.now())
    assert len(alarms()) == 2, "others are told"
    lock(connection)


def test_it_looks_once_a_day_however_often_it_is_asked(kent: Side, clock: Any) -> None:
    time = clock("2026-11-24 12:00")
    look_at_log(Watch(), timezone.now())
    unlock(connection)
    time.shift(timedelta(hours=20))
    look_at_log(Watch(), timezone.now())
    assert alarms() == []
    time.shift(timedelta(hours=4))
    look_at_log(Watch(), timezone.now())
    assert len(alarms()) == 1
    lock(connection)


def test_a_log_with_many_findings_names_the_first_ten(kent: Side) -> None:
    for number in range(30):
        record("done", Subject("x", number, "X"), by=None, at=timezone.now())
    seal_all()
    unlock(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET actor_name = 'Mallory' WHERE action = 'done'")
    lock(connection)
    look_at_log(Watch(), timezone.now())
    (alarm,) = alarms()
    assert alarm.lines[-1] == "… and 20 more: manage.py verify_audit lists them."
    assert len(alarm.lines) == 12
