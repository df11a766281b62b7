"""Stories of payment: finance fills an advance and marks it as paid; the school reads what it was paid."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.budgets.actions.planning_payments import make_plan, return_underspend
from locality.budgets.models import Entry
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.browser.conftest import Story
from tests.world import PUPIL, Side, acting, pay_in_advance, payday, request_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("POST-4"), pytest.mark.clause("RES-7")]

BOTH_WAYS = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])


@pytest.fixture
def kent(transactional_db: None) -> Side:
    from tests.world import make_side

    return make_side("Wealdshire", "801", 801000, now=timezone.now())


def processed(side: Side, by: str) -> str:
    """A request that was approved for £1,000 and processed by a person of the council; its reference."""
    now, request = timezone.now(), request_in(side, "approved")
    today, decision = day_of(now), request.decision
    assert decision
    make_plan(
        decision_id=decision.pk, reference=request.reference, community=request.community, school=request.school,
        pattern="one_sum", starts_on=today, ends_on=today + timedelta(days=60), payable_until=None, approved_on=today,
        due_on=today + timedelta(days=42), by=side.people[by], at=now,
    )  # fmt: skip
    return request.reference


@BOTH_WAYS
def test_finance_fills_an_advance_and_marks_it_as_paid(story: Story, kent: Side, js: bool, width: int) -> None:
    paid, waits, today = processed(kent, "moderator"), processed(kent, "finance"), day_of(timezone.now())
    finance = story(js=js, width=width).sign_in_as(kent.people["finance"])
    finance.goto("/payments/").see("School advances", "There are no advances yet")
    finance.click("Add one advance").click("Add advance", status=400).see_error("Enter a name for the advance")
    finance.fill("Name of the advance", "First")
    pays_on = payday(kent.authority, today)
    for legend, day in (("Last day to add payments", today), ("Day of payment", pays_on)):
        finance.fill_day(legend, day.day, day.month, day.year)
    finance.click("Add advance").see("You’ve added the First advance.", "£2,000 (2 payments) is due")
    finance.goto("/").see("Add £2,000 of due payments to the advance").click("First advance")
    finance.see(
        "You cannot mark this advance as paid yet. There are no payments in this advance, so there is nothing to pay."
    )
    finance.click("Add due payments").see("You’ve added £2,000 to the First advance.", "2 payments")
    finance.see("You cannot mark this advance as paid yet.").see(
        f"You processed or moderated {waits}, so someone else must release its payment."
    )
    finance.click("by request").see(paid, waits)
    finance.click(f"Remove {waits}, payment 1").see("You can add it to the next advance.")
    finance.click("Remove payment", status=400).see_error("Enter why you are removing the payment")
    finance.fill("Why are you removing this payment?", "A colleague pays it").click("Remove payment").see(
        "£1,000 so far: 1 payment to 1 school."
    )
    finance.click("Mark as paid").see("£1,000.00", "We’ll email", "1 school")
    finance.click("Mark as paid", status=400).see_error(
        "Select the box to confirm that the finance system has paid these payments or will pay them"
    )
    finance.choose("The council’s finance system has paid these payments, or will pay them on the day of payment")
    finance.click("Mark as paid").see(
        "You’ve marked the First advance as paid: £1,000. We’ve emailed editors and signatories at 1 school."
    )
    finance.click("Remittance").see("Total in the ledger: £1,000.00 (1 payment)", "Wealdshire School 1")
    file = finance.download("CSV of payments").read_text(encoding="utf-8-sig")
    assert paid in file
    assert PUPIL not in file
    assert Entry.objects.filter(kind="payment").count() == 1


@BOTH_WAYS
def test_a_school_reads_what_it_was_paid(story: Story, kent: Side, js: bool, width: int) -> None:
    from locality.budgets.actions.gathering_advances import add_advance, gather
    from locality.budgets.actions.paying import pay_advance

    head = story(js=js, width=width).sign_in_as(kent.people["signatory"])
    head.goto("/payments/").see("Your school has not been paid for any requests yet")
    reference, now, officer = processed(kent, "moderator"), timezone.now(), kent.people["finance"]
    advance = add_advance(
        authority=kent.authority, name="First", closes_on=day_of(now), pays_on=payday(kent.authority, day_of(now)),
        by=acting(officer), at=now,
    )  # fmt: skip
    gather(advance=advance, by=acting(officer), at=now)
    pay_advance(advance=advance, by=acting(officer), at=now)
    month = f"{advance.pays_on:%B %Y}"
    head.goto("/payments/").see("£1,000.00").click(f"{month} for Wealdshire School 1")
    head.see("In the First advance", reference, f"Payments for {month}", "Wealdshire School 1").not_see(PUPIL)
    head.click(reference).see("Approved", show_day(day_of(now)))


@BOTH_WAYS
def test_finance_records_that_a_school_paid_back_what_no_advance_takes(
    story: Story, kent: Side, js: bool, width: int
) -> None:
    request, now = request_in(kent, "processed"), timezone.now()
    pay_in_advance(kent, paid=True)
    return_underspend(
        decision_id=request.decision_id, amount=Decimal("120.50"), why="Moved", by=kent.people["moderator"], at=now
    )
    finance, today = story(js=js, width=width).sign_in_as(kent.people["finance"]), day_of(now)
    finance.goto("/payments/due/").click(f"Record money paid back for {request.reference}")
    finance.see("Due back", "£120.50", "You cannot undo this.")
    finance.click("Record money paid back", status=400)
    finance.see_error("Enter the day it was paid back").see_error("Enter how it was paid back")
    finance.fill_day("When was it paid back?", today.day, today.month, today.year)
    finance.fill("How was it paid back?", "invoice 4711").click("Record money paid back")
    finance.see(f"You’ve recorded that Wealdshire School 1 paid back £120.50 on {show_day(today)}.")
    head = story(js=js, width=width).sign_in_as(kent.people["signatory"])
    head.goto(f"/requests/{request.reference}/").see("Paid back on", "invoice 4711").not_see("to be given back")
