"""Which year group children of an age are usually in, and which key stage a year group belongs to. Pure."""

from datetime import date

from locality.resource_requests.content.questions import YEAR_GROUPS
from locality.values.dates import show_plain_day

_FIRST_YEAR, _LAST_YEAR = -1, 14
_SEPTEMBER = 9
_OLDEST_AT_SCHOOL = 10
"""School years since birth: fewer is too young where no year group is usual, more is too old."""
KEY_STAGES = {
    "Early years": ("Nursery", "Reception"),
    "Key Stage 1": ("Year 1", "Year 2"),
    "Key Stage 2": ("Year 3", "Year 4", "Year 5", "Year 6"),
    "Key Stage 3": ("Year 7", "Year 8", "Year 9"),
    "Key Stage 4": ("Year 10", "Year 11"),
    "Key Stage 5": ("Year 12", "Year 13", "Year 14"),
}
"""The key stages of England; an authority may call its own list otherwise, and is then asked."""


def usual_year_group(born: date, today: date) -> str:
    """The year group of most children born on a day: a school year takes those who turn five in it into Reception.

    "" for children too young or too old for any.
    """
    year = _school_year(today) - _school_year(born) - 5
    return YEAR_GROUPS[year + 1] if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def _school_year(day: date) -> int:
    """The calendar year in which the school year of a day began."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def key_stage_of(year_groups: set[str]) -> str:
    """The key stage that all the year groups belong to; "" where there is none, or more than one."""
    found = {stage for stage, years in KEY_STAGES.items() if year_groups & set(years)}
    return found.pop() if len(found) == 1 and "" not in year_groups else ""


def is_in_stage(stage: str, year_groups: set[str]) -> bool:
    """Whether any of the year groups belongs to a key stage; of one that an authority calls otherwise, nothing is known."""
    return stage not in KEY_STAGES or bool(year_groups & set(KEY_STAGES[stage]))


def worth_a_look(born: date | None, year_group: str, today: date) -> str:
    """A sentence where date of birth and year group go together for few children; it refuses nothing."""
    if not born or not year_group:
        return ""
    usual = usual_year_group(born, today)
    if usual == year_group:
        return ""
    day = show_plain_day(born)
    if usual:
        said = f"Most children born on {day} are in {usual} now, and you selected {year_group}."
    else:
        age = "young" if _school_year(today) - _school_year(born) < _OLDEST_AT_SCHOOL else "old"
        said = f"A child born on {day} is too {age} for any year group now, and you selected {year_group}."
    return f"{said} Check both. If they are right, you do not need to change them."
