"""Which contact is a name that everybody may read, and which pupils a text names."""

from datetime import date

import pytest

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.people import contact_name, known_by_hand
from locality.resource_requests.queries.pupils import beside, named_in

pytestmark = pytest.mark.clause("RES-9")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Priya Nair, priya@school.example", "Priya Nair"),
        ("Priya Nair", "Priya Nair"),
        ("Priya Nair 01234 567890", "Priya Nair"),
        ("Priya Nair (SENCO)", "Priya Nair"),
        ("Priya Nair: 01234", "Priya Nair"),
        ("Priya Nair – SENCO", "Priya Nair"),
        ("Mary Ann O’Brien-Holt; office", "Mary Ann O’Brien-Holt"),
        ("Priya\nNair", ""),
        ("Ask for the SENCO", ""),
        ("Priya", ""),
        ("priya nair, SENCO", ""),
        ("One Two Three Four Five", ""),
        ("Will Call, reception", ""),
        ("Head Of Year, 01234", ""),
        ("Mother of Zephyrine", ""),
        ("Zephyrine’s Mum", ""),
        ("Zephyrines Mum", ""),
        ("Zephyrine'S Friend", ""),
        ("Ann Oak, mother of Zephyrine", ""),
        ("Quorbury Family", ""),
        ("Sean O'Sullivan", "Sean O'Sullivan"),
        ("", ""),
    ],
)
def test_a_contact_is_known_where_it_begins_with_a_name(typed: str, name: str) -> None:
    assert contact_name(typed) == name


OAK = Hidden("Ann Oak", "Pupil A", date(2018, 3, 27))
ELM = Hidden("Ann Elm", ANY_PUPIL, elsewhere=True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("How can Ann stay?", ["Ann Oak"]),
        ("How can Ann Elm stay?", ["Ann Elm"]),
        ("Ann Oak and Ann Elm", ["Ann Oak", "Ann Elm"]),
        ("Born 27 March 2018", ["Ann Oak"]),
        ("A kit.", []),
    ],
)
def test_a_shared_first_name_is_taken_for_the_pupil_who_is_listed(text: str, named: list[str]) -> None:
    assert [each.name for each in named_in([OAK, ELM], (), [text])] == named


def test_two_rows_of_one_name_are_one_pupil() -> None:
    again = Hidden("Ann Oak", "Pupil B", date(2018, 3, 28))
    assert len(named_in([OAK, again], (), ["Ann Oak"])) == 1


def test_who_is_not_on_the_list_has_no_letter() -> None:
    listed = [Hidden("Bo Elm", "Pupil A")]
    assert beside(listed, [OAK, Hidden("bo  elm", ANY_PUPIL)]) == [
        Hidden("Bo Elm", "Pupil A"),
        Hidden("Ann Oak", ANY_PUPIL, date(2018, 3, 27)),
    ]


ZEPHYRINE = Hidden("Zephyrine Anne Quorbury", ANY_PUPIL, elsewhere=True)
JUERGEN = Hidden("Müller, Jürgen", "Pupil A")
MARY = Hidden("Mary-Jane O’Brien", "Pupil B")


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Hannah Quorbury", ["Hannah Quorbury"]),
        ("Hannah Anne Hale", ["Hannah Anne Hale"]),
        ("Zephyrine Hale", ["Zephyrine Hale"]),
        ("ZÉPHYRINE HALE", ["ZÉPHYRINE HALE"]),
        ("Hannah Anne Quorbury", []),
        ("Anne Quorbury, SENCO", []),
        ("Juergen Hale", ["Juergen Hale"]),
        ("Jurgen Hale", ["Jurgen Hale"]),
        ("Anna Müller", ["Anna Müller"]),
        ("Sean O’Brien", ["Sean O’Brien"]),
        ("Mary Hale", ["Mary Hale"]),
        ("Jane O'Brien", []),
        ("Zephyrine Quorberry", []),
        ("Zephyrine Q", []),
    ],
)
def test_a_name_typed_by_hand_is_known_where_it_tells_of_no_pupil(typed: str, known: list[str]) -> None:
    assert known_by_hand([typed], [ZEPHYRINE, JUERGEN, MARY]) == known
