"""The heading of a forecast: a range in words until the community has a year of its own (AGE-1)."""

from datetime import date
from decimal import Decimal

import pytest

from locality.budgets.models import FundingYear
from locality.communities.models import Community
from locality.insights.presenters.balance import finding, stages_explained, standing
from locality.insights.queries.balance import BalanceSheet
from locality.insights.queries.money import Sums
from locality.insights.rules.forecast import Basis, Forecast, OpenForecast, Range

pytestmark = pytest.mark.clause("AGE-1")
YEAR = FundingYear(name="2026 to 2027", start=date(2026, 9, 1), end=date(2027, 8, 31))
TODAY = date(2026, 11, 28)


def sheet(allocated: str, least: str, middle: str, most: str, basis: Basis, share: str = "1") -> BalanceSheet:
    """What will be promised or paid: at least, about, at most, in pounds."""
    expected = Range(*(Decimal(each) for each in (least, middle, most)))
    forecast = Forecast(Decimal(0), OpenForecast(expected, (), Decimal(share)), Range(), basis)
    return BalanceSheet(Community(name="Cantlow 1"), Sums(allocated=Decimal(allocated)), {}, forecast)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ("2087", "69342", "Between about £10,000 and £78,000 is likely to be left; little is known yet"),
        ("2087", "94100", "Between about £15,000 too little and £78,000 left is likely; little is known yet"),
        ("81000", "93741", "Between about £1,000 and £14,000 more than was allocated is likely to be needed; "
         "little is known yet"),
        ("80000", "93741", "Between about £0 and £14,000 more than was allocated is likely to be needed; "
         "little is known yet"),
        ("500", "500", "£79,500 is left so far; nothing is known yet of what will be asked for"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("basis", [Basis.COUNCIL_YEARS, Basis.THIS_YEAR, Basis.NOTHING])
def test_while_little_is_known_the_heading_is_a_range(least: str, most: str, words: str, basis: Basis) -> None:
    assert finding(sheet("80000", least, least, most, basis), YEAR) == words


def test_with_a_year_of_its_own_the_heading_says_the_middle() -> None:
    for basis in (Basis.ONE_OWN_YEAR, Basis.OWN_YEARS):
        found = sheet("80000", "10000", "72285", "79000", basis)
        assert finding(found, YEAR) == "£7,715 is likely to be left on Tuesday 31 August 2027"


def test_the_sentence_above_is_no_surer_than_the_heading() -> None:
    found = sheet("80000", "10658", "40000", "77913", Basis.NOTHING)
    assert standing(found, YEAR, TODAY, TODAY) == (
        "Cantlow 1 has £80,000 of £80,000 remaining in 2026 to 2027. By Tuesday 31 August 2027, between about £10,000 and "
        "£78,000 is likely to be promised or paid; little is known yet."
    )


def test_nobody_is_called_short_on_the_middle_of_what_is_hardly_known() -> None:
    assert not sheet("80000", "10000", "93741", "200000", Basis.NOTHING).likely_short
    assert sheet("80000", "80001", "93741", "200000", Basis.NOTHING).likely_short
    assert sheet("80000", "10000", "93741", "200000", Basis.ONE_OWN_YEAR).likely_short


def test_the_table_says_what_its_percentages_mean() -> None:
    words = stages_explained(sheet("80000", "0", "0", "0", Basis.NOTHING, share="0.732"))
    assert "times that chance, times the share of the sum asked for that was granted before (73%)" in words
    assert "not from the rounded percentages" in words
