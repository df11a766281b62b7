"""What a school's community agreed for it in a year, for its inclusion strategy: sums, and no pupil."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.models import FundingYear
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import day_of
from tests.integration.outcomes.reviewing import agreed, sent
from tests.integration.resource_requests.desk import Desk
from tests.integration.resource_requests.ways_out import text_of
from tests.world import PUPIL, Side, pay_in_advance, request_in, ruling

pytestmark = pytest.mark.django_db


def whole(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(text_of(answer).split())


@pytest.mark.clause("RES-3")
def test_a_school_reads_what_was_agreed_for_it_in_the_year_and_what_it_cost(kent: Side) -> None:
    for amount in (1000, 900):
        rfr = request_in(kent, "approved", decided=ruling(amount=Decimal(amount)))
        ResourceRequest.objects.filter(pk=rfr.pk).update(pupil_count=6)
    for state in ("declined", "submitted"):
        request_in(kent, state)
    today = day_of(timezone.now())
    year = FundingYear.objects.get(authority=kent.authority, start__lte=today, end__gte=today)
    desk = Desk(kent.people["school_editor"])
    for name in ("inclusion_strategy", "inclusion_strategy_word"):
        text = whole(desk.get(name))
        assert f"In {year.name}, the community agreed 2 requests from our school" in text, name
        assert "The community’s money for this support comes to £1,900." in text, name
        assert "In all, the requests were for 12 pupils." in text, name
        assert PUPIL not in text, name
    assert "has not agreed a request from our school so far" in whole(
        Desk(kent.people["other_signatory"]).get("inclusion_strategy")
    )


@pytest.mark.clause("RES-9")
def test_one_childs_money_is_never_told(kent: Side) -> None:
    request_in(kent, "approved", decided=ruling(amount=Decimal(4824)))
    desk = Desk(kent.people["school_editor"])
    for name in ("inclusion_strategy", "inclusion_strategy_word"):
        text = whole(desk.get(name))
        assert "the community agreed support for some of our pupils: " in text, name
        assert "4,824" not in text, name
        assert "1 request" not in text, name


@pytest.mark.clause("RES-7")
@pytest.mark.parametrize("paid", [False, True])
def test_money_that_the_school_returned_or_is_to_return_is_not_counted(kent: Side, *, paid: bool) -> None:
    review = agreed(kent)
    if paid:
        pay_in_advance(kent, paid=True)
    sent(kent, review, spent=Decimal(600), returns=True)
    ResourceRequest.objects.filter(pk=review.rfr_id).update(pupil_count=10)
    text = whole(Desk(kent.people["school_editor"]).get("inclusion_strategy"))
    assert "The community’s money for this support comes to £600." in text


@pytest.mark.clause("RES-3")
def test_another_year_has_its_own_and_that_of_another_council_is_not_shown(kent: Side, elsewhere: Side) -> None:
    request_in(kent, "approved")
    desk = Desk(kent.people["school_editor"])
    today = day_of(timezone.now())
    now = FundingYear.objects.get(authority=kent.authority, start__lte=today, end__gte=today)
    later = FundingYear.objects.filter(
        authority=kent.authority, start__gt=now.end
    ).first() or FundingYear.objects.create(
        authority=kent.authority,
        name="The year after",
        start=now.end + timedelta(days=1),
        end=now.end + timedelta(days=365),
    )
    assert "has not agreed a request" in whole(desk.get("inclusion_strategy", year=later.pk))
    FundingYear.objects.create(
        authority=kent.authority, name="Long ago", start=now.start.replace(year=2001), end=now.start.replace(year=2002)
    )
    past = FundingYear.objects.get(authority=kent.authority, name="Long ago")
    said = whole(desk.get("inclusion_strategy", year=past.pk))
    assert "In Long ago, the community did not agree a request from our school." in said
    other = FundingYear.objects.filter(authority=elsewhere.authority).first()
    assert other is not None
    assert f"In {now.name}, the community agreed support for some" in whole(
        desk.get("inclusion_strategy", year=other.pk)
    )


def test_it_costs_a_fixed_number_of_queries(kent: Side, django_assert_max_num_queries: Any) -> None:
    desk = Desk(kent.people["school_editor"])
    for _ in range(2):
        request_in(kent, "approved")
        with django_assert_max_num_queries(13):
            desk.get("inclusion_strategy")
