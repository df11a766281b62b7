"""What a school writes of a case: what it can be, what is missing before others read it, and what is alike."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from locality.communities.models import ListItem
from locality.practice.content import (
    LONGEST_TITLE,
    MOST_WORDS,
    MOST_WORDS_UNSUITED,
    Contact,
    Cost,
    Phase,
    Result,
    Strength,
)
from locality.practice.models import PracticeCase
from locality.resource_requests.content.questions import Kind
from locality.values.keys import searchable
from locality.values.refusals import Refusal
from locality.values.words import count_words

MOST_HOURS, MOST_WEEKS = 5_000, 200
_CHOICES = {
    "phase": Phase.values,
    "kind": [each.value for each in Kind],
    "cost": Cost.values,
    "result": Result.values,
    "strength": Strength.values,
    "contact": Contact.values,
}


@dataclass(frozen=True)
class Written:
    """What is written of a case, in plain values: lists by their ids, choices by their names. All but the title can wait."""

    title: str
    needs: Collection[int] = ()
    phase: str = ""
    key_stage: int | None = None
    kind: str = ""
    tried: str = ""
    hours: int | None = None
    weeks: int | None = None
    cost: str = ""
    result: str = ""
    strength: str = ""
    unsuited: str = ""
    contact: str = ""


def why_not_written(written: Written) -> Refusal | None:
    """A case has a title, texts within their words, figures that can be, and answers that are offered."""
    if not written.title.strip():
        return Refusal("Enter a title", "title")
    if len(written.title.strip()) > LONGEST_TITLE:
        return Refusal(f"The title must be {LONGEST_TITLE} characters or fewer", "title")
    if count_words(written.tried) > MOST_WORDS:
        return Refusal(f"What you tried must be {MOST_WORDS} words or fewer", "tried")
    if count_words(written.unsuited) > MOST_WORDS_UNSUITED:
        return Refusal(f"When it does not suit must be {MOST_WORDS_UNSUITED} words or fewer", "unsuited")
    if written.hours is not None and not 0 <= written.hours <= MOST_HOURS:
        return Refusal(f"Hours of staff time must be between 0 and {MOST_HOURS:,}", "hours")
    if written.weeks is not None and not 0 <= written.weeks <= MOST_WEEKS:
        return Refusal(f"Weeks must be between 0 and {MOST_WEEKS}", "weeks")
    for name, offered in _CHOICES.items():
        if (given := getattr(written, name)) and given not in offered:
            return Refusal("Select one of the answers", name)
    return None


@dataclass(frozen=True)
class Missing:
    """An answer that is asked for before others read a case."""

    field: str
    sentence: str


_ASKED = (
    ("phase", "Select the phase"),
    ("kind", "Select the kind of support"),
    ("tried", "Enter what you tried"),
    ("hours", "Enter the hours of staff time, or 0"),
    ("weeks", "Enter how many weeks it went on"),
    ("cost", "Select what it cost"),
    ("result", "Select what came of it"),
    ("strength", "Select how you know"),
)


def missing_in(case: PracticeCase, needs: Collection[object]) -> list[Missing]:
    """What others would ask for first; `needs` are those of the case."""
    return list(_missing(case, needs))


def _missing(case: PracticeCase, needs: Collection[object]) -> Iterator[Missing]:
    if not needs:
        yield Missing("needs", "Select at least one need")
    for name, sentence in _ASKED:
        value = getattr(case, name)
        if value is None or not str(value).strip():
            yield Missing(name, sentence)


_LITTLE = frozenset(
    (
        "a", "an", "and", "at", "by", "for", "from", "how", "in", "into", "is", "it", "of", "on", "or", "our", "pupil",
        "pupils", "that", "the", "their", "to", "up", "we", "what", "when", "who", "with",
    )
)  # fmt: skip
"""Words that make no two titles alike."""
_ALIKE = 0.5


@dataclass(frozen=True)
class Likeness:
    """What of a case is compared with another."""

    title: str
    kind: str
    phase: str
    needs: frozenset[int] = field(default_factory=frozenset)


def likeness_of(case: PracticeCase, needs: Iterable[ListItem]) -> Likeness:
    """What of a case with these needs is compared with another."""
    return Likeness(case.shown_title, case.kind, case.phase, frozenset(each.pk for each in needs))


def are_alike(one: Likeness, other: Likeness) -> bool:
    """Whether two cases tell nearly the same: the same needs, kind of support and phase, and half the words of the titles."""
    if (one.kind, one.phase, one.needs) != (other.kind, other.phase, other.needs):
        return False
    first, second = _words(one.title), _words(other.title)
    return len(first & second) >= _ALIKE * max(1, min(len(first), len(second)))


def _words(title: str) -> set[str]:
    found = set(searchable(title).replace("-", " ").split()) - _LITTLE
    return found or set(searchable(title).split())


def texts_of(case: PracticeCase) -> dict[str, str]:
    """The texts of a case that somebody typed, by their fields, in the order of its page."""
    return {"title": case.title, "tried": case.tried, "unsuited": case.unsuited}
