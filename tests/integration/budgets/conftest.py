"""A small county with money in it."""

from datetime import date
from decimal import Decimal

import pytest

from locality.accounts.models import User
from locality.budgets.actions.allocating import allocate
from locality.budgets.actions.opening_years import open_year
from locality.budgets.models import Budget, FundingYear
from locality.communities.models import Area, Authority, Community
from tests.integration.budgets.approvals import approve
from tests.integration.budgets.clock import AT
from tests.integration.budgets.paying import give_office
from tests.world import acting


def make_community(authority: Authority, name: str) -> Community:
    area, _ = Area.objects.get_or_create(authority=authority, name="North")
    return Community.objects.create(authority=authority, area=area, name=name, slug=name.lower().replace(" ", "-"))


@pytest.fixture
def authority(db: None) -> Authority:
    return Authority.objects.create(name="Wealdshire", slug="wealdshire", la_code="999")


@pytest.fixture
def officer(authority: Authority) -> User:
    """Of the council's locality team."""
    return give_office(
        User.objects.create(email="ann.field@council.example", name="Ann Field"), "locality_team", authority
    )


@pytest.fixture
def community(authority: Authority) -> Community:
    return make_community(authority, "Weald North")


@pytest.fixture
def year(authority: Authority, officer: User) -> FundingYear:
    return open_year(
        authority=authority,
        name="2026 to 2027",
        start=date(2026, 9, 1),
        end=date(2027, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )


@pytest.fixture
def budget(community: Community, year: FundingYear, officer: User) -> Budget:
    """£1,000 to decide on, and approvals 7 and 8 that may do so."""
    approve(community, officer, (7, 8))
    entry = allocate(
        community=community, funding_year=year, amount=Decimal("1000"), why="First part", by=acting(officer, AT), at=AT
    )
    return Budget.objects.get(pk=entry.budget_id)
