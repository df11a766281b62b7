"""Stories of the council's own work on money: sheets, transfers in different hands, the end of a year, the trusts."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.communities.models import Trust
from locality.values.working_days import day_of
from tests.browser.conftest import Story
from tests.world import PUPIL, Side, pay_in_advance, request_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-7")]

BOTH_WAYS = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])


def years_of(side: Side) -> tuple[FundingYear, FundingYear]:
    """The year before, and this one."""
    earlier, this = FundingYear.objects.filter(authority=side.authority).order_by("start")
    return earlier, this


@BOTH_WAYS
def test_allocations_come_from_a_sheet_and_one_person_moves_what_another_confirms(
    story: Story, kent: Side, tmp_path: Path, js: bool, width: int
) -> None:
    _, year = years_of(kent)
    sheet = tmp_path / "allocations.csv"
    sheet.write_text("community,amount,reference\nWealdshire 2,5000.50,C-12\nNowhere,10,C-12\n")
    team = story(js=js, width=width).sign_in_as(kent.people["locality_team"])
    team.goto("/money/").click("Import allocations").upload("File", sheet).click("Check file")
    team.see("Nothing has changed yet", "£5,000.50", "There is no community called Nowhere.")
    assert not Budget.objects.filter(community=kent.neighbour).exists()
    team.click("Import file").see("You’ve imported the file: 1 row of allocations.csv.")
    team.goto(f"/money/years/{year.pk}/import/").upload("File", sheet).click("Check file")
    team.see("This file would not change anything.", "was already allocated")

    team.goto(f"/money/years/{year.pk}/transfers/add/").click("Propose transfer", status=400)
    team.see_error("Select where to move the money from")
    team.pick("Move money from", "Wealdshire 1: £100,000 available").pick("Move money to", "Wealdshire 2")
    team.fill("Amount", "250").fill("Why do you want to move it?", "Two pupils moved").click("Propose transfer")
    team.see("You’ve proposed moving £250 to Wealdshire 2.", "Someone else must confirm it.")
    finance = story(js=js, width=width).sign_in_as(kent.people["finance"])
    finance.goto("/money/transfers/").see("For you to confirm")
    finance.open_first("Wealdshire 1 to Wealdshire 2").click("Confirm transfer")
    finance.see("After the transfer", "£99,750.00", "We’ll email").click("Confirm transfer")
    finance.see("You’ve moved £250 to Wealdshire 2.")
    chair = story(js=js, width=width).sign_in_as(kent.people["chair"])
    chair.goto("/money/").see("Wealdshire 1 has £99,750 of its £99,750 left", "To Wealdshire 2: Two pupils moved")


@BOTH_WAYS
def test_a_year_is_closed_and_locked(story: Story, kent: Side, js: bool, width: int) -> None:
    earlier, this = years_of(kent)
    team = story(js=js, width=width).sign_in_as(kent.people["locality_team"])
    team.goto(f"/money/years/{this.pk}/end/").see("You can close it from the next day.").not_see(
        "I have checked these figures"
    )
    team.goto(f"/money/?year={earlier.pk}").click("Close the funding year").see(
        "Wealdshire 1", "£100,000.00", "Contingency"
    )
    team.click("Close funding year", status=400).see_error(
        "Select the box to confirm that you have checked the figures"
    )
    team.choose("I have checked these figures. I understand that the year cannot be reopened.")
    team.click("Close funding year").see(
        f"You’ve closed {earlier.name}. Its money has moved to {this.name}.", "It is locked."
    )
    team.goto(f"/money/years/{this.pk}/contingency/").see(
        "£100,000 of the £100,000 contingency is left", "Not used by Wealdshire 1", "carried to the contingency"
    )
    team.goto(f"/money/years/{earlier.pk}/contingency/add/").see("is closed, so you cannot change its money.")
    assert Entry.objects.filter(kind="carry").count() == 2


@BOTH_WAYS
@pytest.mark.clause("COST-1")
def test_rates_come_from_a_sheet(story: Story, kent: Side, tmp_path: Path, js: bool, width: int) -> None:
    sheet = tmp_path / "rates.csv"
    sheet.write_text("item,unit,rate,valid from\nTeaching assistant,hour,15.60,01/09/2026\n")
    team = story(js=js, width=width).sign_in_as(kent.people["locality_team"])
    team.goto("/money/costings/").click("Import rates").upload("File", sheet).click("Check file")
    team.see("Teaching assistant", "15.60").click("Import file").see("You’ve imported the file: 1 row of rates.csv.")
    assert CostingItem.objects.filter(authority=kent.authority, item="Teaching assistant").exists()


@BOTH_WAYS
@pytest.mark.clause("POST-4")
def test_finance_reads_the_remittance_of_a_trust(story: Story, kent: Side, js: bool, width: int) -> None:
    trust = Trust.objects.create(authority=kent.authority, uid="4321", name="Skylark Trust")
    kent.school.is_academy, kent.school.trust = True, trust
    kent.school.save()
    request_in(kent, "processed")
    advance = pay_in_advance(kent, "December")
    finance = story(js=js, width=width).sign_in_as(kent.people["finance"])
    finance.goto(f"/payments/remittances/{advance.pk}/").click("by payee").click("Skylark Trust")
    # tests run on Sundays too, and banks pay on Mondays
    pays = "paid" if advance.pays_on == day_of(timezone.now()) else "will pay"
    finance.see(f"The council {pays} Skylark Trust £1,000 for 1 school in the December advance", "UID 4321").not_see(
        PUPIL
    )
    text = finance.download("CSV of payments").read_text(encoding="utf-8-sig")
    assert "Total in the ledger" in text
    assert PUPIL not in text
    month: Any = advance.pays_on
    head = story(js=js, width=width).sign_in_as(kent.people["signatory"])
    head.goto(f"/payments/schools/{kent.school.pk}/{month.year}/{month.month}/")
    head.see(
        f"The council {pays} {kent.school.name} £1,000 in {month:%B %Y} through Skylark Trust.",
        "In the December advance",
    )
