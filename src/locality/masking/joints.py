"""How the pieces of a text stand beside one another: whether two are one name, an address, a month. No name is known here."""

from collections.abc import Container

from locality.masking.days import FILLERS, MONTHS, ORDINALS, UNITS
from locality.masking.ordinary import ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import PARTICLES, TITLES

JOINTS = frozenset(" \n-_.,/'+&:")
"""The signs that may part the words of one name."""
MOST_JOINTS = 3
SPELLED_OUT = (" ", "-", ".", "_")
"""What parts the letters of a name that is spelled out."""
SHORTENED = TITLES | {"st", "jr", "snr"}
"""Words whose full stop ends no sentence."""
SPLIT_PARTICLES = PARTICLES - {"do", "san", "st", "saint", "ten"}
"""Small words with which a name may begin that is also written in one: Van der Lyn, Vanderlyn."""
SHORTEST_SPLIT = 2

SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"))
ALL_MONTHS = frozenset(MONTHS) | SHORT_MONTHS
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
ALL_WEEKDAYS = WEEKDAYS | {
    "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
}  # fmt: skip
SEASONS = frozenset(("spring", "summer", "autumn", "winter"))
CALENDAR = ALL_MONTHS | ALL_WEEKDAYS | SEASONS
BEFORE_MONTHS = frozenset(("in", "early", "late", "mid", "until", "till"))
"""Words behind which nobody is meant."""
OFTEN_BEFORE_MONTHS = frozenset(("by", "since", "during", "next", "last", "this", "every", "before", "after"))
"""Words behind which a child may be meant: since April, after June, by Summer. A child of the request is hidden there."""
BEFORE_WEEKDAYS = frozenset(("on", "every", "each", "next", "last", "this", "until", "till"))
PARTS_OF_TIME = frozenset(("end", "start", "beginning", "middle", "half", "rest", "week", "weeks", "month", "course"))
"""What a month has and no child: the end of May."""
TO = frozenset(("to", "until", "till", "through"))
OF_AGES = frozenset(("year", "years", "yr", "yrs", "month", "months", "yo"))
AFTER_SEASONS = frozenset(
    ("term", "terms", "age", "ages", "half", "holiday", "holidays", "scheme", "lesson", "lessons")
)
NUMBERED = frozenset(
    (
        "band", "block", "book", "box", "bus", "case", "chapter", "class", "day", "field", "floor", "form", "gate", "grade",
        "group", "hall", "house", "item", "key", "lane", "level", "line", "option", "page", "part", "phase", "point", "quarter",
        "room", "row", "rule", "school", "session", "set", "stage", "step", "table", "term", "unit", "ward", "week", "wing",
        "year",
    )
)  # fmt: skip
"""What is counted: Day 3, Hall 2."""
COUNTS = frozenset((*UNITS, "ten", "eleven", "twelve"))
COMPOUNDS = {
    "bell": frozenset(("school", "lunch", "first", "last", "the")),
    "day": frozenset(
        ("sports", "inset", "training", "open", "school", "transition", "staff", "snow", "induction", "taster", "boxing",
         "new", "may", "world", "non", "assessment", "moving", "polling", "fun", "closure", "development", "wellbeing", "s")
    ),
    "field": frozenset(("playing", "sports", "school", "top", "bottom")),
    "hall": frozenset(
        ("school", "village", "church", "dining", "town", "sports", "main", "lower", "upper", "assembly", "parish", "music",
         "community", "city", "county")
    ),
    "house": frozenset(("open", "school", "care", "children")),
    "lane": frozenset(("church", "school", "station", "mill")),
    "street": frozenset(("high", "church", "school", "station", "mill")),
    "wood": frozenset(("the",)),
}  # fmt: skip
"""Things of a school's days, written with capitals: Sports Day, the School Hall."""
PLACES = frozenset(
    (
        "barn", "bay", "beach", "bridge", "brook", "castle", "chapel", "church", "corner", "court", "farm", "field", "fields",
        "forest", "garden", "gate", "green", "grove", "hall", "hill", "house", "kitchen", "lake", "lane", "lodge", "marsh",
        "meadow", "mill", "park", "pond", "river", "room", "street", "tower", "valley", "wood", "woods", "yard",
    )
)  # fmt: skip
BEFORE_PLACES = frozenset(
    (
        "across", "around", "at", "behind", "from", "in", "inside", "into", "near", "outside", "through", "to", "use", "using",
        "via",
    )
)  # fmt: skip
RELATIONS = frozenset(
    ("aunt", "auntie", "brother", "brothers", "carer", "carers", "dad", "daddy", "families", "family", "father", "gran",
     "grandad", "grandfather", "grandma", "grandmother", "grandpa", "granny", "guardian", "guardians", "mother", "mum",
     "mummy", "nan", "nana", "nanny", "parent", "parents", "sibling", "siblings", "sister", "sisters", "stepdad",
     "stepfather", "stepmother", "stepmum", "twin", "twins", "uncle")
)  # fmt: skip
"""Words by which somebody is called after a child."""
OF_FAMILIES = RELATIONS | {"boy", "boys", "child", "children", "cousins", "girl", "girls", "household", "kids"}
OF_CHILDREN = RELATIONS | {
    "anxiety", "attendance", "attainment", "behaviour", "class", "classroom", "desk", "diagnosis", "ehc", "ehcp", "friend",
    "friends", "health", "hearing", "keyworker", "learning", "lsa", "medication", "needs", "ot", "peers", "placement", "plan",
    "plans", "profile", "progress", "provision", "reading", "report", "reports", "school", "seizures", "senco", "sleep",
    "social", "speech", "support", "ta", "tas", "targets", "teacher", "teachers", "therapist", "therapy", "timetable",
    "transition", "tutor", "writing",
}  # fmt: skip
"""What a child has: "Marks mum", "Graces TA"."""
BEHIND_PLURALS = frozenset(
    (
        "also", "and", "are", "as", "at", "can", "could", "did", "do", "for", "from", "grow", "had", "have", "in", "is", "may",
        "must", "need", "not", "of", "on", "or", "should", "that", "to", "was", "were", "which", "who", "will", "with", "would",
    )
)  # fmt: skip
"""Before these "Roses" are flowers; before any other word they may be Rose’s, with the apostrophe forgotten."""
FAR = 3  # words: "the Hall and Smith families"


def runs_on(pieces: Pieces, place: int) -> bool:
    """Whether a piece and the one before it may be one word: joined, with a hyphen, in capitals, or letter by letter."""
    gap = pieces.gaps[place]
    if gap in ("", "'"):
        return True
    lengths = {len(pieces.words[place - 1]), len(pieces.words[place])}
    if 1 in lengths:
        return lengths == {1} and gap in SPELLED_OUT
    if gap == "-" or (gap[0] == "-" and len(gap) <= MOST_JOINTS and gap[1:].isspace()):
        return True  # also where a line ends within a word
    if gap not in (" ", "\n"):
        return False
    if pieces.has_capital(place - 1) and pieces.has_capital(place):
        return True
    return _may_be_split(pieces.words[place - 1]) and _may_be_split(pieces.words[place])


def _may_be_split(word: str) -> bool:
    """Whether a word is no everyday one, so that "xiu ying" may be Xiuying; or a small word of names, as in "van der lyn"."""
    if word in SPLIT_PARTICLES:
        return True
    return len(word) >= SHORTEST_SPLIT and word not in ORDINARY_WORDS and word not in PARTICLES


def is_in_address(pieces: Pieces, at: int) -> bool:
    """Whether a piece stands in the name of a file or in an address: "zquorbury@", "plan_zquorbury.docx"."""
    before, behind = pieces.gaps[at], pieces.gaps[at + 1]
    is_last = at + 1 == len(pieces.words)
    return before in ("_", ".") or behind in ("@", "_") or (behind == "." and not is_last)


def is_capital_inside(pieces: Pieces, at: int) -> bool:
    """Whether a piece has a capital that no sentence gives it."""
    return pieces.has_capital(at) and not pieces.begins_sentence(at)


def joins(pieces: Pieces, at: int) -> bool:
    """Whether only what may stand between two words of a name parts a piece from the one before; no end of a sentence."""
    gap = pieces.gaps[at]
    if len(gap) > MOST_JOINTS or not JOINTS.issuperset(gap):
        return False
    return "." not in gap or len(gap) == 1 or len(pieces.words[at - 1]) == 1 or pieces.words[at - 1] in SHORTENED


def with_title(pieces: Pieces, at: int) -> int:
    """Where "Mrs Barlow" begins."""
    before = at - 1
    titled = before >= 0 and pieces.words[before] in TITLES and pieces.gaps[at] in (" ", ". ", ".", "\n")
    return before if titled else at


def is_contracted(pieces: Pieces, at: int) -> bool:
    """Whether a piece is the beginning of "don't"."""
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "t" and pieces.gaps[at + 1] == "'"


def is_of_calendar(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    """Whether April or Jan stands beside a day, a year or another month, or after "in"; Sat before a day; Summer before "term".

    "Since April" is the month too, unless a child of the request is called so (`is_near`). "April's" never is: a month
    owns little. "April/June" may be two children where `names` has both.
    """
    word, words = pieces.words[at], pieces.words
    if _is_possessive(pieces, at):
        return False
    if at and pieces.gaps[at] in (" ", "-", "\n") and word not in ALL_WEEKDAYS:
        before = words[at - 1]
        if before in BEFORE_MONTHS or (not is_near and before in OFTEN_BEFORE_MONTHS):
            return True
        if before == "of" and at > 1 and words[at - 2] in PARTS_OF_TIME:
            return True
    if word in SEASONS:
        return at + 1 < len(words) and words[at + 1] in AFTER_SEASONS and pieces.gaps[at + 1] == " "
    if word in ALL_WEEKDAYS:
        return _is_weekday(pieces, at, names, is_near=is_near)
    return _goes_behind_day(pieces, at) or _goes_before_number(pieces, at) or _is_range(pieces, at, ALL_MONTHS, names)


def _is_weekday(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    word, words = pieces.words[at], pieces.words
    if at and pieces.gaps[at] == " ":
        if words[at - 1] in BEFORE_WEEKDAYS and (word in WEEKDAYS or not is_near):
            return True
        if not is_near and words[at - 1] in OFTEN_BEFORE_MONTHS:
            return True
    return _goes_before_number(pieces, at) or _is_range(pieces, at, ALL_WEEKDAYS, names)


def _is_possessive(pieces: Pieces, at: int) -> bool:
    return at + 1 < len(pieces.words) and pieces.words[at + 1] == "s" and pieces.gaps[at + 1] == "'"


def _goes_behind_day(pieces: Pieces, at: int) -> bool:
    """14 April, the 14th of April, the fourteenth of April."""
    day = at - 1
    while day >= max(0, at - 3) and pieces.words[day] in FILLERS:
        day -= 1
    if day < 0 or not joins(pieces, at):
        return False
    word = pieces.words[day]
    return (word.isdecimal() and len(word) <= 2) or (day < at - 1 and word in ORDINALS)


def _goes_before_number(pieces: Pieces, at: int) -> bool:
    """Whether a year stands behind, or a day that is no age: "May 2027", "May-27"; not "June, 7," nor "April 8 year old"."""
    words = pieces.words
    if at + 1 >= len(words) or not words[at + 1].isdecimal():
        return False
    is_shortened = words[at] in CALENDAR - frozenset(MONTHS) and pieces.gaps[at + 1] in (".", ". ")
    if not is_shortened and not joins(pieces, at + 1):
        return False
    if len(words[at + 1]) == 4:
        return True
    return len(words[at + 1]) <= 2 and "," not in pieces.gaps[at + 1] and not _is_age(pieces, at + 1)


def _is_age(pieces: Pieces, at: int) -> bool:
    return at + 1 < len(pieces.words) and pieces.words[at + 1] in OF_AGES


def _is_range(pieces: Pieces, at: int, others: frozenset[str], names: Container[str]) -> bool:
    """Jan–Mar, Sat/Sun, April to June."""
    words = pieces.words
    for other, gap in ((at - 1, at), (at + 1, at + 1)):
        if 0 <= other < len(words) and words[other] in others:
            sign = pieces.gaps[gap].strip(" ")
            if sign == "-" or (sign == "/" and words[other] not in names):
                return True
    if at + 2 < len(words) and words[at + 1] in TO and words[at + 2] in others:
        return True
    return at >= 2 and words[at - 1] in TO and words[at - 2] in others


def is_thing(pieces: Pieces, at: int) -> bool:
    """Whether a word that is also a name is here something of a school: Day 3, Sports Day, in the Hall."""
    word, words = pieces.words[at], pieces.words
    if _is_possessive(pieces, at):
        return False
    if word in NUMBERED and at + 1 < len(words) and pieces.gaps[at + 1] == " " and not _is_age(pieces, at + 1):
        number = words[at + 1]
        if number in COUNTS or (number.isdecimal() and len(number) <= 3):
            return True
    if not at or pieces.gaps[at] not in (" ", "'", "-"):
        return False
    if OF_FAMILIES.isdisjoint(words[at + 1 : at + 1 + FAR]):
        if word in COMPOUNDS and words[at - 1] in COMPOUNDS[word]:
            return True
        return word in PLACES and words[at - 1] == "the" and at > 1 and words[at - 2] in BEFORE_PLACES
    return False


def may_own(pieces: Pieces, at: int, place: int) -> bool:
    """Whether an everyday word with an s, which ends with a piece, is a child's: "Marks mum", "the Hopes", "Graces shoes"."""
    if is_capital_inside(pieces, at) or owns(pieces, place, OF_CHILDREN):
        return True
    if pieces.words[place] in ORDINARY_WORDS or place + 1 >= len(pieces.words):
        return False
    return pieces.gaps[place + 1] == " " and pieces.words[place + 1] not in BEHIND_PLURALS


def owns(pieces: Pieces, place: int, what: frozenset[str]) -> bool:
    """Whether a piece, perhaps with 's or s' behind it, has one of these behind: "Mark's mum", "Marks’ mum"."""
    after = place + 1
    if after < len(pieces.words) and pieces.words[after] == "s" and pieces.gaps[after] == "'":
        after += 1
    return after < len(pieces.words) and pieces.words[after] in what and pieces.gaps[after] in (" ", "' ")
