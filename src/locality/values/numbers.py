"""Whole numbers as a browser sends them, such as the id of what was chosen in a list."""

LONGEST_ID = 11
"""Figures: no row has a longer id, and a database refuses to look for much longer ones."""


def typed_number(text: str, figures: int = LONGEST_ID) -> int | None:
    """The number that was sent, in plain figures and no more of them than this; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= figures else None
