"""The gate finds what could tell of a child, says where, and lets plain texts of teachers through."""

from datetime import date

import pytest

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.practice.rules.gate import Concern, look_over, mark_of
from tests.awkward_names import NAMES

pytestmark = pytest.mark.clause("OBJ-2")

SCHOOLS = ("Oakfield Primary School", "St Anne’s Church of England Primary School", "Hill Road Infants", "Weald North")
MASK = Mask([Hidden("Marigold Xanthopoulos", ANY_PUPIL, date(2018, 3, 27), elsewhere=True)], SCHOOLS)


def found(text: str) -> list[tuple[str, str]]:
    return [(str(each.concern), each.found) for each in look_over({"tried": text}, MASK, SCHOOLS)]


@pytest.mark.parametrize("awkward", [each for each in NAMES if each.spelled], ids=lambda each: each.why)
def test_a_pupil_is_found_however_the_name_is_written(awkward) -> None:
    listed = [Hidden(each, ANY_PUPIL, awkward.born, elsewhere=True) for each in awkward.pupils]
    mask = Mask(listed, awkward.known)
    missed = []
    for spelled in awkward.spelled:
        blocked = [
            each for each in look_over({"tried": f"In spring we met {spelled} each day."}, mask, ()) if each.blocks
        ]
        if not blocked:
            missed.append(spelled)
    assert not missed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mentor met Marigold at the gate.", [("name", "Marigold")]),
        ("Marigold’s mentor, and Xanthopoulos again.", [("name", "Marigold"), ("name", "Xanthopoulos")]),
        ("It began on 27 March 2018.", [("born", "27 March 2018")]),
        ("Born 1 May 2019, new to us.", [("born", "1 May 2019")]),
        ("Her birthday is the 3rd of June.", [("born", "3rd of June")]),
        ("From 12/09/2025 we met daily.", [("day", "12/09/2025")]),
        ("We started on 2025-09-12.", [("day", "2025-09-12")]),
        ("We started on September 12 and stopped in July.", [("day", "September 12")]),
        ("At Oakfield we have a garden.", [("school", "Oakfield")]),
        ("We learned it from St Anne's Church of England Primary.", [("school", "St Anne's")]),
        ("The team of Hill Road showed us.", [("school", "Hill Road")]),
        ("Schools of weald north met, and so did Weald North.", [("school", "Weald North")]),
        ("Larkford Academy lent us the kit.", [("school", "Larkford Academy")]),
        ("She is the only child in care here.", [("only", "the only")]),
        ("The sole pupil in a wheelchair.", [("only", "The sole"), ("rare", "wheelchair")]),
        ("A boy in Year 5 whose father is in prison.", [("few", "A boy"), ("rare", "prison")]),
        ("Mr Hart and Dr. Osei led it.", [("person", "Mr Hart"), ("person", "Dr. Osei")]),
        ("Two pupils read with us.", [("few", "Two pupils")]),
        ("We chose three Year 2 pupils for it.", [("few", "three Year 2 pupils")]),
        ("A group of 4 boys met weekly.", [("few", "4 boys")]),
        ("One of our youngest learners helped.", [("few", "One of our youngest learners")]),
        ("It is in RFR-2026-00001, as agreed.", [("reference", "RFR-2026-00001")]),
        ("Ask jo.bloggs@hill-road.kent.sch.uk for it.", [("email", "jo.bloggs@hill-road.kent.sch.uk")]),
        ("Ring 01622 123456 or +44 7700 900123.", [("phone", "01622 123456"), ("phone", "+44 7700 900123")]),
        ("It came to £345.67 in all.", [("money", "£345.67")]),
        ("We paid £1,640 and 1,235 pounds.", [("money", "£1,640"), ("money", "1,235 pounds")]),
        ("A pupil who was 9 years old.", [("age", "9 years old")]),
        ("Our nine-year-old said so.", [("age", "nine-year-old")]),
        ("He was aged 9, and then age 10.", [("age", "aged 9"), ("age", "age 10")]),
        ("Both children and the twins came.", [("few", "Both children"), ("few", "twins")]),
    ],
)
def test_what_could_tell_of_a_child_is_listed_with_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We gave 5 pupils 2 hours a week for 12 weeks.",
        "Two adults worked with pupils in Year 2 and Key Stage 1.",
        "One hour a day for pupils who find the corridor hard.",
        "Our School Council liked it. The Primary phase did too. Most primary schools could do it.",
        "In May we stopped. It may 3 times out of 10 not work.",
        "Twelve pupils met before lunch. Only then did the class come in.",
        "Forest School on Fridays; 25 % fewer exclusions than in 2024/25.",
        "It cost about £1,500, £25 a week, or 300 pounds a term.",
        "We began 5 years ago in Year 9 and met for 10 minutes, 0.5 hours in all, 2025-26.",
        "Three terms later, eight of ten pupils stayed in class.",
    ],
)
def test_plain_texts_of_teachers_pass(text: str) -> None:
    assert found(text) == []


def test_a_finding_shows_what_stands_around_it() -> None:
    text = (
        "For a whole term we kept the same plan for everybody in the class, then Marigold came and we changed it a lot."
    )
    (one,) = look_over({"title": "Calm mornings", "tried": text}, MASK, SCHOOLS)
    assert (one.field, one.before, one.found, one.after) == (
        "tried",
        "…plan for everybody in the class, then ",
        "Marigold",
        " came and we changed it a lot.",
    )
    assert one.blocks


def test_only_names_and_births_block() -> None:
    text = "Marigold, born 1 May 2019, is the only one of 3 pupils at Oakfield since 4 June."
    blocked = {each.concern: each.blocks for each in look_over({"tried": text}, MASK, SCHOOLS)}
    assert blocked == {
        Concern.NAME: True,
        Concern.BORN: True,
        Concern.ONLY: False,
        Concern.FEW: False,
        Concern.SCHOOL: False,
        Concern.DAY: False,
    }


def test_the_mark_changes_with_each_text() -> None:
    assert mark_of({"title": "a", "tried": "b"}) != mark_of({"title": "a", "tried": "c"})
    assert mark_of({"title": "ab", "tried": ""}) != mark_of({"title": "a", "tried": "b"})
    assert mark_of({"title": "a"}, 1) != mark_of({"title": "a"}, 2)
    assert len(mark_of({"title": "\ud800"})) == 32
