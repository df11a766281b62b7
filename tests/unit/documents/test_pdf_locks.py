"""A PDF that nobody can open is told from one that everybody can: made by another library, in every way of the standard."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from locality.documents.pdf_locks import needs_password

WAYS = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


def pdf(way: str = "", user: str = "", owner: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if way:
        writer.encrypt(user_password=user, owner_password=owner or None, algorithm=way)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


@pytest.mark.slow_property
@pytest.mark.parametrize("way", WAYS)
def test_a_password_to_open_it_is_noticed(way: str) -> None:
    assert needs_password(pdf(way, user="secret"))
    assert needs_password(pdf(way, user="secret", owner="other"))


@pytest.mark.slow_property
@pytest.mark.parametrize("way", WAYS)
def test_a_password_only_to_change_it_keeps_nobody_out(way: str) -> None:
    assert not needs_password(pdf(way, user="", owner="secret"))


def test_a_pdf_without_a_lock_has_none() -> None:
    assert not needs_password(pdf())
    assert not needs_password(b"%PDF-1.7\n/EncryptMetadata true")
    assert not needs_password(b"")


def test_a_certificate_is_asked_for_like_a_password() -> None:
    assert needs_password(b"%PDF-1.7\n5 0 obj <</Filter /Adobe.PubSec /V 4>> endobj trailer <</Encrypt 5 0 R>>")


@pytest.mark.parametrize(
    "lock",
    [
        b"/Encrypt",
        b"/Encrypt 5 0 R",
        b"/Encrypt <</Filter /Standard>>",
        b"/Encrypt <</Filter /Standard /R 3 /O (a /U (b",
    ],
)
def test_what_can_not_be_told_is_no_reason_to_refuse(lock: bytes) -> None:
    assert not needs_password(b"%PDF-1.7\n" + lock)


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(noise: bytes) -> None:
    needs_password(b"%PDF-1.7 5 0 obj <</Filter /Standard /R 3 /V 2 /P -4 /O <00> /U (" + noise + b") /Encrypt 5 0 R")
    needs_password(b"/Encrypt " + noise)
