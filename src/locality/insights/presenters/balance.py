"""A balance sheet in words and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from locality.budgets.models import FundingYear
from locality.insights.queries.balance import BalanceSheet
from locality.insights.queries.pipeline import SAMPLE
from locality.insights.rules.forecast import PRIOR_WEIGHT, Basis, Range, Stage
from locality.values.dates import show_day, show_short_day
from locality.values.money import say_money, show_money

STAGE_LABELS: dict[Stage, str] = {
    Stage.SCHOOL: "Returned for changes",
    Stage.CHAIR: "Waiting for the chair",
    Stage.AGENDA: "Accepted for a meeting",
    Stage.DEFERRED: "Deferred for more information",
    Stage.COUNCIL: "Waiting for the council’s decision",
}


@dataclass(frozen=True)
class StageRow:
    """The open requests of one stage, as the table shows them."""

    label: str
    count: int
    asked: Decimal
    chance: str
    expected: Decimal


@dataclass(frozen=True)
class ForecastRow:
    """One line of the forecast: low, middle, high; `mark` names its swatch in the picture."""

    label: str
    low: str
    middle: str
    high: str
    mark: str = ""
    sum: bool = False


def address_of(day: date) -> str:
    """The day as the form sends it in the address."""
    return "?" + urlencode({"on-day": day.day, "on-month": day.month, "on-year": day.year})


def stage_rows(sheet: BalanceSheet) -> list[StageRow]:
    """The stages in which requests are open."""
    return [
        StageRow(
            STAGE_LABELS[line.stage],
            line.open.count,
            line.open.asked,
            _per_cent(line.chance),
            line.expected,
        )
        for line in sheet.forecast.from_open.lines
        if line.open.count
    ]


def stage_sums(sheet: BalanceSheet) -> StageRow:
    """The stages in total: the same figures as the forecast's."""
    found = sheet.open_requests
    return StageRow("Total", found.count, found.asked, "", sheet.forecast.from_open.expected.middle)


def stages_explained(sheet: BalanceSheet) -> str:
    """What the percentages mean, and how the last column comes from the one before."""
    share = sheet.forecast.from_open.share
    parts = (
        "the amount requested, times that chance"
        if share == 1
        else f"the amount requested, times that chance, times {_per_cent(share)}. In the past, approvals gave that share of "
        "the amount requested"
    )
    return (
        "The chance of money is how likely a request at that stage is to be approved with money. We base it on earlier "
        f"requests. The likely amount is {parts}. We use exact figures, not the rounded percentages, and round each result "
        "to whole pounds. The total is the middle figure for open requests in the forecast above."
    )


def _per_cent(part: Decimal) -> str:
    return f"{round(100 * part)}%"


def forecast_rows(sheet: BalanceSheet) -> list[ForecastRow]:
    """The table of the picture: the same figures."""
    sums, forecast = sheet.sums, sheet.forecast
    return [
        _known("Paid", sums.paid, "paid"),
        _known("Committed but not yet paid", sums.committed, "committed"),
        _ranged("Likely from open requests", forecast.from_open.expected, "open"),
        _ranged("Likely from new requests", forecast.from_new, "new"),
        _ranged("Total at the end of the year", forecast.total, "", is_sum=True),
        _left(sums.allocated, forecast.total),
    ]


def _known(label: str, amount: Decimal, mark: str) -> ForecastRow:
    shown = show_money(amount)
    return ForecastRow(label, shown, shown, shown, mark)


def _ranged(label: str, found: Range, mark: str, *, is_sum: bool = False) -> ForecastRow:
    return ForecastRow(label, show_money(found.low), show_money(found.middle), show_money(found.high), mark, is_sum)


def _left(allocated: Decimal, total: Range) -> ForecastRow:
    low, middle, high = (_left_or_short(allocated - each) for each in (total.low, total.middle, total.high))
    return ForecastRow("Left of the allocation", low, middle, high, sum=True)


def _left_or_short(amount: Decimal) -> str:
    return show_money(amount) if amount >= 0 else f"{show_money(-amount)} short"


def say_balance(sheet: BalanceSheet, year: FundingYear, day: date, today: date) -> str:
    """Where the community's money stands, and where it will: the sentence that opens the page."""
    name, sums, forecast = sheet.community.name, sheet.sums, sheet.forecast
    has = "has" if day == today else "had"
    on = "" if day == today else f"At the end of {show_day(day)}, "
    if not sums.allocated:
        return f"{on}{name} {has} no budget for {year.name}."
    now = f"{on}{name} {has} {say_money(sums.remaining)} of its {say_money(sums.allocated)} left for {year.name}"
    if forecast.basis is Basis.YEAR_OVER:
        return f"{now}. That was the end of the year."
    total = forecast.total
    if forecast.little_known:
        return f"{now}. {_so_far(total, year)}"
    if not total.high:
        return f"{now}. Nothing is likely to be committed or paid by {show_day(year.end)}."
    left = sums.allocated - total.middle
    ending = f"leaving {say_money(left)}" if left >= 0 else f"which is {say_money(-left)} more than was allocated"
    between = "" if total.low == total.high else f" (between {say_money(total.low)} and {say_money(total.high)})"
    likely = f"about {say_money(total.middle)} is likely to be committed or paid{between}"
    return f"{now}. By {show_day(year.end)}, {likely}, {ending}."


def _so_far(total: Range, year: FundingYear) -> str:
    """The same where little is known: no more than from how much to how much, in the figures of the table."""
    if total.low == total.high:
        return f"{say_money(total.high)} is committed or paid so far. It is too early to forecast new requests."
    return (
        f"By {show_day(year.end)}, between {say_money(total.low)} and {say_money(total.high)} is likely to be committed or "
        "paid. The range is wide because there is no earlier year to compare with."
    )


def finding(sheet: BalanceSheet, year: FundingYear) -> str:
    """What the picture of the forecast shows, as its heading: a range until the community has a year of its own."""
    sums, forecast, end = sheet.sums, sheet.forecast, show_day(year.end)
    if forecast.basis is Basis.YEAR_OVER:
        return f"How the year ended on {end}"
    if not sums.allocated:
        return f"Forecast for {end}"
    if forecast.little_known:
        return _range_in_words(sums.allocated, forecast.total)
    left = sums.allocated - forecast.total.middle
    if left < 0:
        return f"{say_money(-left)} more than was allocated is likely to be needed by {end}"
    return f"{say_money(left)} is likely to be left on {end}"


def _range_in_words(allocated: Decimal, total: Range) -> str:
    """What is left of the allocation at least and at most, in the figures of the table's last row."""
    if total.low == total.high:
        left = allocated - total.high
        words = f"{say_money(left)} is left" if left >= 0 else f"{say_money(-left)} more than was allocated is used"
        return f"{words} so far (too early to forecast new requests)"
    least, most = allocated - total.high, allocated - total.low
    if most <= 0:
        return (
            f"Between {say_money(-most)} and {say_money(-least)} more than was allocated is likely to be needed "
            "(no earlier year to compare with)"
        )
    if least < 0:
        return (
            f"The year could end with {say_money(-least)} too little, {say_money(most)} left over, or anything between "
            "(no earlier year to compare with)"
        )
    return f"Between {say_money(least)} and {say_money(most)} is likely to be left (no earlier year to compare with)"


def explained(sheet: BalanceSheet, year: FundingYear, day: date) -> list[str]:
    """How the forecast was worked out, for people."""
    decided = sum(record.ended for record in sheet.own.values())
    return [
        "Paid and committed are the totals of the ledger up to this day.",
        "For open requests, we take the amount requested. We multiply it by the chance that a request at that stage is approved "
        "with money. We then multiply that by the share of the amount that is usually approved.",
        "We work out the chances from the council’s latest requests for money that have been approved, declined or "
        f"withdrawn, {SAMPLE:,} at most. Each stage that one of this community’s requests went through counts once: "
        f"{decided:,} in all.",
        "A few decisions could mislead. So we add the council’s chance to the community’s own, as if it were "
        f"{PRIOR_WEIGHT} more decisions. In the same way, we add a fixed chance to the council’s. It goes from 50% when a "
        "request is with the school to 70% when it is on an agenda.",
        _new_explained(sheet, year, day),
        "The range for open requests is right about 8 times in 10. A forecast is only an estimate.",
    ]


def _new_explained(sheet: BalanceSheet, year: FundingYear, day: date) -> str:
    rest = f"after {show_short_day(day)} and up to {show_short_day(year.end)}"
    return {
        Basis.OWN_YEARS: "For new requests, we use what this community approved from requests made on the same days of "
        f"{len(sheet.earlier)} earlier years. The middle is their average. Low and high are the lowest and highest year.",
        Basis.ONE_OWN_YEAR: "For new requests, we use what this community approved from requests made on the same days of its "
        "one earlier year. Low is half of that amount. High is that amount and half as much again.",
        Basis.COUNCIL_YEARS: "This community has no earlier year yet. For new requests, we use the average of the council’s "
        "communities on the same days of earlier years. Low is £0 and high is twice the average.",
        Basis.THIS_YEAR: "There are no earlier years yet. For new requests, we assume this community continues at this year’s "
        f"rate {rest}. Low is £0 and high is twice that amount.",
        Basis.NOTHING: "There is no pattern yet, here or across the council. We have not assumed any new requests.",
        Basis.YEAR_OVER: "The year was over, so there could be no new requests.",
    }[sheet.forecast.basis]


def total_row(sheets: Sequence[BalanceSheet]) -> dict[str, Decimal]:
    """The sums over several communities. A range of sums would be too wide: only the middles are added."""
    return {
        "allocated": _sum(each.sums.allocated for each in sheets),
        "committed": _sum(each.sums.committed for each in sheets),
        "paid": _sum(each.sums.paid for each in sheets),
        "remaining": _sum(each.sums.remaining for each in sheets),
        "asked": _sum(each.open_requests.asked for each in sheets),
        "middle": _sum(each.forecast.total.middle for each in sheets),
    }


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))


def county_standing(sheets: Sequence[BalanceSheet], year: FundingYear, day: date) -> str:
    """Where all of them stand: no surer than the page of each of them is."""
    totals = total_row(sheets)
    return (
        f"At the end of {show_day(day)}, {say_money(totals['remaining'])} of {say_money(totals['allocated'])} was left for "
        f"{year.name}. {_where_all_end(sheets, show_day(year.end))}"
    )


def _where_all_end(sheets: Sequence[BalanceSheet], end: str) -> str:
    if any(each.forecast.basis is Basis.YEAR_OVER for each in sheets):
        return "That was the end of the year."
    short = sum(each.likely_short for each in sheets if each.sums.allocated)
    may = sum(each.may_be_short for each in sheets if each.sums.allocated)
    if short:
        are = "is" if short == 1 else "are"
        others = f" {may} {'other' if may == 1 else 'others'} may need more too. {_unsure(may)}" if may else ""
        return f"By {end}, {short} of {len(sheets)} communities {are} likely to need {_more(short)}.{others}"
    if may:
        some = "the community" if len(sheets) == 1 else f"{may} of {len(sheets)} communities"
        return f"By {end}, {some} may need {_more(may)}. {_unsure(may)}"
    return f"By {end}, no community is likely to need {_more(1)}."


def _unsure(number: int) -> str:
    """Why no more is said of these."""
    return f"We cannot be sure, because {'it has' if number == 1 else 'they have'} no earlier year to compare with."


def _more(number: int) -> str:
    return f"more than {'it was' if number == 1 else 'they were'} allocated"


@dataclass(frozen=True)
class ForecastCell:
    """The forecast in a row of all communities. `lead`: one sum, where there is a year of data for it; else a range."""

    lead: str
    below: str


def forecast_cell(sheet: BalanceSheet) -> ForecastCell:
    """One community's: its middle and the range, or the range alone in words while little is known."""
    total = sheet.forecast.total
    if sheet.forecast.little_known:
        return _hardly_known(total.low, total.high)
    between = "" if total.low == total.high else f"{say_money(total.low)} to {say_money(total.high)}"
    return ForecastCell(show_money(total.middle), between)


def forecast_of_all(sheets: Sequence[BalanceSheet]) -> ForecastCell:
    """The sum of the middles; where little is known of a community, from the sum of the lows to that of the highs."""
    if any(each.forecast.little_known for each in sheets):
        totals = [each.forecast.total for each in sheets]
        return _hardly_known(_sum(each.low for each in totals), _sum(each.high for each in totals))
    return ForecastCell(show_money(total_row(sheets)["middle"]), "")


def _hardly_known(low: Decimal, high: Decimal) -> ForecastCell:
    if low == high:
        return ForecastCell(f"{say_money(high) if high else '£0'} so far", "too early to forecast")
    return ForecastCell(f"{say_money(low)} to {say_money(high)}", "no earlier year to compare with")
