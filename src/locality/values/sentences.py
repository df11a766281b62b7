"""Words put together as a sentence has them."""

from collections.abc import Iterable


def in_a_row(names: Iterable[str]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"; nothing where there are none."""
    *others, last = [name for name in names if name] or [""]
    return f"{', '.join(others)} and {last}" if others else last
