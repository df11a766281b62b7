"""A document as Word, laid out like the PDF: real headings, tables with marked heading rows, page numbers."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from locality.documents.parts import Document, FormTable, GridTable, Heading, Note, Paragraph
from locality.documents.text import clean, one_line

_FONT = "Arial"
_TINT = "E8EFEF"
_DARK = RGBColor(0x12, 0x38, 0x3D)
_LABEL_WIDTH, _VALUE_WIDTH = Cm(5.5), Cm(11.5)


def to_docx(document: Document) -> bytes:
    """The document as a .docx file."""
    word = new_document()
    _prepare(word, document)
    word.add_heading(one_line(document.title), level=1)
    for part in document.parts:
        if isinstance(part, Heading):
            word.add_heading(one_line(part.text), level=min(part.level + 1, 4))
        elif isinstance(part, Paragraph):
            word.add_paragraph(clean(part.text))
        elif isinstance(part, Note):
            word.add_paragraph(clean(part.text), style="Intense Quote")
        elif isinstance(part, FormTable):
            _form_table(word, part)
        else:
            _grid_table(word, part)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _prepare(word: WordDocument, document: Document) -> None:
    style = word.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), document.language)
    style.element.get_or_add_rPr().append(language)
    for level in range(1, 5):
        heading = word.styles[f"Heading {level}"]
        heading.font.name, heading.font.color.rgb = _FONT, _DARK
        fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)
    properties = word.core_properties
    properties.title, properties.author = one_line(document.title)[:255], one_line(document.author)[:255]
    properties.language, properties.subject, properties.comments = document.language, document.reference, ""
    if document.made_at:
        properties.created = properties.modified = document.made_at
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = one_line(document.header)
    foot = section.footer.paragraphs[0]
    foot.text = f"{one_line(document.footer)}    Page "
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: WordParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own


def _form_table(word: WordDocument, part: FormTable) -> None:
    word.add_heading(one_line(part.title), level=2)
    table = _table(word, [part.label_heading, part.value_heading])
    for row in part.rows:
        label, value = table.add_row().cells
        _tint(label)
        label.paragraphs[0].add_run(clean(row.label)).bold = True
        if row.note:
            label.add_paragraph().add_run(clean(row.note)).italic = True
        if isinstance(row.value, str):
            value.text = clean(row.value)
            continue
        for number, each in enumerate(row.value):
            line = value.paragraphs[0] if not number else value.add_paragraph()
            line.style, line.text = "List Bullet", clean(each)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = _LABEL_WIDTH, _VALUE_WIDTH
    word.add_paragraph()


def _grid_table(word: WordDocument, part: GridTable) -> None:
    word.add_paragraph(one_line(part.caption), style="Caption")
    table = _table(word, part.header)
    for texts in part.rows:
        for column, (cell, text) in enumerate(zip(table.add_row().cells, texts, strict=True)):
            cell.text = clean(text)
            if part.align and part.align[column] == "right":
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _table(word: WordDocument, header: Sequence[str]) -> Table:
    table = word.add_table(rows=1, cols=len(header))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        _tint(cell)
        cell.paragraphs[0].add_run(clean(text)).bold = True
    marked = OxmlElement("w:tblHeader")
    marked.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(marked)  # noqa: SLF001 - the heading row, repeated on each page
    return table


def _tint(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _TINT)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading
