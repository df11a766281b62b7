"""The council's part of a request: its section, its own decision, its questions, what comes back (FORM-13, EXC-5)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.held import holdings_of
from locality.budgets.queries.money import balance, year_on
from locality.budgets.queries.payments import payments_of
from locality.communities.access import requires
from locality.communities.deadlines import Deadlines
from locality.communities.scope import Viewer
from locality.council_section.actions import deciding_for_council, moderating
from locality.council_section.forms.council import CouncilDecisionForm, CouncilSectionForm
from locality.resource_requests.actions import steps
from locality.resource_requests.content import council_words
from locality.resource_requests.content.questions import Kind
from locality.resource_requests.forms.hand_over import NothingForm
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, read_version
from locality.resource_requests.presenters.council_view import ledger_sentences, who_pays
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import who_is_emailed
from locality.resource_requests.queries.council import moderators_of
from locality.resource_requests.queries.early_end import ended_in_section
from locality.resource_requests.queries.requests import reader_of
from locality.resource_requests.queries.where_it_stands import ToPay, to_pay_of
from locality.resource_requests.rules.agreed import say_days
from locality.resource_requests.rules.council import something_else_was_approved
from locality.resource_requests.rules.permitted import Answer, may
from locality.resource_requests.workflow import E
from locality.values.emailing import say_done
from locality.values.money import say_money
from locality.values.refusals import NotPossible


@requires(Permission.REQUEST_MODERATE)
def request_moderate(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The council's section: final amount, moderated or not, by whom, when; what follows in the ledger is in view."""
    rfr = found_request(viewer, reference)
    if request.method != "POST" and may(viewer, E.TAKE_UP, rfr):
        return redirect("request_take_up", rfr.reference)
    refuse_unless(may(viewer, E.MODERATE, rfr))
    deadlines, context = opening(rfr, viewer)
    decision = _decision(rfr)
    people = moderators_of(rfr, on=viewer.today)
    form = CouncilSectionForm(
        request.POST or None,
        rfr=rfr,
        decision=decision,
        people=people,
        today=viewer.today,
        initial=_initial_section(rfr, decision, viewer, deadlines.rules.payment_pattern),
    )
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        told = who_is_emailed(E.MODERATE, rfr, viewer)
        with form.refusals(amount="final_amount"):
            done = moderating.moderate(rfr, form.section(), by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
            paid = (
                f" The council will pay {say_money(done.final_amount)}."
                if done.final_amount
                else " There is nothing to pay."
            )
            following = who_pays(*_coming(rfr, decision, deadlines, viewer))
            messages.success(request, say_done(f"You’ve processed the request {rfr.reference}.{paid}", told, following))
            return redirect("request", rfr.reference)
    context |= {
        "title": f"Record the {council_words.section(rfr.authority.short)} of {rfr.reference}",
        "form": form,
        "decision": decision,
        "period": say_days(decision.starts_on, decision.ends_on),
        "ledger": [
            *ended_in_section(rfr.ended_on, decision),
            *ledger_sentences(decision, holdings_of(decision.pk), rfr.community.name),
        ],
        "process_by": deadlines.processed(rfr.received_on) if rfr.received_on else None,
        "pay_by": deadlines.paid(rfr.approved_on) if rfr.approved_on and decision.funding else None,
        "tells": who_is_emailed(E.MODERATE, rfr, viewer),
    }
    return _show(request, viewer, rfr, context, "council_section/section.html", form)


def _coming(
    rfr: ResourceRequest, decision: Decision, deadlines: Deadlines, viewer: Viewer
) -> tuple[ToPay | None, date | None]:
    """The next payment of a request that was just processed, and the day by which it is expected."""
    to_pay = to_pay_of(payments_of(decision.pk), viewer.today)
    return to_pay, deadlines.paid(rfr.approved_on, to_pay.begins) if to_pay and rfr.approved_on else None


@requires(Permission.REQUEST_DECIDE_FOR_COUNCIL)
def request_take_up(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The community asked for the council's review: one button takes it up."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.TAKE_UP, rfr))
    if request.method == "POST":
        told = who_is_emailed(E.TAKE_UP, rfr, viewer)
        try:
            deciding_for_council.take_up(rfr, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect("request_take_up", rfr.reference)
        done = f"You’ve started the council’s review of the request {rfr.reference}."
        messages.success(request, say_done(done, told, "Next, make the council’s decision."))
        return redirect("request_council_decision", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Start the council’s review of {rfr.reference}",
        "tells": who_is_emailed(E.TAKE_UP, rfr, viewer),
    }
    return _show(request, viewer, rfr, context, "council_section/take_up.html", NothingForm())


@requires(Permission.REQUEST_DECIDE_FOR_COUNCIL)
def request_council_decision(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The council's own decision on what was referred to it (EXC-5)."""
    rfr = found_request(viewer, reference)
    refuse_unless(_may_decide(viewer, rfr))
    deadlines, context = opening(rfr, viewer)
    form = CouncilDecisionForm(
        request.POST or None,
        rfr=rfr,
        outcomes=_outcomes(viewer, rfr),
        today=viewer.today,
        weeks=deadlines.rules.exceptional_weeks,
        initial=_initial_decision(rfr, viewer),
    )
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        told = who_is_emailed(E.COUNCIL_APPROVE, rfr, viewer)
        with form.refusals():
            _decide(rfr, form, viewer, request.POST.get("seen"))
            done = f"You’ve recorded the council’s decision on the request {rfr.reference}."
            messages.success(request, say_done(done, told))
            return redirect("request", rfr.reference)
    context |= {
        "title": f"Make the council’s decision on {rfr.reference}",
        "form": form,
        "balance": balance(rfr.community, viewer.today),
        "tells": who_is_emailed(E.COUNCIL_APPROVE, rfr, viewer),
        "may_keep": "keep" in form.offered("outcome"),
    }
    return _show(request, viewer, rfr, context, "council_section/decision.html", form)


def _decision(rfr: ResourceRequest) -> Decision:
    if rfr.decision is None:
        raise NotPossible("This request has no decision yet.")
    return rfr.decision


def _may_decide(viewer: Viewer, rfr: ResourceRequest) -> Answer:
    answers = [may(viewer, event, rfr) for event in (E.COUNCIL_APPROVE, E.COUNCIL_DECLINE, E.COUNCIL_KEEP)]
    return next((answer for answer in answers if answer), answers[0])


def _outcomes(viewer: Viewer, rfr: ResourceRequest) -> list[tuple[str, str]]:
    offered = (
        (E.COUNCIL_APPROVE, "approved", "Approve"),
        (E.COUNCIL_DECLINE, "declined", "Decline"),
        (E.COUNCIL_KEEP, "keep", "Keep the community’s decision"),
    )
    return [(value, label) for event, value, label in offered if may(viewer, event, rfr)]


def _initial_section(rfr: ResourceRequest, decision: Decision, viewer: Viewer, pattern: str) -> dict[str, Any]:
    year = year_on(rfr.authority, decision.decided_on) if decision.funding and decision.ends_on is None else None
    return {
        "final_amount": decision.amount,
        "moderated_by": str(viewer.user.pk),
        "processed_on": viewer.today,
        "pattern": pattern,
        "starts_on": decision.decided_on,
        "ends_on": year.end if year else None,
    }


def _initial_decision(rfr: ResourceRequest, viewer: Viewer) -> dict[str, Any]:
    earlier = _decision(rfr)
    granted = something_else_was_approved(earlier)
    agreed = [kind for kind in (Kind.ADVICE, Kind.SCHOOL_SUPPORT) if getattr(earlier, kind)]
    money = [Kind.FUNDING] if rfr.asks_funding else []
    return {
        "responses": agreed + money if granted else rfr.asked_kinds,
        "amount": earlier.amount or rfr.requested_amount,
        "starts_on": earlier.starts_on or rfr.starts_on,
        "ends_on": earlier.ends_on or rfr.ends_on,
        "details": reader_of(viewer, rfr, rfr.version).text(earlier.details),
        "review_on": earlier.review_on,
    }


def _decide(rfr: ResourceRequest, form: CouncilDecisionForm, viewer: Viewer, seen: str | None) -> None:
    by, at = viewer, timezone.now()
    if form.cleaned_data["outcome"] == "keep":
        deciding_for_council.keep_community_decision(rfr, why=form.cleaned_data["why"], by=by, at=at, seen=seen)
    else:
        deciding_for_council.decide_for_council(rfr, form.ruling(), by=by, at=at, seen=seen)


def _show(
    request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, context: dict[str, Any], template: str, form: Any
) -> HttpResponse:
    context["seen"] = steps.as_read(rfr)
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["rows"] = school_section(rfr, rfr.version, reader)
        context["decision_rows"] = community_section(rfr.decision, reader)
    return render(request, template, context, status=400 if form.errors else 200)
