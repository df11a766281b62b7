"""Files are what they hold, not what they are called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.meetings.rules.files import ENDINGS, look_at


def packed(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return kept.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff...", "image/jpeg"),
        ("a.txt", "naïve\n".encode(), "text/plain; charset=utf-8"),
        ("a.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_what_it_says_it_is(name: str, content: bytes, kind: str) -> None:
    assert look_at(content, name).content_type == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.html", b"<script>"), ("a.svg", b"<svg>"), ("a.pdf.exe", b"%PDF-"), ("pdf", b"%PDF-"),
        ("a.pdf", b"<html>"), ("a.png", b"%PDF-"), ("a.txt", b"\x00\x01"), ("a.txt", b"\xff\xfe"), ("a.docx", b"PK\x03\x04"),
        ("a.xlsx", WORD), ("a.docm", WORD), ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
    ],
)  # fmt: skip
def test_what_lies_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    found = look_at(content, name)
    assert not found.content_type
    assert found.why.endswith(".")


@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_any_bytes_are_answered(content: bytes, ending: str) -> None:
    found = look_at(content, "file" + ending)
    assert bool(found.content_type) != bool(found.why)
