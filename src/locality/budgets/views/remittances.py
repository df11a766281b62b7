"""What was paid: for a school its own, for the council by advance, trust and school. Each adds up to the ledger."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.budgets.exports.remittances import HEADER, remittance_rows
from locality.budgets.models import Advance, Instalment
from locality.budgets.presenters import remittances as shown
from locality.budgets.queries import advances as advance_queries
from locality.budgets.queries import remittances as queries
from locality.communities.access import requires
from locality.communities.models import School, Trust
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.documents.answers import as_sheet

SEE = Permission.REMITTANCES_SEE
FIRST_YEAR, LAST_YEAR = 2000, 2200


@requires(SEE, Permission.ADVANCES_MANAGE, Permission.PAYMENTS_RELEASE)
def payments(_request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Where payments begin: the advances for those who pay them, else what was paid."""
    pays = viewer.can_somewhere(Permission.ADVANCES_MANAGE) or viewer.can_somewhere(Permission.PAYMENTS_RELEASE)
    return redirect("advances" if pays else "remittances")


@requires(SEE)
def remittances(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The advances marked as paid for people of the council; for a school what it was paid, by month."""
    wide = queries.sees_for_council(viewer)
    context = {
        "title": "Remittances" if wide else "Payments to your school",
        "wide": wide,
        "page": paginate(request, queries.advances_paid_for(viewer) if wide else queries.months_of_schools(viewer)),
        "month_name": shown.month_name,
    }
    return render(request, "budgets/remittances.html", context)


@requires(SEE)
def remittance_advance(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """A whole advance that was paid, by school and by payee."""
    advance, paid = _advance(viewer, pk)
    sums = advance_queries.sums_by_school(paid)
    schools = len({each.school.pk for each in sums})
    by_payee = request.GET.get("by") == "payee"
    context = {
        "title": f"Remittance for the {advance.name} advance",
        "advance": advance,
        "control": queries.control_of(paid),
        "by_payee": by_payee,
        "page": paginate(request, advance_queries.by_payee(sums) if by_payee else sums),
        "standing": shown.paid_in_advance(advance, schools, viewer.today),
    }
    return render(request, "budgets/remittance_advance.html", context)


@requires(SEE)
def remittance_advance_export(_request: HttpRequest, viewer: Viewer, pk: int, kind: str) -> HttpResponseBase:
    """Every payment of an advance, as CSV or XLSX."""
    advance, paid = _advance(viewer, pk)
    return _sheet(kind, f"remittance-{advance.pays_on.isoformat()}", paid)


@requires(SEE)
def remittance_trust(request: HttpRequest, viewer: Viewer, pk: int, trust: int) -> HttpResponse:
    """What a trust was paid for its academies in an advance."""
    advance, found, paid = _trust(viewer, pk, trust)
    payments, control = list(paid), queries.control_of(paid)
    context = {
        "title": f"Remittance for {found.name}",
        "caption": f"{advance.name} advance",
        "back_to": reverse("remittance_advance", args=[advance.pk]),
        "back_words": f"Remittance for the {advance.name} advance",
        "standing": shown.paid_to_trust(found, advance, control, payments, viewer.today),
        "payments": payments,
        "control": control,
        **_downloads("remittance_trust_export", advance.pk, found.pk),
        "several_schools": True,
    }
    return render(request, "budgets/remittance.html", context)


@requires(SEE)
def remittance_trust_export(_request: HttpRequest, viewer: Viewer, pk: int, trust: int, kind: str) -> HttpResponseBase:
    """The same, as CSV or XLSX."""
    advance, found, paid = _trust(viewer, pk, trust)
    return _sheet(kind, f"remittance-{advance.pays_on.isoformat()}-trust-{found.uid}", paid)


@requires(SEE)
def remittance_school(request: HttpRequest, viewer: Viewer, pk: int, year: int, month: int) -> HttpResponse:
    """What a school was paid in a month."""
    school, paid = _school(viewer, pk, year, month)
    payments, named = list(paid), shown.month_name(year, month)
    wide = queries.sees_for_council(viewer)
    context = {
        "title": f"{'Remittance' if wide else 'Payments'} for {named}",
        "caption": school.name,
        "back_to": reverse("remittances"),
        "back_words": "All remittances" if wide else "All payments",
        "standing": shown.paid_for_school(school, named, payments, viewer.today),
        "payments": payments,
        # what the ledger has is a check of finance's: a school has no ledger to compare it with
        "control": queries.control_of(paid) if wide else None,
        **_downloads("remittance_school_export", school.pk, year, month),
        "several_schools": False,
    }
    return render(request, "budgets/remittance.html", context)


@requires(SEE)
def remittance_school_export(
    _request: HttpRequest, viewer: Viewer, pk: int, year: int, month: int, kind: str
) -> HttpResponseBase:
    """The same, as CSV or XLSX."""
    school, paid = _school(viewer, pk, year, month)
    return _sheet(kind, f"remittance-{year}-{month:02}-{school.urn}", paid)


def _advance(viewer: Viewer, pk: int) -> tuple[Advance, QuerySet[Instalment]]:
    advance = get_object_or_404(queries.advances_paid_for(viewer), pk=pk)
    return advance, queries.paid_for_council(viewer).filter(advance=advance)


def _trust(viewer: Viewer, pk: int, trust: int) -> tuple[Advance, Trust, QuerySet[Instalment]]:
    advance, _ = _advance(viewer, pk)
    found = get_object_or_404(queries.trusts_paid_for(viewer), pk=trust)
    return advance, found, queries.paid_to_trust(viewer, advance, found)


def _school(viewer: Viewer, pk: int, year: int, month: int) -> tuple[School, QuerySet[Instalment]]:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    school = get_object_or_404(queries.schools_paid_for(viewer), pk=pk)
    return school, queries.paid_to_school(viewer, school, year, month)


def _downloads(name: str, *which: int) -> dict[str, str]:
    return {kind: reverse(name, args=[*which, kind]) for kind in ("csv", "xlsx")}


def _sheet(kind: str, name: str, paid: QuerySet[Instalment]) -> HttpResponseBase:
    rows = remittance_rows(paid, queries.control_of(paid))
    return as_sheet(kind, name, HEADER, rows, title="Remittance")
