"""Tables of several counts a row, in which no count that could point at a child can be read or worked out; pure."""

from collections.abc import Sequence

Counts = tuple[int, ...]


def is_safe(counts: Counts, below: int) -> bool:
    """Whether each count is none, or not a small one."""
    return all(not count or count >= below for count in counts)


def hidden_rows(rows: Sequence[Counts], *, below: int) -> frozenset[int]:
    """The rows, by their places, that are not shown beside their total, so that no small count is told.

    Hidden is each row with a small count; and as many of the others, the smallest first, until the hidden rows together hold
    no small count either: that sum is what anybody can work out from the total.
    """
    hidden = {place for place, counts in enumerate(rows) if not is_safe(counts, below)}
    shown = sorted(set(range(len(rows))) - hidden, key=lambda place: (sum(rows[place]), place))
    while hidden and not is_safe(_sum_of(rows, hidden), below) and shown:
        hidden.add(next_hidden(rows, shown))
    return frozenset(hidden)


def next_hidden(rows: Sequence[Counts], shown: list[int]) -> int:
    """The next row to hide: the smallest that has any count; taken from those that are shown."""
    place = next((each for each in shown if sum(rows[each])), shown[0])
    shown.remove(place)
    return place


def _sum_of(rows: Sequence[Counts], places: set[int]) -> Counts:
    return tuple(map(sum, zip(*(rows[place] for place in sorted(places)), strict=True)))
