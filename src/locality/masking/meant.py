"""Words that are also names, and mean something else beside others: SEN, Red and Amber, West Kent, the Head (RES-9).

Only what a school's texts hold again and again; whatever is not here is hidden.
"""

from collections.abc import Container, Iterator

from locality.masking.abbreviations import ABBREVIATIONS, TERMS
from locality.masking.everyday import OF_FAMILIES, has_of_family
from locality.masking.joints import is_possessive
from locality.masking.months import CALENDAR, is_of_calendar
from locality.masking.pieces import Pieces

COLOURS = frozenset(
    ("amber", "black", "blue", "brown", "green", "grey", "orange", "pink", "purple", "red", "white", "yellow")
)
SURNAMES = frozenset(("black", "brown", "green", "grey", "white"))
"""Colours after which families are called: "Brown, White" may be two children."""
RATINGS = frozenset(("amber", "green", "red"))
"""What is rated in colours; "Amber, Blue Class" is a child with her class."""
BETWEEN_COLOURS = (" ", ", ", "/", " / ", "-", " - ", ": ", "_")
TO, AND = frozenset(("to", "into", "through")), frozenset(("and", "or", "then"))
PLACES = frozenset(
    (
        "bedford", "bristol", "chester", "cornwall", "cumbria", "derby", "devon", "dorset", "durham", "essex", "kent",
        "lancaster", "lincoln", "london", "norfolk", "rutland", "stafford", "suffolk", "surrey", "sussex", "warwick", "york",
    )
)  # fmt: skip
GIVEN_NAMES_TOO = frozenset(("chester", "devon", "lincoln", "london"))
DIRECTIONS = frozenset(
    ("central", "east", "eastern", "mid", "north", "northern", "south", "southern", "west", "western")
)
OF_PLACES = frozenset(
    (
        "authority", "average", "averages", "based", "constabulary", "council", "county", "framework", "invicta", "moderation",
        "norm", "norms", "police", "safeguarding", "schools", "university", "wide",
    )
)  # fmt: skip
"""What a county has and no child: the Kent average."""
WHERE = frozenset(("across", "in", "outside", "throughout", "within"))
OF_FAITHS = frozenset(
    (
        "assemblies", "assembly", "belief", "beliefs", "church", "churches", "distinctiveness", "education", "ethos", "faith",
        "festival", "festivals", "holiday", "holidays", "school", "schools", "stories", "story", "teaching", "tradition",
        "traditions", "union", "value", "values", "vision", "worship",
    )
)  # fmt: skip
POSTS = frozenset(("bishop", "chair", "clerk", "cook", "dean", "head", "judge", "mayor", "priest", "vicar"))
BEFORE_POSTS = frozenset(
    ("acting", "assistant", "associate", "co", "deputy", "executive", "former", "interim", "the", "vice")
)
OF_HEADS = frozenset(("lice", "of", "office", "start", "teacher", "teachers"))
OF_CHILDREN = frozenset(
    (
        "benefit",
        "care",
        "centred",
        "development",
        "led",
        "minder",
        "plan",
        "poverty",
        "protection",
        "psychotherapist",
        "safety",
    )
)
"""What is a child's and no family's: Child protection."""
BEFORE_CHILDREN = frozenset(
    ("a", "all", "any", "both", "each", "every", "few", "many", "no", "older", "our", "some", "the", "these", "this", "whole",
     "younger")
)  # fmt: skip
SUBJECTS_OF_ED = frozenset(("psych", "psychs", "psychologist", "psychologists", "psychology"))
BEFORE_ED = frozenset(("adult", "alternative", "dip", "further", "higher", "phys", "physical", "sex", "special"))
WITH_SILENT_H = frozenset(("heir", "honest", "honorary", "hour", "hourly"))
BEHIND_AN = frozenset(
    (
        "after", "again", "agree", "all", "almost", "already", "also", "although", "always", "am", "and", "arose", "as", "at",
        "ate", "aware", "away", "awoke", "even", "ever", "if", "in", "into", "is", "isn", "of", "off", "often", "on", "once",
        "only", "or", "ought", "out", "over", "under", "understand", "understood", "until", "up", "upset", "usually",
    )
)  # fmt: skip
"""What stands behind a child called An, and behind no article."""
DOUBTED = CALENDAR | TERMS | COLOURS | PLACES | POSTS | {"an", "boys", "child", "christian", "ed"}
"""Names that are looked at more closely."""
NEAR = 2
ENDS = frozenset(".!?;:\n")
MOST_COLOURS = 3


def means_something_else(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    """Whether a word of these means no child here. `is_near`: a child of the request is called so, not only of another."""
    word = pieces.words[at]
    if word in CALENDAR and is_of_calendar(pieces, at, names, is_near=is_near):
        return True
    if word in TERMS and is_abbreviation(pieces, at, at):
        return True
    if word in COLOURS:
        return _is_colour(pieces, at, names, is_near=is_near)
    if word in PLACES:
        return _is_place(pieces, at, is_near=is_near)
    if word in POSTS:
        return _is_post(pieces, at)
    if word in ("boys", "child"):
        return _is_of_children(pieces, at)
    if word == "christian":
        return _after(pieces, at) in OF_FAITHS
    return _is_education(pieces, at) if word == "ed" else word == "an" and _is_article(pieces, at)


def is_abbreviation(pieces: Pieces, at: int, ends: int) -> bool:
    """Whether these pieces are letters such as SEN, KS1, SENCo, TAs or T.A.; not a name in a sentence all in capitals."""
    typed = pieces.plain.text[pieces.start(at) : pieces.end(ends)].replace(".", "").replace(" ", "")
    if not typed.removesuffix("s").isupper():
        return False
    around = [each for each in _around(pieces, at, ends) if _is_word(pieces, each)]
    return not around or not all(pieces.is_in_capitals(each) for each in around)


def _around(pieces: Pieces, at: int, ends: int) -> Iterator[int]:
    """The pieces beside these, as far as the sentence goes."""
    for before in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if not ENDS.isdisjoint(pieces.gaps[before + 1]):
            break
        yield before
    for after in range(ends + 1, min(len(pieces.words), ends + 1 + NEAR)):
        if not ENDS.isdisjoint(pieces.gaps[after]):
            break
        yield after


def _is_word(pieces: Pieces, at: int) -> bool:
    word = pieces.words[at]
    return len(word) > 1 and word.isalpha() and not (word in ABBREVIATIONS and pieces.is_in_capitals(at))


def _after(pieces: Pieces, at: int) -> str:
    """The next word of the same sentence."""
    return pieces.words[at + 1] if at + 1 < len(pieces.words) and pieces.gaps[at + 1] in (" ", "-") else ""


def _before(pieces: Pieces, at: int) -> str:
    return pieces.words[at - 1] if at and pieces.gaps[at] in (" ", "-") else ""


def _is_colour(pieces: Pieces, at: int, names: Container[str], *, is_near: bool) -> bool:
    """Whether colours stand beside one another: "Red, Amber, Green", "from Amber to Green"; of two children, the children."""
    beside = [each for step in (-1, 1) for each in _colours(pieces, at, step)]
    is_change = any(change for _, change in beside)
    if not beside or (is_near and len(beside) == 1 and not is_change):
        return False
    colours = {pieces.words[place] for place in (at, *(place for place, _ in beside))}
    if is_near or len(beside) == 1:
        return colours <= RATINGS
    return any(colour not in names or colour not in SURNAMES for colour in colours)


def _colours(pieces: Pieces, at: int, step: int) -> Iterator[tuple[int, bool]]:
    """The colours that follow in one direction, and whether "to" goes before each."""
    for _ in range(MOST_COLOURS):
        near = at + step
        if not 0 <= near < len(pieces.words):
            return
        gap, between = pieces.gaps[max(at, near)], ""
        if pieces.words[near] in TO or pieces.words[near] in AND:
            between, near = pieces.words[near], near + step
            if not 0 <= near < len(pieces.words):
                return
        elif gap not in BETWEEN_COLOURS:
            return
        if pieces.words[near] not in COLOURS or not pieces.has_capital(near):
            return
        yield near, between in TO
        at = near


def _is_place(pieces: Pieces, at: int, *, is_near: bool) -> bool:
    """West Kent, the Kent average, across Kent."""
    if is_possessive(pieces, at):
        return False
    before = _before(pieces, at)
    if before in DIRECTIONS or _after(pieces, at) in OF_PLACES:
        return True
    return (
        before in WHERE
        and not is_near
        and pieces.words[at] not in GIVEN_NAMES_TOO
        and _after(pieces, at) not in OF_FAMILIES
    )


def _is_post(pieces: Pieces, at: int) -> bool:
    """The Head, the Deputy Head, Head of Year; not the Head family."""
    if pieces.words[at] == "head" and _after(pieces, at) in OF_HEADS:
        return True
    return _before(pieces, at) in BEFORE_POSTS and not has_of_family(pieces, at)


def are_ratings(pieces: Pieces, at: int, ends: int) -> bool:
    """Whether a name of two such colours stands beside the third: "Red, Amber, Green" with a child called Amber Green."""
    if not RATINGS.issuperset(pieces.words[at : ends + 1]):
        return False
    return any(
        0 <= near < len(pieces.words) and pieces.words[near] in RATINGS and pieces.gaps[gap] in BETWEEN_COLOURS
        for near, gap in ((at - 1, at), (ends + 1, ends + 1))
    )


def _is_of_children(pieces: Pieces, at: int) -> bool:
    """Child protection, the Child, Child A, Child in Need; Boys and girls, the Boys; not the Child family."""
    after, second = _after(pieces, at), _after(pieces, at + 1) if at + 1 < len(pieces.words) else ""
    if _before(pieces, at) in BEFORE_CHILDREN and not has_of_family(pieces, at):
        return True
    if pieces.words[at] == "boys":
        return (after in AND and second == "girls") or (
            _before(pieces, at) in AND and pieces.words[at - 2 : at - 1] == ["girls"]
        )
    if after in OF_CHILDREN or (after, second) in (("in", "need"), ("and", "adolescent"), ("and", "family")):
        return True
    return len(after) == 1 and after != "s" and pieces.has_capital(at + 1)


def _is_education(pieces: Pieces, at: int) -> bool:
    """Ed Psych, Ed. Psych., Special Ed, B.Ed."""
    behind = pieces.words[at + 1] if at + 1 < len(pieces.words) and pieces.gaps[at + 1] in (" ", "-", ". ", ".") else ""
    if behind in SUBJECTS_OF_ED or _before(pieces, at) in BEFORE_ED:
        return True
    return at > 0 and pieces.words[at - 1] in ("b", "m") and pieces.gaps[at] in (".", ". ", "")


def _is_article(pieces: Pieces, at: int) -> bool:
    """An answer, an hour: where a sentence begins; not "An is seven", "An asked"."""
    after = _after(pieces, at)
    if not after or not pieces.begins_sentence(at) or pieces.gaps[at + 1] != " ":
        return False
    if pieces.has_capital(at + 1):
        return after in TERMS and pieces.is_in_capitals(at + 1)
    if after[0] not in "aeiou":
        return after in WITH_SILENT_H
    is_done = after.endswith(("ed", "ing")) or (after[-1] == "s" and not after.endswith(("ss", "us", "is")))
    return not is_done and after not in BEHIND_AN
