"""Whether a PDF asks for a password before it shows anything (ISO 32000-1, 7.6; ISO 32000-2, 7.6).

Many PDFs are encrypted only so that they can't be changed or printed: the password to open them is the empty one, and
everybody reads them. So the empty password is tried, as every reader does first.
"""

import hashlib
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_FILLED_UP = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_REFERENCE = re.compile(rb"\s{0,20}([0-9]{1,10})\s{1,20}([0-9]{1,5})\s{1,20}R")
_NUMBER = re.compile(rb"\s{0,20}(-?[0-9]{1,10})")
_NAME = re.compile(rb"\s{0,20}/([A-Za-z.]{1,40})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LONGEST_ENTRY = 8_000  # bytes of a dictionary that are looked at
_MOST_OBJECTS = 50  # written over one another in updates of a file
_KNOWN = frozenset({2, 3, 4, 5, 6})


@dataclass(frozen=True)
class _Lock:
    """What a file says of its encryption."""

    revision: int
    owner: bytes
    user: bytes
    permissions: int
    key_bytes: int
    first_id: bytes
    hides_metadata: bool


def needs_password(content: bytes) -> bool:
    """Whether the PDF opens only with a password, or a certificate. False where that can't be told."""
    at = content.rfind(b"/Encrypt")
    while at >= 0 and content[at + 8 : at + 9].isalpha():  # /EncryptMetadata is another word
        at = content.rfind(b"/Encrypt", 0, at)
    if at < 0:
        return False
    entry = _entry(content, at + len(b"/Encrypt"))
    try:
        filter_name = _NAME.match(entry, _after(entry, b"/Filter"))
        if filter_name is None or filter_name[1] != b"Standard":
            return filter_name is not None
        lock = _lock_of(content, entry)
        return lock.revision in _KNOWN and not _opens_with_nothing(lock)
    except (ValueError, IndexError):
        return False


def _entry(content: bytes, at: int) -> bytes:
    """The dictionary of the encryption: here, or the newest object that is referred to here."""
    if not (reference := _REFERENCE.match(content, at)):
        return content[at : at + _LONGEST_ENTRY]
    name = reference[1] + b" " + reference[2] + b" obj"
    found = len(content)
    for _ in range(_MOST_OBJECTS):
        found = content.rfind(name, 0, found)
        if found <= 0 or not content[found - 1 : found].isdigit():
            break
    return content[found : found + _LONGEST_ENTRY] if found >= 0 else b""


def _after(entry: bytes, key: bytes) -> int:
    """Where the value of a key begins. Raises ValueError where there is none."""
    at = entry.index(key)
    while entry[at + len(key) : at + len(key) + 1].isalnum():  # /O is no part of /OE
        at = entry.index(key, at + 1)
    return at + len(key)


def _number(entry: bytes, key: bytes) -> int:
    if not (found := _NUMBER.match(entry, _after(entry, key))):
        raise ValueError(key)
    return int(found[1])


def _lock_of(content: bytes, entry: bytes) -> _Lock:
    revision = _number(entry, b"/R")
    try:
        bits = _number(entry, b"/Length")
    except ValueError:
        bits = 40 if revision == 2 else 128
    ids = content.rfind(b"/ID")
    return _Lock(
        revision=revision,
        owner=_text(entry, _after(entry, b"/O")),
        user=_text(entry, _after(entry, b"/U")),
        permissions=_number(entry, b"/P") & 0xFFFFFFFF,
        key_bytes=5 if revision == 2 else min(max(bits if bits <= 32 else bits // 8, 5), 16),
        first_id=_text(content[ids : ids + _LONGEST_ENTRY], len(b"/ID")) if ids >= 0 else b"",
        hides_metadata=b"/EncryptMetadata false" not in b" ".join(entry.split()),
    )


def _text(entry: bytes, at: int) -> bytes:
    """A string of a PDF, written in hexadecimal figures or as letters with escapes. Raises ValueError where none stands."""
    starts = [found for mark in (b"<", b"(") if (found := entry.find(mark, at)) >= 0]
    start = min(starts, default=-1)
    if start < 0:
        raise ValueError(entry[:20])
    if entry[start : start + 1] == b"<":
        figures = b"".join(entry[start + 1 : entry.index(b">", start)].split())
        return bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode("ascii"))
    return _letters(entry, start + 1)


def _letters(entry: bytes, at: int) -> bytes:
    found = bytearray()
    depth = 1
    while True:
        letter = entry[at : at + 1]
        at += 1
        if not letter:
            raise ValueError("a string without an end")
        if letter == b"\\":
            octal = re.match(rb"[0-7]{1,3}", entry[at : at + 3])
            if octal:
                found.append(int(octal[0], 8) & 0xFF)
                at += len(octal[0])
            else:
                found += _ESCAPED.get(entry[at : at + 1], entry[at : at + 1])
                at += 1
            continue
        depth += {b"(": 1, b")": -1}.get(letter, 0)
        if not depth:
            return bytes(found)
        found += letter


def _opens_with_nothing(lock: _Lock) -> bool:
    """Whether the empty password is the one that opens it."""
    if lock.revision >= 5:
        salt = lock.user[32:40]
        made = hashlib.sha256(salt).digest() if lock.revision == 5 else _hardened(salt)
        return made == lock.user[:32]
    start = _FILLED_UP + lock.owner[:32] + lock.permissions.to_bytes(4, "little") + lock.first_id
    if lock.revision == 4 and not lock.hides_metadata:
        start += b"\xff" * 4
    key = _md5(start)
    if lock.revision == 2:
        return _rc4(key[:5], _FILLED_UP) == lock.user[:32]
    for _ in range(50):
        key = _md5(key[: lock.key_bytes])
    key = key[: lock.key_bytes]
    made = _md5(_FILLED_UP + lock.first_id)
    for turn in range(20):
        made = _rc4(bytes(each ^ turn for each in key), made)
    return made == lock.user[:16]


def _hardened(salt: bytes) -> bytes:
    """The hash of the empty password with a salt (ISO 32000-2, algorithm 2.B)."""
    key = hashlib.sha256(salt).digest()
    turn = 0
    while True:
        cipher = Cipher(algorithms.AES(key[:16]), modes.CBC(key[16:32])).encryptor()
        mixed = cipher.update(key * 64) + cipher.finalize()
        kind = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3]
        key = kind(mixed).digest()
        turn += 1
        if turn >= 64 and mixed[-1] <= turn - 32:
            return key[:32]


def _md5(text: bytes) -> bytes:
    return hashlib.md5(text, usedforsecurity=False).digest()


def _rc4(key: bytes, text: bytes) -> bytes:
    """The old cipher of PDFs: here only to try the empty password, on some bytes."""
    state = list(range(256))
    swap = 0
    for place in range(256):
        swap = (swap + state[place] + key[place % len(key)]) % 256
        state[place], state[swap] = state[swap], state[place]
    made = bytearray()
    place = swap = 0
    for byte in text:
        place = (place + 1) % 256
        swap = (swap + state[place]) % 256
        state[place], state[swap] = state[swap], state[place]
        made.append(byte ^ state[(state[place] + state[swap]) % 256])
    return bytes(made)
