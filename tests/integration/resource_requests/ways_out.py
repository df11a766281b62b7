"""Every way in which something about a request leaves the product, read as the plain text a person would find in it."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import docx
import openpyxl
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from locality.accounts.models import User
from locality.audit.models import Sight

FORM_PAGES = {"request": "page", "request_print": "print", "request_pdf": "pdf", "request_word": "word"}
"""The ways out that show the School Section, with what the record of the sight calls them."""
DOCUMENTS = ("request_pdf", "request_word")
OTHER_PAGES = (
    "request_timeline", "request_write", "request_check", "request_submitted", "request_withdraw", "request_discard",
    "request_review", "request_decide", "request_correct", "request_hand_over", "request_receive", "request_answer",
    "request_pupil_add", "request_line_add",
)  # fmt: skip
COUNCIL_PAGES = (
    "request_exceptional", "request_contact", "request_forward", "request_moderate", "request_take_up",
    "request_council_decision", "request_question", "request_reply", "request_give_back",
)  # fmt: skip
"""What the council, and the chair outside meetings, do with a request."""
LISTS = (
    "home", "requests", "requests_export csv", "requests_export xlsx", "meetings", "messages", "sights", "log", "money",
    "community_money", "communities", "account",
)  # fmt: skip


def client_of(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def body_of(answer: HttpResponse) -> bytes:
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.content


def text_of(answer: HttpResponse) -> str:
    """What a person could read in an answer: its headers, and its page, sheet or document in plain words."""
    kind, body = answer.get("Content-Type", ""), body_of(answer)
    if kind == "application/pdf":
        reader = PdfReader(io.BytesIO(body))
        text = "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    elif "wordprocessingml" in kind:
        text = "\n".join(_words_of_word(body))
    elif "spreadsheetml" in kind:
        book = openpyxl.load_workbook(io.BytesIO(body))
        text = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    elif kind.startswith("application/json"):
        text = json.dumps(json.loads(body), ensure_ascii=False)
    elif kind.startswith("text/csv"):
        text = "\n".join(cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row)
    else:
        text = unescape(body.decode())
    return "\n".join([*(f"{name}: {value}" for name, value in answer.headers.items()), " ".join(text.split())])


def _words_of_word(body: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(body))
    about = document.core_properties
    yield from map(str, (about.title, about.author, about.subject, about.comments, about.keywords))
    for section in document.sections:
        yield from (each.text for each in (*section.header.paragraphs, *section.footer.paragraphs))
    yield from (each.text for each in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def title_of(answer: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", body_of(answer).decode(), re.S)
    return unescape(found[1]) if found else ""


def addresses_in(answer: HttpResponse) -> list[str]:
    """Every address a page leads to, and where it sends the reader on."""
    html = body_of(answer).decode() if answer.get("Content-Type", "").startswith("text/html") else ""
    return [*map(unescape, re.findall(r'(?:href|action|src)="([^"]*)"', html)), answer.get("Location", "")]


def addresses_of(reference: str, *, documents: bool = True) -> Iterator[tuple[str, str]]:
    """Each page and document of one request: its name, and its address."""
    for name in (*FORM_PAGES, *OTHER_PAGES, *COUNCIL_PAGES):
        if documents or name not in DOCUMENTS:
            yield name, reverse(name, args=[reference])
    for name, more in (("request_compare", 2), ("request_section", "solution"), ("request_section", "pupils"),
                       ("request_section", "funding"), ("request_pupil", "1"), ("request_pupil_remove", "1"),
                       ("request_line", "1"), ("request_line_remove", "1")):  # fmt: skip
        yield f"{name} {more}", reverse(name, args=[reference, more])


def council_addresses_of(reference: str) -> Iterator[tuple[str, str]]:
    """The pages on which the council's part of a request is read and done."""
    for name in ("request", "request_print", "request_timeline", *COUNCIL_PAGES):
        yield name, reverse(name, args=[reference])


@dataclass(frozen=True)
class Look:
    """One person at one page, once: what it told them, in sight and beside it, and what was recorded of the sight."""

    name: str
    status: int
    text: str
    beside: str
    """The title of the window, the headers, and every address in the page."""
    sights: tuple[Sight, ...]


def looks(client: Client, addresses: Iterable[tuple[str, str]]) -> list[Look]:
    """What a person gets at these addresses, one after the other."""
    found, seen = [], Sight.objects.count()
    for name, address in addresses:
        answer = client.get(address)
        sights = tuple(Sight.objects.order_by("id")[seen:])
        seen += len(sights)
        page = answer.get("Content-Type", "").startswith("text/html")
        beside = [title_of(answer) if page else "", *addresses_in(answer), *map(str, answer.headers.values())]
        beside += [unquote(each) for each in beside if "%" in each]
        found.append(Look(name, answer.status_code, text_of(answer), "\n".join([*beside, address]), sights))
    return found


def at(found: Iterable[Look], name: str) -> Look:
    """What was seen at one page."""
    return next(look for look in found if look.name == name)


def of_lists(client: Client, community: int) -> Iterator[tuple[str, HttpResponse]]:
    """Each page that lists requests or tells of them."""
    for name in LISTS:
        view, *args = name.split()
        args = [str(community)] if view == "community_money" else args
        yield name, client.get(reverse(view, args=args))


def search(client: Client, words: str) -> tuple[HttpResponse, HttpResponse]:
    """The answer to the search form, and the list it leads to."""
    sent = client.post(reverse("requests_search"), {"words": words, "form_key": str(uuid4())})
    return sent, client.get(sent.get("Location") or "/")


def any_of(words: Any, text: str) -> list[str]:
    """Which of the words stand in a text, however they are spelled there."""
    folded = fold(text)
    return [word for word in words if _folded_word(word) in folded]


@cache
def _folded_word(word: str) -> str:
    return fold(word)


UNSEEN = re.compile(
    "[\u0300-\u036f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
BARE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'"}
NOT_BARE = re.compile(f"[{''.join(BARE)}]")
WRITTEN_AS_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
BROKEN = re.compile(r"-\s+|\r\n ")
"""Where a document breaks a word, and where a calendar file folds a line."""


def fold(text: str) -> str:
    """A text by which two spellings are compared: no case, no accents, no marks that nobody sees; not the product's own."""
    if "-\n" in text or "- " in text or "\r" in text:
        text = BROKEN.sub("", text)
    if "\\u" in text:
        text = WRITTEN_AS_CODE.sub(lambda code: chr(int(code[1], 16)), text)
    if text.isascii():
        return text.lower()
    text = UNSEEN.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return NOT_BARE.sub(lambda letter: BARE[letter[0]], text)
