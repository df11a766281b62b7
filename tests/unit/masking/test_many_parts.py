"""Names of many parts, and what schools type beside a name: every part is hidden (RES-9)."""

import pytest

from locality.masking.called import Hidden
from locality.masking.names import Mask
from locality.masking.people import known_by_hand
from locality.masking.spelling import LONGEST_NAME, spelling_of

pytestmark = pytest.mark.clause("RES-9")


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("Nguyen Thi Anh-Thu (known as Annie)", "Thu came. Anh-Thu came.", "Pupil A came. Pupil A came."),
        ("Nguyen Thi Anh-Thu (known as Annie)", "Nguyen Thi Anh-Thu came.", "Pupil A came."),
        ("Nguyen Thi Anh-Thu (known as Annie)", "Annie or Thu Annie", "Pupil A or Pupil A"),
        ("Nguyen Thi Anh-Thu (known as Annie)", "known as Annie", "known as Pupil A"),
        ("Mary Jane Smith (Year 4, known as MJ)", "Mary came. Jane or MJ?", "Pupil A came. Pupil A or Pupil A?"),
        ("Mary Jane Smith (Year 4, known as MJ)", "Mary Smith is in Year 4.", "Pupil A is in Year 4."),
        ("Mary Jane Smith (Year 4, known as MJ)", "Smith, Mary Jane", "Pupil A"),
        ("Mary Jane Smith, Year 4, known as MJ", "Mary Jane Smith, also MJ", "Pupil A, also Pupil A"),
        ("Smith, Mary Jane (Year 4, known as MJ)", "Mary came. Mary Jane Smith", "Pupil A came. Pupil A"),
        ("Smith (Year 4), Mary", "Mary came. Mark Smith came.", "Pupil A came. Mark (name) came."),
        ("Anna Maria Luisa Teresa Costa-Ferreira Lindholm", "Teresa came.", "Pupil A came."),
        ("Anna Maria Luisa Teresa Costa-Ferreira Lindholm", "luisa teresa costa came", "Pupil A came"),
        (
            "Anna Maria Luisa Teresa Costa-Ferreira Lindholm",
            "Anna Maria Luisa Teresa Costa-Ferreira Lindholm came.",
            "Pupil A came.",
        ),
        (
            "Anna Maria Luisa Teresa Costa-Ferreira Lindholm",
            "Lindholm, Anna Maria Luisa Teresa and alindholm@x.org",
            "Pupil A and Pupil A@x.org",
        ),
        ("Maria de la Luz von der Heide Costa", "Luz Heide; Maria, de la Luz", "Pupil A; Pupil A"),
        ("Ali bin Abu Bakr al Hassan ibn Omar Khalid Mustafa", "Abu Bakr; Hassan; Omar", "Pupil A; Pupil A; Pupil A"),
        ("John Smith or Jones, twin of Jack, Year 3, prefers Johnny", "Johnny and Smith", "Pupil A and Pupil A"),
        ("กมลวรรณ ประเสริฐวงศ์ (Annie Smithson)", "Annie Smithson", "Pupil A"),
        ("กมลวรรณ ประเสริฐวงศ์สกุล", "ประเสริฐวงศ์สกุล", "Pupil A"),
    ],
)
def test_every_part_of_a_long_name_is_hidden(name: str, typed: str, read: str) -> None:
    assert Mask([Hidden(name, "Pupil A")])(typed) == read


@pytest.mark.parametrize(
    "name",
    ["Zoe Quirk (known as Zozo)", "Zoe Quirk known as Zozo", "Zoe Quirk, Year 4, prefers Zozo", "Quirk, Zoe (Zozo)"],
)
def test_initials_are_of_the_name_without_what_is_typed_behind_it(name: str) -> None:
    assert Mask([Hidden(name, "Pupil A")])("ZQ, Z.Q., Zozo Quirk") == "Pupil A, Pupil A, Pupil A"


def test_the_given_name_is_not_looked_for_in_a_note() -> None:
    pupils = [Hidden(name, "Pupil A") for name in ("Zara Smith (Year 4, known as Zed)", "Leo Hill, autistic")]
    assert known_by_hand(["Zara", "Zara Smith, SENCO", "Leo Hall"], pupils) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Leo Mary-Ann Grant came.", "Pupil A came."),
        ("Leo Mary Ann Grant came.", "Pupil A came."),
        ("Leo O’Neill Grant came.", "Pupil A came."),
        ("Leo James Grant came.", "Pupil A came."),
        ("Leo Mary-Ann Hill came.", "(name) Mary-Ann Hill came."),
        ("Leo. Mary-Ann Grant", "Pupil A. Mary-Ann (name)"),
        ("Leo and Mary-Ann Grant", "Pupil A and Mary-Ann (name)"),
        ("Leo, Mary Ann Grant", "Pupil A, Mary Ann (name)"),
    ],
)
def test_a_double_middle_name_that_no_list_holds_is_hidden_with_the_name_around_it(typed: str, read: str) -> None:
    assert Mask([Hidden("Leo Grant", "Pupil A")])(typed) == read


@pytest.mark.parametrize(
    "name", ["ab " * 40, "a " * 60, "กข " * 40, "Ann (Year 4) " * 9, "a,b," * 30, "ab known " * 13, "de la ab " * 13]
)
def test_a_name_of_many_parts_has_no_more_ways_than_its_length_allows(name: str) -> None:
    assert len(spelling_of(name).ways) <= 20 * LONGEST_NAME
