"""The browser's Back after a form was sent, and its button again: money is given and moved once."""

import pytest

from locality.budgets.models import Entry, FundingYear, Transfer
from tests.browser.conftest import Story
from tests.world import Side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-7")]

BOTH_WAYS = pytest.mark.parametrize("js", [True, False])


@BOTH_WAYS
def test_what_was_allocated_is_not_allocated_again_after_back(story: Story, kent: Side, js: bool) -> None:
    team = story(js=js).sign_in_as(kent.people["locality_team"])
    team.goto(f"/money/communities/{kent.community.pk}/allocate/")
    team.fill("Amount", "250").fill("What is it for?", "The first half of the year").click("Allocate money")
    team.see("You’ve allocated £250 to Wealdshire 1.").back()
    team.see_value("Amount", "").click("Allocate money", status=400).see_error("Enter an amount")
    assert Entry.objects.filter(budget__community=kent.community, amount=250).count() == 1


@BOTH_WAYS
def test_what_was_proposed_to_be_moved_is_not_proposed_again_after_back(story: Story, kent: Side, js: bool) -> None:
    year = FundingYear.objects.filter(authority=kent.authority).latest("start")
    team = story(js=js).sign_in_as(kent.people["locality_team"]).goto(f"/money/years/{year.pk}/transfers/add/")
    team.pick("Move money from", "Wealdshire 1: £100,000 available").pick("Move money to", "Wealdshire 2")
    team.fill("Amount", "250").fill("Why do you want to move it?", "Two pupils moved").click("Propose transfer")
    team.see("You’ve proposed moving £250 to Wealdshire 2.").back()
    team.see_value("Amount", "").click("Propose transfer", status=400).see_error("Enter an amount")
    assert Transfer.objects.count() == 1
