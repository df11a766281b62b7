"""The pages of requests: a form sent twice has one effect and one answer, whatever the person or the network does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.models import Entry, Instalment, PaymentPlan
from locality.form_keys.models import FormUse
from locality.outbox.models import Message
from locality.resource_requests.models import (
    CouncilSection,
    Decision,
    DraftAnswer,
    HandOver,
    ResourceRequest,
    Step,
    Version,
)
from locality.values.working_days import day_of
from locality.writing.actions import signing
from tests.world import Side, draft, request_in

pytestmark = pytest.mark.django_db

EFFECTS = (
    ResourceRequest, Step, Version, Decision, HandOver, DraftAnswer, CouncilSection, Entry, PaymentPlan, Instalment, Message,
    Event,
)  # fmt: skip
Fields = dict[str, Any]


@dataclass
class Sending:
    """One form of the pages: who sends what where, and the rows it adds (each once)."""

    role: str
    path: str
    fields: Fields
    adds: dict[type, int]


def start(side: Side) -> Sending:
    return Sending("signatory", reverse("request_start"), {"school": side.school.pk}, {ResourceRequest: 1, Step: 1})


def copy(side: Side) -> Sending:
    path = reverse("request_copy", args=[request_in(side, "declined").reference])
    return Sending("signatory", path, {}, {ResourceRequest: 1, Step: 1})


def submit(side: Side) -> Sending:
    request = draft(side)
    fields = {"seen": signing.fingerprint(request), "signed_name": "Sig", "signed_role": "Head", "confirm": "on"}
    return Sending("signatory", reverse("request_check", args=[request.reference]), fields, {Version: 1, Step: 1})


def decide(side: Side) -> Sending:
    today = day_of(timezone.now())
    review = today + timedelta(days=100)
    fields = {
        "summary": "All agreed.", "outcome": "approved", "responses": ["funding"], "amount": "1000",
        "details": "As asked.", "method": "consensus",
    } | {
        f"{name}-{part}": getattr(day, part)
        for name, day in (("starts_on", today), ("ends_on", review), ("review_on", review), ("decided_on", today))
        for part in ("day", "month", "year")
    }  # fmt: skip
    path = reverse("request_decide", args=[request_in(side, "to_decide").reference])
    return Sending("clerk", path, fields, {Decision: 1, Entry: 1, Step: 1})


def hand_over(side: Side) -> Sending:
    path = reverse("request_hand_over", args=[request_in(side, "approved").reference])
    return Sending("clerk", path, {}, {HandOver: 1, Step: 1})


def council_section(side: Side) -> Sending:
    today = day_of(timezone.now())
    days = (("processed_on", today), ("starts_on", today), ("ends_on", today + timedelta(days=100)))
    fields = {
        "final_amount": "900", "reason": "Fewer hours.", "moderated": "yes", "pattern": "one_sum",
        "moderated_by": str(side.people["moderator"].pk),
    } | {f"{name}-{part}": getattr(day, part) for name, day in days for part in ("day", "month", "year")}  # fmt: skip
    path = reverse("request_moderate", args=[request_in(side, "acknowledged").reference])
    return Sending("moderator", path, fields, {CouncilSection: 1, Entry: 1, PaymentPlan: 1, Instalment: 1, Step: 1})


FORMS = pytest.mark.parametrize(
    "form",
    [
        pytest.param(start, marks=pytest.mark.clause("FORM-01")),
        pytest.param(copy),
        pytest.param(submit, marks=pytest.mark.clause("FORM-10")),
        pytest.param(decide, marks=[pytest.mark.clause("FORM-12"), pytest.mark.clause("RES-7")]),
        pytest.param(hand_over, marks=pytest.mark.clause("CLK-5")),
        pytest.param(council_section, marks=pytest.mark.clause("FORM-13")),
    ],
)


@FORMS
def test_sent_twice_it_has_one_effect_and_the_same_answer(kent: Side, form: Callable[[Side], Sending]) -> None:
    sending = form(kent)
    client, key, before = signed_in(kent, sending), str(uuid4()), rows()
    first = client.post(sending.path, sending.fields | {"form_key": key})
    assert first.status_code == 302
    after = rows()
    for model, many in sending.adds.items():
        assert after[model] == before[model] + many
    assert after[Event] > before[Event]
    second = client.post(sending.path, sending.fields | {"form_key": key})
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert rows() == after
    assert FormUse.objects.filter(key=key).count() == 1


@FORMS
def test_the_key_with_another_content_is_refused(kent: Side, form: Callable[[Side], Sending]) -> None:
    sending = form(kent)
    client, key = signed_in(kent, sending), str(uuid4())
    assert client.post(sending.path, sending.fields | {"form_key": key}).status_code == 302
    after = rows()
    answer = client.post(sending.path, sending.fields | {"form_key": key, "added": "something else"})
    assert answer.status_code == 409
    assert "We did not save that second version" in answer.content.decode()
    assert rows() == after


@FORMS
def test_without_a_key_nothing_is_done(kent: Side, form: Callable[[Side], Sending]) -> None:
    sending = form(kent)
    client, before = signed_in(kent, sending), rows()
    for keys in ({}, {"form_key": ""}, {"form_key": "no key"}):
        answer = client.post(sending.path, sending.fields | keys)
        assert answer.status_code == 400
        assert "we did not save anything" in answer.content.decode()
    assert rows() == before
    assert not FormUse.objects.exists()


def signed_in(side: Side, sending: Sending) -> Client:
    client = Client()
    client.force_login(side.people[sending.role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def rows() -> dict[type, int]:
    return {model: model.objects.count() for model in EFFECTS}  # type: ignore[attr-defined]
