"""Two spellings that a person takes for one compare alike; two that differ to the eye do not."""

import pytest

from locality.values.keys import ByName, is_named, name_key, reference_key, search_pieces, searchable, taken_as
from locality.values.references import typed_reference
from locality.values.seen import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foxley 1", "Foxley 1\u200b"),
        ("Foxley 1", "FOXLEY\u00a0 1"),
        ("Foxley 1", "Fox\u00adley 1"),
        ("King's Hill", "King’s Hill"),
        ("King's Hill", "King`s Hill"),
        ("King's Hill", "Kings Hill"),
        ("Hythe-on-Sea", "Hythe‑on–Sea"),
        ("East - West", "East–West"),
        ("Queen’s Café", "Queen's Cafe"),
        ("Ｆｏｘｌｅｙ １", "Foxley 1"),
        ("Foхley 1", "Foxley 1"),  # a Cyrillic х
        ("FОXLEY 1", "Foxley 1"),  # a Cyrillic О
        ("Thеrapist", "Therapist"),
        ("Fοxley 1", "Foxley 1"),  # a Greek omicron
        ("СОРЕ 2", "Cope 2"),  # all of it Cyrillic
        ("Ηythe", "Hythe"),  # a Greek capital eta
    ],
)
def test_names_that_look_the_same_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Foxley 1", "Foxley 2"), ("Фoxley 1", "Foxley 1"), ("A b", "A-b"), ("Foxley 1", "Foxley 11"), ("—", "?")],
)
def test_names_that_differ_to_the_eye_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("Foхley 1", "Foxley 1", "“Foхley 1” looks the same as “Foxley 1”, and is taken as that."),
        ("Foxley 1", "Foхley 1", "“Foxley 1” looks the same as “Foхley 1”, and is taken as that."),
        ("FОXLEY 1", "Foxley 1", "“FОXLEY 1” looks the same as “Foxley 1”, and is taken as that."),
        ("Foxley 1", "Foxley 1", ""),
        ("FOXLEY  1", "Foxley 1", ""),  # anybody sees that these are one
        ("King’s Hill", "Kings Hill", ""),
        ("Foхley 1", "Foхley 1", ""),
        ("Foxley 2", "Foxley 1", ""),
    ],
)
def test_letters_of_another_alphabet_are_said(typed: str, kept: str, words: str) -> None:
    assert taken_as(typed, kept) == words


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("0012", "12"),
        ("AL-2", "al-2"),
        ("AL-2", "AL‑2"),
        ("AL-2", "AL 2"),
        ("AL-2", "AL–02"),
        ("2026/27", "2026/27\u200b"),
        ("2026/27", "2026-27"),
        ("Sep-26", "2026-09-01"),  # as a workbook gives the day that Excel made of it
        ("Sep-26", "01/09/2026"),  # and as a CSV does
        ("Sep-26", "September 2026"),
        ("2026-9", "2026-09-01"),
        ("2026-9", "2026-09"),
        ("O'Neil 1", "O’Neil 01"),
        ("DEC-2026/017", "DEC2026017"),
        ("DEC-2026/017", "DEC-2026/17.0"),
        ("DEC-2026/017", "DEC 2026 17"),
        ("DEC-2026/017", "dec–2026–017"),
        ("DEC-2026/017", "Dec 2026017"),
        ("DEC-2026/017", "DEC_2026_017.00"),
        ("DEC-2026/017", "\u200eDEC-2026⁄017\u00a0"),
        ("HNF 2027.3", "hnf20273"),
        ("12", "12.0"),
        ("AL-2", "AL2"),
    ],
)
def test_a_reference_is_known_again_after_a_spreadsheet_saved_it(typed: str, saved: str) -> None:
    assert reference_key(typed) == reference_key(saved)


@pytest.mark.parametrize(
    ("one", "other"),
    [("AL-2", "AL-20"), ("1-23", "12-3"), ("2026-1", "2026-11"), ("Sep-26", "Oct-26"), ("2026-1-12", "2026-11-2"),
     ("A1", "B1"), ("2026-09-01", "2026-09-02"), ("§", "¶"), ("May 1", "May 2"),
     ("DEC-20/26017", "DEC-2026/017"), ("DEC-2026/017", "DEC-2026/170"), ("DEC-2026/017", "DEC-2027/017"),
     ("DEC-20/26017", "DEC2026017"), ("PO450012", "PO45-0012"), ("2026017", "2026/017"), ("1.10", "1.1"),
     ("AL-1", "AL-10.0"), ("DEC2026", "DEC2026/0")],
)  # fmt: skip
def test_two_references_stay_two(one: str, other: str) -> None:
    assert reference_key(one) != reference_key(other)


def test_what_is_searched_is_as_it_is_seen() -> None:
    assert searchable("St\u00a0Peter’s  Prim\u00adary\n– Zoë") == "st peter's primary - zoe"


def test_of_two_that_look_alike_the_one_that_is_spelled_so_goes_first() -> None:
    known = ByName([("King's Hill", 1), ("King’s Hill", 2)])
    assert [known.get(name) for name in ("King's Hill", "King’s Hill", "KING´S HILL", "Queen")] == [1, 2, 1, None]


def test_plain_letters_are_searched_as_all_others() -> None:
    for number in range(128):
        text = f"A{chr(number)}z"
        assert searchable(text) == " ".join(plain(text).text.casefold().split()), hex(number)


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("St Peter’s", ["st", "peter's"]),
        ('"teaching  assistant" oak', ["teaching assistant", "oak"]),
        ("oak “small group” elm", ["oak", "small group", "elm"]),
        ('oak "never closed', ["oak", "never", "closed"]),
        ('"" \u200b', []),
        ("  ", []),
        ("\u200bmath‑s", ["math-s"]),
    ],
)
def test_a_search_is_of_words_and_of_phrases_in_quotation_marks(typed: str, pieces: list[str]) -> None:
    assert search_pieces(typed) == pieces


@pytest.mark.parametrize(
    "typed",
    [
        "RFR-2026-00139",
        "RFR‑2026‑00139",
        "rfr–2026–00139",
        "RFR-2026-139",
        "\u200bRFR 2026 139 ",
        "RFR—2026—0139",
        "RFR2026-139",
        "RFR202600139",
    ],
)
def test_a_reference_is_known_however_it_is_typed(typed: str) -> None:
    assert typed_reference(typed) == "RFR-2026-00139"


@pytest.mark.parametrize(
    "typed",
    ["", "RFR", "2026-139", "RFR-2026", "RFR-2026-0", "RFR-26-139", "AL-2026-139", "RFR-2026-139-1", "RFR-2026-x"],
)
def test_another_text_is_no_reference(typed: str) -> None:
    assert typed_reference(typed) is None


@pytest.mark.parametrize(
    "words", ["St Joseph's", "st joseph’s", "St Joseph`s", "st josephs", "Joseph\u200b", "St\u00a0Joseph´s"]
)
def test_a_name_is_found_with_any_apostrophe(words: str) -> None:
    for name in ("Alderbourne St Joseph’s", "Alderbourne St Joseph's"):
        assert is_named(name, words)
        assert not is_named(name, "St Mary's")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Alderbourne St Joseph’s", "St. Joseph's"),
        ("Alderbourne St Joseph’s", "Saint Joseph’s"),
        ("Saint George’s School", "st georges"),
        ("St Peter and St Paul Primary", "St Peter & St Paul"),
        ("SS Peter & Paul", "peter and paul"),
        ("St Augustine's Church of England Primary School", "St Augustines CofE"),
        ("St Augustine's C.E. Primary School", "Augustine's Church of England"),
        ("St Augustine's CofE Primary School", "Augustine's C of E"),
        ("Hythe-on-Sea", "Hythe on Sea"),
        ("Hythe on Sea", "hythe–on–sea"),
        ("rosa.lind@example.gov.uk", "rosa.lind"),
        ("Queen’s Café", "cafe"),
        ("St.Mary's", "St Mary's"),
        ("—", "—"),
    ],
)
def test_a_name_is_found_as_people_say_it(name: str, words: str) -> None:
    assert is_named(name, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("St Joseph’s", "St Mary’s"), ("Price Hill", "church of england"), ("Stone Saintbury", "stbury"), ("Oak", "—")],
)
def test_a_name_is_not_found_by_another(name: str, words: str) -> None:
    assert not is_named(name, words)
