"""Days as people and spreadsheets write them in a sheet."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from locality.tables.reading import Row
from locality.values.typed import figures

_EARLIEST = date(1900, 1, 2)  # registers write 1 January 1900 where they do not know
_DAYS = (
    *("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y"),
    *("%d%b%Y", "%d%B%Y", "%d-%b-%Y", "%d-%B-%Y", "%d/%m/%y", "%d-%b-%y"),
)
"""As Excel, Numbers ("1 Sep 2027") and Google write a day in this country; a time only where it is midnight."""
_MIDNIGHT = re.compile(r"T?00:00(?::00)?(?:\.0{1,6})?Z?$", re.ASCII)
_IN_FIGURES = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](?:[0-9]{2}|[0-9]{4})")
MONTHS, LONGEST_MONTH = 12, 31


def _plain_day(text: str) -> str:
    return _MIDNIGHT.sub("", "".join(figures(text).split()))


def parse_day(text: str) -> date | None:
    """31-08-2025, 31/8/2025, 2025-08-31 or 31 Aug 2025, as spreadsheets write days; None where it is empty or not known.

    Raises ValueError with a sentence.
    """
    text = figures(text)
    if not text or text.upper() in {"NA", "N/A", "NOT RECORDED"}:
        return None
    plain = _plain_day(text)
    for form in _DAYS:
        try:
            found = datetime.strptime(text if " " in form else plain, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
        return found if found >= _EARLIEST else None
    raise ValueError(f"{text} is not a date, like 31-08-2025")


def is_in_figures(text: str) -> bool:
    """Whether a day is written in figures with the year behind, so that day and month may be taken for each other."""
    return _IN_FIGURES.fullmatch(_plain_day(text)) is not None


def month_first(rows: Iterable[Row], *headings: str) -> str:
    """A day of these columns that can only be written month first, and its row; empty where there is none.

    Nor is it said where another day can only be written day first: then the one is a slip.
    """
    found = ""
    for row in rows:
        for heading in headings:
            typed = row[heading]
            parts = _IN_FIGURES.fullmatch(_plain_day(typed)) if typed else None
            if parts is None:
                continue
            first, second = int(parts[1]), int(parts[2])
            if MONTHS < first <= LONGEST_MONTH and 1 <= second <= MONTHS:
                return ""
            if 1 <= first <= MONTHS < second <= LONGEST_MONTH:
                found = found or f"“{typed[:40]}” in row {row.number}"
    return found


def said_of_month_first(found: str, then: str) -> str:
    """What to say once of a file with such days, and what becomes of them."""
    return (
        f"The days in this file seem to be written month first, as in the United States: {found}. {then} Set the spreadsheet"
        " to the United Kingdom, in Google Sheets under File, Settings, Locale. Then download the file and import it again."
    )
