"""Browsers of people with an office, on a Tuesday in November."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.world import Side


@pytest.fixture(autouse=True)
def _today(clock: Callable[[str], Any]) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def read() -> Callable[..., str]:
    """`read(side, role, address)`: the page as one line of text; it must be there."""

    def get(side: Side, role: str, address: str) -> str:
        answer = enter(side, role).get(address)
        assert answer.status_code == 200, (role, address, answer.status_code)
        return " ".join(answer.content.decode().split())

    return get


def enter(side: Side, role: str) -> Client:
    """A browser of the person with that office."""
    client = Client()
    client.force_login(side.people[role])
    return client
