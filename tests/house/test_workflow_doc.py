"""The picture of the workflow in the documents is the workflow."""

from scripts.write_workflow import TARGET, document


def test_the_document_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "Run: python scripts/write_workflow.py"
