"""PDF: what a person and a screen reader find in it, that it keeps PDF/UA-1, and how long it takes."""

import io
import statistics
import threading
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from locality.documents.parts import Document, FormRow, FormTable, GridTable, Heading, Paragraph
from locality.documents.pdf import to_pdf
from locality.documents.pdf_content import BOX, LETTERS_MISSING
from tests.integration.documents.making import everywhere, naughty_strings, request_form
from tests.pdf_ua import assert_pdf_ua

pytestmark = pytest.mark.clause("FORM-15")


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def text_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def tags_of(made: bytes) -> list[str]:
    """The tags in the order a screen reader meets them."""
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/K" in node:
            if "/S" in node:
                found.append(str(node["/S"])[1:])
            walk(node["/K"])
        elif isinstance(node, dict) and "/S" in node:
            found.append(str(node["/S"])[1:])

    walk(read(made).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_form_is_pdf_ua() -> None:
    assert_pdf_ua(to_pdf(request_form()))


def test_the_form_says_what_was_asked_and_answered() -> None:
    text = text_of(to_pdf(request_form()))
    for expected in (
        "Request for Resource RFR-2026-00418",
        "School section",
        "Question Answer",
        "Name of School / Lead School St Anne’s Church of England Primary School",
        "250 words at most",
        "• Advice and guidance • Financial contribution",
        "Final amount approved £4,200.00",
        "The clerk sends the form. The officer acknowledges it.",
        "Made on 3 December 2026",
    ):
        assert expected in text


def test_each_page_says_which_it_is_and_of_what() -> None:
    pages = read(to_pdf(request_form())).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert "RFR-2026-00418" in text
        assert "Kent County Council" in text


def test_the_file_names_its_title_author_and_language() -> None:
    document = Document("A title", [], author="Rosa Lind", made_at=datetime(2026, 12, 3, 9, 5, tzinfo=UTC))
    reader = read(to_pdf(document))
    assert reader.metadata
    assert reader.metadata.title == "A title"
    assert reader.metadata.author == "Rosa Lind"
    assert reader.metadata.creation_date
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_tables_and_their_header_cells_are_tagged() -> None:
    tags = tags_of(to_pdf(request_form()))
    assert tags.count("H1") == 1
    assert [tag for tag in tags if tag.startswith("H") and tag[1:].isdigit()] == ["H1", "H2", "H2", "H3"]
    assert tags.count("Table") == 3
    assert tags.count("TH") == (2 + 3 + 2) + (8 + 1 + 2)  # of columns and of rows
    assert "Caption" in tags
    assert "LI" in tags


def test_headings_never_leave_out_a_level() -> None:
    made = to_pdf(Document("T", [Heading(9, "Deep"), Heading(1, "Top"), Heading(3, "Below"), Heading(0, "Top again")]))
    assert [tag for tag in tags_of(made) if tag[1:].isdigit()] == ["H1", "H2", "H2", "H3", "H2"]
    assert_pdf_ua(made)


MARKUP = (
    '#read("/etc/passwd") *bold* _x_ $x^2$ @label `code` \\ #panic("no") #import "@preview/a:1.0.0" https://x.example'
)


def test_text_is_never_markup() -> None:
    made = to_pdf(everywhere(MARKUP))
    assert text_of(made).count('#panic("no")') >= 8
    assert "root:" not in text_of(made)


def test_a_long_word_stays_inside_its_column() -> None:
    word = "W" * 500
    document = Document("T", [FormTable("", [FormRow(word, word)]), GridTable("", ["A", "B"], [[word, word]])])
    for page in read(to_pdf(document)).pages:
        rights: list[float] = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, rights=rights: rights.append(tm[4]))
        assert max(rights) < float(page.mediabox.width)
    assert text_of(to_pdf(document)).replace(" ", "").count("W") == 2000


def test_letters_without_a_typeface_are_boxed_and_the_reader_is_told() -> None:
    made = to_pdf(Document("T", [FormTable("S", [FormRow("Name", "李明 is happy 😀")])]))
    assert f"{BOX}{BOX} is happy {BOX}" in text_of(made)
    assert LETTERS_MISSING in text_of(made)
    assert LETTERS_MISSING not in text_of(to_pdf(request_form()))
    assert_pdf_ua(made)


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Zoë O’Brien", "Ştefan Țepeș", "Nguyễn", "Дарья", "Ελένη"])
def test_names_of_european_and_vietnamese_letters_are_kept(name: str) -> None:
    assert name in text_of(to_pdf(Document("T", [Paragraph(name)])))


@pytest.mark.parametrize("name", ["شيرين", "שלום"])
def test_names_written_from_right_to_left_are_shown(name: str) -> None:
    made = to_pdf(Document("T", [Paragraph(name)]))
    assert BOX not in text_of(made)
    assert_pdf_ua(made)


def test_every_naughty_string_in_one_document() -> None:
    strings = naughty_strings()
    rows = [FormRow(text, text, text) for text in strings]
    cells = [[text, text, text] for text in strings]
    made = to_pdf(Document("T", [FormTable("S", rows), GridTable("G", ["a", "b", "c"], cells)]))
    assert_pdf_ua(made)
    assert "Question Answer" in text_of(made)


def test_naughty_strings_in_every_place() -> None:
    for text in naughty_strings()[::4]:
        to_pdf(everywhere(text))


@pytest.mark.parametrize(
    "text",
    ["word " * 20_000, "x" * 100_000, "漢" * 33_000, "\u0301" * 50_000, "\u200d" * 50_000, "\u1100" * 50_000],
    ids=["words", "one word", "no glyphs", "accents", "joiners", "jamo"],
)
def test_a_hundred_thousand_characters_are_no_error(text: str) -> None:
    assert read(to_pdf(Document("T", [FormTable("S", [FormRow("Q", text)])]))).pages


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
def test_any_text_makes_a_valid_pdf(text: str) -> None:
    assert_pdf_ua(to_pdf(everywhere(text)))


def test_odd_letters_of_one_document_do_not_spoil_the_next() -> None:
    to_pdf(everywhere("e\u0321\u035f\u1dfd t\U000e0100 " * 20 + "".join(map(chr, range(0x1D00, 0x1E00)))))
    assert BOX not in text_of(to_pdf(request_form()))


def test_several_at_once_do_not_mix() -> None:
    made: dict[int, bytes] = {}

    def make(number: int) -> None:
        made[number] = to_pdf(request_form(number))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(8):
        text = text_of(made[number])
        assert f"RFR-2026-{number:05}" in text
        assert f"RFR-2026-{(number + 1) % 8:05}" not in text


def test_a_request_form_takes_under_a_tenth_of_a_second() -> None:
    to_pdf(request_form())
    took = []
    for number in range(15):
        start = time.process_time()  # what it costs, whatever else the machine is doing
        to_pdf(request_form(number))
        took.append(time.process_time() - start)
    assert statistics.median(took) < 0.1
