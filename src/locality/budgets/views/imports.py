"""Importing allocations and the costings reference: try the file first, then do all of it or none."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.forms.transfers import SheetForm
from locality.budgets.imports import allocations
from locality.budgets.imports import costings as rates
from locality.budgets.presenters import council as shown_as
from locality.budgets.queries.years import years_to_manage
from locality.budgets.rules.years import why_not_given
from locality.budgets.views.years import year_is_over
from locality.communities.access import requires, viewer_of_request
from locality.communities.imports.plans import Kind, Plan
from locality.communities.models import Authority
from locality.communities.queries import authority_where
from locality.design.environment import count
from locality.tables.models import Upload
from locality.tables.reading import Table, UnreadableTable
from locality.tables.uploads import forget, keep, kept, table_of
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.transitions import NotPossible

__all__ = ["allocations_import", "allocations_review", "costings_import", "costings_review"]
GONE = "This file is no longer kept. Upload it again."


@requires(Permission.BUDGET_MANAGE)
def allocations_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sheet of allocations for a year; nothing is allocated by it yet."""
    viewer = viewer_of_request(request)
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    closed = why_not_given(year, viewer.today)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and closed:
        raise year_is_over(year, closed)
    if request.method == "POST" and form.is_valid():
        upload = _taken(request, form, allocations.HEADINGS, f"allocations-{year.pk}", year.authority_id)
        if upload:
            return redirect("allocations_review", year.pk, upload.pk)
    context = {
        "title": "Import allocations",
        "caption": year.name,
        "form": form,
        "back": f"{reverse('money')}?year={year.pk}",
        "closed": closed,
        "columns": [
            ("community", "its name, as on the list of communities"),
            ("amount", "in pounds, such as 12,500.00; your council’s share for the contingency is taken from it"),
            ("reference", "of your own, such as AL-2026-1; with the same reference a community is given money once"),
            ("for", "what it is for; can be left out"),
        ],
        "keeps": f"Communities that are not in the file keep what they have in {year.name}.",
    }
    return render(request, "budgets/import_sheet.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE)
def allocations_review(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """What the sheet would allocate, row by row; the button does exactly that."""
    viewer = viewer_of_request(request)
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    file, table = _kept(request, upload, allocations.HEADINGS, f"allocations-{year.pk}", year.authority_id)
    rows = table.rows
    if request.method == "POST":
        return _do(
            request,
            file,
            lambda shown: (
                allocations.import_allocations(year, rows, by=viewer.user, at=timezone.now(), shown=shown).plan
            ),
            back=reverse("allocations_review", args=[year.pk, file.pk]),
            done=f"{reverse('money')}?year={year.pk}",
        )
    made = allocations.plan_allocations(year, rows, today=viewer.today)
    words = f"allocates {say_money(made.given)} to communities"
    if made.kept_back:
        words += f", and puts {say_money(made.kept_back)} into the contingency"
    return _review(
        request,
        file,
        table,
        made.plan,
        title="Import allocations",
        caption=year.name,
        words=words,
        back=reverse("allocations_import", args=[year.pk]),
        key="Reference",
        thing="Community",
    )


@requires(Permission.COSTINGS_MANAGE)
def costings_import(request: HttpRequest) -> HttpResponse:
    """Take a sheet of rates; nothing is changed by it yet (COST-1)."""
    authority = _authority(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = _taken(request, form, rates.HEADINGS, "costings", authority.pk)
        if upload:
            return redirect("costings_review", upload.pk)
    context = {
        "title": "Import rates",
        "form": form,
        "back": reverse("costings"),
        "columns": [
            ("item", "such as teaching assistant"),
            ("unit", "what the rate is for one of, such as hour"),
            ("rate", "in pounds, such as 15.60"),
            ("valid from", "such as 01/09/2027"),
        ],
        "keeps": "Items that are not in the file keep their rates, and earlier requests keep the rates they have.",
    }
    return render(request, "budgets/import_sheet.html", context, status=400 if form.errors else 200)


@requires(Permission.COSTINGS_MANAGE)
def costings_review(request: HttpRequest, upload: int) -> HttpResponse:
    """What the sheet would set, row by row; the button does exactly that (COST-1)."""
    viewer, authority = viewer_of_request(request), _authority(request)
    file, table = _kept(request, upload, rates.HEADINGS, "costings", authority.pk)
    rows = table.rows
    if request.method == "POST":
        return _do(
            request,
            file,
            lambda shown: rates.import_costings(authority, rows, by=viewer.user, at=timezone.now(), shown=shown).plan,
            back=reverse("costings_review", args=[file.pk]),
            done=reverse("costings"),
        )
    made = rates.plan_costings(authority, rows)
    first = min((each.valid_from for each in made.rates), default=viewer.today)
    return _review(
        request,
        file,
        table,
        made.plan,
        title="Import rates",
        caption=None,
        words=f"sets {count(len(made.rates), 'rate')}, the first from {show_day(first)}",
        back=reverse("costings_import"),
        key="Valid from",
        thing="Item and unit",
    )


def _authority(request: HttpRequest) -> Authority:
    authority = authority_where(viewer_of_request(request), Permission.COSTINGS_MANAGE)
    if authority is None:
        message = "None of the offices you hold today keeps a council’s costings."
        raise Http404(message)
    return authority


def _taken(
    request: HttpRequest, form: SheetForm, headings: Sequence[str], purpose: str, authority_id: int
) -> Upload | None:
    """The file, kept until it is confirmed; None with the reason on the form."""
    file = form.cleaned_data["file"]
    try:
        return keep(
            file,
            headings=headings,
            name=file.name,
            purpose=purpose,
            authority_id=authority_id,
            by_id=viewer_of_request(request).user.pk,
            at=timezone.now(),
        )
    except UnreadableTable as refusal:
        form.add_error("file", refusal.sentence)
        return None


def _kept(
    request: HttpRequest, pk: int, headings: Sequence[str], purpose: str, authority_id: int
) -> tuple[Upload, Table]:
    file = kept(pk, purpose=purpose, authority_id=authority_id, by_id=viewer_of_request(request).user.pk)
    if file is None:
        raise Http404(GONE)
    return file, table_of(file, headings)


def _do(request: HttpRequest, file: Upload, act: Callable[[str], Plan], *, back: str, done: str) -> HttpResponse:
    try:
        plan = act(request.POST.get("shown", "")[:64])
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
        return redirect(back)
    forget(file)
    changed = len(plan.lines) - len(plan.of(Kind.SAME)) - len(plan.of(Kind.REFUSE))
    messages.success(request, f"The import is done: {count(changed, 'row')} of {file.name}.")
    return redirect(done)


def _review(
    request: HttpRequest,
    file: Upload,
    table: Table,
    plan: Plan,
    *,
    title: str,
    caption: str | None,
    words: str,
    back: str,
    key: str,
    thing: str,
) -> HttpResponse:
    context = {
        "title": title,
        "caption": caption,
        "upload": file,
        "sheet": table.sheet,
        "plan": plan,
        "counts": shown_as.import_counts(plan),
        "groups": shown_as.import_groups(plan),
        "words": words,
        "back": back,
        "key": key,
        "thing": thing,
    }
    return render(request, "budgets/import_review.html", context)
