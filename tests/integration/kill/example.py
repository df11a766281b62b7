"""The smallest whole chain: a form, its event, its message, the worker, the seal."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import include, path

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.models import Event
from locality.audit.queries import verify
from locality.audit.seals import seal
from locality.audit.subjects import Subject
from locality.form_keys.models import FormUse
from locality.outbox.actions import put
from locality.outbox.delivery import deliver_due
from locality.outbox.models import Message
from locality.outbox.summaries import send_summaries
from tests.integration.kill.harness import Act, Outcome, Scenario

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
SEVEN = NOW + timedelta(hours=1)
AFTER_THE_CLAIM = SEVEN + timedelta(minutes=10)
"""By then the claim of a worker that died has run out."""
LATER = datetime.now(UTC) + timedelta(days=365)
PEOPLE = [("ada@oakfield.example", "immediate"), ("dan@oakfield.example", "daily")]


@login_not_required
def submit(request: HttpRequest) -> HttpResponse:
    record("submitted", Subject("form", 1, "A form"), by=None, at=NOW)
    for person in User.objects.order_by("pk"):
        put(to=person, kind="submitted", subject="RFR-1 was submitted", lines=["Read it."], link="/r/1/", at=NOW)
    return redirect("/done/")


urlpatterns = [path("submit/", submit), path("", include("locality.config.urls"))]


def set_up() -> None:
    for email, preference in PEOPLE:
        User.objects.create(email=email, name=email, message_preference=preference)


def send_the_form() -> None:
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client().post("/submit/", {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11", "name": "x"})
    assert answer.status_code == 302, answer.status_code


def acts(now: datetime = NOW) -> dict[str, Act]:
    seven = max(now, SEVEN)
    return {
        "submitted": send_the_form,
        "delivered": lambda: deliver_due(now),
        "summed up": lambda: send_summaries(seven, is_working=lambda day: True),
        "delivered at seven": lambda: deliver_due(seven),
        "sealed": lambda: seal(at=LATER),
    }


def recover() -> None:
    """Everything once more, as if nobody knew what was done."""
    for act in acts(now=AFTER_THE_CLAIM).values():
        act()


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
    if outcome.recovered or "delivered at seven" in outcome.acks:
        assert events == 1
        assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
        assert len(set(outcome.mails)) == 2


CHAIN = Scenario(set_up, acts, check, recover)


def act_in_two_halves() -> dict[str, Act]:
    """Wrong on purpose: two transactions for what belongs together."""

    def act() -> None:
        with transaction.atomic():
            record("submitted", Subject("form", 1, "A form"), by=None, at=NOW)
        with transaction.atomic():
            to = User.objects.earliest("pk")
            put(to=to, kind="submitted", subject="RFR-1", lines=["Read it."], link="/r/1/", at=NOW)

    return {"submitted": act}


def check_halves(_: Outcome) -> None:
    assert Event.objects.count() == Message.objects.count(), "half done"


HALVES = Scenario(set_up, act_in_two_halves, check_halves)
