"""The accessibility statement says what is known to fail, and is gone through whenever it changes."""

import hashlib
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from locality.design import statement
from locality.design.statement import KNOWN, PREPARED, Fault, Reach, reach
from tests.integration.resource_requests.desk import text_of

TEMPLATE = Path(statement.__file__).parent / "jinja2" / "design" / "accessibility_statement.html"
GONE_THROUGH = (date(2026, 11, 30), "0e990087ce5b")
"""The day of the statement and a hash of its words: whoever changes the words reads it all again and sets both."""


def _words() -> str:
    return hashlib.sha256(
        (TEMPLATE.read_text(encoding="utf-8") + str([astuple(each) for each in KNOWN])).encode()
    ).hexdigest()[:12]


def test_the_day_changes_with_the_words() -> None:
    assert (PREPARED, _words()) == GONE_THROUGH


@pytest.mark.django_db
def test_each_known_fault_is_said_with_its_criterion_and_a_way_round(client: Client) -> None:
    page = text_of(client.get(reverse("accessibility_statement")))
    assert "partly meets" in page
    for fault in KNOWN:
        assert f"{fault.what} {fault.criterion} {fault.meanwhile}" in page


@pytest.mark.django_db
def test_it_claims_to_meet_them_only_where_nothing_is_known(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locality.design.views.KNOWN", ())
    page = text_of(client.get(reverse("accessibility_statement")))
    assert "partly" not in page
    monkeypatch.setattr("locality.design.views.KNOWN", (Fault("A", "1.1.1", "B"),))
    assert "partly" in text_of(client.get(reverse("accessibility_statement")))


@pytest.mark.django_db
@pytest.mark.parametrize(("cut", "says"), [(0, "No text was cut off"), (2, "2 pages lost some of it")])
def test_the_last_measures_are_said(client: Client, monkeypatch: pytest.MonkeyPatch, cut: int, says: str) -> None:
    measured = Reach(date(2026, 11, 30), 145, 58.4, 1.94, 0.0, 44, cut)
    monkeypatch.setattr("locality.design.views.reach", lambda: measured)
    page = text_of(client.get(reverse("accessibility_statement")))
    assert "On Monday 30 November 2026 we measured 145 pages on a slow phone." in page
    assert "after 1.9 seconds, and the heaviest was 58 kB" in page
    assert says in page


def test_the_measures_kept_can_be_read() -> None:
    assert reach() is None or reach().pages > 0  # type: ignore[union-attr]
