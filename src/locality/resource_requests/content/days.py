"""Days as they are typed in three inputs, and how many of them an exceptional allocation may have."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from locality.values.dates import FIRST_YEAR, LAST_YEAR, show_day, typed_day, typed_month, typed_year
from locality.values.sentences import count
from locality.values.typed import figures


def read_date(
    parts: Mapping[str, str],
    *,
    missing: str,
    noun: str,
    wrong: Callable[[str, str], None],
    example: str = "27 3 2018",
) -> date | None:
    """A date typed in three inputs; `wrong` is told the part and the sentence where it is none."""
    parts = {part: figures(text) for part, text in parts.items()}
    absent = [part for part, text in parts.items() if not text]
    if len(absent) == 3:
        wrong("day", missing)
        return None
    if absent:
        wrong(absent[0], f"{noun} must include a {' and a '.join(absent)}")
        return None
    year, month, day = typed_year(parts["year"]), typed_month(parts["month"]), typed_day(parts["day"])
    real = f"{noun} must be a real date, such as {example}"
    if day is None or not 1 <= day <= 31:
        wrong("day", real)
    elif month is None:
        wrong("month", real)
    elif year is None:
        wrong("year", f"{noun} must have a year of 4 digits, like {example.rsplit(maxsplit=1)[-1]}")
    elif not FIRST_YEAR <= year <= LAST_YEAR:
        wrong("year", f"{noun} must have a year from {FIRST_YEAR} to {LAST_YEAR}")
    else:
        try:
            return date(year, month, day)
        except ValueError:  # only the three together are none, such as 31 2
            wrong("day", real)
    return None


def why_not_weeks(starts_on: date, ends_on: date, weeks: int) -> str:
    """What is wrong with the days of an exceptional allocation of so many weeks at most (EXC-6)."""
    if ends_on < starts_on:
        return "The last day of support must be the same as or after the first day"
    latest = starts_on + timedelta(weeks=weeks) - timedelta(days=1)
    if ends_on <= latest:
        return ""
    return (
        f"The last day of support must be {show_day(latest)} or before: an exceptional request is for at most "
        f"{count(weeks, 'week')}. For longer, start a standard request"
    )
