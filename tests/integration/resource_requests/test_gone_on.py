"""Two tabs, or two people, at one request: who comes second reads what now stands, and their own words (fault 2)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.council_section.actions import questioning
from locality.resource_requests.actions import deciding, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.values.working_days import day_of
from locality.writing.actions import drafting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def deferred(kent: Side, clock: Callable[[str], Any]) -> Callable[[str], ResourceRequest]:
    """An accepted request, and who defers it on 28 November 2026 at 20:38."""

    def by(who: str) -> ResourceRequest:
        request = request_in(kent, "to_decide")
        clock("2026-11-28 20:38:00")
        deferral = NewDecision(
            outcome="deferred",
            summary="Too early.",
            needed="The plan of last year",
            method="consensus",
            decided_on=day_of(timezone.now()),
        )
        deciding.decide(request, deferral, by=acting(kent.people[who]), at=timezone.now())
        return request

    return by


def _declines(person: User, request: ResourceRequest) -> Any:
    return Desk(person).post(
        "request_decide",
        request.reference,
        summary="A long talk.\nNobody could see how it would help.",
        outcome="declined",
        reasons="It has <b>little</b> to do with the pupils.",
        **{"decided_on-day": "28", "decided_on-month": "11", "decided_on-year": "2026"},
    )


def test_a_second_tab_shows_what_the_first_one_did_and_what_was_typed(kent: Side, deferred: Any) -> None:
    request = deferred("clerk")
    answer = _declines(kent.people["clerk"], request)
    page, html = text_of(answer), answer.content.decode()
    assert f"{request.reference} is now “Deferred for more information”" in page
    assert (
        "You recorded the decision: deferred for more information, on Saturday 28 November 2026 at 20:38. "
        "You can no longer do this. We did not save your change." in page
    )
    assert "A long talk.\nNobody could see how it would help." in html
    assert "It has &lt;b&gt;little&lt;/b&gt; to do with the pupils." in html
    assert "What was decided? Declined" in page
    assert "28 11 2026" in page
    assert f'href="/requests/{request.reference}/"' in html
    for wrong in ("Approve", "which office", "You cannot open this page"):
        assert wrong not in page


def test_a_colleague_is_named_and_who_may_correct_is_led_there(kent: Side, deferred: Any) -> None:
    request = deferred("clerk")
    page = text_of(_declines(kent.people["chair"], request))
    name = kent.people["clerk"].name
    assert f"{name} recorded the decision: deferred for more information, on Saturday 28 November 2026" in page
    assert "Correct the decision" not in page, "a deferral is not corrected"


def test_a_decided_request_leads_to_its_correction(kent: Side) -> None:
    request = request_in(kent, "approved")
    answer = _declines(kent.people["chair"], request)
    assert f'href="/requests/{request.reference}/correct/"' in answer.content.decode()


def test_an_old_page_that_is_only_opened_says_the_same(kent: Side, deferred: Any) -> None:
    page = text_of(Desk(kent.people["clerk"]).get("request_decide", deferred("clerk").reference))
    assert "You recorded the decision: deferred for more information" in page
    assert "What you sent" not in page


def test_what_a_school_does_before_it_submits_is_not_told_to_others(kent: Side) -> None:
    request = request_in(kent, "submitted")
    reviewing.return_to_school(request, missing="Say where.", by=acting(kent.people["chair"]), at=timezone.now())
    drafting.ask_to_sign(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    page = text_of(
        Desk(kent.people["chair"]).post("request_review", request.reference, choice="return", missing="Once more")
    )
    assert "Once more" in page
    assert "asked for a signature" not in page
    assert kent.people["school_editor"].name not in page


def test_who_answers_the_council_second_reads_who_was_first_and_keeps_the_words(
    kent: Side, clock: Callable[[str], Any]
) -> None:
    request = request_in(kent, "acknowledged")
    clock("2026-11-28 20:38:00")
    people, to = kent.people, CouncilQuestion.To.SCHOOL
    questioning.ask_question(request, to=to, text="Which hours?", by=acting(people["moderator"]), at=timezone.now())
    questioning.reply(request, to=to, text="Nine to ten.", by=acting(people["signatory"]), at=timezone.now())
    first = people["signatory"].name
    answer = Desk(people["school_editor"]).post("request_reply", request.reference, answer="Ten to eleven.")
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Answered already" in page
    assert f"{first} answered the council’s question on Saturday 28 November 2026 at 20:38." in page
    assert "Ten to eleven." in page
    assert f'href="/requests/{request.reference}/"' in answer.content.decode()
    for wrong in ("offices", "locality team"):
        assert wrong not in page
    twice = text_of(Desk(people["signatory"]).post("request_reply", request.reference, answer="Nine to ten."))
    assert "You answered the council’s question on Saturday 28 November 2026" in twice


def test_a_clerk_who_answers_second_reads_it_too_and_others_that_nothing_was_asked(
    kent: Side, clock: Callable[[str], Any]
) -> None:
    request = request_in(kent, "acknowledged")
    clock("2026-11-28 20:38:00")
    people, to = kent.people, CouncilQuestion.To.CLERK
    assert "There is no question from the council to answer." in text_of(
        Desk(people["clerk"]).get("request_reply", request.reference)
    )
    questioning.ask_question(request, to=to, text="Which hours?", by=acting(people["moderator"]), at=timezone.now())
    questioning.reply(request, to=to, text="Nine to ten.", by=acting(people["clerk"]), at=timezone.now())
    page = text_of(Desk(people["clerk"]).post("request_reply", request.reference, answer="Nine to ten."))
    assert "You answered the council’s question on Saturday 28 November 2026 at 20:38." in page
    school = text_of(Desk(people["school_editor"]).get("request_reply", request.reference))
    assert "There is no question from the council to answer." in school
    assert "offices" not in school
