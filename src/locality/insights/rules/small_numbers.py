"""Counts of pupils that could point at a child are not shown outside their community."""

from collections.abc import Sequence


def hide_small(counts: Sequence[int], *, below: int, second: bool) -> list[int | None]:
    """The counts, with None for those from 1 to under `below`.

    Where one count alone is hidden, its total would give it away: with `second`, the smallest of the others that is not
    zero is hidden too.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < below}
    if second and len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        if others:
            hidden.add(min(others, key=lambda place: (counts[place], place)))
    return [None if place in hidden else count for place, count in enumerate(counts)]


def shown_total(counts: Sequence[int], cells: Sequence[int | None], *, below: int) -> int | None:
    """The sum of counts, or None where it is small itself, or would give the one hidden count away."""
    hidden = sum(cell is None for cell in cells)
    whole = sum(counts)
    return None if 0 < whole < below or hidden == 1 else whole
