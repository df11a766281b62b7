"""Moving money between budgets: one person proposes it and may withdraw it, another confirms or refuses it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import transferring
from locality.budgets.actions.transferring import who_may_settle
from locality.budgets.forms.transfers import RefuseTransferForm, TransferForm
from locality.budgets.models import Transfer
from locality.budgets.presenters import council as shown_as
from locality.budgets.queries import transfers as found_transfers
from locality.budgets.queries.money import communities_to_fund
from locality.budgets.queries.years import budgets_in, years_to_manage
from locality.budgets.rules.transfers import why_not_withdraw
from locality.budgets.rules.years import why_not_open
from locality.communities.access import requires
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.values.emailing import say_done
from locality.values.money import say_money
from locality.values.refusals import NotPossible

NO_ONE = (
    "No one else at your council can confirm transfers yet. This will have to wait until someone else has that role."
)


@requires(Permission.BUDGET_MANAGE, Permission.TRANSFERS_CONFIRM)
def transfers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The transfers that wait, then those that were settled."""
    found = found_transfers.transfers_for(viewer)
    context = {
        "title": "Transfers",
        "waiting": list(found.waiting()),
        "mine": {each.pk for each in found_transfers.transfers_waiting_for(viewer)},
        "page": paginate(request, found.done()),
        "state_of": shown_as.transfer_state,
        "back": reverse("money"),
    }
    return render(request, "budgets/transfers.html", context)


@requires(Permission.BUDGET_MANAGE)
def transfer_propose(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Propose to move money within a year."""
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    communities = list(
        communities_to_fund(viewer).filter(authority=year.authority_id, closed_on=None).order_by("name", "pk")
    )
    initial = {"source": request.GET.get("from", ""), "target": request.GET.get("to", "")}
    form = TransferForm(request.POST or None, budgets=budgets_in(year), communities=communities, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals("amount"):
            transfer = transferring.propose_transfer(funding_year=year, by=viewer, at=timezone.now(), **form.transfer())
            done = f"You’ve proposed moving {say_money(transfer.amount)} to {transfer.target.whose}."
            emailed = shown_as.name_people(who_may_settle(transfer, at=timezone.now()))
            messages.success(
                request, say_done(done, emailed, "Someone else needs to confirm it before the money moves.")
            )
            return redirect("transfer", transfer.pk)
    others = holders(Permission.TRANSFERS_CONFIRM, on=viewer.today, authority=year.authority)
    context = {
        "title": "Move money",
        "caption": year.name,
        "form": form,
        "year": year,
        "closed": why_not_open(year),
        "tells": shown_as.name_people([each for each in others if each.pk != viewer.user.pk]),
        "no_one": NO_ONE,
    }
    return render(request, "budgets/transfer_propose.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE, Permission.TRANSFERS_CONFIRM)
def transfer(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One transfer, and what can be done with it."""
    found = get_object_or_404(found_transfers.transfers_for(viewer), pk=pk)
    context = {
        "title": f"Transfer of {say_money(found.amount)}",
        "caption": found.source.funding_year.name,
        "back": reverse("transfers"),
        "transfer": found,
        "standing": shown_as.transfer_sentence(found),
        "rows": shown_as.transfer_rows(found),
        "may_settle": found_transfers.may_settle(viewer, found),
        "may_withdraw": why_not_withdraw(found, viewer.user.pk) is None,
    }
    return render(request, "budgets/transfer.html", context)


@requires(Permission.TRANSFERS_CONFIRM)
def transfer_confirm(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Confirm a transfer that another person proposed: the money moves."""
    found = get_object_or_404(found_transfers.transfers_for(viewer), pk=pk)
    if not found_transfers.may_settle(viewer, found):
        return _can_not(request, pk)
    if request.method == "POST":
        try:
            transferring.confirm_transfer(transfer=found, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            done = f"You’ve moved {say_money(found.amount)} to {found.target.whose}."
            messages.success(request, say_done(done, shown_as.emailed_when_moved(found)))
        return redirect("transfer", pk)
    context = {
        "title": "Confirm the transfer",
        "caption": found.source.funding_year.name,
        "back": reverse("transfer", args=[pk]),
        "rows": shown_as.transfer_rows(found),
        "figures": shown_as.after_transfer(found),
        "tells": shown_as.emailed_when_moved(found),
    }
    return render(request, "budgets/transfer_confirm.html", context)


@requires(Permission.TRANSFERS_CONFIRM)
def transfer_refuse(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Refuse a transfer that another person proposed, with the reason."""
    found = get_object_or_404(found_transfers.transfers_for(viewer), pk=pk)
    if not found_transfers.may_settle(viewer, found):
        if request.method == "POST":
            raise _changed(found, viewer)
        return _can_not(request, pk)
    form = RefuseTransferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            transferring.refuse_transfer(transfer=found, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(
                request, say_done("You’ve refused the transfer.", [found.proposed_by.name], "The money has not moved.")
            )
            return redirect("transfer", pk)
    context = {
        "title": "Refuse the transfer",
        "caption": found.source.funding_year.name,
        "back": reverse("transfer", args=[pk]),
        "rows": shown_as.transfer_rows(found),
        "form": form,
        "tells": found.proposed_by.name,
    }
    return render(request, "budgets/transfer_refuse.html", context, status=400 if form.errors else 200)


@requires(Permission.BUDGET_MANAGE, Permission.TRANSFERS_CONFIRM)
def transfer_withdraw(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take one's own proposal back, while nobody has confirmed or refused it."""
    now = timezone.now()
    found = get_object_or_404(found_transfers.transfers_for(viewer), pk=pk)
    if reason := why_not_withdraw(found, viewer.user.pk):
        messages.warning(request, reason.sentence)
        return redirect("transfer", pk)
    emailed = shown_as.name_people(who_may_settle(found, at=now))
    if request.method == "POST":
        try:
            transferring.withdraw_transfer(transfer=found, by=viewer, at=now)
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, say_done("You’ve withdrawn the transfer.", emailed, "The money has not moved."))
        return redirect("transfer", pk)
    context = {
        "title": "Withdraw the transfer",
        "caption": found.source.funding_year.name,
        "back": reverse("transfer", args=[pk]),
        "rows": shown_as.transfer_rows(found),
        "tells": emailed,
    }
    return render(request, "budgets/transfer_withdraw.html", context)


def _can_not(request: HttpRequest, pk: int) -> HttpResponse:
    """It was settled meanwhile, or is the person's own: its page says which."""
    messages.warning(request, "You cannot confirm or refuse this transfer now.")
    return redirect("transfer", pk)


def _changed(found: Transfer, viewer: Viewer) -> Changed:
    """The same for someone who has just written why they refuse it: their words are given back."""
    return Changed(
        shown_as.settled_sentence(found, viewer.user.pk),
        title="You cannot refuse this transfer now",
        links=(Link("Go to the transfer", reverse("transfer", args=[found.pk])),),
    )
