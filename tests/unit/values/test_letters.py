"""Unicode's forms of a text, whatever somebody piled up in it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.values.letters import Form, normalised


@pytest.mark.parametrize(
    ("form", "text", "becomes"),
    [
        ("NFC", "Zoe\u0308 O’Neill", "Zo\u00eb O’Neill"),
        ("NFD", "Zo\u00eb", "Zoe\u0308"),
        ("NFKC", "\uff21\uff4e\uff4e ﬁnds", "Ann finds"),
        ("NFD", "a\u0301\u0323", "a\u0323\u0301"),
        ("NFKD", "\uff76\uff9e", "\u30ab\u3099"),
        ("NFC", "plain", "plain"),
        ("NFC", "", ""),
    ],
)
def test_each_form_is_unicodes_own(form: Form, text: str, becomes: str) -> None:
    assert normalised(form, text) == becomes


def test_a_letter_keeps_thirty_marks_and_the_next_letter_its_own() -> None:
    assert normalised("NFC", "x" + "\u0323" * 31 + "y\u0323") == "x" + "\u0323" * 30 + "\u1ef5"


@pytest.mark.parametrize(
    "pile", ["\u0300\u0316", "\u0f73", "\uff9e\u0316", "\u0344\u0323", "\u0e38\u0301", "\u3099\u0316"]
)
def test_two_hundred_thousand_marks_take_no_longer_than_letters(pile: str) -> None:
    before = time.process_time()
    assert len(normalised("NFKD", "a" + (pile * 200_000)[:200_000])) <= 1 + 2 * 30
    assert time.process_time() - before < 0.2


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_what_is_normalised_stays_so(text: str, form: Form) -> None:
    once = normalised(form, text)
    assert normalised(form, once) == once
