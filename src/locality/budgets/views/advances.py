"""What finance does with school advances: the calendar, what goes into the next one, and marking it as paid."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.budgets.actions import gathering_advances, paying
from locality.budgets.exports import finance_file as file
from locality.budgets.forms.payments import AdvanceForm, MonthlyAdvancesForm, PayForm, TakeOutForm
from locality.budgets.models import Advance
from locality.budgets.presenters import advances as shown
from locality.budgets.queries import advances as queries
from locality.budgets.queries.advances import Figures
from locality.budgets.rules.advances import due_after, why_it_waits, why_not_now
from locality.budgets.workflow import OfAdvance
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.documents.answers import as_sheet
from locality.together.shared import held
from locality.values.emailing import say_done
from locality.values.money import say_money
from locality.values.refusals import NotPossible, Refusal
from locality.values.sentences import count

KEEPS, PAYS = Permission.ADVANCES_MANAGE, Permission.PAYMENTS_RELEASE


@requires(KEEPS, PAYS)
def advances(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The calendar of advances: those to come, then what is over."""
    following = queries.next_advance_for(viewer)
    page = paginate(request, queries.calendar_for(viewer))
    due, back = queries.due_to_pay_and_back(queries.due_now_for(viewer, viewer.today))
    context = {
        "title": "School advances",
        "standing": shown.advances_sentence(following, viewer.today),
        "following": following,
        "due_from": due_after(following) if following else None,
        "page": page,
        "states": {each.pk: shown.state_of(each, viewer.today, each.payments) for each in page},
        "may_keep": viewer.can_somewhere(KEEPS),
        "due": due,
        "to_come_back": back,
    }
    return render(request, "budgets/advances.html", context)


@requires(KEEPS)
def advance_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put one advance into the calendar."""
    form = AdvanceForm(request.POST or None, authorities=queries.authorities_with_advances_of(viewer))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            added = gathering_advances.add_advance(by=viewer, at=timezone.now(), **form.advance())
            messages.success(request, f"You’ve added the {added.name} advance.")
            return redirect("advance", added.pk)
    context = {"title": "Add an advance", "form": form}
    return render(request, "budgets/advance_form.html", context, status=400 if form.errors else 200)


@requires(KEEPS)
def advances_add_monthly(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put an advance into each month of a year."""
    authorities = queries.authorities_with_advances_of(viewer)
    form = MonthlyAdvancesForm(request.POST or None, authorities=authorities, today=viewer.today)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            added = gathering_advances.add_monthly_advances(by=viewer, at=timezone.now(), **form.monthly())
            many = count(len(added), "advance")
            messages.success(
                request,
                f"You’ve added {many}. We left out months that already had one, and months whose closing day has passed.",
            )
            return redirect("advances")
    context = {"title": "Add monthly advances", "form": form, "monthly": True}
    return render(request, "budgets/advance_form.html", context, status=400 if form.errors else 200)


@requires(KEEPS)
def advance_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Change the name or the days of an advance that is not paid."""
    advance = _advance_to_keep(viewer, pk)
    advance = held(request, advance, within=advance.authority)
    stands = {"name": advance.name, "closes_on": advance.closes_on, "pays_on": advance.pays_on}
    form = AdvanceForm(request.POST or None, authorities=[advance.authority], standing=stands)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            changed = gathering_advances.change_advance(advance=advance, by=viewer, at=timezone.now(), **form.change())
            messages.success(request, f"You’ve changed the {changed.name} advance.")
            return redirect("advance", advance.pk)
    context = {
        "title": f"Change the {advance.name} advance",
        "form": form,
        "advance": advance,
        "why_not": why_not_now(advance, OfAdvance.CHANGE),
    }
    return render(request, "budgets/advance_form.html", context, status=400 if form.errors else 200)


@requires(KEEPS, PAYS)
def advance(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """What is in an advance, by school, by payee or by request, and what could still be gathered into it."""
    advance = get_object_or_404(queries.advances_for(viewer), pk=pk)
    inside = queries.instalments_in(advance)
    figures, (due, back) = queries.figures_of(inside), queries.due_and_waiting(advance)
    view = shown.chosen_view(request.GET.get("by"))
    sums = queries.sums_by_school(inside) if view != "request" else []
    rows: list[Any] = queries.by_payee(sums) if view == "payee" else sums
    may_keep = viewer.can(KEEPS, authority=advance.authority) and not advance.is_paid
    may_pay = viewer.can(PAYS, authority=advance.authority) and not advance.is_paid
    context = {
        "title": f"The {advance.name} advance",
        "advance": advance,
        "state": shown.state_of(advance, viewer.today, figures.payments),
        "standing": shown.advance_sentence(advance, figures, due, viewer.today),
        "figures": shown.advance_figures(advance, figures, due, viewer.today),
        "page": paginate(request, inside if view == "request" else rows),
        "view": view,
        "views": shown.VIEWS,
        "payee": queries.payee_recorded,
        "may_keep": may_keep,
        "due": due,
        "waits": "" if advance.is_paid else why_it_waits(back),
        "may_gather": may_keep and viewer.today <= advance.closes_on,
        "may_pay": may_pay,
        "why_not_pay": _why_not_pay(viewer, advance, figures) if may_pay else None,
    }
    return render(request, "budgets/advance.html", context)


@requires(KEEPS)
@require_POST
def advance_gather(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take into the advance what is due and in none."""
    advance = _advance_to_keep(viewer, pk)
    before = queries.figures_of(queries.instalments_in(advance)).payments
    try:
        added = gathering_advances.gather(advance=advance, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
    else:
        more = queries.figures_of(queries.instalments_in(advance)).payments > before
        amount = say_money(added) if added >= 0 else f"{say_money(-added)} to be taken back"
        done = f"You’ve added {amount} to" if more else "There was nothing to add to"
        _, back = queries.due_and_waiting(advance)
        messages.success(request, f"{done} the {advance.name} advance. {why_it_waits(back)}".strip())
    return redirect("advance", advance.pk)


@requires(PAYS)
def advance_pay(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Mark an advance as paid: one step, with the figures that were shown."""
    advance = get_object_or_404(queries.advances_for(viewer), pk=pk)
    if not viewer.can(PAYS, authority=advance.authority):
        raise PermissionDenied
    inside = queries.instalments_in(advance)
    figures = queries.figures_of(inside)
    form = PayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            paying.pay_advance(advance=advance, seen=form.seen_figures(), by=viewer, at=timezone.now())
            messages.success(
                request,
                say_done(
                    f"You’ve marked the {advance.name} advance as paid: {say_money(figures.total)}.",
                    [f"editors and signatories at {count(figures.schools, 'school')}"],
                ),
            )
            return redirect("advance", advance.pk)
    context = {
        "title": f"Mark the {advance.name} advance as paid",
        "form": form,
        "advance": advance,
        "figures": figures,
        "seen": f"{figures.payments} {figures.total}",
        "payees": len(queries.by_payee(queries.sums_by_school(inside))),
        "why_not": _why_not_pay(viewer, advance, figures),
    }
    return render(request, "budgets/advance_pay.html", context, status=400 if form.errors else 200)


@requires(KEEPS, PAYS)
def finance_file(_request: HttpRequest, viewer: Viewer, pk: int, kind: str) -> HttpResponseBase:
    """What the finance system pays: a row for each payee."""
    advance = get_object_or_404(queries.advances_for(viewer), pk=pk)
    payees = queries.by_payee(queries.sums_by_school(queries.instalments_in(advance)))
    name = f"finance-file-{advance.pays_on.isoformat()}"
    return as_sheet(kind, name, file.HEADER, file.finance_rows(advance, payees), title=f"{advance.name} advance")


@requires(KEEPS)
def payments_due(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is due and in no advance."""
    following = queries.next_advance_for(viewer)
    until = max(following.pays_on, viewer.today) if following else viewer.today
    found = queries.due_now_for(viewer, until)
    page = paginate(request, found)
    total, back = queries.due_to_pay_and_back(found)
    context = {
        "title": "Payments not in an advance yet",
        "until": until,
        "following": following,
        "due_from": due_after(following) if following else None,
        "total": total,
        "standing": shown.due_sentence(total, back, until),
        "page": page,
        "expected": shown.expected_by(page, viewer.today),
        "may_release": {each.pk for each in page if viewer.can(PAYS, authority=each.plan.authority)},
    }
    return render(request, "budgets/payments_due.html", context)


@requires(KEEPS)
def payment_take_out(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Leave a payment out of an advance; it goes into the next one."""
    payment = get_object_or_404(queries.instalments_kept_by(viewer), pk=pk)
    advance = payment.advance
    if advance is None and request.method != "POST":
        raise Http404("This payment is not in an advance.")
    if advance is None or advance.is_paid:
        link = (
            Link(f"The {advance.name} advance", reverse("advance", args=[advance.pk]))
            if advance
            else Link("Payments not in an advance yet", reverse("payments_due"))
        )
        raise Changed(shown.why_not_taken_out(advance), title="The payment was not removed", links=(link,), status=409)
    form = TakeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            gathering_advances.take_out(instalment=payment, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, shown.taken_out(payment, advance))
            return redirect("advance", advance.pk)
    context = {
        "title": "Remove a payment",
        "caption": f"The {advance} advance",
        "form": form,
        "payment": payment,
        "advance": advance,
        "due_from": due_after(advance),
    }
    return render(request, "budgets/payment_take_out.html", context, status=400 if form.errors else 200)


def _why_not_pay(viewer: Viewer, advance: Advance, inside: Figures) -> Refusal | None:
    """Why it cannot be marked as paid, said where the button would be."""
    return shown.why_not_pay(advance, inside, queries.processed_by(advance, viewer.user.pk), viewer.today)


def _advance_to_keep(viewer: Viewer, pk: int) -> Advance:
    advance = get_object_or_404(queries.advances_for(viewer), pk=pk)
    if not viewer.can(KEEPS, authority=advance.authority):
        raise PermissionDenied
    return advance
