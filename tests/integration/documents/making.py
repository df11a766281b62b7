"""The documents that the tests of the writers share."""

import json
from pathlib import Path

import pytest

from locality.documents.parts import Document, FormRow, FormTable, GridTable, Heading, Note, Paragraph

DATA = Path(__file__).parents[4] / "shared" / "data"

WORDS_250 = " ".join(["The school will train two teaching assistants in a structured programme."] * 23)


def request_form(number: int = 418) -> Document:
    """Like the paper form: three sections, the long answers at their full length."""
    reference = f"RFR-2026-{number:05}"
    school = [
        FormRow("Request ID", reference),
        FormRow("Name of School / Lead School", "St Anne’s Church of England Primary School"),
        FormRow("Solution required", f"{number} {WORDS_250}", note="250 words at most"),
        FormRow("Expected outcomes", f"{number} {WORDS_250}", note="200 words at most"),
        FormRow("Support requested", ["Advice and guidance", "Financial contribution"]),
        FormRow("How will the funding be used?", f"{number} {WORDS_250}"),
        FormRow("How have you already supported the pupils?", f"{number} {WORDS_250}\nSecond paragraph."),
        FormRow("e Signature", ""),
    ]
    decision = [FormRow("Final amount approved", "£4,200.00"), FormRow("Decision made by", "Consensus")]
    return Document(
        f"Request for Resource {reference}",
        [
            Note("This form holds the names of children."),
            FormTable("School section", school),
            GridTable(
                "Costings", ["What", "Hours", "Amount"], [["Assistant", "10", "£150.00"]], ["left", "right", "right"]
            ),
            FormTable("Community section", decision),
            Heading(3, "What happens next"),
            Paragraph("The clerk sends the form.\nThe officer acknowledges it."),
        ],
        reference=reference,
        header="Kent County Council",
        footer="Made on 3 December 2026",
        author="Rosa Lind",
    )


def naughty_strings() -> list[str]:
    path = DATA / "blns.json"
    if not path.exists():
        pytest.skip("The list of naughty strings lies beside the repository and is not here.")
    strings: list[str] = json.loads(path.read_text())
    return strings


def everywhere(text: str) -> Document:
    """The text in every place a document has."""
    return Document(
        text if text.strip() else "Title",
        [
            Heading(4, text),
            FormTable(text, [FormRow(text, text, text), FormRow("List", [text, text])], text, text),
            GridTable(text, ["Name", text], [[text, text]]),
            Paragraph(text),
            Note(text),
        ],
        reference=text,
        header=text,
        footer=text,
        author=text,
    )
