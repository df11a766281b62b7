"""What the pages of pupils and of lines of costs share: a row is added, changed, added to, and taken out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.communities.scope import Viewer
from locality.resource_requests.content.filled import Problem
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import saw
from locality.values.refusals import NotPossible
from locality.writing.actions.drafting import remove_row
from locality.writing.forms.sections import DraftForm
from locality.writing.forms.typed import next_row
from locality.writing.pages.saving import from_check, not_saved, save_page, writable
from locality.writing.presenters.draft import Draft, open_draft
from locality.writing.presenters.others_read import others_of_draft
from locality.writing.presenters.returned import missing_in
from locality.writing.presenters.sections import row_label


@dataclass(frozen=True)
class Rows:
    """One repeated group: what its answers are called, the heading of a new row, its form, its pages, and its section."""

    prefix: str
    adding: str
    fields: tuple[str, ...]
    form: type[DraftForm]
    template: str
    section: str
    problems: Callable[[Draft, int], list[Problem]]
    what: Callable[[Draft, int], str]
    also: Callable[[Draft, int], dict[str, Any]]

    def names(self, row: int) -> list[str]:
        """The answers of one row."""
        return [f"{self.prefix}.{row}.{field}" for field in self.fields]


def add(request: HttpRequest, viewer: Viewer, reference: str, rows: Rows) -> HttpResponseBase:
    """The empty page of a new row. It is kept, under the number it shows, once something is typed."""
    found = writable(request, viewer, reference)
    if isinstance(found, HttpResponse):
        return found
    draft = open_draft(found, viewer.today)
    row = next_row(draft.rows(rows.prefix), viewer.user.pk)
    return _page(request, viewer, draft, rows, row, [])


def change(request: HttpRequest, viewer: Viewer, reference: str, rows: Rows, row: int) -> HttpResponseBase:
    """One row: shown, and saved as typed whatever is wrong with it."""
    found = writable(request, viewer, reference)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return _save(request, viewer, found, rows, row)
    draft = open_draft(found, viewer.today)
    listed = draft.rows(rows.prefix)
    if row not in listed and row != next_row(listed, viewer.user.pk):
        raise Http404("It is not in this request. A colleague may have removed it.")
    strict = from_check(request)
    problems = [each for each in rows.problems(draft, row) if strict or draft.is_typed(each)]
    return _page(request, viewer, draft, rows, row, problems)


def _save(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, rows: Rows, row: int) -> HttpResponseBase:
    asked = save_page(request, viewer, rfr, rows.names(row))
    if asked is not None:
        return asked
    then = request.POST.get("then")
    if then == "later":
        return redirect("request_write", rfr.reference)
    draft = open_draft(rfr, viewer.today)
    problems = rows.problems(draft, row)
    if problems:
        return _page(request, viewer, draft, rows, row, problems, status=400)
    if then == "another":
        return redirect(_with_origin(request, reverse(f"request_{rows.prefix}_add", args=[rfr.reference])))
    return redirect(_list_address(request, rfr, rows))


def _page(
    request: HttpRequest, viewer: Viewer, draft: Draft, rows: Rows, row: int, problems: list[Problem], status: int = 200
) -> HttpResponse:
    prefix = f"{rows.prefix}.{row}"
    names = rows.names(row)
    rfr = draft.rfr
    form = rows.form(draft.raw, problems, seen=draft.seen, names=names, choices=draft.choices, prefix=prefix)
    form.others = others_of_draft(viewer, draft)
    listed, label = row in draft.rows(rows.prefix), _in_sentence(row_label(draft, rows.prefix, row))
    context: dict[str, Any] = {
        "title": f"Change {label}" if listed else rows.adding,
        "form": form,
        "found": rfr,
        "draft": draft,
        "action": _with_origin(request, reverse(f"request_{rows.prefix}", args=[rfr.reference, row])),
        "remove": reverse(f"request_{rows.prefix}_remove", args=[rfr.reference, row]) if listed else "",
        "saved_at": draft.saved_at(names),
        "from_check": from_check(request),
        "missing": (missing := missing_in(draft, viewer)),
        "back": _list_address(request, rfr, rows),
    }
    context |= rows.also(draft, row)
    if missing:
        saw(viewer, rfr, "page", draft.named_in_texts([missing.text]))
    _saw(viewer, draft, rows, row)
    return render(request, rows.template, context, status=status)


def remove(request: HttpRequest, viewer: Viewer, reference: str, rows: Rows, row: int) -> HttpResponseBase:
    """Ask once more, then take the row out."""
    found = writable(request, viewer, reference)
    if isinstance(found, HttpResponse):
        return found
    draft = open_draft(found, viewer.today)
    if request.method == "POST":
        try:
            remove_row(found, rows.prefix, row, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            return not_saved(request, found, refusal.sentence)
        messages.success(request, f"You’ve removed {_in_sentence(row_label(draft, rows.prefix, row))}.")
        return redirect("request_section", reference, rows.section)
    if row not in draft.rows(rows.prefix):
        raise Http404("It is not in this request. It may have been removed already.")
    label = _in_sentence(row_label(draft, rows.prefix, row))
    context = {
        "title": f"Remove {label}?",
        "label": label,
        "found": found,
        "back": reverse("request_section", args=[reference, rows.section]),
        "what": rows.what(draft, row),
    }
    _saw(viewer, draft, rows, row)
    return render(request, "writing/remove.html", context)


def _saw(viewer: Viewer, draft: Draft, rows: Rows, row: int) -> None:
    if rows.prefix != "pupil":
        saw(viewer, draft.rfr, "page", draft.named_in(rows.names(row)))
    elif rows.what(draft, row):
        saw(viewer, draft.rfr, "page", 1)


def _in_sentence(label: str) -> str:
    return label if label.startswith("Pupil") else label.lower()


def _with_origin(request: HttpRequest, address: str) -> str:
    return f"{address}?from=check" if from_check(request) else address


def _list_address(request: HttpRequest, rfr: ResourceRequest, rows: Rows) -> str:
    if from_check(request):
        return reverse("request_check", args=[rfr.reference])
    return reverse("request_section", args=[rfr.reference, rows.section])
