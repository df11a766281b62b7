"""How the funding was worked out: lines of costs, each on a page of its own (FORM-08)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.form_keys.decorators import repeatable
from locality.resource_requests.content.answers import read_line, rows
from locality.resource_requests.content.filled import Problem
from locality.resource_requests.content.questions import LINE_FIELDS
from locality.writing.forms.rows import LineForm
from locality.writing.presenters.draft import Draft
from locality.writing.presenters.sections import worked_out
from locality.writing.views.rows import Rows, add, change, remove


def _problems(draft: Draft, row: int) -> list[Problem]:
    return read_line(row, rows(draft.raw, "line").get(row, {}), draft.choices)[1]


def _what(draft: Draft, row: int) -> str:
    return draft.raw.get(f"line.{row}.description", "")


def _also(draft: Draft, row: int) -> dict[str, Any]:
    line = next((each for each in draft.filled.lines if each.row == row), None)
    return {"cost": worked_out(line) if line else ""}


LINES = Rows("line", "Add a cost", LINE_FIELDS, LineForm, "writing/line.html", "funding", _problems, _what, _also)


@requires(Permission.REQUEST_WRITE)
@require_safe
def request_line_add(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """An empty page for a line."""
    return add(request, viewer, reference, LINES)


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@repeatable
def request_line(request: HttpRequest, viewer: Viewer, reference: str, row: str) -> HttpResponseBase:
    """One line (FORM-08, COST-1)."""
    return change(request, viewer, reference, LINES, int(row))


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_line_remove(request: HttpRequest, viewer: Viewer, reference: str, row: str) -> HttpResponseBase:
    """Take a line out of the draft."""
    return remove(request, viewer, reference, LINES, int(row))
