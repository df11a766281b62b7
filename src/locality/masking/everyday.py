"""Everyday words that are also names: where a text means the word, and where a child's mother, needs or school (RES-9).

Tables of what clerks write; whatever is not here is hidden.
"""

from collections.abc import Container

from locality.masking.days import UNITS
from locality.masking.entries import NO_NAMES
from locality.masking.joints import is_capital_inside, is_in_address, is_possessive
from locality.masking.ordinary import ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import PARTICLES

EVERYDAY = ORDINARY_WORDS | PARTICLES | NO_NAMES
"""Words that in small letters are no name."""

OF_AGES = frozenset(
    ("year", "years", "yr", "yrs", "month", "months", "yo", "hour", "hours", "hr", "hrs", "h", "min", "mins", "minutes", "sessions",
     "times", "tas", "x", "lessons", "targets")
)  # fmt: skip
"""What a child has so many of, in years or in lessons: "Jan 15 hours", "April 8 year old"."""
JOINED_WORDS = frozenset(
    (
        "another", "asking", "baking", "banking", "barking", "beating", "being", "betting", "biting", "boring", "bringing",
        "building", "calling", "camping", "caring", "chasing", "coming", "cooking", "cutting", "danger", "dating", "doing",
        "eating", "ending", "evening", "facing", "failing", "faking", "falling", "feeding", "feeling", "filling", "finding",
        "finger", "fishing", "getting", "giving", "going", "handing", "hanging", "having", "hearing", "helping", "herein",
        "hiding", "hiking", "hitting", "holding", "human", "hunger", "jogging", "joking", "jumping", "keeping", "landing",
        "lasting", "leading", "leaving", "lending", "letting", "liking", "linger", "linking", "living", "looking", "losing",
        "making", "manage", "manager", "mankind", "marking", "maybe", "mayhem", "mean", "meeting", "mending", "mining",
        "missing", "moving", "naming", "opening", "outing", "parking", "patting", "paying", "pending", "playing", "putting",
        "raising", "ranger", "raking", "rating", "reading", "resting", "riding", "ringing", "rising", "running", "saving",
        "saying", "seating", "seeing", "seeking", "sending", "setting", "shaking", "sharing", "singing", "sitting", "standing",
        "staying", "suing", "taking", "talking", "telling", "testing", "timing", "trying", "tying", "using", "waiting",
        "waking", "walking", "wanting", "warning", "washing", "willing", "wishing", "woman", "working", "writing",
    )
)  # fmt: skip
"""Words that two short names make when they are run together: Jo King, Fin Ding, Hu Man. With a capital or hyphen inside, or
a space, it is the name."""
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
    "bell": frozenset(("school", "lunch", "first", "last")),
    "eve": frozenset(("christmas", "s", "years")),
    "day": frozenset(
        ("sports", "inset", "training", "open", "school", "transition", "staff", "snow", "induction", "taster", "boxing",
         "new", "may", "world", "non", "assessment", "moving", "polling", "fun", "closure", "development", "wellbeing", "book",
         "nose", "bank", "s")
    ),
    "field": frozenset(("playing", "sports", "school", "top", "bottom", "church", "village")),
    "hall": frozenset(
        ("school", "village", "church", "dining", "town", "sports", "main", "lower", "upper", "assembly", "parish", "music",
         "community", "city", "county")
    ),
    "house": frozenset(("open", "school", "care", "children")),
    "lane": frozenset(("church", "school", "station", "mill")),
    "street": frozenset(("high", "church", "school", "station", "mill")),
}  # fmt: skip
"""Things of a school's days, written with capitals: Sports Day, the School Hall."""
BASE_VERBS = frozenset(
    (
        "add", "agree", "apply", "arrange", "ask", "attend", "be", "begin", "bring", "chase", "check", "circulate", "complete",
        "confirm", "continue", "discuss", "do", "draft", "email", "end", "ensure", "find", "follow", "get", "give", "go", "have",
        "hold", "include", "inform", "invite", "keep", "lead", "leave", "liaise", "look", "make", "meet", "monitor", "need", "not",
        "offer", "pay", "phone", "prepare", "provide", "raise", "receive", "remain", "remind", "require", "ring", "see", "seek",
        "send", "share", "speak", "start", "stay", "submit", "take", "tell", "try", "write",
    )
)  # fmt: skip
"""Verbs as they stand behind "will" and "may" and not behind a child: Will sends, Will sent. None that is a noun too, nor
one like "put", which a child did."""
SUBJECTS = frozenset(("any", "he", "it", "she", "the", "there", "these", "they", "those", "we", "you"))
"""What a question asks about: "Will the school pay?"."""
LONGEST_QUESTION = 30  # words
ROADS = frozenset(
    (
        "academy", "avenue", "centre", "clinic", "close", "crescent", "drive", "farm", "hospital", "infant", "infants", "junior",
        "lane", "nursery", "primary", "road", "station", "street", "surgery", "terrace", "way",
    )
)  # fmt: skip
AS_WORDS = {
    "black": frozenset(("african", "british", "caribbean")),
    "early": frozenset(("help", "intervention", "learning", "support", "year", "years")),
    "white": frozenset(("british", "european", "irish")),
    "bell": frozenset(("ringing", "times")),
    "day": frozenset(("care", "centre", "nursery", "off", "release", "trip", "trips")),
    "field": frozenset(("day", "notes", "trip", "trips", "work")),
    "grace": frozenset(("period", "periods")),
    "hall": frozenset(("booked", "booking", "bookings", "floor", "hire")),
    "hope": frozenset(("he", "it", "she", "they", "we", "you")),
    "long": frozenset(
        ("ago", "day", "days", "delay", "delays", "discussion", "distance", "division", "hours", "journey", "journeys", "list",
         "lists", "term", "time", "vowels", "waiting", "way", "words")
    ),
    "mark": frozenset(("book", "books", "scheme", "schemes", "sheet", "sheets")),
    "rose": frozenset(("bed", "beds", "bush", "bushes", "garden")),
    "sunny": frozenset(("day", "days", "spells", "weather")),
    "wood": frozenset(("chip", "chippings", "chips", "work")),
    "young": frozenset(
        ("adult", "adults", "carer", "carers", "children", "learners", "men", "minds", "offenders", "ones", "people", "person",
         "persons", "pupils", "voices", "women")
    ),
}  # fmt: skip
"""What tells that the word is meant, where it begins a sentence or both have a capital: Young people, the Young Carers."""
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
        "a", "also", "an", "and", "are", "as", "at", "can", "could", "did", "do", "for", "from", "grow", "had", "have", "in",
        "is", "may", "must", "need", "not", "of", "on", "or", "should", "that", "the", "their", "to", "was", "were", "which",
        "who", "will", "with", "would",
    )
)  # fmt: skip
"""Before these "Roses" are flowers; before any other word they may be Rose’s, with the apostrophe forgotten."""
FAR = 3  # words: "the Hall and Smith families"


def is_age(pieces: Pieces, at: int) -> bool:
    """Whether a number counts something that a child has: years, hours."""
    return at + 1 < len(pieces.words) and pieces.words[at + 1] in OF_AGES


def is_thing(pieces: Pieces, at: int) -> bool:
    """Whether a word that is also a name is here something of a school: Day 3, Sports Day, in the Hall."""
    word, words = pieces.words[at], pieces.words
    if is_possessive(pieces, at):
        return False
    if word in NUMBERED and at + 1 < len(words) and pieces.gaps[at + 1] == " " and not is_age(pieces, at + 1):
        number = words[at + 1]
        if number in COUNTS or (number.isdecimal() and len(number) <= 3):
            return True
    if _goes_before_its_noun(pieces, at):
        return True
    if (word not in COMPOUNDS and word not in PLACES) or not at or pieces.gaps[at] not in (" ", "'", "-"):
        return False
    before = words[at - 1]
    is_place = before == "the" and at > 1 and word in PLACES and words[at - 2] in BEFORE_PLACES
    return (is_place or before in COMPOUNDS.get(word, ())) and not has_of_family(pieces, at)


def has_of_family(pieces: Pieces, at: int) -> bool:
    """Whether a family stands behind: "the Hall and Smith families"."""
    for after in range(at + 1, min(at + 1 + FAR, len(pieces.words))):
        if pieces.gaps[after] != " ":
            return False
        if pieces.words[after] in OF_FAMILIES:
            return True
    return False


def _goes_before_its_noun(pieces: Pieces, at: int) -> bool:
    """Young people, Long-term, Bell Lane, Day-to-day; "Will the school pay?"."""
    word, words = pieces.words[at], pieces.words
    if at + 1 >= len(words) or pieces.gaps[at + 1] not in (" ", "-"):
        return False
    after = words[at + 1]
    if after in ROADS and pieces.has_capital(at + 1):
        return True
    if after == "to" and at + 2 < len(words) and words[at + 2] == word:
        return True
    if word in ("may", "will"):
        asked = after in SUBJECTS and _is_asked(pieces, at + 1)
        return pieces.begins_sentence(at) and (after in BASE_VERBS or asked)
    if after not in AS_WORDS.get(word, ()):
        return False
    return pieces.begins_sentence(at) or pieces.has_capital(at + 1)


def _is_asked(pieces: Pieces, at: int) -> bool:
    """Whether the sentence in which a piece stands ends with a question mark."""
    for gap in pieces.gaps[at + 1 : at + 1 + LONGEST_QUESTION]:
        if "?" in gap:
            return True
        if "\n" in gap or ". " in gap or "!" in gap:
            return False
    return False


def is_joined_word(pieces: Pieces, at: int) -> bool:
    """Whether a piece is an everyday word, though two names in one read so: "joking", not "joking@"."""
    return pieces.words[at] in JOINED_WORDS and not is_in_address(pieces, at)


def is_half_a_sentence(pieces: Pieces, at: int, place: int, everyday: Container[str]) -> bool:
    """Whether a whole name of everyday words has a capital in one of them alone: "Will may come"."""
    words = range(at, place + 1)
    if not all(pieces.words[each] in everyday for each in words):
        return False
    return len({pieces.has_capital(each) for each in words}) > 1


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
    return after < len(pieces.words) and pieces.words[after] in what and pieces.gaps[after] in (" ", "' ", "_")
