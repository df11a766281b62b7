"""Text that every writer can take."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from locality.documents.text import ZERO_WIDTH_SPACE, broken_words, clean, one_line, without_piles

EVERY_LETTER = st.text(st.characters(codec=None, exclude_categories=()))


@given(EVERY_LETTER)
def test_what_is_cleaned_fits_into_xml(text: str) -> None:
    element = etree.Element("text")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in (clean(text), None)


@given(EVERY_LETTER)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_line_ends_become_one_kind_and_ordinary_text_stays() -> None:
    assert clean("One\r\nTwo\rThree\u2028Four\tand é £ € 😀") == "One\nTwo\nThree\nFour\tand é £ € 😀"


def test_text_that_would_run_backwards_runs_forwards() -> None:
    assert clean("cost \u202e0005\u202c") == "cost 0005\u202c"


def test_one_line_has_no_breaks() -> None:
    assert one_line("  A\n title\x00 ") == "A title"


@given(EVERY_LETTER)
def test_only_long_words_are_broken_and_no_letter_is_lost(text: str) -> None:
    text = text.replace(ZERO_WIDTH_SPACE, "")
    broken = broken_words(text, 10)
    assert broken.replace(ZERO_WIDTH_SPACE, "") == text
    assert all(len(piece) <= 10 for word in broken.split() for piece in word.split(ZERO_WIDTH_SPACE))


@given(EVERY_LETTER)
def test_marks_never_pile_up(text: str) -> None:
    height = 0
    for letter in without_piles(text, 3):
        height = height + 1 if unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf") else 0
        assert height <= 3


def test_a_letter_with_its_accent_stays() -> None:
    assert without_piles("Zoe\u0308 e\u0301", 0) == "Zoë é"


def test_two_hundred_thousand_accents_are_cut_at_once() -> None:
    before = time.process_time()
    assert without_piles("a" + "\u0300\u0316" * 100_000, 3) == "\u00e0\u0316\u0316\u0316"
    assert time.process_time() - before < 0.2


def test_words_held_together_by_no_break_spaces_are_one_long_word() -> None:
    assert broken_words("a\u00a0b\u202fc d", 3) == f"a\u00a0b{ZERO_WIDTH_SPACE}\u202fc d"
