"""Days as people and spreadsheets write them."""

from datetime import date

import pytest

from locality.imports.days import month_first, parse_day
from locality.imports.plans import Row


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-08-2025", date(2025, 8, 31)),
        ("1/9/2012", date(2012, 9, 1)),
        ("2012-09-01", date(2012, 9, 1)),
        ("2012-09-01 00:00:00", date(2012, 9, 1)),
        ("1 Sep 2012", date(2012, 9, 1)),
        ("1\u00a0September 2012", date(2012, 9, 1)),
        ("01-Sep-12", date(2012, 9, 1)),
        ("01-Sep-2012", date(2012, 9, 1)),
        ("01.09.2012", date(2012, 9, 1)),
        ("01/09/12", date(2012, 9, 1)),
        ("01/09/2012 00:00", date(2012, 9, 1)),
        ("2012-09-01T00:00:00", date(2012, 9, 1)),
        ("2012-09-01T00:00:00.000Z", date(2012, 9, 1)),
        ("01-01-1900", None),
        ("", None),
        ("NA", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text", ["31-02-2012", "soon", "2012", "99-99-9999", "09/2012", "1-Sep", "41153", "31 Nov 2012", "00:00"]
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date, like 31-08-2025"):
        parse_day(text)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["9/1/2012", "", "8/31/2014", "12/31/2014"], "“8/31/2014” in row 4"),
        (["9/1/2012", "08-31-14"], "“08-31-14” in row 3"),
        (["9/1/2012", " 8/31/2014 00:00:00 "], "“8/31/2014 00:00:00” in row 3"),
        (["8/31/2014", "31/8/2014"], ""),
        (["13/31/2014", "0/31/2014", "8/32/2014", "99/99/9999"], ""),
        (["9/1/2012", "2012-08-31", "31 Aug 2012", "tomorrow", "٨/٣١/٢٠١٤"], ""),
        ([], ""),
    ],
)
def test_a_day_that_is_only_one_month_first_tells_of_all_unless_another_is_day_first(
    days: list[str], found: str
) -> None:
    rows = [Row(number, {"opened": "", "closed": day}) for number, day in enumerate(days, start=2)]
    assert month_first(rows, "opened", "closed") == found
