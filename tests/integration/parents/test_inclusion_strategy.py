"""What a school's community agreed for it in a year, for its inclusion strategy: sums, and no pupil."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.models import FundingYear
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk
from tests.integration.resource_requests.ways_out import text_of
from tests.world import PUPIL, Side, request_in, ruling

pytestmark = pytest.mark.django_db


def whole(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(text_of(answer).split())


@pytest.mark.clause("RES-3")
def test_a_school_reads_what_was_agreed_for_it_in_the_year_and_what_it_cost(kent: Side) -> None:
    request_in(kent, "approved")
    request_in(kent, "approved", decided=ruling(amount=Decimal(900)))
    for state in ("declined", "submitted"):
        request_in(kent, state)
    today = day_of(timezone.now())
    year = FundingYear.objects.get(authority=kent.authority, start__lte=today, end__gte=today)
    desk = Desk(kent.people["school_editor"])
    for name in ("inclusion_strategy", "inclusion_strategy_word"):
        text = whole(desk.get(name))
        assert f"In {year.name}, the community agreed 2 requests from our school" in text, name
        assert "The community agreed £1,900 for this support." in text, name
        assert "In all, the requests were for fewer than 10 pupils." in text, name
        assert PUPIL not in text, name
    assert "has not agreed a request from our school so far" in whole(
        Desk(kent.people["other_signatory"]).get("inclusion_strategy")
    )


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
    other = FundingYear.objects.filter(authority=elsewhere.authority).first()
    assert other is not None
    assert f"In {now.name}, the community agreed 1 request" in whole(desk.get("inclusion_strategy", year=other.pk))


def test_it_costs_a_fixed_number_of_queries(kent: Side, django_assert_max_num_queries: Any) -> None:
    desk = Desk(kent.people["school_editor"])
    for _ in range(2):
        request_in(kent, "approved")
        with django_assert_max_num_queries(11):
            desk.get("inclusion_strategy")
