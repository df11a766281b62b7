"""The heading of a forecast: a range in words until the community has a year of its own (AGE-1)."""

from datetime import date
from decimal import Decimal

import pytest

from locality.budgets.models import FundingYear
from locality.communities.models import Community
from locality.insights.presenters.balance import (
    county_standing,
    finding,
    forecast_cell,
    forecast_of_all,
    forecast_rows,
    say_balance,
    stages_explained,
)
from locality.insights.queries.balance import BalanceSheet
from locality.insights.queries.money import Sums
from locality.insights.rules.forecast import Basis, Forecast, OpenForecast, Range

pytestmark = pytest.mark.clause("AGE-1")
YEAR = FundingYear(name="2026 to 2027", start=date(2026, 9, 1), end=date(2027, 8, 31))
TODAY = date(2026, 11, 28)
NO_YEAR = " (no earlier year to compare with)"


def sheet(allocated: str, least: str, middle: str, most: str, basis: Basis, share: str = "1") -> BalanceSheet:
    """What will be promised or paid: at least, about, at most, in pounds."""
    expected = Range(*(Decimal(each) for each in (least, middle, most)))
    forecast = Forecast(Decimal(0), OpenForecast(expected, (), Decimal(share)), Range(), basis)
    return BalanceSheet(Community(name="Cantlow 1"), Sums(allocated=Decimal(allocated)), {}, forecast)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ("2087", "69342", "Between £10,658 and £77,913 is likely to be left" + NO_YEAR),
        ("2087", "94100", "The year could end with £14,100 too little, £77,913 left over, or anything between" + NO_YEAR),
        ("81000", "93741", "Between £1,000 and £13,741 more than was allocated is likely to be needed" + NO_YEAR),
        ("80000", "93741", "Between £0 and £13,741 more than was allocated is likely to be needed" + NO_YEAR),
        ("500", "500", "£79,500 is left so far (too early to forecast new requests)"),
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
    assert say_balance(found, YEAR, TODAY, TODAY) == (
        "Cantlow 1 has £80,000 of its £80,000 left for 2026 to 2027. By Tuesday 31 August 2027, between £10,658 and "
        "£77,913 is likely to be committed or paid. The range is wide because there is no earlier year "
        "to compare with."
    )


def test_heading_and_sentence_are_of_one_range() -> None:
    found = sheet("56500", "15400", "60000", "120328", Basis.NOTHING)
    assert "between £15,400 and £120,328 is likely to be committed or paid" in say_balance(found, YEAR, TODAY, TODAY)
    # £56,500 less £120,328, and less £15,400
    assert finding(found, YEAR) == (
        "The year could end with £63,828 too little, £41,100 left over, or anything between "
        "(no earlier year to compare with)"
    )
    together, left = forecast_rows(found)[-2:]  # the table has them too
    assert (together.low, together.high) == ("£15,400.00", "£120,328.00")
    assert (left.low, left.high) == ("£41,100.00", "£63,828.00 short")


def test_nobody_is_called_short_on_the_middle_of_what_is_hardly_known() -> None:
    assert not sheet("80000", "10000", "93741", "200000", Basis.NOTHING).likely_short
    assert sheet("80000", "80001", "93741", "200000", Basis.NOTHING).likely_short
    assert sheet("80000", "10000", "93741", "200000", Basis.ONE_OWN_YEAR).likely_short


AT_THE_END = "At the end of Saturday 28 November 2026, £80,000 of £80,000 was left for 2026 to 2027. "


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        # what may or may not be too little is not called enough
        ([("10000", "93741", ("200000"), Basis.NOTHING)],
         "By Tuesday 31 August 2027, the community may need more than it was allocated. "
         "We cannot be sure, because it has no earlier year to compare with."),
        ([("10000", "40000", "80001", Basis.COUNCIL_YEARS), ("0", "500", "900", Basis.THIS_YEAR)],
         "By Tuesday 31 August 2027, 1 of 2 communities may need more than it was allocated. "
         "We cannot be sure, because it has no earlier year to compare with."),
        ([("10000", "40000", "80001", Basis.NOTHING), ("0", "90000", "95000", Basis.NOTHING), ("0", "0", "0", Basis.NOTHING)],
         "By Tuesday 31 August 2027, 2 of 3 communities may need more than they were allocated. "
         "We cannot be sure, because they have no earlier year to compare with."),
        # what is likely goes first
        ([("10000", "93741", "200000", Basis.OWN_YEARS), ("0", "500", "99000", Basis.THIS_YEAR)],
         "By Tuesday 31 August 2027, 1 of 2 communities is likely to need more than it was allocated. "
         "1 other may need more too. We cannot be sure, because it has no earlier year to compare with."),
        ([("80001", "93741", "200000", Basis.NOTHING), ("1", "80001", "99000", Basis.ONE_OWN_YEAR),
          ("0", "500", "99000", Basis.THIS_YEAR), ("0", "500", "99000", Basis.THIS_YEAR)],
         "By Tuesday 31 August 2027, 2 of 4 communities are likely to need more than they were allocated. "
         "2 others may need more too. We cannot be sure, because they have no earlier year to compare with."),
        # enough for sure, even at the high end; and with a year of data the middle counts
        ([("0", "500", "80000", Basis.NOTHING)],
         "By Tuesday 31 August 2027, no community is likely to need more than it was allocated."),
        ([("0", "500", "90000", Basis.OWN_YEARS)],
         "By Tuesday 31 August 2027, no community is likely to need more than it was allocated."),
        ([("500", "500", "500", Basis.YEAR_OVER)], "That was the end of the year."),
    ],
)  # fmt: skip
def test_the_council_s_sentence_is_no_surer_than_its_rows(
    figures: list[tuple[str, str, str, Basis]], words: str
) -> None:
    sheets = [sheet("80000", *each) for each in figures]
    many = f"{80 * len(figures)},000"
    assert county_standing(sheets, YEAR, TODAY) == AT_THE_END.replace("80,000", many) + words


@pytest.mark.parametrize(
    ("found", "lead", "below"),
    [
        (("10658", "40000", "77913", Basis.NOTHING), "£10,658 to £77,913", "no earlier year to compare with"),
        (("500", "500", "500", Basis.COUNCIL_YEARS), "£500 so far", "too early to forecast"),
        (("0", "0", "0", Basis.NOTHING), "£0 so far", "too early to forecast"),
        (("10658", "40000", "77913", Basis.OWN_YEARS), "£40,000.00", "£10,658 to £77,913"),
        (("500", "500", "500", Basis.YEAR_OVER), "£500.00", ""),
    ],
)
def test_a_row_leads_with_one_sum_only_where_a_year_stands_behind_it(
    found: tuple[str, str, str, Basis], lead: str, below: str
) -> None:
    cell = forecast_cell(sheet("80000", *found))
    assert (cell.lead, cell.below) == (lead, below)


def test_the_sum_of_rows_is_a_range_where_one_of_them_is() -> None:
    known, hardly = (
        sheet("80000", "1", "2", "3", Basis.OWN_YEARS),
        sheet("80000", "10658", "40000", "77913", Basis.NOTHING),
    )
    both = forecast_of_all([known, hardly])
    assert (both.lead, both.below) == ("£10,659 to £77,916", "no earlier year to compare with")
    alone = forecast_of_all([known, known])
    assert (alone.lead, alone.below) == ("£4.00", "")


def test_the_table_says_what_its_percentages_mean() -> None:
    words = stages_explained(sheet("80000", "0", "0", "0", Basis.NOTHING, share="0.732"))
    assert "times that chance, times 73%. In the past, approvals gave that share of the amount requested" in words
    assert "not the rounded percentages" in words
