"""What a page showed, as one short mark: whoever agrees on that page agrees to that, and to nothing newer.

The page sends the mark back with its form, and the action compares it under its lock with what stands now.
"""

import hashlib
import json
from collections.abc import Mapping

from locality.values.refusals import NotPossible


def mark_of(content: object) -> str:
    """The mark of plain data: the same for the same data, another for any other."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refuse_unread(seen: str | None, now: str, why: str) -> None:
    """Refuse with the sentence what is agreed to on a page that showed something else. Raises NotPossible.

    `seen` is the mark that the page held; None for a program, which agrees to what stands.
    """
    if seen is not None and seen != now:
        raise NotPossible(why)


def marks_in(posted: Mapping[str, str]) -> dict[str, str]:
    """The marks of a list's rows, by what each row is called: the page sends each as "seen-RFR-2026-00418"."""
    return {name.removeprefix("seen-"): mark for name, mark in posted.items() if name.startswith("seen-")}
