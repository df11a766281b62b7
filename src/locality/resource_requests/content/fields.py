"""How answers are called on pages.

A field is one group of inputs on a page, an answer one text of the draft. They are the same, but for a date: one field,
three answers. What a window has seen of a field is what it has seen of its answers: of a date "2-….1-….1-…", a part each.
"""

import re
from collections.abc import Mapping

from locality.together.texts import NOTHING, Seen

SEVERAL = frozenset({"support", "partners", "needs"})
"""The answers that hold several values, with commas between them: each is a box to tick."""
DATE_PARTS = ("day", "month", "year")
_DATE = re.compile(r"(.*\.born|starts_on|ends_on)[-_](day|month|year)\Z")
_DATE_FIELD = re.compile(r".*\.born|starts_on|ends_on")


def is_date(field: str) -> bool:
    """Whether a field is a date, typed in three inputs."""
    return bool(_DATE_FIELD.fullmatch(field))


def field_of(answer: str) -> str:
    """The field in which an answer is typed."""
    date = _DATE.match(answer)
    return date[1] if date else answer


def answers_of(field: str) -> list[str]:
    """The answers that a field holds."""
    return [f"{field}_{part}" for part in DATE_PARTS] if is_date(field) else [field]


def input_name(answer: str) -> str:
    """The name of the input of one answer: the parts of a date are written with a hyphen in forms."""
    date = _DATE.match(answer)
    return f"{date[1]}-{date[2]}" if date else answer


def seen_of_field(field: str, seen: Mapping[str, Seen]) -> str:
    """What a window has seen of a field, as the page carries it; of an answer that is not there, nothing."""
    return ".".join(str(seen.get(answer, NOTHING)) for answer in answers_of(field))


def answer_of(name: str) -> str:
    """The answer that an input of this name holds."""
    date = _DATE.match(name)
    return f"{date[1]}_{date[2]}" if date else name
