"""A kept form that moves money is sent only where the page says all of what it would do."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from lxml import html

from locality.accounts.models import User
from locality.budgets.actions.transferring import propose_transfer
from locality.budgets.models import Budget, Transfer
from locality.communities.models import Community
from tests.integration.budgets.clock import AT
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.test_pages import SignIn, sign_in, team
from tests.world import acting

__all__ = ["sign_in", "team"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(clock: Callable[[str], Any]) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def south(community: Community) -> Community:
    return make_community(community.authority, "Weald South")


def kept_page(client: Client, path: str, **fields: str) -> str:
    """What the page of kept forms shows after this form was sent without a session."""
    mark = html.document_fromstring(client.get("/account/").content.decode()).xpath("//input[@name='typed_by']/@value")
    session = client.cookies.pop("sessionid")
    client.post(path, {**fields, "typed_by": str(mark[0])})
    client.cookies["sessionid"] = session.value
    return client.get("/account/kept/").content.decode()


def test_a_press_that_says_nothing_is_not_sent_from_there(
    sign_in: SignIn, south: Community, budget: Budget, officer: User
) -> None:
    transfer = propose_transfer(
        source=budget, funding_year=budget.funding_year, target=south, amount=Decimal(100), why="Pupils moved",
        by=acting(officer, AT), at=AT
    )  # fmt: skip
    path = f"/money/transfers/{transfer.pk}/confirm/"
    page = kept_page(sign_in("finance"), path)
    assert "Send it now" not in page
    assert "this page cannot show all it would do" in page
    assert f'href="{path}"' in page
    assert Transfer.objects.get().confirmed is None


def test_a_choice_that_has_no_name_there_is_shown_on_its_own_page(
    team: Client, south: Community, budget: Budget
) -> None:
    fields = {"source": str(budget.pk), "target": str(south.pk), "amount": "75", "why": "Pupils moved"}
    page = kept_page(team, f"/money/years/{budget.funding_year_id}/transfers/add/", **fields)
    assert "Pupils moved" in page
    assert "Send it now" not in page
    assert "Go on writing" in page
