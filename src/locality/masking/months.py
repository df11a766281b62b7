"""Months, seasons and days of the week that are also children's names: where a text means the calendar (RES-9)."""

from collections.abc import Container

from locality.masking.days import FILLERS, MONTHS, ORDINALS
from locality.masking.everyday import OF_FAMILIES, is_age
from locality.masking.joints import is_possessive, joins
from locality.masking.pieces import Pieces

SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"))
ALL_MONTHS = frozenset(MONTHS) | SHORT_MONTHS
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
ALL_WEEKDAYS = WEEKDAYS | {
    "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
}  # fmt: skip
SEASONS = frozenset(("spring", "summer", "autumn", "winter"))
CALENDAR = ALL_MONTHS | ALL_WEEKDAYS | SEASONS
WITH_STOPS = CALENDAR - frozenset(MONTHS)
"""What is written with a full stop, as it is shortened."""
BEFORE_MONTHS = frozenset(("in", "early", "late", "mid", "until", "till"))
"""Words behind which nobody is meant."""
OFTEN_BEFORE_MONTHS = frozenset(("by", "since", "during", "next", "last", "this", "every", "before", "after"))
"""Words behind which a child may be meant: since April, after June, by Summer. A child of the request is hidden there."""
BEHIND_MONTHS = frozenset(
    ("agenda", "bank", "census", "day", "deadline", "exams", "forecast", "half", "holiday", "intake", "meeting", "meetings",
     "minutes", "panel", "payment", "payments", "review", "round")
)  # fmt: skip
"""What a month has: the May meeting, May Day."""
BEFORE_COUNTS = frozenset(("year", "y", "yr", "class", "aged", "age", "group", "grade"))
BEFORE_WEEKDAYS = frozenset(("on", "every", "each", "next", "last", "this", "until", "till"))
PARTS_OF_TIME = frozenset(
    ("end", "start", "beginning", "middle", "half", "rest", "day", "days", "week", "weeks", "month")
)
"""What a month has and no child: the end of May."""
TO = frozenset(("to", "until", "till", "through"))
AFTER_SEASONS = frozenset(
    ("term", "terms", "age", "ages", "half", "holiday", "holidays", "scheme", "lesson", "lessons")
)


def is_of_calendar(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    """Whether April or Jan stands beside a day, a year or another month, or after "in"; Sat before a day; Summer before "term".

    "Since April" is the month too, unless a child of the request is called so (`is_near`). "April's" never is: a month
    owns little. "April/June" may be two children where `names` has both.
    """
    word, words = pieces.words[at], pieces.words
    if is_possessive(pieces, at):
        return False
    if at and pieces.gaps[at] in (" ", "-", "\n") and word not in ALL_WEEKDAYS:
        before = words[at - 1]
        if before in BEFORE_MONTHS or (not is_near and before in OFTEN_BEFORE_MONTHS):
            return True
        if before == "of" and at > 1 and words[at - 2] in PARTS_OF_TIME:
            return True
    after = words[at + 1] if at + 1 < len(words) and pieces.gaps[at + 1] == " " else ""
    is_the = at > 0 and words[at - 1] == "the" and after not in OF_FAMILIES
    if word in SEASONS:
        return after in AFTER_SEASONS or is_the
    if word in ALL_WEEKDAYS:
        return _is_weekday(pieces, at, names, is_near=is_near)
    if after in BEHIND_MONTHS and (is_the or (after in ("day", "bank") and pieces.has_capital(at + 1))):
        return True
    if after == "half" and words[at + 2 : at + 3] == ["term"]:
        return True
    if after in ("before", "when") and at and words[at - 1] == "be":
        return True
    return _goes_behind_day(pieces, at) or _goes_before_number(pieces, at) or _is_range(pieces, at, ALL_MONTHS, names)


def _is_weekday(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    word, words = pieces.words[at], pieces.words
    if at and pieces.gaps[at] == " ":
        if words[at - 1] in BEFORE_WEEKDAYS and (word in WEEKDAYS or not is_near):
            return True
        if not is_near and words[at - 1] in OFTEN_BEFORE_MONTHS:
            return True
    return _goes_before_number(pieces, at) or _is_range(pieces, at, ALL_WEEKDAYS, names)


def _goes_behind_day(pieces: Pieces, at: int) -> bool:
    """14 April, the 14th of April, the fourteenth of April."""
    day = at - 1
    while day >= max(0, at - 3) and pieces.words[day] in FILLERS:
        day -= 1
    if day < 0:
        return False
    word = pieces.words[day]
    if not (word.isdecimal() and len(word) <= 2) and not (day < at - 1 and word in ORDINALS):
        return False
    # in Year 3 Jan began to read
    return joins(pieces, at) and not (day and pieces.words[day - 1] in BEFORE_COUNTS)


def _goes_before_number(pieces: Pieces, at: int) -> bool:
    """Whether a year stands behind, or a day that is no age: "May 2027", "May-27"; not "June, 7," nor "April 8 year old"."""
    words = pieces.words
    if at + 1 >= len(words) or not words[at + 1].isdecimal():
        return False
    is_shortened = words[at] in WITH_STOPS and pieces.gaps[at + 1] in (".", ". ")
    if not is_shortened and not joins(pieces, at + 1):
        return False
    if len(words[at + 1]) == 4:
        return True
    return len(words[at + 1]) <= 2 and "," not in pieces.gaps[at + 1] and not is_age(pieces, at + 1)


def _is_range(pieces: Pieces, at: int, others: frozenset[str], names: Container[str]) -> bool:
    """Jan–Mar, Sat/Sun, April to June."""
    words = pieces.words
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before in others and _is_sign_of_range(pieces, at, before, names):
        return True
    if after in others and _is_sign_of_range(pieces, at + 1, after, names):
        return True
    if after in TO and at + 2 < len(words) and words[at + 2] in others:
        return True
    return before in TO and at >= 2 and words[at - 2] in others


def _is_sign_of_range(pieces: Pieces, place: int, other: str, names: Container[str]) -> bool:
    sign = pieces.gaps[place].strip(" ")
    return sign == "-" or (sign == "/" and other not in names)
