"""Files are what they hold, not what they are called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from locality.meetings.rules.files import ENDINGS, look_at


def packed(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "x")  # of no moment: the names of tests are alike in all workers
    return kept.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff...", "image/jpeg"),
        ("a.txt", "naïve\n".encode(), "text/plain; charset=utf-8"),
        ("a.pdf", b"\xef\xbb\xbf%PDF-1.7 ...", "application/pdf"),
        ("a.pdf", b"\r\n\r\n%PDF-1.7 ...", "application/pdf"),
        ("a.pdf", b"\x00" * 1_019 + b"%PDF-1.7 ...", "application/pdf"),
        ("a.pdf", b"\x1b%-12345X@PJL SET RESOLUTION=600\r\n%PDF-1.4 ...", "application/pdf"),  # a printer's
        ("a.pdf", b"\x00\x08plan.pdf" + b"\x00" * 118 + b"%PDF-1.3 ...", "application/pdf"),  # a Macintosh's
        ("a.pdf", b"Content-Type: application/pdf\r\n\r\n%PDF-1.7 ...", "application/pdf"),
        ("a.pdf", b"x" * 1_019 + b"%PDF-1.7 ...", "application/pdf"),
        ("a.txt", "naïve – £5\r\n".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("a.txt", "naïve – £5\r\n".encode("utf-16"), "text/plain; charset=utf-16"),
        ("a.txt", b"\xfe\xff" + "naïve".encode("utf-16-be"), "text/plain; charset=utf-16"),
        ("a.txt", b"\xef\xbb\xbf" + "naïve".encode(), "text/plain; charset=utf-8"),
        ("a.txt", "naïve – £5\rtwo\r".encode("mac_roman"), "text/plain; charset=macintosh"),
        ("a.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_what_it_says_it_is(name: str, content: bytes, kind: str) -> None:
    assert look_at(content, name).content_type == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.html", b"<script>"), ("a.svg", b"<svg>"), ("a.pdf.exe", b"%PDF-"), ("pdf", b"%PDF-"),
        ("a.pdf", b"<html>"), ("a.pdf", b"<html>%PDF-"), ("a.pdf", b"\n" * 1_020 + b"%PDF-1.7"),
        ("a.pdf", b"x" * 1_020 + b"%PDF-1.7"), ("a.pdf", b"\xef\xbb\xbf <!doctype html>%PDF-1.7"), ("a.pdf", b"MZ\x90%PDF-"),
        ("a.pdf", WORD[:30] + b"%PDF-1.7"),
        ("a.png", b"%PDF-"), ("a.txt", b"\x00\x01"), ("a.txt", b"\xff\xfe"),
        ("a.txt", "a\x00b".encode("utf-16")), ("a.txt", b"\xff\xfea"), ("a.txt", b"caf\x81"), ("a.docx", b"PK\x03\x04"),
        ("a.xlsx", WORD), ("a.docm", WORD), ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
    ],
)  # fmt: skip
def test_what_lies_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    found = look_at(content, name)
    assert not found.content_type
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("a.docx", packed("word/document.xml", "word/activeX/activeX1.bin")),
        ("a.xlsx", packed("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
    ],
)
def test_what_acts_when_it_is_opened_is_refused(name: str, content: bytes) -> None:
    found = look_at(content, name)
    assert found.why == "The file has macros or controls. Save it without them and attach it again."


def test_a_file_that_unpacks_to_a_thousand_times_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locality.meetings.rules.files._MOST_UNPACKED", 1024 * 1024)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (2 * 1024 * 1024))
    found = look_at(kept.getvalue(), "a.docx")
    assert found.why == "The file becomes too large when it is opened. Save it as a PDF and attach that."


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pptx"])
def test_a_password_is_said_as_such(ending: str) -> None:
    locked = b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    why = "The file has a password, so no one else can open it. Save it without one and attach that."
    assert look_at(locked, f"a.{ending}").why == why
    assert "damaged" in look_at(b"\xd0\xcf\x11\xe0" + b"\x00" * 600, f"a.{ending}").why


@pytest.mark.slow_property
def test_a_pdf_with_a_password_is_refused_and_one_that_only_can_not_be_changed_is_taken() -> None:
    kept = {}
    for user in ("", "secret"):
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
        file = io.BytesIO()
        writer.write(file)
        kept[user] = look_at(file.getvalue(), "a.pdf")
    assert kept[""].content_type == "application/pdf"
    assert kept["secret"].why.startswith("The file has a password")


@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_any_bytes_are_answered(content: bytes, ending: str) -> None:
    found = look_at(content, "file" + ending)
    assert bool(found.content_type) != bool(found.why)
