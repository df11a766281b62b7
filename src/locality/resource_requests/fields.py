"""How answers are called on pages.

A field is one group of inputs on a page, an answer one text of the draft. They are the same, but for a date: one field,
three answers. A field's revision is that of its answer; of a date, those of its parts: "2.1.1".
"""

import re
from collections.abc import Mapping

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


def field_revision(field: str, revisions: Mapping[str, int]) -> str:
    """The revision of a field as the page carries it; 0 where nothing is saved yet."""
    return ".".join(str(revisions.get(answer, 0)) for answer in answers_of(field))


def answer_of(name: str) -> str:
    """The answer that an input of this name holds."""
    date = _DATE.match(name)
    return f"{date[1]}_{date[2]}" if date else name
