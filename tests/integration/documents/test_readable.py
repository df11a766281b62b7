"""Documents that everybody can read: rows with a header, levels of headings, names of files, large print (FORM-15)."""

import io
import statistics
import time

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from locality.documents.parts import (
    Bullets,
    Contents,
    Document,
    FormRow,
    FormTable,
    GridTable,
    Heading,
    Note,
    Paragraph,
    Part,
)
from locality.documents.pdf import to_pdf
from locality.documents.word import to_docx
from tests.integration.documents.making import WORDS_250, everywhere, naughty_strings, request_form
from tests.pdf_tree import Tag, headings_of, runs_of, tree_of
from tests.pdf_ua import assert_pdf_ua

pytestmark = pytest.mark.clause("FORM-15")

A4 = 595.28
"""The width of the paper in points."""


def text_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def tables_of(made: bytes) -> list[Tag]:
    return tree_of(made).all("Table")


def rows_of(table: Tag) -> list[list[tuple[str, str]]]:
    return [[(cell.name, cell.scope) for cell in row.inside] for row in table.all("TR")]


def word_of(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(to_docx(document)))


def test_a_question_is_the_header_of_its_answer() -> None:
    made = to_pdf(request_form())
    for table, columns in zip(tables_of(made), (2, 3, 2), strict=True):
        head, *rows = rows_of(table)
        assert head == [("TH", "Column")] * columns
        assert rows
        assert all(row == [("TH", "Row"), *[("TD", "")] * (columns - 1)] for row in rows)
    # Cells that named their headers one by one would hide the row's
    assert not [cell for table in tables_of(made) for cell in table.all("TD") if cell.headers]
    assert_pdf_ua(made)


def test_the_first_column_of_one_is_no_header() -> None:
    made = to_pdf(Document("T", [GridTable("Schools", ["School"], [["Hill Road"], ["Park High"]])]))
    assert rows_of(tables_of(made)[0]) == [[("TH", "Column")], [("TD", "")], [("TD", "")]]


def test_letters_of_a_person_are_never_taken_for_tags() -> None:
    """What somebody wrote stands in the file's outline too, beside the tags that are mended."""
    text = "9 0 obj <</Type/StructElem/S/TR/P 3 0 R/K[1 0 R 2 0 R]>> endobj startxref 7 %%EOF xref 0 1 trailer"
    for large in (False, True):
        made = to_pdf(everywhere(text), large=large)
        assert_pdf_ua(made)
        assert "startxref 7" in text_of(made)


def test_every_table_has_a_caption() -> None:
    tables = tables_of(to_pdf(request_form()))
    assert [len(table.all("Caption")) for table in tables] == [1, 1, 1]
    school, _, community = tables
    assert [each.title for each in school.all("H2")] == ["School section"], "its heading is its caption: said once"
    assert [each.title for each in community.all("H2")] == ["Community section"]


def test_a_form_can_lie_deeper() -> None:
    parts = [
        Heading(1, "5 Requests"),
        Heading(2, "5.1 Hill Road"),
        FormTable("School section", [FormRow("A", "B")], level=3),
    ]
    assert headings_of(to_pdf(Document("T", parts))) == [
        (1, "T"), (2, "5 Requests"), (3, "5.1 Hill Road"), (4, "School section"),
    ]  # fmt: skip
    styles = [p.style.name for p in word_of(Document("T", parts)).paragraphs if p.text]
    assert styles == ["Title", "Heading 1", "Heading 2", "Heading 3"]


def test_contents_list_as_many_levels_as_they_are_told() -> None:
    parts: list[Part] = [
        Heading(1, "5 Requests"), Paragraph("x"), Heading(2, "5.1 Hill Road"), Paragraph("y"), Heading(3, "Discussion"),
    ]  # fmt: skip
    for depth, wanted in ((1, (1, 0, 0)), (2, (1, 1, 0))):
        made = to_pdf(Document("T", [Contents(depth=depth), *parts]))
        listed = text_of(made).split("Contents", 1)[1].split("5 Requests x")[0]
        assert tuple(listed.count(each) for each in ("5 Requests", "5.1 Hill Road", "Discussion")) == wanted
        assert_pdf_ua(made)


def test_the_file_is_told_from_others_of_its_kind() -> None:
    document = Document("Minutes of Cantlow 1", [], name="Minutes of Cantlow 1, 26 November 2026")
    for large, name in ((False, document.name), (True, f"{document.name}, large print")):
        reader = PdfReader(io.BytesIO(to_pdf(document, large=large)))
        assert reader.metadata
        assert reader.metadata.title == name
        assert reader.xmp_metadata
        assert reader.xmp_metadata.dc_title == {"x-default": name}
    assert headings_of(to_pdf(document)) == [(1, "Minutes of Cantlow 1")]
    assert word_of(document).core_properties.title == document.name
    assert word_of(document).paragraphs[0].text == "Minutes of Cantlow 1"
    assert word_of(Document("A title", [])).core_properties.title == "A title"


def test_a_list_is_a_list() -> None:
    document = Document("T", [Bullets(["Chair", "Representative of Hill Road"])])
    for large in (False, True):
        made = to_pdf(document, large=large)
        assert [each.name for each in tree_of(made).all("L", "LI")] == ["L", "LI", "LI"]
        assert "• Chair • Representative of Hill Road" in text_of(made)
        assert_pdf_ua(made)
    assert [(p.text, p.style.name) for p in word_of(document).paragraphs[1:]] == [
        ("Chair", "List Bullet"),
        ("Representative of Hill Road", "List Bullet"),
    ]
    assert_pdf_ua(to_pdf(Document("T", [Bullets([])])))


def test_text_is_of_twelve_points_and_nothing_below_ten() -> None:
    sizes = [run.size for run in runs_of(to_pdf(request_form()))]
    assert min(sizes) >= 10
    assert statistics.mode(sizes) == 12


def test_large_print_has_nothing_below_eighteen_points() -> None:
    sizes = {run.size for run in runs_of(to_pdf(request_form(), large=True))}
    assert min(sizes) == 18
    assert max(sizes) > 18


def test_large_print_is_the_same_document() -> None:
    ordinary, large = to_pdf(request_form()), to_pdf(request_form(), large=True)
    assert headings_of(large)[:2] == headings_of(ordinary)[:2]
    said = text_of(large)
    for expected in (
        "Name of School / Lead School St Anne’s Church of England Primary School",
        f"Solution required 250 words at most 418 {WORDS_250}",
        "Support requested • Advice and guidance • Financial contribution",
        "Second paragraph.",
        "Final amount approved £4,200.00",
        "The clerk sends the form. The officer acknowledges it.",
    ):
        assert expected in _without_heads(large), expected
    assert all(said.count(each) >= len(PdfReader(io.BytesIO(large)).pages) for each in HEADS)
    assert said.count("Page 1 of") == 1
    assert_pdf_ua(large)


def _without_heads(made: bytes) -> str:
    """The text without what stands at the head and foot of each page."""
    lines = [line for page in PdfReader(io.BytesIO(made)).pages for line in page.extract_text().split("\n")]
    kept = [line for line in lines if "Page " not in line and line.strip() not in HEADS]
    return " ".join(" ".join(kept).split())


HEADS = ("Request for Resource RFR-2026-00418", "Made on 3 December 2026", "Kent County Council")


def test_in_large_print_a_form_is_a_list_of_labels_and_values() -> None:
    made = to_pdf(request_form(), large=True)
    labels = tree_of(made).all("Lbl")
    assert len(labels) >= 8 + 2
    assert len(tree_of(made).all("LBody")) >= 8 + 2
    assert len(tables_of(made)) == 1, "the table of costs fits"
    assert "e Signature (blank)" in text_of(made)
    assert "(blank)" not in text_of(to_pdf(request_form()))


def test_in_large_print_a_table_that_does_not_fit_becomes_a_list() -> None:
    header = ["Request", "School", "Community", "State", "Asked for", "Approved"]
    rows = [["RFR-2026-00012", "Hill Road Academy", "Cantlow 1", "Processed", "£4,200.00", "£3,100.00"]] * 3
    grid = GridTable("Requests of the year", header, rows, ["left"] * 4 + ["right"] * 2)
    made = to_pdf(Document("T", [grid]), large=True)
    assert not tables_of(made)
    assert text_of(made).count("School: Hill Road Academy Community: Cantlow 1 State: Processed") == 3
    assert text_of(made).count("Approved: £3,100.00") == 3
    assert "Requests of the year" in text_of(made)
    assert len(tables_of(to_pdf(Document("T", [grid])))) == 1
    assert_pdf_ua(made)


def test_in_large_print_a_narrow_table_stays_one() -> None:
    money = GridTable("Balance sheet", ["Money", "Amount"], [["Allocated", "£100,000.00"]], ["left", "right"])
    points = GridTable("Action points", ["What", "Who", "By"], [["Share the checklist " * 12, "Ann Lee", "1 Dec 2026"]])
    made = to_pdf(Document("T", [money, points]), large=True)
    assert [rows_of(each)[1][0] for each in tables_of(made)] == [("TH", "Row")] * 2


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
@pytest.mark.parametrize("word", ["W" * 500, "@" * 300, "Donaudampfschifffahrtsgesellschaft" * 9])
def test_nothing_is_cut_at_the_edge_of_the_page(word: str, *, large: bool) -> None:
    document = Document(
        f"Title {word}",
        [
            Note(word), Paragraph(word), Heading(2, word), Bullets([word]),
            FormTable(word, [FormRow(word, word, word), FormRow("List", [word, word])]),
            GridTable(word, ["A", word, "C"], [[word, word, word]]),
            GridTable(word, list("ABCDEFGH"), [[word] * 8]),
        ],
        reference=word, header=word, footer=word,
    )  # fmt: skip
    runs = runs_of(to_pdf(document, large=large))
    assert min(run.left for run in runs) >= 45
    assert max(run.right for run in runs) <= A4 - 45 + 1


@pytest.mark.parametrize("large", [False, True], ids=["ordinary", "large"])
def test_labels_stay_in_their_column(*, large: bool) -> None:
    made = to_pdf(Document("T", [FormTable("", [FormRow("W" * 80, "x"), FormRow("M" * 80, "y" * 300)])]), large=large)
    assert_pdf_ua(made)
    lefts = sorted({round(run.left) for run in runs_of(made)})
    if not large:
        answers = lefts[2]
        assert all(run.right <= answers for run in runs_of(made) if round(run.left) < answers and run.size == 12)


def test_a_long_head_does_not_lie_over_the_text() -> None:
    for large in (False, True):
        made = to_pdf(Document("T " * 200, [Paragraph("x")], header="H " * 400, footer="F " * 400), large=large)
        assert all(20 <= run.top <= 825 for run in runs_of(made))


def test_large_print_takes_naughty_strings() -> None:
    strings = naughty_strings()
    rows = [FormRow(text, text, text) for text in strings]
    wide = [[text] * 6 for text in strings]
    assert_pdf_ua(to_pdf(Document("T", [FormTable("S", rows), GridTable("G", list("abcdef"), wide)]), large=True))
    for text in strings[::20]:
        assert_pdf_ua(to_pdf(everywhere(text), large=True))


def test_a_form_in_large_print_takes_no_longer() -> None:
    to_pdf(request_form(), large=True)
    took = []
    for number in range(9):
        start = time.process_time()
        to_pdf(request_form(number), large=True)
        took.append(time.process_time() - start)
    assert statistics.median(took) < 0.1


def test_in_word_a_row_never_splits_and_its_first_cell_heads_it() -> None:
    for table in word_of(request_form()).tables:
        for number, row in enumerate(table.rows):
            names = [child.tag.rpartition("}")[2] for child in row._tr.trPr]
            assert names == (["cantSplit", "tblHeader"] if number == 0 else ["cantSplit"])
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert int(look.get(qn("w:val")), 16) & 0x00A0 == 0x00A0, "older readers know the number alone"


def test_in_word_text_is_of_twelve_points_and_nothing_below_ten() -> None:
    word = word_of(request_form())
    assert word.styles["Normal"].font.size.pt == 12
    small = [word.styles[name].font.size.pt for name in ("Header", "Footer", "Caption")]
    small += [
        run.font.size.pt for cell in word.tables[0]._cells for p in cell.paragraphs for run in p.runs if run.font.size
    ]
    assert min(small) >= 10
