"""Stories of money: the locality team funds the county; a chair sees what is left."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions.allocating import add_costing, allocate
from locality.budgets.actions.committing import commit
from locality.budgets.actions.opening_years import open_year
from locality.communities.models import Area, Authority, Community, Office
from locality.values.working_days import day_of
from tests.browser.conftest import Story
from tests.integration.budgets.approvals import REFERENCE, approve
from tests.world import acting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("RES-7")]

BOTH_WAYS = pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])


@pytest.fixture
def authority() -> Authority:
    return Authority.objects.create(name="Wealdshire", slug="wealdshire", la_code="999", second_factor_required=False)


@pytest.fixture
def community(authority: Authority) -> Community:
    area = Area.objects.create(authority=authority, name="North")
    Community.objects.create(authority=authority, area=area, name="Weald South", slug="weald-south")
    return Community.objects.create(authority=authority, area=area, name="Weald North", slug="weald-north")


def holder(role: str, authority: Authority, **place: object) -> User:
    person = User.objects.create(email=f"{role}@council.example", name="Ann Field", second_factor_required=False)
    Office.objects.create(person=person, role=role, authority=authority, start=date(2020, 1, 1), **place)
    return person


@BOTH_WAYS
def test_the_locality_team_funds_a_community(
    story: Story, authority: Authority, community: Community, js: bool, width: int
) -> None:
    this_year = day_of(timezone.now()).year
    team = story(js=js, width=width).sign_in_as(holder("locality_team", authority))
    team.goto("/money/").see("There is no funding year yet")
    team.click("Add a funding year")
    team.fill("Name of the funding year", "").click("Add funding year", status=400).see_error(
        "Enter a name for the funding year"
    )
    team.fill("Name of the funding year", "This year")
    team.fill_day("First day", 1, 1, this_year).fill_day("Last day", 31, 12, this_year)
    team.click("Add funding year").see("You’ve added the This year funding year. You can now allocate money for it.")
    team.click("Weald North").see("Weald North has no budget yet")
    team.click("Allocate money").fill("Amount", "plenty").fill("What is it for?", "First half of the year")
    team.click("Allocate money", status=400).see_error("The amount must be an amount in pounds, like 1,250 or 1250.50")
    team.see_value("What is it for?", "First half of the year")
    team.fill("Amount", "20,000").click("Allocate money")
    team.see("You’ve allocated £20,000 to Weald North. It now has £20,000 left.", "First half of the year")
    team.click("Adjust budget").choose("Reduce the budget").fill("Amount", "1500")
    team.fill("Why are you making this adjustment?", "Fewer pupils").click("Adjust budget")
    team.see("Weald North has £18,500 of its £18,500 left for This year.", "−£1,500.00")
    team.click("All budgets").see("£18,500 of £18,500 is left for This year", "1 of 2 communities has no budget yet")


@BOTH_WAYS
@pytest.mark.clause("COST-1")
def test_the_locality_team_keeps_the_costings(
    story: Story, authority: Authority, community: Community, js: bool, width: int
) -> None:
    team = story(js=js, width=width).sign_in_as(holder("locality_team", authority))
    team.goto("/money/costings/").see("The council has not set any rates yet")
    team.click("Set a rate").fill("Item", "Teaching assistant").fill("Unit", "hour")
    team.fill("Rate for one unit", "15.60").click("Set rate")
    team.see("You’ve set the rate for Teaching assistant: £15.60 for one hour", "£15.60")
    team.click("Set a new rate for Teaching assistant, hour")
    team.see_value("Item", "Teaching assistant").fill("Rate for one unit", "16").fill_day(
        "When does the rate start?", 1, 9, 2099
    )
    team.click("Set rate").see("Future rates", "£16.00")


@BOTH_WAYS
def test_a_chair_sees_what_is_left(
    story: Story, authority: Authority, community: Community, js: bool, width: int
) -> None:
    now, today = timezone.now(), day_of(timezone.now())
    team = holder("locality_team", authority)
    year = open_year(
        authority=authority,
        name="This year",
        start=date(today.year, 1, 1),
        end=date(today.year, 12, 31),
        by=acting(team),
        at=now,
    )
    for number in range(30):
        allocate(
            community=community, funding_year=year, amount=Decimal(100), why=f"Part {number}", by=acting(team), at=now
        )
    approve(community, team, [7])
    commit(
        community=community,
        on=today,
        amount=Decimal("1200.50"),
        reference=REFERENCE,
        decision_id=7,
        why="Approved for Oakfield Primary",
        by=team,
        at=now,
    )
    add_costing(
        authority=authority,
        item="Teaching assistant",
        unit="hour",
        rate=Decimal(15),
        valid_from=today,
        by=acting(team),
        at=now,
    )
    chair = story(js=js, width=width).sign_in_as(holder("chair", authority, community=community))
    chair.goto("/money/").see("Weald North has £1,799.50 of its £3,000 left for This year.")
    chair.see("£1,200.50", "£1,799.50", "Approved for Oakfield Primary", "31 entries in the ledger")
    chair.not_see("Allocate money")
    chair.click("Next page").see("Part 0")
    chair.click("Costings").see("Teaching assistant", "£15.00")
