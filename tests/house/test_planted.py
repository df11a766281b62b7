"""Hostile text planted wherever people type, then every page and file fetched by those who may: none of it takes effect.

Pages show it as text, sheets never run it, calendars and documents hold it as words and lead nowhere.
"""

import contextlib
import csv
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpResponse

from tests.house.permission_table import PAGES, REQUEST_PAGES, RequestPage
from tests.house.permission_world import World, make_world

pytestmark = pytest.mark.django_db

SCRIPT = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{7*7}}${7*7}"
MANY_LINES = f"=HYPERLINK(1)\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@evil.example\r\n{SCRIPT}"
A_LINE = f"=1+cmd\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@evil.example\r\n{SCRIPT}"
FETCHES = (
    "#image(\"/etc/passwd\") ![x](file:///etc/passwd) <img src='http://evil.example/x.png'> https://evil.example/\n"
)
# What a file would hold that fetches something, or that took something in
FETCHED = (b"/URI", b"/Launch", b"/JavaScript", b"/EmbeddedFile", b"/GoToR", b"/Subtype /Image", b"root:")
# Not typed by anybody: what the product itself writes and compares
OURS = {
    "role", "kind", "state", "event", "from_state", "to_state", "reference", "email", "officer_email", "online_link", "slug",
    "uid", "password", "year_group", "year_name", "establishment_number", "file_name", "content_type", "search_text",
    "content_hash", "payee_code", "signed_role", "delegated_authority_by", "item",
}  # fmt: skip
APPS = ("accounts", "communities", "budgets", "schedule", "resource_requests", "meetings", "practice", "opportunities")
MUST = {
    "accounts.User.name", "communities.Community.name", "communities.School.name", "communities.Area.name",
    "communities.Trust.name", "budgets.FundingYear.name", "budgets.Advance.name", "schedule.Meeting.venue",
    "meetings.AgendaItem.title", "meetings.Advising.name", "resource_requests.Pupil.name",
    "practice.PracticeCase.tried", "practice.PracticeCase.shown_title", "opportunities.Opportunity.title",
}  # fmt: skip
"""What can be changed after the fact; what is never changed (decisions, the ledger) is refused by the database."""
FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
AMOUNT = re.compile(r"-?\d[\d.,]*")
ALIVE = re.compile(r"<script>alert|<img src=x|onerror=alert\(1\)>(?!&)|49\$\{|\{\{7\*7\}\}49", re.IGNORECASE)
READERS = 2
"""How many of those who may read a page do so here."""


def _plant() -> set[str]:
    """Where it took: each column in which the database let us put it, in any row."""
    planted = set()
    for model in (each for app in APPS for each in apps.get_app_config(app).get_models()):
        for field in model._meta.fields:
            typed = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.EmailField)
            if not typed or field.choices or field.unique or field.name in OURS:
                continue
            for pk in model._default_manager.exclude(**{field.name: ""}).values_list("pk", flat=True):
                text = FETCHES + MANY_LINES if field.max_length is None else f"{A_LINE[: field.max_length - 6]}{pk}"
                with contextlib.suppress(DatabaseError), transaction.atomic():
                    model._default_manager.filter(pk=pk).update(**{field.name: text})
                    planted.add(f"{model._meta.label}.{field.name}")
    return planted


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, HttpResponse]]:
    """What some of those who may read each page are sent, by page and person."""
    with django_db_blocker.unblock(), transaction.atomic():
        logging.disable(logging.WARNING)
        world = make_world()
        planted = _plant()
        assert planted >= MUST, MUST - planted
        assert connection.in_atomic_block
        yield {f"{page} by {who}": answer for page, who, answer in _fetched(world)}
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def _fetched(world: World) -> Iterator[tuple[str, str, HttpResponse]]:
    for page in (*PAGES, *REQUEST_PAGES):
        path = world.address(page, page.states[-1] if isinstance(page, RequestPage) else "")
        for who in sorted(page.get)[:READERS]:
            for each in {path, path.replace("csv", "xlsx")} if "export" in page.name else {path}:
                answer = world.client(who).get(each)
                if getattr(answer, "streaming", False):
                    answer = HttpResponse(b"".join(answer.streaming_content), headers=dict(answer.headers))  # type: ignore[attr-defined]
                yield (each if each != path else page.name), who, answer


def _of_type(answers: dict[str, HttpResponse], *kinds: str) -> dict[str, HttpResponse]:
    return {
        name: each
        for name, each in answers.items()
        if any(kind in each.get("Content-Type", "") for kind in kinds) and each.status_code == 200
    }


def test_no_page_runs_what_was_typed(answers: dict[str, HttpResponse]) -> None:
    pages = _of_type(answers, "text/html", "application/json")
    shown = [name for name, each in pages.items() if "&lt;script&gt;alert" in each.content.decode()]
    assert len(shown) > 100, "little of what was planted is shown: nothing would be proved"
    assert not [name for name, each in pages.items() if ALIVE.search(each.content.decode())]
    assert not [name for name, each in answers.items() if each.status_code >= 500]


def test_no_sheet_begins_a_cell_with_a_formula(answers: dict[str, HttpResponse]) -> None:
    cells: dict[str, list[str]] = {}
    for name, each in _of_type(answers, "text/csv", "spreadsheetml").items():
        if "csv" in each["Content-Type"]:
            rows = csv.reader(io.StringIO(each.content.decode("utf-8-sig"), newline=""))
            cells[name] = [cell for row in rows for cell in row]
            continue
        book = openpyxl.load_workbook(io.BytesIO(each.content))
        found = [cell for row in book.worksheets[0].iter_rows() for cell in row]
        assert not [cell.coordinate for cell in found if cell.data_type == "f"], name
        cells[name] = [cell.value for cell in found if isinstance(cell.value, str)]
    assert {name.partition(" by ")[0].partition(".")[0] for name in cells} >= {"requests_export", "finance_file"}
    assert len(cells) >= 12, sorted(cells)
    assert sum("1+cmd" in cell for each in cells.values() for cell in each) > 20
    bare = {
        name: cell
        for name, each in cells.items()
        for cell in each
        if FORMULA.match(cell) and not AMOUNT.fullmatch(cell)
    }
    assert not bare


def test_no_calendar_holds_an_entry_that_was_typed(answers: dict[str, HttpResponse]) -> None:
    files = _of_type(answers, "text/calendar")
    assert len({name.partition(" by ")[0] for name in files}) == 3, sorted(files)
    for each in files.values():
        text = each.content.decode().replace("\r\n ", "")
        assert "1+cmd" in text
        lines = re.split(r"[\r\n]+", text)
        assert not [line for line in lines if line.startswith(("UID", "END:VEV")) and "evil" in line]
        assert lines.count("BEGIN:VEVENT") == len([line for line in lines if line.startswith("UID:")])
        assert "evil" not in "".join(line for line in lines if line.startswith(("UID", "URL", "ATTENDEE", "ORGANIZER")))


def test_no_document_leads_to_an_address_or_holds_a_file(answers: dict[str, HttpResponse]) -> None:
    """Nothing in a PDF or Word file is fetched, run or opened: the text that asks for it is text."""
    documents = _of_type(answers, "application/pdf", "wordprocessingml")
    assert {name.partition(" by ")[0] for name in documents} >= {"request_pdf", "request_word", "meeting_pack"}
    for name, each in documents.items():
        if "pdf" in each["Content-Type"]:
            for sign in FETCHED:
                assert sign not in each.content, (name, sign)
            continue
        with zipfile.ZipFile(io.BytesIO(each.content)) as parts:
            for part in parts.namelist():
                assert b'TargetMode="External"' not in parts.read(part), (name, part)
                assert b"<w:instrText" not in parts.read(part) or b"HYPERLINK" not in parts.read(part), (name, part)
                assert b"root:" not in parts.read(part), (name, part)
