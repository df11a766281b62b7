"""Two tabs, or two officers, at the money that comes back: nothing counts twice, or anew, unseen (POST-4)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.actions import planning_payments
from locality.budgets.models import Instalment
from locality.budgets.queries.payments import payments_of
from locality.council_section.actions import moderating
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.council import as_recorded
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, marks, text_of
from tests.world import PUPIL, Side, acting, pay_in_advance, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("POST-4")]

CHANGED = "Someone recorded more here after you opened this page, so your entry is not recorded yet."


def _days(day: date) -> dict[str, str]:
    return {"last_day-day": str(day.day), "last_day-month": str(day.month), "last_day-year": str(day.year)}


def _stands(request: ResourceRequest) -> str:
    return as_recorded(request, payments_of(request.decision_id or 0))


def _owed() -> list[Decimal]:
    back = Instalment.objects.filter(amount__lt=0, cancelled_at=None)
    return [-each for each in back.values_list("amount", flat=True)]


@pytest.fixture
def paid(kent: Side) -> ResourceRequest:
    """£1,000 is paid."""
    request = request_in(kent, "processed")
    pay_in_advance(kent, paid=True)
    return request


@pytest.fixture
def two(kent: Side) -> tuple[Desk, Desk]:
    return Desk(kent.people["hnf_officer"]), Desk(kent.people["moderator"])


def test_the_second_of_two_amounts_counts_only_once_the_first_was_read(
    paid: ResourceRequest, two: tuple[Desk, Desk], clock: Callable[[str], Any]
) -> None:
    (first, second), to = two, ("request_give_back", paid.reference)
    pages = [each.get(*to) for each in two]
    day = day_of(timezone.now())
    clock(f"{day} 09:05")
    given: dict[str, str] = {"what": "underspend", "amount": "500"}
    first.post(*to, **given, **marks(pages[0]), why=f"{PUPIL} needed less.")
    clock(f"{day} 09:06")
    answer = second.post(*to, **given, **marks(pages[1]), why="Fewer hours.")
    assert (answer.status_code, _owed()) == (409, [Decimal(500)])
    page = text_of(answer)
    assert page.count(CHANGED) == 1
    assert f"{first.person.name} recorded that money is taken back, on " in page
    assert "at 09:05: Wealdshire School 1 did not need £500. It will be taken from the school’s next advance." in page
    assert "At most £500." in page
    assert "Fewer hours." in page
    assert 'value="500"' in answer.content.decode()
    assert PUPIL not in page
    again = second.post(*to, **given, **marks(answer), why="Fewer hours.")
    assert (again.status_code, _owed()) == (302, [Decimal(500), Decimal(500)])


def test_a_last_day_is_not_put_earlier_unseen(kent: Side, two: tuple[Desk, Desk]) -> None:
    request, today = request_in(kent, "processed"), day_of(timezone.now())
    desk, to = two[0], ("request_give_back", request.reference)
    old = desk.get(*to)
    later, earlier = today + timedelta(days=40), today + timedelta(days=26)
    desk.post(*to, what="ended", why="Moved.", **_days(later), **marks(old))
    answer = desk.post(*to, what="ended", why="Left sooner.", **_days(earlier), **marks(old))
    request.refresh_from_db()
    assert (answer.status_code, request.ended_on) == (409, later)
    page = text_of(answer)
    assert f"{desk.person.name} recorded an early end of the support, on" in page
    assert "is already recorded as its last day. You can record an earlier one." in page
    assert f'name="last_day-day" type="text" value="{earlier.day}"' in answer.content.decode()
    assert desk.post(*to, what="ended", why="Left sooner.", **_days(earlier), **marks(answer)).status_code == 302
    request.refresh_from_db()
    assert request.ended_on == earlier


def test_a_slip_cancelled_in_the_other_tab_is_said_to_be_cancelled(
    paid: ResourceRequest, two: tuple[Desk, Desk]
) -> None:
    (first, second), to = two, ("request_give_back", paid.reference)
    first.post(*to, what="underspend", amount="840", why="Fewer hours.")
    number, old = Instalment.objects.get(amount=-840).number, second.get(*to)
    slip = {"what": "mistake", "number": str(number), "why": "It was £84."}
    first.post(*to, **slip, **marks(old))
    answer = second.post(*to, **slip, **marks(old))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "not one of the choices" not in page
    assert f"{first.person.name} recorded that no money is taken back after all, on" in page
    assert "It was recorded by mistake that Wealdshire School 1 would give £840 back." in page


def test_what_was_paid_meanwhile_is_shown_before_the_last_day_counts(kent: Side, two: tuple[Desk, Desk]) -> None:
    request, today = request_in(kent, "processed"), day_of(timezone.now())
    desk, to = two[0], ("request_give_back", request.reference)
    old = desk.get(*to)
    pay_in_advance(kent, paid=True)
    answer = desk.post(*to, what="ended", why="Moved.", **_days(today), **marks(old))
    request.refresh_from_db()
    assert (answer.status_code, request.ended_on) == (409, None)
    assert "The payments above are up to date" in text_of(answer)


def test_the_mark_is_compared_under_the_lock(kent: Side, paid: ResourceRequest) -> None:
    old, by = _stands(paid), kent.people["moderator"]
    done: dict[str, Any] = {"why": "Less.", "by": acting(by), "at": timezone.now()}
    moderating.return_money(paid, amount=Decimal(500), seen=old, **done)
    number = Instalment.objects.get(amount=-500).number
    with pytest.raises(NotPossible, match="after you opened this page"):
        moderating.return_money(paid, amount=Decimal(500), seen=old, **done)
    with pytest.raises(NotPossible, match="after you opened this page"):
        moderating.cancel_return(paid, number=number, seen=old, **done)
    with pytest.raises(NotPossible, match="after you opened this page"):
        moderating.end_early(paid, last_day=day_of(timezone.now()), seen=old, **done)
    assert _owed() == [Decimal(500)]
    planning_payments.cancel_return(decision_id=paid.decision_id or 0, number=number, **done | {"by": by})
    assert _stands(paid) != old


@pytest.mark.parametrize("seen", ["", "0", "9" * 5000, "x 1", "² 1", "-1 a"])
def test_a_mark_that_no_page_showed_does_no_harm(paid: ResourceRequest, two: tuple[Desk, Desk], seen: str) -> None:
    desk = two[0]
    answer = desk.post("request_give_back", paid.reference, what="underspend", amount="5", why="Less.", seen=seen)
    assert (answer.status_code, _owed()) == (409, [])
