"""The pupils a request is for, each on a page of its own. Addresses and titles hold no names (RES-9)."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.form_keys.decorators import repeatable
from locality.resource_requests.content.answers import read_pupil, rows
from locality.resource_requests.content.filled import Problem
from locality.resource_requests.content.questions import PUPIL_FIELDS
from locality.resource_requests.content.years import worth_a_look
from locality.writing.forms.rows import PupilForm
from locality.writing.presenters.draft import Draft
from locality.writing.views.rows import Rows, add, change, remove


def _problems(draft: Draft, row: int) -> list[Problem]:
    return read_pupil(row, rows(draft.raw, "pupil").get(row, {}), draft.choices)[1]


def _what(draft: Draft, row: int) -> str:
    return draft.raw.get(f"pupil.{row}.name", "")


def _also(draft: Draft, row: int) -> dict[str, Any]:
    pupil = next((each for each in draft.filled.pupils if each.row == row), None)
    return {"look": worth_a_look(pupil.born, pupil.year_group, draft.choices.today) if pupil else ""}


PUPILS = Rows("pupil", "Add a pupil", PUPIL_FIELDS, PupilForm, "writing/pupil.html", "pupils", _problems, _what, _also)


@requires(Permission.REQUEST_WRITE)
@require_safe
def request_pupil_add(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """An empty page for a pupil."""
    return add(request, viewer, reference, PUPILS)


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@repeatable
def request_pupil(request: HttpRequest, viewer: Viewer, reference: str, row: str) -> HttpResponseBase:
    """One pupil (FORM-07)."""
    return change(request, viewer, reference, PUPILS, int(row))


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_pupil_remove(request: HttpRequest, viewer: Viewer, reference: str, row: str) -> HttpResponseBase:
    """Take a pupil out of the draft."""
    return remove(request, viewer, reference, PUPILS, int(row))
