"""Words put together as a sentence has them."""

from collections.abc import Iterable


def in_a_row(names: Iterable[str]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"; nothing where there are none."""
    *others, last = [name for name in names if name] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def count(number: int, noun: str, plural: str | None = None) -> str:
    """3 requests, 1 request, no requests: a number with its word."""
    word = noun if number == 1 else plural or _plural(noun)
    return f"{number:,} {word}"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
