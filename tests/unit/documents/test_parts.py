"""What a document may be made of."""

import pytest

from locality.documents.parts import Document, GridTable


def test_a_document_needs_a_title() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        Document(" ", [])


@pytest.mark.parametrize(
    ("header", "rows", "align", "sentence"),
    [
        ([], [], [], "at least one column"),
        (["A", "B"], [["1"]], [], "needs 2 cells"),
        (["A", "B"], [], ["left"], "needs 2 alignments"),
    ],
)
def test_a_table_is_as_wide_as_its_header(header: list[str], rows: list[list[str]], align: list, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        GridTable("Costs", header, rows, align)
