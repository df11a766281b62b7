"""Money that a school paid back outside the advances."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import paying_back
from locality.budgets.forms.payments import PaidBackForm
from locality.budgets.presenters import advances as shown
from locality.budgets.queries import advances as queries
from locality.budgets.queries.payments import paid_out
from locality.budgets.rules.paid_back import why_not_paid_back, why_not_yet
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.refusals import Changed, Link
from locality.values.dates import show_day
from locality.values.money import say_money


@requires(Permission.PAYMENTS_RELEASE)
def payment_paid_back(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Record that what a school was to give back was paid back: one step, which can't be taken back."""
    payment = get_object_or_404(queries.to_be_given_back(viewer), pk=pk)
    form = PaidBackForm(request.POST or None)
    went_out = paid_out(payment.plan, payment.budget_id)
    why_not = why_not_paid_back(payment, viewer.user.pk) or why_not_yet(-payment.amount, went_out, viewer.today)
    if request.method == "POST" and why_not:
        raise Changed(
            why_not.sentence,
            title="You cannot record this money as paid back",
            links=(Link("Payments not in an advance yet", reverse("payments_due")),),
            status=409,
        )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            paying_back.record_return(instalment=payment, by=viewer, at=timezone.now(), **form.cleaned_data)
            day = show_day(form.cleaned_data["returned_on"])
            messages.success(
                request,
                f"You’ve recorded that {payment.plan.school.name} paid back {say_money(-payment.amount)} on {day}.",
            )
            return redirect("payments_due")
    context = {
        "title": "Record money paid back",
        "caption": f"{payment.plan.reference}, {payment.plan.school.name}",
        "form": form,
        "payment": payment,
        "rows": shown.paid_back_rows(payment, viewer.today),
        "why_not": why_not,
    }
    return render(request, "budgets/payment_paid_back.html", context, status=400 if form.errors else 200)
