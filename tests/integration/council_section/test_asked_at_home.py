"""Whoever asked for the council sees on their home that the answer is still to come, and can remind (FORM-13)."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.council_section.actions import questioning
from locality.outbox.models import Message
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FORM-13")]
To = CouncilQuestion.To


@pytest.fixture
def asked(kent: Side, clock: Any) -> ResourceRequest:
    """A moderator asked school and clerk on Thursday 19 November 2026; now it is Tuesday 24."""
    clock("2026-11-19 10:00")
    request = request_in(kent, "acknowledged")
    for to in (To.SCHOOL, To.CLERK):
        questioning.ask_question(
            request, to=to, text="Which weeks?", by=acting(kent.people["moderator"]), at=timezone.now()
        )
    Message.objects.all().delete()
    clock("2026-11-24 10:00")
    return request


def waiting(kent: Side, who: str) -> str:
    page = text_of(Desk(kent.people[who]).get("home"))
    return page[page.index("Waiting for others") :] if "Waiting for others" in page else ""


def test_both_wait_until_they_are_answered(kent: Side, asked: ResourceRequest) -> None:
    school = f"editors and signatories at {kent.school.name} need to answer the council’s question"
    clerk = "the clerk of Wealdshire 1 needs to answer the council’s question"
    found = waiting(kent, "moderator").lower()
    assert school.lower() in found
    assert clerk.lower() in found
    assert "waiting for 3 working days, since 19 nov 2026" in found
    assert "council’s question" not in waiting(kent, "hnf_officer")  # who did not ask it
    questioning.reply(asked, to=To.CLERK, text="Two", by=acting(kent.people["clerk"]), at=timezone.now())
    left = waiting(kent, "moderator").lower()
    assert school.lower() in left
    assert clerk.lower() not in left


def test_a_reminder_goes_to_who_is_to_answer(kent: Side, asked: ResourceRequest) -> None:
    desk = Desk(kent.people["moderator"])
    question = CouncilQuestion.objects.get(to=To.CLERK)
    assert desk.post("remind", thing=f"council_question:{question.pk}").headers["Location"] == reverse("home")
    sent = Message.objects.filter(kind="task.reminder")
    told = {each.to for each in sent}
    assert kent.people["clerk"] in told
    assert kent.people["school_editor"] not in told
    assert all(asked.reference in " ".join([each.subject, *each.lines]) for each in sent)
    assert "Reminded" in text_of(desk.get("home"))
