"""What the accessibility statement says: what was last measured, and what is known to fail.

The regulations for public bodies ask a council to publish both. Whoever mends a fault takes it out of `KNOWN`; whoever
finds one puts it in. `scripts/reach.py --publish` writes the measures.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

REACH = Path(__file__).with_name("reach.json")
PREPARED = date(2026, 11, 30)
"""The day on which somebody last went through what the statement says."""


@dataclass(frozen=True)
class Fault:
    """Something that shuts a person out: what it is, the success criterion that it fails, and the way round it."""

    what: str
    criterion: str
    meanwhile: str


KNOWN = (
    Fault(
        "In a live meeting, a screen reader is not told when it is your turn, when the step changes or what was decided.",
        "4.1.3 Status messages",
        "The chair says it in the room. The page shows it, and reloading the page reads it.",
    ),
    Fault(
        "In a live meeting, the focus can move to another button when the page changes.",
        "3.2.2 On input",
        "Wait for a second before you press again.",
    ),
    Fault(
        "In a live meeting on a wide screen, the keyboard reaches the middle column before the left one.",
        "2.4.3 Focus order",
        "Use the headings to move between the agenda, the item and the register.",
    ),
    Fault(
        "In a live meeting on a phone, you scroll down to find what you are asked.",
        "1.3.2 Meaningful sequence",
        "Use the link to your part of the page at its top.",
    ),
)


@dataclass(frozen=True)
class Reach:
    """What was measured of all pages on a slow phone; each is the worst of them."""

    day: date
    pages: int
    kilobytes: float
    seconds: float
    jumps: float
    target: int
    """Pixels: the smallest thing to press."""
    cut: int
    """Pages on which text is cut off at some size or spacing."""


def reach() -> Reach | None:
    """The last measures; None where there are none."""
    read: dict[str, Any] = json.loads(REACH.read_text(encoding="utf-8"))
    return Reach(**read | {"day": date.fromisoformat(read["day"])}) if read else None
