"""Changing a rule changes what the product does: the days and limits that need no database. Days are counted by hand."""

from datetime import date

import pytest

from locality.communities.deadlines import Deadlines
from locality.communities.models import AuthorityRules
from locality.insights.presenters import exceptional
from locality.insights.queries.exceptional import Counted, Outcome
from locality.resource_requests.rules.permitted import eligible_support
from locality.values.working_days import WorkingDays

THURSDAY = date(2026, 12, 17)
WEEKDAYS = WorkingDays()


def under(**rules: int) -> Deadlines:
    return Deadlines(calendar=WEEKDAYS, rules=AuthorityRules(**rules))


@pytest.mark.clause("PRE-2")
def test_submission_closes_so_many_working_days_before() -> None:
    assert under().submission(THURSDAY) == date(2026, 12, 3)
    assert under(submission_days_before=4).submission(THURSDAY) == date(2026, 12, 11)


@pytest.mark.clause("CLK-2")
def test_papers_go_out_so_many_working_days_before() -> None:
    assert under().papers(THURSDAY) == date(2026, 12, 10)
    assert under(papers_days_before=3).papers(THURSDAY) == date(2026, 12, 14)


@pytest.mark.clause("CLK-6")
def test_minutes_go_out_so_many_working_days_after() -> None:
    assert under().minutes(THURSDAY) == date(2026, 12, 24)
    assert under(minutes_days_after=2).minutes(THURSDAY) == date(2026, 12, 21)


@pytest.mark.clause("CLK-5")
def test_requests_are_handed_over_so_many_working_days_after() -> None:
    assert under().hand_over(THURSDAY) == date(2026, 12, 22)
    assert under(hand_over_days_after=1).hand_over(THURSDAY) == date(2026, 12, 18)


@pytest.mark.clause("POST-4")
def test_requests_are_processed_and_paid_within_their_clocks() -> None:
    assert under().processed(THURSDAY) == date(2027, 1, 16)
    assert under(processing_calendar_days=10).processed(THURSDAY) == date(2026, 12, 27)
    assert under().paid(THURSDAY) == date(2027, 1, 28)
    assert under(payment_working_days=5).paid(THURSDAY) == date(2026, 12, 24)


@pytest.mark.clause("AGE-3")
def test_reports_follow_the_parts_of_the_funding_year() -> None:
    def part(**rules: int) -> tuple[date, date | None]:
        found = under(**rules).quarter(THURSDAY)
        return found.start, found.end

    assert part() == (date(2026, 12, 1), date(2027, 2, 28))
    assert part(funding_year_starts_month=4) == (date(2026, 10, 1), date(2026, 12, 31))
    assert part(funding_periods=3) == (date(2026, 9, 1), date(2026, 12, 31))


@pytest.mark.clause("FORM-03")
def test_which_pupils_can_be_in_a_request() -> None:
    assert eligible_support(AuthorityRules()) == {"sen_support", "ehcp"}
    assert eligible_support(AuthorityRules(sen_support_eligible=False)) == {"ehcp"}
    assert eligible_support(AuthorityRules(ehcp_eligible=False)) == {"sen_support"}


@pytest.mark.clause("EXC-1")
def test_which_counts_are_hidden() -> None:
    few, more = (
        Counted("tribunal_order", Outcome.APPROVED, "East", name, inside=False, requests=2, pupils=count, approved=0)  # type: ignore[arg-type]
        for name, count in (("Weald North", 3), ("Weald South", 7))
    )

    def pupils(**rules: int) -> list[str]:
        return [row.pupils for row in exceptional.by_place([few, more], AuthorityRules(**rules)).rows]

    assert pupils() == ["not shown", "not shown"]
    assert pupils(suppress_second_cell=False) == ["not shown", "7"]
    assert pupils(small_number_below=3) == ["3", "7"]
