"""The words of outcomes: the council's framework, the five words, how a school knows, and what money came to."""

from enum import StrEnum

FRAMEWORK: dict[str, str] = {
    "independence": "My Independence",
    "voice": "My Voice",
    "future": "My Future",
    "health": "My Health",
    "learning": "My Learning",
    "safety": "My Safety",
    "community": "My Community",
    "quality_of_life": "My Quality of life",
}
"""The outcomes of the council's framework, by their names in Appendix Eight of the terms of reference."""
FRAMEWORK_MEANS: dict[str, str] = {
    "independence": "there is a clear pathway supporting me to be as independent as I can",
    "voice": "I am listened to and understood",
    "future": "I have a choice about my future",
    "health": "I am as healthy as I can be",
    "learning": "I am the best that I can be at school, college, or work",
    "safety": "I feel safe at home and out and about",
    "community": "I can do things I like in my local area",
    "quality_of_life": "I am happy and enjoy life",
}


class Level(StrEnum):
    """Where things are now, against the start and what was hoped."""

    FURTHER_BACK = "further_back"
    NO_CHANGE = "no_change"
    SOME = "some"
    HOPED = "hoped"
    MORE = "more"
    CANNOT_SAY = "cannot_say"


LEVELS: dict[str, str] = {
    Level.FURTHER_BACK: "Further back than at the start",
    Level.NO_CHANGE: "No change",
    Level.SOME: "Some of what we hoped",
    Level.HOPED: "What we hoped",
    Level.MORE: "More than we hoped",
    Level.CANNOT_SAY: "We cannot say yet",
}


class Came(StrEnum):
    """What came of a request's support as a whole."""

    AS_HOPED = "as_hoped"
    SOME = "some"
    NONE = "none"
    CANNOT_SAY = "cannot_say"


CAME: dict[str, str] = {
    Came.AS_HOPED: "What was hoped, or more",
    Came.SOME: "Some of what was hoped",
    Came.NONE: "No change, or further back",
    Came.CANNOT_SAY: "Cannot say yet",
}


class Happened(StrEnum):
    """Whether the agreed support happened."""

    AS_AGREED = "as_agreed"
    IN_PART = "in_part"
    OTHERWISE = "otherwise"
    NOT = "not"
    MOVED_ON = "moved_on"


HAPPENED: dict[str, str] = {
    Happened.AS_AGREED: "Yes, as agreed",
    Happened.IN_PART: "In part",
    Happened.OTHERWISE: "We did something else",
    Happened.NOT: "No",
    Happened.MOVED_ON: "The pupils left our school before we could tell",
}
NEEDS_WHY = (Happened.IN_PART, Happened.OTHERWISE, Happened.NOT)
NOTHING_TO_SAY = (Happened.NOT, Happened.MOVED_ON)
"""Then nothing is asked of the outcomes: nothing can be said of them."""

STAFF = "staff"
MEASURED = "measured"
EVIDENCE: dict[str, str] = {
    "pupil": "The pupil’s own words",
    "parent": "Parents or carers",
    STAFF: "What staff saw",
    "work": "The pupil’s work",
    "attendance": "Attendance",
    "suspensions": "Suspensions",
    MEASURED: "An assessment or scale, before and after",
    "outside": "A professional from outside school",
}


class Strength(StrEnum):
    """How strong the evidence is: in words, computed, and never mixed with the result."""

    SCHOOL = "school"
    SEVERAL = "several"
    MEASURED = "measured"


STRENGTHS: dict[str, str] = {
    Strength.SCHOOL: "The school’s view",
    Strength.SEVERAL: "Several views",
    Strength.MEASURED: "Measured before and after",
}


class Next(StrEnum):
    """What the school does next."""

    OWN = "own"
    ENDS = "ends"
    REQUEST = "request"
    OTHER = "other"


NEXT: dict[str, str] = {
    Next.OWN: "It carries on, from our own resources",
    Next.ENDS: "It ends, because it is no longer needed",
    Next.REQUEST: "We will make a new request",
    Next.OTHER: "We are following another route",
}


def strength_of(evidence: list[str], *, before: str, after: str) -> Strength:
    """What the kinds of evidence come to: measured with both figures; two kinds, one of them not what staff saw; else one view."""
    if MEASURED in evidence and before.strip() and after.strip():
        return Strength.MEASURED
    if len(set(evidence)) > 1:
        return Strength.SEVERAL
    return Strength.SCHOOL


def came_of(levels: list[str]) -> Came:
    """What came of it as a whole, cautiously: a request counts as hoped only where each of its outcomes does.

    What a school can't say of one outcome leaves the others to speak; where it can say of none, nothing is said.
    """
    said = [level for level in levels if level != Level.CANNOT_SAY]
    if not said:
        return Came.CANNOT_SAY
    if len(said) == len(levels) and all(level in (Level.HOPED, Level.MORE) for level in said):
        return Came.AS_HOPED
    if all(level in (Level.FURTHER_BACK, Level.NO_CHANGE) for level in said):
        return Came.NONE
    return Came.SOME
