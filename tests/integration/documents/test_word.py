"""Word: what is in the file, read back."""

import io
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from locality.documents.parts import Document, FormRow, FormTable, Heading, Paragraph
from locality.documents.word import to_docx
from tests.integration.documents.making import everywhere, naughty_strings, request_form

pytestmark = pytest.mark.clause("FORM-15")


def read(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(to_docx(document)))


def test_the_form_is_laid_out_as_on_paper() -> None:
    word = read(request_form())
    school, costs, community = word.tables
    assert [cell.text for cell in school.rows[0].cells] == ["Question", "Answer"]
    assert [cell.text for cell in school.rows[1].cells] == ["Request ID", "RFR-2026-00418"]
    assert school.rows[3].cells[0].text == "Solution required\n250 words at most"
    assert school.rows[7].cells[1].text.endswith("\nSecond paragraph.")
    assert [cell.text for cell in costs.rows[1].cells] == ["Assistant", "10", "£150.00"]
    assert community.rows[1].cells[1].text == "£4,200.00"
    shades = [cell._tc.tcPr.find(qn("w:shd")) is not None for cell in school.rows[1].cells]
    assert shades == [True, False]


def test_several_answers_are_a_list() -> None:
    answer = read(request_form()).tables[0].rows[5].cells[1]
    assert [(p.text, p.style.name) for p in answer.paragraphs] == [
        ("Advice and guidance", "List Bullet"),
        ("Financial contribution", "List Bullet"),
    ]


def test_headings_are_real_and_leave_out_no_level() -> None:
    styles = [(p.style.name, p.text) for p in read(request_form()).paragraphs if p.text]
    assert styles[0] == ("Title", "Request for Resource RFR-2026-00418")
    assert [style for style in styles if style[0].startswith("Heading")] == [
        ("Heading 1", "School section"),
        ("Heading 1", "Community section"),
        ("Heading 2", "What happens next"),
    ]
    deep = read(Document("T", [Heading(9, "Deep"), Heading(5, "Deeper")]))
    assert [p.style.name for p in deep.paragraphs] == ["Title", "Heading 1", "Heading 2"]


def test_column_headings_repeat_and_are_marked() -> None:
    for table in read(request_form()).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_file_names_its_title_author_and_language() -> None:
    word = read(Document("A title", [], author="Rosa Lind", made_at=datetime(2026, 7, 3, 9, 5, tzinfo=UTC)))
    assert word.core_properties.title == "A title"
    assert word.core_properties.author == "Rosa Lind"
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.created == datetime(2026, 7, 3, 9, 5, tzinfo=UTC)
    languages = {mark.get(qn("w:val")) for mark in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_cells_have_air_and_a_table_stands_under_its_heading() -> None:
    properties = read(request_form()).tables[0]._tbl.tblPr
    order = [child.tag.rpartition("}")[2] for child in properties]
    assert order.index("tblInd") < order.index("tblLayout") < order.index("tblCellMar") < order.index("tblLook")
    padding = {side.tag.rpartition("}")[2]: side.get(qn("w:w")) for side in properties.find(qn("w:tblCellMar"))}
    assert padding == {"top": "60", "left": "115", "bottom": "60", "right": "115"}
    assert properties.find(qn("w:tblInd")).get(qn("w:w")) == "115"


def test_each_page_says_which_it_is_and_of_what() -> None:
    section = read(request_form()).sections[0]
    assert section.header.paragraphs[0].text == "Kent County Council"
    assert "RFR-2026-00418" in section.footer.paragraphs[0].text
    fields = [field.text for field in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[1].text == "Made on 3 December 2026"


def test_letters_that_the_pdf_cannot_show_are_kept() -> None:
    assert read(Document("T", [Paragraph("李明 😀 தமிழ்")])).paragraphs[1].text == "李明 😀 தமிழ்"


def test_every_naughty_string() -> None:
    strings = naughty_strings()
    word = read(Document("T", [FormTable("S", [FormRow(text, text) for text in strings])]))
    assert len(word.tables[0].rows) == len(strings) + 1
    for text in strings[::50]:
        read(everywhere(text))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    assert read(everywhere(text)).tables
