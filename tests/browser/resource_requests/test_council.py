"""From the officer's receipt to the school's money: the council moderates, different hands pay, the school reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from locality.budgets.models import Entry
from locality.resource_requests.models import ResourceRequest
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.world import Side, payday, request_in, ruling

Story = Callable[..., Person]
PAID = "The council’s finance system has paid these payments, or will pay them on the day of payment"


@pytest.mark.clause("FORM-13")
@pytest.mark.clause("POST-4")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
def test_from_receipt_to_payment(transactional_db: None, kent: Side, story: Story, js: bool, width: int) -> None:
    reference = request_in(kent, "handed_over").reference
    today = day_of(timezone.now())
    officer = story(js=js, width=width).sign_in_as(kent.people["hnf_officer"])
    officer.goto("/").see("Acknowledge a request")
    officer.goto(f"/requests/{reference}/receive/")
    officer.choose("Acknowledge it, because the council has what it needs")
    officer.click("Acknowledge request" if js else "Acknowledge or send question")
    officer.goto("/received/").see(reference, "In 30 working days").click(reference)
    officer.click("Ask the school or the clerk").choose("The school")
    officer.fill("Your question", "For which weeks is it?").click("Send question").see("Not answered yet.")

    editor = story(js=js, width=width).sign_in_as(kent.people["school_editor"])
    editor.goto("/").see("Answer the council’s question")
    editor.goto(f"/requests/{reference}/reply/").fill("Your answer to the council", "Weeks 2 to 9.")
    editor.click("Send answer").see("Weeks 2 to 9.")

    officer.goto("/").see("Record the Wealdshire Section")
    officer.goto(f"/requests/{reference}/council-section/").see("£1,000 is committed for this request")
    officer.fill("Final amount", "800").choose("Yes").click("Record the Wealdshire Section", status=400)
    officer.see_error("Enter why the final amount is different from the amount approved")
    officer.fill("Why is the final amount different from the amount approved?", "Eight weeks, not ten.")
    officer.pick("Moderated / Approved by", kent.people["moderator"].name).click("Record the Wealdshire Section")
    officer.see("The final amount is £800", "Eight weeks, not ten.", "Nothing is paid yet. £800 is to come.")

    paid_on = payday(kent.authority, today)
    month = f"{paid_on:%B %Y}"
    finance = story(js=js, width=width).sign_in_as(kent.people["finance"])
    finance.goto("/payments/advances/add/")
    finance.fill("Name of the advance", month)
    for legend, on in (("Last day to add payments", today), ("Day of payment", paid_on)):
        finance.fill_day(legend, on.day, on.month, on.year)
    finance.click("Add advance").click("Add due payments").see("£800.00")
    finance.click("Mark as paid")
    finance.choose(PAID).click("Mark as paid")
    assert str(Entry.objects.get(kind="payment").amount) == "800.00"
    seen = editor.goto(f"/requests/{reference}/")
    if paid_on == today:
        seen.see(f"Paid in the {month} advance", "£800 is paid: that is all of it.")
    else:  # tests run on Sundays too, and banks pay on Mondays
        seen.see(f"To be paid in the {month} advance", "Nothing is paid yet. £800 is to come.")


@pytest.mark.clause("EXC-5")
def test_the_council_reviews_as_the_community_asked(transactional_db: None, kent: Side, story: Story) -> None:
    request = request_in(kent, "acknowledged", decided=ruling(council_referral=True))
    moderator = story().sign_in_as(kent.people["moderator"])
    moderator.goto("/").see("Start the council’s review")
    moderator.goto(f"/requests/{request.reference}/take-up/").click("Start review")
    moderator.choose("Approve").fill("Final amount approved", "700")
    until = day_of(timezone.now()) + timedelta(days=80)
    for legend, day in (("First day of support", day_of(timezone.now())), ("Last day of support", until)):
        moderator.fill_day(legend, day.day, day.month, day.year)
    moderator.fill("What are the council’s reasons?", "The assistant is needed for fewer hours.")
    moderator.click("Approve request")
    received = f"Approved for £700. The council received it on {show_day(day_of(timezone.now()))}"
    moderator.see(received, "The assistant is needed for fewer hours.")
    moderator.not_see("Marigold", "Record the Wealdshire Section")
    assert ResourceRequest.objects.get().state == "acknowledged"
