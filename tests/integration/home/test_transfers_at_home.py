"""A transfer that waits stands on the home of who may confirm it, and under “Waiting for others” for who proposed it."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.budgets.actions import transferring
from locality.budgets.models import Budget, Transfer
from tests.world import Side, acting

pytestmark = pytest.mark.clause("RES-7")


def home(side: Side, role: str) -> tuple[str, str]:
    """What needs the person, and what they wait for."""
    client = Client()
    client.force_login(side.people[role])
    page = " ".join(client.get(reverse("home")).content.decode().split())
    needs, _, waits = page.partition("Waiting for others")
    return needs, waits


def proposed(side: Side) -> Transfer:
    budget = Budget.objects.filter(community=side.community, remaining__gt=0).latest("pk")
    return transferring.propose_transfer(
        source=budget, funding_year=budget.funding_year, target=side.neighbour, amount=Decimal("7500.50"),
        why="Pupils moved", by=acting(side.people["locality_team"]), at=timezone.now(),
    )  # fmt: skip


def test_it_waits_for_finance_and_its_proposer_waits_for_others(kent: Side, elsewhere: Side) -> None:
    transfer = proposed(kent)
    page = f'href="{reverse("transfer", args=[transfer.pk])}"'
    needs, waits = home(kent, "finance")
    assert "Confirm or refuse a transfer of £7,500.50" in needs
    assert f"{kent.community.name} to {kent.neighbour.name}" in needs
    assert page in needs
    assert page not in waits
    needs, waits = home(kent, "locality_team")
    assert page not in needs
    assert page in waits
    assert "someone else needs to confirm or refuse it" in waits
    assert "Waiting since today" in waits
    for side, role in ((kent, "chair"), (elsewhere, "finance")):
        assert page not in "".join(home(side, role))


def test_it_leaves_both_when_it_is_settled(kent: Side) -> None:
    transfer = proposed(kent)
    transferring.refuse_transfer(
        transfer=transfer, reason="Not now", by=acting(kent.people["finance"]), at=timezone.now()
    )
    for role in ("finance", "locality_team"):
        assert "ransfer of £7,500.50" not in "".join(home(kent, role))
