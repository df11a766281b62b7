"""Two versions of a form, word by word, however long they are."""

import time

from locality.resource_requests.presenters.compare import Change, Piece, compare
from locality.resource_requests.presenters.form_view import Row


def changes(before: str, after: str) -> list[Change]:
    return compare([Row("Solution", (before,))], [Row("Solution", (after,))])


def test_short_texts_are_compared_word_by_word() -> None:
    assert changes("We ask for two mornings", "We ask for four long mornings") == [
        Change(
            "Solution",
            (
                Piece("We ask for", "same"),
                Piece("two", "removed"),
                Piece("four long", "added"),
                Piece("mornings", "same"),
            ),
        )
    ]


def test_long_texts_are_compared_at_both_ends() -> None:
    middle = "word " * 900
    assert changes(f"Begin so {middle}old end so", f"Begin so {middle}new and more end so") == [
        Change(
            "Solution",
            (
                Piece(("Begin so " + middle).strip(), "same"),
                Piece("old", "removed"),
                Piece("new and more", "added"),
                Piece("end so", "same"),
            ),
        )
    ]
    assert changes(middle + "x", "y " + middle)[0].pieces == (
        Piece(middle + "x", "removed"),
        Piece("y " + middle.strip(), "added"),
    )


def test_a_long_text_that_only_grew_shows_what_was_added() -> None:
    text = ("word " * 900).strip()
    assert changes(text, f"{text} and more")[0].pieces == (Piece(text, "same"), Piece("and more", "added"))
    assert changes(f"{text} word", text)[0].pieces == (Piece(text, "same"), Piece("word", "removed"))


def test_words_that_stand_in_both_over_and_over_hold_nobody() -> None:
    before = time.process_time()
    found = changes("the old " * 1000, "the new " * 1000)
    assert found[0].pieces[0] == Piece("the", "same")
    assert time.process_time() - before < 0.1
