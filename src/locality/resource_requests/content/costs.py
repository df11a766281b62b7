"""How a cost is said: "15 hours × 12 weeks × £14.20 = £2,556.00", the same on every page and document. Pure."""

from decimal import Decimal

from locality.values.money import show_money

_ONE_OF_MANY = {"child": "children", "person": "people", "half": "halves", "each": "each"}
_BEHIND = frozenset({"a", "an", "per", "each", "every", "with", "for", "of", "in", "at", "on", "from"})
"""Before these stands what is counted: "hours a week", "pieces of equipment"."""


def counted_unit(quantity: Decimal, unit: str) -> str:
    """A unit as a number of it is said: "2 visits", "15 hours a week", "1 half day"; what is in the plural stays."""
    if quantity == 1:
        return unit
    words = unit.split()
    ends = next((place for place, word in enumerate(words) if word.lower() in _BEHIND and place), len(words))
    if not ends or not words:
        return unit
    words[ends - 1] = _plural(words[ends - 1])
    return " ".join(words)


def _plural(word: str) -> str:
    before, hyphen, last = word.rpartition("-")
    if hyphen and before:
        return f"{before}-{_plural(last)}"  # half-days
    lower = word.lower()
    if lower in _ONE_OF_MANY:
        return _ONE_OF_MANY[lower]
    if len(word) < 3 or not word.isascii() or not word.isalpha() or lower.endswith("s") or word.isupper():
        return word
    if lower.endswith("y") and lower[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if lower.endswith(("ch", "sh", "x")) else "s")


def how_worked_out(quantity: Decimal, unit: str, weeks: Decimal, rate: Decimal, total: Decimal) -> str:
    """The whole sum of a line of costs; weeks are left out where it is paid once."""
    units = f"{_plain(quantity)} {counted_unit(quantity, unit)}".rstrip()
    times = f" × {_plain(weeks)} weeks" if weeks != 1 else ""
    return f"{units}{times} × {show_money(rate)} = {show_money(total)}"


def _plain(number: Decimal) -> str:
    """12 for 12.00."""
    return f"{number.normalize():f}"
