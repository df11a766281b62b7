"""Reading one cell of a sheet, as a form reads its field: what it says, or why not in a sentence."""

from datetime import date
from decimal import Decimal

from locality.imports.days import is_in_figures, parse_day
from locality.tables.reading import Row
from locality.values.money import LARGEST, PENNY, MoneyError, parse_money, show_money
from locality.values.typed import short


def pounds_in(row: Row, heading: str, most: Decimal = LARGEST) -> Decimal:
    """The amount of a cell, no more than the field of the form takes. Raises ValueError with a sentence."""
    beyond = f"The {heading} must be {show_money(most)} or less."
    typed = row[heading]
    if not typed:
        raise ValueError(f"The {heading} is missing.")
    try:
        amount = parse_money(typed, negative=True)
    except MoneyError as error:
        if error.code == "invalid":
            raise ValueError(f"“{typed[:40]}” is not an amount in pounds and pence, such as 1,234.50.") from None
        raise ValueError(beyond if error.code == "max_value" else f"The {heading} {error.must}.") from None
    if amount <= 0:
        raise ValueError(f"The {heading} must be more than £0.")
    if amount > most:
        raise ValueError(beyond)
    return amount.quantize(PENNY)


def day_in(row: Row, heading: str, *, month_first: bool = False) -> date:
    """The day of a cell, as spreadsheets write it. Raises ValueError with a sentence.

    month_first: other days of the file are written so; then none in figures is read.
    """
    typed = row[heading]
    if month_first and is_in_figures(typed):
        raise ValueError(f"“{typed[:40]}” seems to be written month first. Write it as 1 Sep 2027.")
    try:
        found = parse_day(typed)
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"“{typed[:40]}” is not a day, such as 01/09/2027." if typed else f"The {heading} is missing.")
    return found


def text_in(row: Row, heading: str, longest: int) -> str:
    """The text of a cell on one line. Raises ValueError with a sentence where it is missing or too long."""
    text = short(row[heading])
    if not text:
        raise ValueError(f"The {heading} is missing.")
    if len(text) > longest:
        raise ValueError(f"The {heading} has {len(text)} characters; {longest} is the most.")
    return text
