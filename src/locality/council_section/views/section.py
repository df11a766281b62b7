"""The council's part of a request: its section, its own decision, its questions, what comes back (FORM-13, EXC-5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions.refusals import NoBudget, NotEnough
from locality.budgets.queries.held import holdings_of
from locality.budgets.queries.money import balance, year_on
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.council_section.actions import deciding_for_council, moderating
from locality.council_section.forms.council import CouncilDecisionForm, CouncilSectionForm
from locality.resource_requests.actions import steps
from locality.resource_requests.forms.hand_over import NothingForm
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, read_version
from locality.resource_requests.presenters.council_view import ledger_sentences
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import tells
from locality.resource_requests.queries.council import moderators_of
from locality.resource_requests.queries.early_end import ended_in_section
from locality.resource_requests.queries.requests import reader_of
from locality.resource_requests.rules.agreed import say_days
from locality.resource_requests.rules.council import something_else_was_approved
from locality.resource_requests.rules.permitted import Answer, may
from locality.resource_requests.workflow import E
from locality.values.money import say_money
from locality.values.transitions import NotPossible


@requires(Permission.REQUEST_MODERATE)
def request_moderate(request: HttpRequest, reference: str) -> HttpResponse:
    """The council's section: final amount, moderated or not, by whom, when; what follows in the ledger is in view."""
    viewer, found = found_request(request, reference)
    if request.method != "POST" and may(viewer, E.TAKE_UP, found):
        return redirect("request_take_up", found.reference)
    refuse_unless(may(viewer, E.MODERATE, found))
    deadlines, context = opening(found, viewer)
    decision = _decision(found)
    people = moderators_of(found, on=viewer.today)
    form = CouncilSectionForm(
        request.POST or None,
        found=found,
        decision=decision,
        people=people,
        today=viewer.today,
        initial=_initial_section(found, decision, viewer, deadlines.rules.payment_pattern),
    )
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        told = tells(E.MODERATE, found, viewer)
        try:
            done = moderating.moderate(
                found, form.section(), by=viewer.user, at=timezone.now(), seen=request.POST.get("seen")
            )
        except NotPossible as refusal:
            form.add_error("final_amount" if isinstance(refusal, NotEnough) else None, refusal.sentence)
        else:
            paid = f" for {say_money(done.final_amount)}" if done.final_amount else ""
            messages.success(request, f"{found.reference} is processed{paid}. Told: {told}.")
            return redirect("request", found.reference)
    context |= {
        "title": f"The council’s section of {found.reference}",
        "form": form,
        "decision": decision,
        "period": say_days(decision.starts_on, decision.ends_on),
        "ledger": [
            *ended_in_section(found.ended_on, decision),
            *ledger_sentences(decision, holdings_of(decision.pk), found.community.name),
        ],
        "process_by": deadlines.processed(found.received_on) if found.received_on else None,
        "pay_by": deadlines.paid(found.approved_on) if found.approved_on and decision.funding else None,
        "tells": tells(E.MODERATE, found, viewer),
    }
    return _show(request, viewer, found, context, "council_section/section.html", form)


@requires(Permission.REQUEST_DECIDE_FOR_COUNCIL)
def request_take_up(request: HttpRequest, reference: str) -> HttpResponse:
    """The community asked for the council's review: one button takes it up."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.TAKE_UP, found))
    if request.method == "POST":
        try:
            deciding_for_council.take_up(found, by=viewer.user, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect("request_take_up", found.reference)
        messages.success(request, f"{found.reference} is taken up. Next: the council’s decision.")
        return redirect("request_council_decision", found.reference)
    _, context = opening(found, viewer)
    context |= {"title": f"Take up {found.reference}", "tells": tells(E.TAKE_UP, found, viewer)}
    return _show(request, viewer, found, context, "council_section/take_up.html", NothingForm())


@requires(Permission.REQUEST_DECIDE_FOR_COUNCIL)
def request_council_decision(request: HttpRequest, reference: str) -> HttpResponse:
    """The council's own decision on what was referred to it (EXC-5)."""
    viewer, found = found_request(request, reference)
    refuse_unless(_may_decide(viewer, found))
    deadlines, context = opening(found, viewer)
    form = CouncilDecisionForm(
        request.POST or None,
        found=found,
        outcomes=_outcomes(viewer, found),
        today=viewer.today,
        weeks=deadlines.rules.exceptional_weeks,
        initial=_initial_decision(found, viewer),
    )
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        told = tells(E.COUNCIL_APPROVE, found, viewer)
        try:
            _decide(found, form, viewer, request.POST.get("seen"))
        except NotPossible as refusal:
            form.add_error("amount" if isinstance(refusal, NotEnough | NoBudget) else None, refusal.sentence)
        else:
            messages.success(request, f"The council’s decision on {found.reference} is recorded. Told: {told}.")
            return redirect("request", found.reference)
    context |= {
        "title": f"The council’s decision on {found.reference}",
        "form": form,
        "balance": balance(found.community, viewer.today),
        "tells": tells(E.COUNCIL_APPROVE, found, viewer),
        "may_keep": any(value == "keep" for value, _ in form.fields["outcome"].options()),  # type: ignore[attr-defined]
    }
    return _show(request, viewer, found, context, "council_section/decision.html", form)


def _decision(found: ResourceRequest) -> Decision:
    if found.decision is None:
        raise NotPossible("This request has no decision yet.")
    return found.decision


def _may_decide(viewer: Viewer, found: ResourceRequest) -> Answer:
    answers = [may(viewer, event, found) for event in (E.COUNCIL_APPROVE, E.COUNCIL_DECLINE, E.COUNCIL_KEEP)]
    return next((answer for answer in answers if answer), answers[0])


def _outcomes(viewer: Viewer, found: ResourceRequest) -> list[tuple[str, str]]:
    offered = (
        (E.COUNCIL_APPROVE, "approved", "Approve"),
        (E.COUNCIL_DECLINE, "declined", "Decline"),
        (E.COUNCIL_KEEP, "keep", "Leave it at the community’s decision"),
    )
    return [(value, label) for event, value, label in offered if may(viewer, event, found)]


def _initial_section(found: ResourceRequest, decision: Decision, viewer: Viewer, pattern: str) -> dict[str, Any]:
    year = year_on(found.authority, decision.decided_on) if decision.funding and decision.ends_on is None else None
    return {
        "final_amount": decision.amount,
        "moderated_by": str(viewer.user.pk),
        "processed_on": viewer.today,
        "pattern": pattern,
        "starts_on": decision.decided_on,
        "ends_on": year.end if year else None,
    }


def _initial_decision(found: ResourceRequest, viewer: Viewer) -> dict[str, Any]:
    earlier = _decision(found)
    granted = something_else_was_approved(earlier)
    asked = (
        ("advice", earlier.advice if granted else found.asks_advice),
        ("school_support", earlier.school_support if granted else found.asks_school_support),
        ("funding", found.asks_funding),
    )
    return {
        "responses": [name for name, wanted in asked if wanted],
        "amount": earlier.amount or found.requested_amount,
        "starts_on": earlier.starts_on or found.starts_on,
        "ends_on": earlier.ends_on or found.ends_on,
        "details": reader_of(viewer, found, found.version).text(earlier.details),
        "review_on": earlier.review_on,
    }


def _decide(found: ResourceRequest, form: CouncilDecisionForm, viewer: Viewer, seen: str | None) -> None:
    by, at = viewer.user, timezone.now()
    if form.cleaned_data["outcome"] == "keep":
        deciding_for_council.keep_community_decision(found, why=form.cleaned_data["why"], by=by, at=at, seen=seen)
    else:
        deciding_for_council.decide_for_council(found, form.ruling(), by=by, at=at, seen=seen)


def _show(
    request: HttpRequest, viewer: Viewer, found: ResourceRequest, context: dict[str, Any], template: str, form: Any
) -> HttpResponse:
    context["seen"] = steps.as_read(found)
    if found.version:
        reader = read_version(viewer, found, found.version, "page")
        context["rows"] = school_section(found, found.version, reader)
        context["decision_rows"] = community_section(found.decision, reader)
    return render(request, template, context, status=400 if form.errors else 200)
