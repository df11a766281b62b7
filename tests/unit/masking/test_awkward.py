"""Awkward pupils: every way in which a person reads the name is hidden, and nothing else (RES-9)."""

import re
import time
import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.masking.people import known_by_hand
from locality.values.seen import long_form
from tests.awkward_names import (
    DATE,
    DATES,
    DATES_THAT_STAY,
    IN_SENTENCES,
    MARCH_27,
    NAMES,
    OTHER_DATES,
    WITH_THE_DAY_OF_THE_WEEK,
    Awkward,
)

pytestmark = pytest.mark.clause("RES-9")


def mask_of(each: Awkward) -> Mask:
    pupils = [Hidden(name, f"Pupil {letter}") for name, letter in zip(each.pupils, "ABC", strict=False)]
    pupils += [Hidden(name, ANY_PUPIL, elsewhere=True) for name in each.elsewhere]
    return Mask(pupils, known=each.known)


def seen(text: str) -> str:
    """What a reader sees of a text: no marks that nobody sees, one space for any."""
    return " ".join("".join(letter for letter in text if unicodedata.category(letter) != "Cf").split())


SPELLED = [
    pytest.param(each, written, id=f"{each.pupils[0]}: {written!r}") for each in NAMES for written in each.spelled
]
READS = [pytest.param(each, reads, id=f"{each.pupils[0]}: {reads[0]!r}") for each in NAMES for reads in each.reads]
STAYS = [pytest.param(each, text, id=f"{each.pupils[0]}: {text!r}") for each in NAMES for text in each.stays]


@pytest.mark.parametrize(("each", "written"), SPELLED)
def test_what_a_person_reads_as_the_name_is_hidden(each: Awkward, written: str) -> None:
    mask = mask_of(each)
    assert seen(mask(f"We saw {written} today.")) == "We saw Pupil A today."
    assert seen(mask(written)) == "Pupil A"
    assert [pupil.name for pupil in mask.named_in(["Nobody.", f"({written})"])] == [each.pupils[0]]


@pytest.mark.parametrize(("each", "reads"), READS)
def test_others_read_what_a_person_would_write_in_its_place(each: Awkward, reads: tuple[str, ...]) -> None:
    text, *wanted = reads
    assert seen(mask_of(each)(text)) in [seen(one) for one in wanted]


@pytest.mark.parametrize(("each", "text"), STAYS)
def test_other_words_stay_letter_by_letter(each: Awkward, text: str) -> None:
    mask = mask_of(each)
    assert mask(text) == text
    assert not mask.named_in([text])


@pytest.mark.parametrize("each", [each for each in NAMES if each.elsewhere], ids=lambda each: each.why)
def test_a_pupil_of_another_request_is_found_as_well(each: Awkward) -> None:
    assert [pupil.name for pupil in mask_of(each).named_in([each.reads[0][0]])] == [*each.pupils, *each.elsewhere]


@pytest.mark.parametrize("written", DATES)
def test_a_date_of_birth_is_hidden_however_it_is_written(written: str) -> None:
    mask = Mask([Hidden("Zephyrine Quorbury", "Pupil A", MARCH_27)])
    wanted = [f"Born {DATE}, a calm child."]
    if written in WITH_THE_DAY_OF_THE_WEEK:
        wanted += [f"Born {day} {DATE}, a calm child." for day in ("Tuesday", "Tue", "Tuesday,")]
    assert seen(mask(f"Born {written}, a calm child.")) in wanted
    assert mask.named_in([f"dob: {written}"])


@pytest.mark.parametrize(("day", "written"), [(day, text) for day, texts in OTHER_DATES.items() for text in texts])
def test_so_are_other_days(day: object, written: str) -> None:
    mask = Mask([Hidden("Zephyrine Quorbury", "Pupil A", day)])  # type: ignore[arg-type]
    assert seen(mask(f"Born {written}; calm.")) == f"Born {DATE}; calm."


@pytest.mark.parametrize("reads", IN_SENTENCES, ids=lambda reads: reads[0])
def test_a_date_of_birth_is_hidden_in_its_sentence_or_file_name(reads: tuple[str, ...]) -> None:
    text, *wanted = reads
    assert seen(Mask([Hidden("Zephyrine Quorbury", "Pupil A", MARCH_27)])(text)) in wanted


@pytest.mark.parametrize("text", DATES_THAT_STAY)
def test_other_days_and_numbers_stay(text: str) -> None:
    mask = Mask([Hidden("Zephyrine Quorbury", "Pupil A", MARCH_27)])
    assert mask(text) == text
    assert mask(f"We met {text}.") == f"We met {text}."


def test_without_pupils_nothing_changes() -> None:
    for mask in (
        Mask([]),
        Mask([Hidden("", "Pupil A")]),
        Mask([Hidden("  ", "Pupil A")]),
        Mask([Hidden("-", "Pupil A")]),
    ):
        assert mask("Ann - and Bo, born 27 March 2018.") == "Ann - and Bo, born 27 March 2018."
        assert not mask.named_in(["Ann"])


def test_a_pupil_listed_twice_is_read_as_the_first() -> None:
    mask = Mask([Hidden("Zoë Brontë", "Pupil B"), Hidden("Zoe Bronte", ANY_PUPIL, elsewhere=True)])
    assert mask("Zoe Bronte and ZOË") == "Pupil B and Pupil B"


# Whatever is done to a whole name, nobody reads it afterwards

PEOPLE = (
    "Zephyrine Quorbury", "Łukasz Wójcikowski", "Søren Bækgaard", "Nguyễn Minh Đức", "Ann O'Brienmoor", "İpek Yıldızoğlu",
    "Sami Al-Hassanov", "Quorbury, Marigold", "Robert “Bobby” Trillick", "Anna Weißgerber", "Mary-Jane Fothergill",
    "Zoe Bronte", "Ann de la Cruzado", "Will May",
)  # fmt: skip
MASK = Mask([Hidden(name, "Pupil Q", MARCH_27) for name in PEOPLE], known=["Hannah Fothergill", "Tom Day"])
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202d\u202c\u2066\u2069\u180e"
ACCENTS = "\u0300\u0301\u0302\u0303\u0308\u030a\u0327\u0328"
APOSTROPHES = "'’‘ʼ`´′＇"
DASHES = "-\u2010\u2011\u2012–—\u2212"
SPACES = (" ", "  ", "\u00a0", "\n", "\u2009", "\t", "\r\n")


@st.composite
def whole_names_as_typed(draw: st.DrawFn) -> str:
    """A listed name with its case, accents, apostrophes, dashes, spaces and invisible marks changed at random."""
    text = draw(st.sampled_from(PEOPLE))
    text = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.casefold]))(text)
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), text)
    text = re.sub(r"['’]", lambda _: draw(st.sampled_from(APOSTROPHES)), text)
    text = re.sub(r"-", lambda _: draw(st.sampled_from(DASHES)), text)
    text = re.sub(r" ", lambda _: draw(st.sampled_from(SPACES)), text)
    for added in (ACCENTS, INVISIBLE):
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(1, len(text)))
            if added == INVISIBLE or text[at - 1].isalpha():
                text = text[:at] + draw(st.sampled_from(added)) + text[at:]
    return text


@given(
    whole_names_as_typed(),
    st.sampled_from([" ", "_", "(", "2", "\u200b ", "\n", "“"]),
    st.sampled_from([" ", "_", "’s ", "s ", ".", "7", ")"]),
)
def test_no_spelling_of_a_whole_name_remains(typed: str, before: str, after: str) -> None:
    masked = MASK(f"We saw{before}{typed}{after}today.")
    left = re.sub(r"Pupil Q|We saw|today", "", masked)
    assert len([letter for letter in left if letter.isalpha() and letter not in "sS"]) == 0, masked
    assert MASK.named_in([typed])


SHREDS = (
    "Zephyrine", "Brienmoor", "O'", "Al-", "27 March 2018", "2018", "Hannah Fothergill", "Mrs Fothergill", "Pupil Q",
    "(name)", "(date of birth)", "'", "-", "_", "’s", "will", "Will", ",", "Tom", "Day",
)  # fmt: skip
PIECES = st.one_of(
    whole_names_as_typed(),
    st.sampled_from(SHREDS),
    st.text(max_size=5),
    st.text(alphabet="ZephyrinQuo 'ls-27/3\u200b\u0308MarchBy,\n", max_size=12),
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", "\n", "; "]))
def test_masking_any_text_never_fails_and_is_settled_at_once(pieces: list[str], between: str) -> None:
    once = MASK(between.join(pieces))
    assert MASK(once) == once
    assert not [pupil for pupil in MASK.named_in([once]) if pupil.name not in {"Will May"}]


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_text_may_be_a_name(name: str, text: str) -> None:
    mask = Mask([Hidden(name, "Pupil A", MARCH_27)], known=[text])
    mask(text)
    mask.named_in([f"before {name} after"])


# No text can hold a worker

LENGTH = 200_000
SHORT = 5_000
SECONDS = 0.3
SECONDS_FOR_WORDS = 0.7
WALKED = "Zephyrine Quorbury, " * 2_000
"""What the yardstick walks."""
YARDSTICK = 0.0056
"""Seconds of that walk on the machine that the limits were set on, with nothing beside it."""
GROWTH = 2.5
"""How many times dearer a letter of a long text may be than one of a short text: its memory is farther away."""
LONE = (
    *dict.fromkeys("ZephyrinQuobóÓłŁßøđI İıMarch0123789s'’-–._/,\\|:()“\"[]&#;@\n\r\t\u00a0\u200b\u00ad\u0301王"),
    "Zephyrine", "Quorbury", "Zephyrine ", "Quorbury, ", "27 ", "27/", "3/", "2018", "March ", "O'", "Al-", "\u0301\u0316",
    "27 March 2018", "27th", "th", "Mrs ", "Barlowe ", "Hannah ", "Hannah Barlowe ", "de la ", "Z. ", "s'", "&#39;",
    "zephyrinzephyrinzephyrinzephyrinzephyrin.pdf ", "&euml;", "&#235;", "&amp;", "&amp;amp;amp;", "%C3%AB",
    "%EB", "%", "&eu",
    "Zo&euml;", "zephyrin.mp4 ", ".7z", "mp4", "m", "7", "ZAQ ", "Z.A.Q.", "Z. A. ", "A.Z.",
    "ـ", "Ø", "aa", "oe", "Mc", "St ", "27º",
    "de ", "Barlowe, Hannah Barlowe, ", "Barlowe\nHannah\n", "Mr Barlowe Hannah ",
    "Mark Barlowe ", "de la Barlowe ", "Barlowe, Mark and ",
)  # fmt: skip
EVERYDAY = [
    Hidden("Will May", "Pupil A", MARCH_27), Hidden("Jan Day", "Pupil B"), Hidden("Grace Hall", "Pupil C"),
    Hidden("Анна Петрова", "Pupil D"), Hidden("Jo Ødegård", "Pupil E"), Hidden("Xiuying Vanderlyn", "Pupil F"),
    Hidden("Gordon Tapsell", "Pupil G"), Hidden("Sen Kent", "Pupil H"), Hidden("Amber Green", "Pupil I"),
    Hidden("An Head", "Pupil J"), Hidden("Łucja Zdun-Ó Briain", "Pupil K"), Hidden("Jan de Vries", "Pupil L"),
    Hidden("Summer Young", ANY_PUPIL, elsewhere=True),
]  # fmt: skip
LONE_WORDS = (
    "Will ", "Will may ", "May ", "Jan ", "Jan-", "Jan/May/", "Jan 1 ", "of May ", "Day ", "Day 3 ", "the Hall ", "in the Hall ",
    "Marks ",
    "Wills mum ", "Wills’ ", "Grace’s ", "GH ", "G.H.", "WM", "W. M. ", "Анны ", "Анны", "Odegaard ", "Oe",
    "xiu ying ", "xiu\n", "van der ",
    "van ", "Robert Gordon ", "Tapsell, Alex Tapsell, ", "Mr Tapsell, ",
    "Alex\nTapsell\n", "Mr Tapsell Alex ", "Young people ", "Summer ",
    "27 mars 2018 ", "27º March ", "27 de ", "birthday ", "27/3 birthday ", "Day to ", "Sun/Mon/",
    "SEN ", "Sen ", "SENs ", "S.E.N. ", "Amber, ", "Amber to ", "Green/Amber/", "An answer ", "An an ", "the Head ", "West Kent ",
    "LZ-OB ", "L.Z-O.B.", "LZ-", "L.Z-", "Zduns ", "AH ", "ah ", "JdV ", "JdV", "Jd", "JDV-", "Mr May ", "Mrs ", "Petrov ", "Ann",
)  # fmt: skip
FILLERS = (" ", "\n", "-", "'", "_", ".", ",", "\u200b", "\u0301", "a", "2", "/", "Z", "é", "'s", "- ", " \n")
ENDS = ("Zephyrine", "Z", "O'", "Mrs", "Al")
HIDDEN = [
    Hidden("Zephyrine Anneliese Quorbury", "Pupil A", MARCH_27), Hidden("Ann O'Brienmoor", "Pupil B", MARCH_27),
    Hidden("Sami Al-Hassanov", "Pupil C"), Hidden("Noah Barlowe", "Pupil D"), Hidden("Ann de la Cruzado", "Pupil E"),
    Hidden("王小明", "Pupil F"), Hidden("aaaa aaaa", "Pupil G"), Hidden("Łukasz Wójcikowski", ANY_PUPIL, elsewhere=True),
]  # fmt: skip


def _long_texts(length: int) -> Iterator[tuple[str, str]]:
    """Each repeated, each alternating with a filler, and fillers between a name's or a date's pieces: 200 kB of it."""
    for piece in LONE:
        yield repr(piece), (piece * (length // len(piece) + 1))[:length]
    for end, filler in product(ENDS, FILLERS):
        pair = end + filler
        yield f"{end!r} and {filler!r} in turn", (pair * (length // len(pair) + 1))[:length]
        run = (filler * (length // len(filler)))[: length // 2]
        yield f"{filler!r} between {end!r}", f"{end}{run}{end}{run}{end}"
    for filler in FILLERS:
        run = (filler * (length // len(filler)))[: length // 3]
        yield f"a date with {filler!r}", f"27{run}3{run}2018"
        yield f"a date with March and {filler!r}", f"27{run}March{run}18"
        yield f"a name with {filler!r}", f"Zephyrine{run}Anneliese{run}Quorbury"


def _yardstick() -> float:
    """Seconds that a fixed walk of calls takes at this moment; YARDSTICK on the machine the limits were set on."""
    began = time.process_time()
    for place in range(len(WALKED) - 1):
        _ = WALKED[place : place + 2].isalpha() and WALKED.startswith("Q", place)
    return time.process_time() - began


def _seconds(mask: Mask, text: str, *, named: bool) -> float:
    """Processor time, as the machine of the limits would take: another test beside this one slows both alike."""
    before = _yardstick()
    began = time.process_time()
    _ = mask.named_in([text]) if named else mask(text)
    took = time.process_time() - began
    return took * YARDSTICK / max(YARDSTICK, before, _yardstick())


@pytest.mark.slow_property
@pytest.mark.parametrize("named", [False, True], ids=["masked", "named"])
def test_no_text_of_any_length_holds_a_worker(named: bool) -> None:
    """Under 0.3 seconds of processor time for 200 kB, and no letter much dearer there than in 5 kB: nothing grows faster.

    Tried with short texts first, for a slow one takes hours.
    """
    mask = Mask(HIDDEN, known=["Hannah Barlowe", "Oakley Lane Primary School"])
    slow: dict[str, str] = {}
    short: dict[str, float] = {}
    for length in (500, SHORT, LENGTH):
        for shape, text in _long_texts(length):
            if shape in slow or (named and length == LENGTH and "between" not in shape and "date" not in shape):
                continue
            limit = SECONDS / 4
            if length == LENGTH:
                limit = min(SECONDS, max(SECONDS / 3, GROWTH * LENGTH / SHORT * short[shape]))
            took = _seconds(mask, text, named=named)
            for _ in range(9):  # another test beside it slows the processor, not the mask
                if took > limit:
                    took = min(took, _seconds(mask, text, named=named))
            short[shape] = took
            if took > limit:
                slow[shape] = f"{took:.2f} s for {length}"
    assert not slow, f"{len(slow)}: " + "; ".join(f"{shape} {took}" for shape, took in list(slow.items())[:20])


@pytest.mark.slow_property
@pytest.mark.parametrize("named", [False, True], ids=["masked", "named"])
@pytest.mark.parametrize("piece", LONE_WORDS)
def test_no_text_of_everyday_words_holds_a_worker(piece: str, named: bool) -> None:
    """Each piece of such a text may be a pupil, a month or a place, or somebody whom everybody knows: some microseconds each."""
    mask = Mask(EVERYDAY, known=["Alex Tapsell", "Oakley Hall School"])
    for length in (500, 5_000, LENGTH):
        text = (piece * (length // len(piece) + 1))[:length]
        limit = SECONDS_FOR_WORDS if length == LENGTH else SECONDS_FOR_WORDS / 8
        took = _seconds(mask, text, named=named)
        for _ in range(5):  # another test beside it slows the processor, not the mask
            if took > limit:
                took = min(took, _seconds(mask, text, named=named))
        assert took <= limit, length


@pytest.mark.slow_property
@pytest.mark.parametrize("piece", [*LONE, "\u0301\u0316", "\u0316\u0301\u0338", "Ann ", "Ann A\u0301\u0316"])
def test_no_contact_of_any_length_holds_a_worker(piece: str) -> None:
    """A draft keeps what was typed there, however long; it is read at each sight of the request."""
    for length in (500, 5_000, LENGTH):
        text = "Ann Oak" + (piece * (length // len(piece) + 1))[:length]
        took = []
        for _ in range(4):
            began = time.process_time()
            _ = Mask(HIDDEN, known=known_by_hand([text], HIDDEN)), long_form(text[: LENGTH // 2])
            took.append(time.process_time() - began)
            if took[-1] <= SECONDS:
                break
        assert min(took) <= SECONDS, length


def test_many_pupils_and_long_names_are_made_ready_at_once() -> None:
    """All listed pupils of a large school, and names as long as the field allows."""
    began = time.process_time()
    letters = "bcdfghjkl"
    names = [f"Ar{one}o{two}a Em{two}i{one}ist{three}" for one, two, three in product(letters, letters, "mnpt")]
    mask = Mask([Hidden(name, ANY_PUPIL, elsewhere=True) for name in names])
    assert mask("We saw ARLOKA EMKILISTT.") == "We saw a pupil."
    assert Mask([Hidden("Ab" * 60, "Pupil A")])("x" + "Ab" * 600) == "x" + "Ab" * 600
    assert time.process_time() - began < SECONDS
