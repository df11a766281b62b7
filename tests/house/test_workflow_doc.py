"""The pictures of the workflows in the documents are the workflows."""

from scripts.write_workflow import MEETINGS, TARGET, document, document_of_meetings


def test_the_document_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "Run: python scripts/write_workflow.py"


def test_the_document_of_meetings_is_current() -> None:
    assert MEETINGS.read_text(encoding="utf-8") == document_of_meetings(), "Run: python scripts/write_workflow.py"
