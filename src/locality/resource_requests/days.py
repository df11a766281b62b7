"""Days as they are typed in three inputs, and how many of them an exceptional allocation may have."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from locality.values.dates import show_day


def read_date(parts: Mapping[str, str], *, missing: str, noun: str, wrong: Callable[[str, str], None]) -> date | None:
    """A date typed in three inputs; `wrong` is told the part and the sentence where it is none."""
    absent = [part for part, text in parts.items() if not text]
    if len(absent) == 3:
        wrong("day", missing)
        return None
    if absent:
        wrong(absent[0], f"{noun} must include a {' and a '.join(absent)}")
        return None
    try:
        if not all(text.isascii() and text.isdecimal() for text in parts.values()):
            raise ValueError
        return date(int(parts["year"][:6]), int(parts["month"][:4]), int(parts["day"][:4]))
    except (ValueError, OverflowError):
        wrong("day", f"{noun} must be a real date, such as 27 3 2018")
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
        f"{weeks} week{'' if weeks == 1 else 's'}. For longer, start a standard request"
    )
