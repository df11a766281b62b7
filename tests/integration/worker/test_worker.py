"""The worker goes round its jobs: one failing stops no other, one worker at a time does the periodic ones."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from locality.audit.actions import record
from locality.audit.models import Seal
from locality.audit.subjects import Subject
from locality.communities.actions.authorities import set_up_authority
from locality.communities.models import DayOff
from locality.outbox.actions import put_to_address
from locality.outbox.models import Message, Turn
from locality.worker import jobs
from locality.worker.jobs import Job, Rounds, is_day_for_summaries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


def put_message(at: datetime = NOW) -> Message:
    with transaction.atomic():
        return put_to_address(address="area@kent.example", kind="x", subject="RFR-1", lines=["Read it."], at=at)


def test_tick_does_every_job_once() -> None:
    now = timezone.now()
    put_message(now)
    record("x", Subject("x", 1, "x"), by=None, at=now)
    call_command("tick")
    assert len(mail.outbox) == 1
    assert not Seal.objects.exists()  # the event is too young
    Rounds(holder="later").go(now + timedelta(minutes=5))
    assert Seal.objects.count() == 1


def test_a_job_that_fails_is_told_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def fail(*_: Any) -> None:
        raise ValueError

    work = [
        Job("bad", fail, every=timedelta(hours=24)),
        Job("good", lambda now, _: done.append(now), every=timedelta(minutes=1)),
    ]
    rounds = Rounds(holder="one", jobs=work)
    assert rounds.go(NOW) == ["bad"]
    assert done == [NOW]
    assert rounds.go(NOW + timedelta(seconds=30)) == []  # neither's time has come
    assert rounds.go(NOW + timedelta(minutes=1)) == ["bad"]  # within a minute, not after a day
    rounds.end(timezone.now())
    monkeypatch.setattr(jobs, "JOBS", work)
    with pytest.raises(CommandError, match="Failed: bad"):
        call_command("tick")


def test_two_workers_deliver_and_one_does_the_periodic_work() -> None:
    done: list[str] = []
    work = [
        Job("deliver", lambda *_: done.append("deliver"), every=timedelta(0), alone=False),
        Job("seal", lambda *_: done.append("seal"), every=timedelta(minutes=1)),
    ]
    one, two = Rounds("one", work), Rounds("two", work)
    one.go(NOW)
    two.go(NOW)
    assert done == ["deliver", "seal", "deliver"]
    one.end(NOW)
    two.go(NOW + timedelta(minutes=1))
    assert done[3:] == ["deliver", "seal"]
    assert Turn.objects.get().holder == "two"


def test_summaries_come_on_working_days() -> None:
    authority = set_up_authority(name="Kent", la_code="886", by=None, at=NOW)
    DayOff.objects.get_or_create(
        authority=authority, day=date(2026, 12, 25), defaults={"name": "Christmas Day", "kind": "bank_holiday"}
    )
    assert is_day_for_summaries(date(2026, 11, 27))
    assert not is_day_for_summaries(date(2026, 11, 28))
    assert not is_day_for_summaries(date(2026, 12, 25))


def database_url() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    host = quote(given["HOST"], safe="")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{host}{port}/{given['NAME']}"


@pytest.mark.both_databases("SQL")
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_delivers_and_stops_when_told() -> None:
    message = put_message(timezone.now())
    environment = os.environ | {
        "LOCALITY_DATABASE_URL": database_url(),
        "LOCALITY_EMAIL_BACKEND": "locality.outbox.backends.KeptMailBackend",
        "LOCALITY_WORKER_SECONDS": "0.05",
        "LOCALITY_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "locality.config.settings",
    }
    worker = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "worker"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        until = time.monotonic() + 60
        while message.state != "sent" and time.monotonic() < until:
            time.sleep(0.05)
            message.refresh_from_db()
        assert message.state == "sent"
        worker.send_signal(signal.SIGTERM)
        output, _ = worker.communicate(timeout=20)
    finally:
        worker.kill()
        worker.wait()
    assert worker.returncode == 0
    assert "worker_stopped" in output
