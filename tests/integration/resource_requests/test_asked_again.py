"""What the form of a decision refuses, its action refuses too: at the same answer, with nothing recorded."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.models import AuthorityRules
from locality.council_section.actions import deciding_for_council, moderating
from locality.exceptional import actions as outside_meetings
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import CouncilSection, Decision
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.world import Side, acting, exceptional_in, grant, request_in, ruling, section

pytestmark = pytest.mark.django_db

FUNDING_ALONE = "Select “Financial contribution”, or delete the amount."
NO_AMOUNT = "Enter an amount of more than £0."


def _in(days: int) -> date:
    return day_of(timezone.now()) + timedelta(days=days)


def _dated(changes: dict[str, Any]) -> dict[str, Any]:
    """Days from today are written as numbers in the tables below."""
    return {name: _in(given) if type(given) is int else given for name, given in changes.items()}


def _refused(call: Callable[[], object], field: str, sentence: str) -> None:
    before = Decision.objects.count(), CouncilSection.objects.count()
    with pytest.raises(NotPossible) as refusal:
        call()
    assert (refusal.value.field, refusal.value.sentence[: len(sentence)]) == (field, sentence)
    assert (Decision.objects.count(), CouncilSection.objects.count()) == before


@pytest.mark.clause("FORM-12")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"funding": False}, "amount", FUNDING_ALONE),
        ({"amount": None}, "amount", NO_AMOUNT),
        ({"amount": Decimal(0)}, "amount", NO_AMOUNT),
        (
            {"amount": Decimal(1001), "more_because": " "},
            "more_because",
            "Enter why the amount is £1 more than was requested.",
        ),
        ({"starts_on": None, "ends_on": None}, "starts_on", "Enter the first day of support."),
        ({"review_on": 0}, "review_on", "The review date must be in the future."),
        ({"review_on": 800}, "review_on", "The review date must be"),
        ({"review_on": None}, "review_on", "Enter the review date."),
        ({"decided_on": 1}, "decided_on", "The date of the decision cannot be in the future."),
    ],
)
def test_what_a_meeting_decides(kent: Side, changes: dict[str, Any], field: str, sentence: str) -> None:
    rfr, by = request_in(kent, "to_decide"), acting(kent.people["clerk"])
    _refused(lambda: deciding.decide(rfr, ruling(**_dated(changes)), by=by, at=timezone.now()), field, sentence)


@pytest.mark.parametrize(
    ("rule", "changes", "field", "sentence"),
    [
        (
            "council_referral_allowed",
            {"council_referral": True},
            "responses",
            "The council’s rules do not allow a referral",
        ),
        (
            "defer_allowed",
            {"outcome": Decision.Outcome.DEFERRED, "needed": "A plan."},
            "outcome",
            "The council’s rules do not allow a request to be deferred",
        ),
    ],
)
def test_what_the_councils_rules_do_not_allow(
    kent: Side, rule: str, changes: dict[str, Any], field: str, sentence: str
) -> None:
    rfr, by = request_in(kent, "to_decide"), acting(kent.people["clerk"])
    AuthorityRules.objects.filter(authority=kent.authority).update(**{rule: False})
    _refused(lambda: deciding.decide(rfr, ruling(**changes), by=by, at=timezone.now()), field, sentence)


@pytest.mark.clause("DIS-5")
def test_a_correction_is_asked_of_what_it_changes_alone(kent: Side) -> None:
    rfr, by, at = request_in(kent, "approved"), acting(kent.people["clerk"]), timezone.now()
    why: dict[str, Any] = {"ground": Decision.Ground.ERROR, "reason": "A slip.", "by": by, "at": at}
    _refused(lambda: deciding.correct(rfr, ruling(amount=None), **why), "amount", NO_AMOUNT)
    _refused(
        lambda: deciding.correct(rfr, ruling(review_on=_in(-1)), **why),
        "review_on",
        "The review date must be in the future.",
    )


@pytest.mark.clause("EXC-6")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_on": 400}, "ends_on", "The last day of support must be"),
        ({"starts_on": -9, "ends_on": -1}, "ends_on", "The last day of support must be today or later."),
        ({"review_on": -1}, "review_on", "The review date must be today or later."),
    ],
)
def test_what_the_chair_decides_alone(kent: Side, changes: dict[str, int], field: str, sentence: str) -> None:
    rfr, by = exceptional_in(kent, "urgent"), acting(kent.people["chair"])
    made = grant(**_dated(changes))
    _refused(lambda: outside_meetings.decide_exceptional(rfr, made, by=by, at=timezone.now()), field, sentence)


@pytest.mark.clause("EXC-5")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"funding": False}, "amount", FUNDING_ALONE),
        ({"amount": None}, "amount", NO_AMOUNT),
        ({"funding": False, "amount": None, "ends_on": None}, "ends_on", "Enter the last day of support."),
        ({"review_on": None}, "review_on", "Enter the review date."),
        ({"summary": " "}, "summary", "Enter the council’s reasons."),
    ],
)
def test_what_the_council_decides(kent: Side, changes: dict[str, Any], field: str, sentence: str) -> None:
    rfr, by = request_in(kent, "with_council"), acting(kent.people["moderator"])
    made = ruling(method=Decision.Method.COUNCIL, **changes)
    _refused(lambda: deciding_for_council.decide_for_council(rfr, made, by=by, at=timezone.now()), field, sentence)


@pytest.mark.clause("FORM-13")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"final_amount": None}, "final_amount", "Enter the final amount"),
        ({"final_amount": Decimal(900)}, "reason", "Enter why the final amount is different"),
        ({"processed_on": 1}, "processed_on", "The date the request was processed cannot be in the future."),
    ],
)
def test_what_the_council_records(kent: Side, changes: dict[str, Any], field: str, sentence: str) -> None:
    rfr, by = request_in(kent, "acknowledged"), acting(kent.people["moderator"])
    made = section(kent, **_dated(changes))
    _refused(lambda: moderating.moderate(rfr, made, by=by, at=timezone.now()), field, sentence)
