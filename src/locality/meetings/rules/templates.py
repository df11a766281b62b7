"""What an authority's agenda and discussion must have: pure."""

from collections.abc import Collection

from locality.meetings.models.agenda import Kind
from locality.values.refusals import Refusal


def why_not_kind(kind: str, taken: Collection[str]) -> Refusal | None:
    """What fills itself stands on the agenda once; items without a filling as often as one likes."""
    if kind in {Kind.UPDATE, Kind.OTHER} or kind not in taken:
        return None
    return Refusal(
        f"There is already an item for “{Kind(kind).label}”. Change that one, or select “{Kind.OTHER.label}”."
    )


def why_not_leave_out(kind: str | None, others: int) -> Refusal | None:
    """An agenda keeps its discussions, and neither agenda nor discussion can be empty. `kind` is None for a step."""
    if kind == Kind.REQUESTS:
        return Refusal(
            "You cannot remove this item because requests are discussed under it. You can move it, rename it or change its time."
        )
    if not others:
        return Refusal("This is the last one. Add another before you remove it.")
    return None
