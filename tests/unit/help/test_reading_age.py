"""How hard a text reads is counted as it was published, and no guide is hard."""

import pytest

from locality.help.library import FOLDER, SLUGS
from scripts.reading_age import grade, hard, lines_of, of_guide, sentences_of, syllables

HARDEST = 8  # the Flesch-Kincaid grade of a reading age of 13


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("school", 1), ("made", 1), ("makes", 1), ("changed", 1), ("the", 1), ("we’ll", 1), ("request", 2), ("needed", 2),
        ("table", 2), ("people", 2), ("approved", 2), ("submitted", 3), ("officer", 3), ("community", 4),
    ],
)  # fmt: skip
def test_syllables_are_those_that_are_heard(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_the_grade_is_of_words_a_sentence_and_syllables_a_word() -> None:
    # 0.39 × 6 / 1 + 11.8 × 6 / 6 − 15.59
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    # 0.39 × 8 / 2 + 11.8 × 16 / 8 − 15.59
    assert grade(["The community submitted it.", "The officer approved it."]) == pytest.approx(9.57)
    assert grade([]) == 0


def test_a_text_is_cut_into_sentences_items_and_cells() -> None:
    assert sentences_of("One day. Another day?\n\nA title\n- first thing\n- second thing\n| a cell | the next |") == [
        "One day.",
        "Another day?",
        "A title",
        "- first thing",
        "- second thing\n",
        " a cell ",
        " the next ",
    ]


def test_each_line_of_a_page_is_read_apart() -> None:
    assert lines_of("Send request\nRosa Lind, clerk. Due today.\n\nSee all") == [
        "Send request",
        "Rosa Lind, clerk.",
        "Due today.",
        "See all",
    ]


def test_a_page_above_the_age_is_too_hard_but_not_one_of_a_few_labels() -> None:
    sentence = "The community subsequently communicated its considered determination regarding the allocation."
    assert hard([sentence] * 3)
    assert not hard([sentence])
    assert not hard(["The cat sat on the mat."] * 6)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_guide_is_hard_to_read(slug: str) -> None:
    assert grade(of_guide(FOLDER / f"{slug}.md")) <= HARDEST
