"""What a writer is shown of a text as others will read it: the sentences with something hidden, and no more (RES-9)."""

import time
from datetime import date

import pytest

from locality.masking.called import Hidden
from locality.masking.names import Mask
from locality.masking.preview import Piece, preview

MASK = Mask([Hidden("Noah Barlow", "Pupil A", date(2018, 3, 27)), Hidden("Ava Stone", "Pupil B")], ["Hannah Barlow"])


def marked(text: str, mask: Mask = MASK) -> list[str]:
    """The sentences shown, what is hidden in square brackets."""
    return [
        "".join(f"[{piece.text}]" if piece.hidden else piece.text for piece in sentence)
        for sentence in preview(mask, text).sentences
    ]


pytestmark = pytest.mark.clause("RES-9")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", []),
        ("Nobody is named here.", []),
        ("Pupil A is named by letter.", []),
        ("Noah came", ["[Pupil A] came"]),
        ("Noah Barlow came", ["[Pupil A] came"]),
        ("Noah, Noah Barlow", ["[Pupil A]"]),
        ("Noah/Ava", ["[Pupil A]/[Pupil B]"]),
        ("photo_Noah.jpg", ["photo_[Pupil A].jpg"]),
        ("Ask Mr Barlow about Noah, born 27 March 2018.", ["Ask [(name)] about [Pupil A], born [(date of birth)]."]),
        ("It rained. Noah came. It snowed.", ["[Pupil A] came."]),
        ("Who came? “Noah did.” Then Ava left!", ["“[Pupil A] did.”", "Then [Pupil B] left!"]),
        ("One line\nNoah\r\nanother line", ["[Pupil A]"]),
        ("Pupil A and Noah came.", ["Pupil A and [Pupil A] came."]),
        ("Noah and Pupil A came. Pupil A left.", ["[Pupil A] and Pupil A came."]),
        ("Noahs desk. Pupil A left.", ["[Pupil A’s] desk."]),
        ("With Dr. Noah in the room.", ["With Dr. [Pupil A] in the room."]),
    ],
)
def test_the_sentences_with_something_hidden_are_shown_and_it_is_marked(typed: str, shown: list[str]) -> None:
    assert marked(typed) == shown


def test_three_sentences_are_shown_and_the_rest_counted() -> None:
    seen = preview(MASK, "Noah came. Ava came. It rained. Noah left. Ava left. Noah is back.")
    assert seen.text == "Pupil A came. Pupil B came. Pupil A left."
    assert seen.more == 2


def test_of_a_long_sentence_what_stands_around_the_first_name_is_shown() -> None:
    [shown] = marked("word " * 100 + "Noah came " + "and then " * 100)
    assert shown.startswith("…word word")
    assert shown.endswith("…")
    assert " [Pupil A] came and then" in shown
    assert len(shown) < 220


def test_nothing_hidden_is_false_and_something_is_data_for_the_page() -> None:
    assert not preview(MASK, "Nobody.")
    assert preview(MASK, "Nobody.").as_data() == {"sentences": [], "more": 0}
    assert preview(MASK, "Noah came").as_data() == {"sentences": [[["Pupil A", True], [" came", False]]], "more": 0}
    assert preview(MASK, "Noah").sentences == ((Piece("Pupil A", hidden=True),),)


@pytest.mark.slow_property
@pytest.mark.parametrize("text", [" ", ".", "\n", "A", "Noah ", "Noah. ", "Noah\n", "(", "a pupil ", ". ", "“"])
def test_no_text_of_any_length_holds_a_worker(text: str) -> None:
    long = (text * 200_000)[:200_000] + " Noah"
    began = time.process_time()
    assert preview(MASK, long)
    assert time.process_time() - began < 1
