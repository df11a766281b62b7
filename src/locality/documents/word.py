"""Word file of a document: the same layout as the PDF, with real headings, header rows and language (FORM-15)."""

import io
from collections.abc import Sequence
from datetime import UTC

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

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
from locality.documents.text import clean, one_line

TYPEFACE = "Arial"
TINT = "EEF2F5"
TINT_OF_HEADINGS = "D0D2D3"
MUTED = RGBColor(0x50, 0x5A, 0x5F)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Mm(210), Mm(297), Mm(20)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LABEL_WIDTH = int(TEXT_WIDTH * 0.34)
PADDING = {"top": 60, "left": 115, "bottom": 60, "right": 115}  # of a cell, in twentieths of a point
DEEPEST_HEADING = 6
TEXT, SMALL = 12, 10
HEADING_SIZES = {1: 16, 2: 14}
LONGEST_PROPERTY = 255  # what Office allows in a file's properties


def to_docx(document: Document) -> bytes:
    """The document as a .docx file."""
    word = docx.Document()
    _set_up(word, document)
    word.add_heading(one_line(document.title), level=0)
    level = 0
    for part in document.parts:
        level = _add(word, part, level)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _set_up(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = one_line(document.called)[:LONGEST_PROPERTY]
    properties.author = one_line(document.author)[:LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.language = document.language
    properties.comments = ""
    if document.made_at:
        properties.created = properties.modified = document.made_at.astimezone(UTC).replace(tzinfo=None)
    _set_up_styles(word, document.language)
    section = word.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    if document.header.strip():
        section.header.paragraphs[0].add_run(one_line(document.header))
    foot = section.footer.paragraphs[0]
    title = one_line(document.title)
    reference = one_line(document.reference)
    foot.add_run(title if not reference or reference in title else f"{reference} · {title}")
    foot.add_run("\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")
    if document.footer.strip():
        section.footer.add_paragraph(one_line(document.footer), style="Footer")


def _set_up_styles(word: WordDocument, language: str) -> None:
    for style in word.styles:
        if isinstance(style, ParagraphStyle):
            _set_typeface(style)
    normal = _style(word, "Normal")
    normal.font.size = Pt(TEXT)
    normal.paragraph_format.space_after = Pt(6)
    for language_mark in word.styles.element.iter(qn("w:lang")):
        language_mark.set(qn("w:val"), language)
    title = _style(word, "Title")
    title.font.size = Pt(20)
    title.font.bold = True
    title.font.color.rgb = RGBColor(0, 0, 0)
    for border in list(title.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    for level in range(1, DEEPEST_HEADING + 1):
        heading = _style(word, f"Heading {level}")
        heading.font.size = Pt(HEADING_SIZES.get(level, TEXT))
        heading.font.bold, heading.font.italic = True, False
        heading.font.color.rgb = RGBColor(0, 0, 0)
    caption = _style(word, "Caption")
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(TEXT), True, RGBColor(0, 0, 0)
    caption.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        style = _style(word, name)
        style.font.size, style.font.color.rgb = Pt(SMALL), MUTED
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    return style


def _set_typeface(style: ParagraphStyle) -> None:
    """One typeface everywhere: the template's theme would otherwise win in headings."""
    style.font.name = TYPEFACE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), TYPEFACE)


def _add(word: WordDocument, part: Part, level: int) -> int:
    """Write one part; the level of the last heading, so that none is left out."""
    match part:
        case Heading():
            if text := one_line(part.text):
                level = min(max(part.level, 1), level + 1, DEEPEST_HEADING)
                word.add_heading(text, level)
        case Paragraph():
            _write(word.add_paragraph(), part.text)
        case Note():
            note = word.add_paragraph()
            _write(note, part.text)
            note._p.get_or_add_pPr().append(_left_bar())  # before the indent: Word insists on the order
            note.paragraph_format.left_indent = Mm(5)
        case Bullets():
            for item in part.items:
                _write(word.add_paragraph(style="List Bullet"), item)
        case Contents():
            pass
        case FormTable():
            if title := one_line(part.title):
                level = min(max(part.level, 1), level + 1, DEEPEST_HEADING)
                word.add_heading(title, level)
            _add_form(word, part)
        case GridTable():
            _add_grid(word, part)
    return level


def _add_form(word: WordDocument, form: FormTable) -> None:
    table = _add_table(word, [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH], one_line(form.title))
    _fill_header(table.rows[0], [form.label_heading, form.value_heading], TINT_OF_HEADINGS)
    for row in form.rows:
        _fill_form_row(_new_row(table), row)


def _fill_form_row(cells: _Row, row: FormRow) -> None:
    label, answer = cells.cells
    _shade(label, TINT)
    _write(label.paragraphs[0], row.label, bold=True)
    if row.note:
        note = label.add_paragraph()
        _write(note, row.note, size=SMALL)
    values = [row.value] if isinstance(row.value, str) else list(row.value) or [""]
    for number, value in enumerate(values):
        paragraph = answer.paragraphs[0] if number == 0 else answer.add_paragraph()
        if len(values) > 1:
            paragraph.style = "List Bullet"
        _write(paragraph, value)
    for paragraph in [*label.paragraphs, *answer.paragraphs]:
        paragraph.paragraph_format.space_after = Pt(2)


def _add_grid(word: WordDocument, grid: GridTable) -> None:
    if caption := one_line(grid.caption):
        word.add_paragraph(caption, style="Caption")
    columns = len(grid.header)
    table = _add_table(word, [TEXT_WIDTH // columns] * columns, caption)
    sides = list(grid.align) or ["left"] * columns
    _fill_header(table.rows[0], grid.header, TINT, sides)
    for row in grid.rows:
        for cell, text, side in zip(_new_row(table).cells, row, sides, strict=True):
            _write(cell.paragraphs[0], text, right=side == "right")
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _add_table(word: WordDocument, widths: Sequence[int], title: str) -> Table:
    table: Table = word.add_table(rows=1, cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Length(width)
    # The first row and the first column are headers, as 0x00A0 says it to older readers
    marks = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    look = _element("w:tblLook", val="06A0", **marks)
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    _stand_under_the_heading(properties)
    properties.append(_padding())
    properties.append(look)
    if title:
        properties.append(_element("w:tblCaption", val=title))
    return table


def _stand_under_the_heading(properties: BaseOxmlElement) -> None:
    """Word draws a table further left by its cells' padding, so that their text stands under the heading: not its lines."""
    indent = _element("w:tblInd", w=str(PADDING["left"]), type="dxa")
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(indent)
    else:
        layout.addprevious(indent)  # Word insists on the order


def _padding() -> BaseOxmlElement:
    margins = _element("w:tblCellMar")
    for side, width in PADDING.items():
        margins.append(_element(f"w:{side}", w=str(width), type="dxa"))
    return margins


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()
    _keep_together(row)
    return row


def _keep_together(row: _Row) -> None:
    """A row goes to the next page as a whole, if a page can hold it."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _fill_header(row: _Row, names: Sequence[str], tint: str, sides: Sequence[str] = ()) -> None:
    """Column headings that repeat on each page and are read out as headings."""
    _keep_together(row)
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
    for number, (cell, name) in enumerate(zip(row.cells, names, strict=True)):
        _shade(cell, tint)
        _write(cell.paragraphs[0], name, bold=True, right=bool(sides) and sides[number] == "right")
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _write(paragraph: WordParagraph, text: str, *, bold: bool = False, size: float = 0, right: bool = False) -> None:
    run = paragraph.add_run(clean(text))  # a line feed becomes a line break, a tab a tab
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=colour))


def _left_bar() -> BaseOxmlElement:
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="6", color="B1B4B6"))
    return borders


def _add_field(paragraph: WordParagraph, field: str) -> None:
    """A number that Word works out itself, such as that of the page."""
    instruction = _element("w:instrText")
    instruction.text = field
    for piece in (
        _element("w:fldChar", fldCharType="begin"),
        instruction,
        _element("w:fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(piece)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def _element(name: str, **values: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
