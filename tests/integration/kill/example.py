"""The smallest whole chain: a form, its event, its message, the worker, the seal."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import include, path

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.models import Event
from locality.audit.queries import verify
from locality.audit.seals import seal
from locality.once.models import FormUse
from locality.outbox.actions import put
from locality.outbox.delivery import deliver_due
from locality.outbox.models import Message
from locality.outbox.summaries import send_summaries
from tests.integration.kill.harness import Outcome

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
SEVEN = NOW + timedelta(hours=1)
LATER = datetime.now(UTC) + timedelta(days=365)
PEOPLE = [("ada@oakfield.example", "immediate"), ("dan@oakfield.example", "daily")]


@login_not_required
def submit(request: HttpRequest) -> HttpResponse:
    record(action="submitted", by=None, at=NOW, subject_type="form", subject_id=1, subject="A form")
    for person in User.objects.order_by("pk"):
        put(to=person, kind="submitted", subject="RFR-1 was submitted", lines=["Read it."], link="/r/1/", at=NOW)
    return redirect("/done/")


urlpatterns = [path("submit/", submit), path("", include("locality.config.urls"))]


def setup() -> None:
    for email, preference in PEOPLE:
        User.objects.create(email=email, name=email, message_preference=preference)


def act(ack: Callable[[str], None], now: datetime = NOW) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client().post("/submit/", {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11", "name": "x"})
    assert answer.status_code == 302, answer.status_code
    ack("submitted")
    deliver_due(now)
    send_summaries(max(now, SEVEN), is_working=lambda day: True)
    deliver_due(max(now, SEVEN))
    if seal(at=LATER):
        ack("sealed")


def recover(ack: Callable[[str], None]) -> None:
    act(ack, now=SEVEN + timedelta(minutes=10))  # the claim of the worker that died has run out


def check(outcome: Outcome) -> None:
    events, forms = Event.objects.count(), FormUse.objects.filter(location="/done/").count()
    told = Message.objects.filter(kind="submitted").count()
    assert (events, forms, told) in {(0, 0, 0), (1, 1, 2)}, (events, forms, told)
    assert FormUse.objects.count() == forms
    assert Message.objects.filter(kind="daily-summary").count() <= 1
    assert events or "submitted" not in outcome.acks
    assert verify() == []
    assert len(set(outcome.mails)) <= 2  # a resend has the same Message-ID
    assert Message.objects.filter(state="sent", kind="submitted").count() <= len(set(outcome.mails))
    if outcome.recovered or not outcome.killed:
        assert events == 1
        assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
        assert len(set(outcome.mails)) == 2


def act_in_two_halves(ack: Callable[[str], None]) -> None:
    """Wrong on purpose: tells of what is done before all of it is done."""
    from django.db import transaction

    with transaction.atomic():
        record(action="submitted", by=None, at=NOW, subject_type="form", subject_id=1, subject="A form")
    with transaction.atomic():
        put(to=User.objects.earliest("pk"), kind="submitted", subject="RFR-1", lines=["Read it."], link="/r/1/", at=NOW)


def check_halves(outcome: Outcome) -> None:
    assert Event.objects.count() == Message.objects.count(), "half done"
