"""A surname that a pupil shares with somebody whom no list knows is no letter beside the other's given name (RES-9)."""

import time

import pytest

from locality.masking.names import Hidden, Mask
from locality.masking.people import known_by_hand

ZARA, WILL, NOAH = (Hidden(name, "Pupil A") for name in ("Zara Jarrold", "Will Penhallow", "Noah Barlow"))


@pytest.mark.parametrize(
    ("pupil", "typed"),
    [
        (ZARA, "Mark Jarrold, SENCO, 01632 960108"),
        (WILL, "Grace Penhallow"),
        (NOAH, "Rose Barlow, office"),
        (NOAH, "Jack Barlow (SENCO)"),
    ],
)
def test_a_contact_called_by_an_everyday_word_is_known_in_full(pupil: Hidden, typed: str) -> None:
    mask = Mask([pupil], known_by_hand([typed], [pupil]))
    assert mask(f"School contact: {typed}") == f"School contact: {typed}"


def test_nor_is_a_contact_known_who_tells_of_a_pupil() -> None:
    assert known_by_hand(["Grace Barlow", "Mark Hill", "Will Call"], [Hidden("Grace Stone", "Pupil A")]) == []


@pytest.mark.parametrize(
    ("pupil", "text", "read"),
    [
        ("Zara Jarrold", "School contact: Mark Jarrold, SENCO", "School contact: Mark (name), SENCO"),
        ("Will Penhallow", "Grace Penhallow came.", "Grace (name) came."),
        ("Noah Barlow", "BARLOW, Hannah", "(name), Hannah"),
        ("Noah Barlow", "Barlow, Hannah (chair)", "(name), Hannah (chair)"),
        ("Noah Barlow", "hannah barlow rang", "hannah (name) rang"),
        ("Noah Barlow", "Hannah and Tom Barlow", "Hannah and Tom (name)"),
        ("Noah Barlow", "Hannah & Tom Barlow’s letter", "Hannah & Tom (name)’s letter"),
        ("Noah Barlow", "Noah and Hannah Barlow", "Pupil A and Hannah (name)"),
        # new cases of the kind
        ("Noah Barlow", "Xander Barlow advised.", "Xander (name) advised."),
        ("Noah Barlow", "Ask H. Barlow or Z Barlow.", "Ask H. (name) or Z (name)."),
        ("Noah Barlow", "Hannah Smith-Barlow", "Hannah Smith-(name)"),
        ("Noah Barlow", "MARK BARLOW, SENCO", "MARK (name), SENCO"),
        ("Ann de la Cruzado", "Hannah de la Cruzado", "Hannah (name)"),
        ("Sami Al-Hassanov", "Al-Hassanov, Mark", "(name), Mark"),
        ("Zoë Smith-Jones", "Mark Smith-Jones and Sue Jones", "Mark (name) and Sue (name)"),
        ("Анна Петрова", "Мария Петрова", "Мария (name)"),
    ],
)
def test_no_letter_stands_beside_anothers_given_name(pupil: str, text: str, read: str) -> None:
    assert Mask([Hidden(pupil, "Pupil A")])(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mr Barlow said no.", "Mr (name) said no."),
        ("Mr and Mrs Barlow’s letter", "Mr and Mrs (name)’s letter"),
        ("MRS BARLOW rang; Ms. Barlow wrote", "MRS (name) rang; Ms. (name) wrote"),
        ("Mum (Mrs Barlow), Mr N Barlow", "Mum (Mrs (name)), Mr (name)"),
        ("mx barlow, dr barlow, Miss Barlow’s class", "mx (name), dr (name), Miss (name)’s class"),
        ("Mr Noah Barlow", "Mr Pupil A"),
        ("Miss Noah", "Miss Pupil A"),
        ("Master Barlow reads.", "Master Pupil A reads."),
        ("He came with Mr. Barlow reads.", "He came with Mr. (name) reads."),
    ],
)
def test_a_surname_behind_a_title_is_a_grown_ups(text: str, read: str) -> None:
    assert Mask([NOAH])(text) == read
    assert Mask([NOAH])(read) == read
    assert Mask([NOAH]).named_in([text]) == [NOAH]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Noah Barlow", "Pupil A"),
        ("Barlow, Noah", "Pupil A"),
        ("N Barlow and N. Barlow", "Pupil A and Pupil A"),
        ("Barlow reads; when Barlow comes", "Pupil A reads; when Pupil A comes"),
        ("Yesterday Barlow cried.", "Yesterday Pupil A cried."),
        ("In Year 3 Barlow reads.", "In Year 3 Pupil A reads."),
        ("On Monday Barlow came.", "On Monday Pupil A came."),
        ("A plan for Barlow, and Noah", "A plan for Pupil A, and Pupil A"),
        ("The SENCO met Barlow, Year 3", "The SENCO met Pupil A, Year 3"),
        ("they mark Barlow present", "they mark Pupil A present"),
    ],
)
def test_the_pupil_alone_is_still_told_by_the_letter(text: str, read: str) -> None:
    assert Mask([NOAH])(text) == read


@pytest.mark.slow_property
@pytest.mark.parametrize(
    "piece", ["Mark Barlow ", "Barlow, Mark ", "H. Barlow ", "de la Barlow ", "Hannah and Tom Barlow", "-Barlow"]
)
def test_no_text_of_families_holds_a_worker(piece: str) -> None:
    mask = Mask([NOAH, Hidden("Tom Barlow", "Pupil B"), Hidden("Ann de la Cruzado", "Pupil C")], ["Hannah Barlow"])
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    took = []
    for _ in range(3):
        began = time.process_time()
        mask(text)
        took.append(time.process_time() - began)
    assert min(took) < 1, piece
