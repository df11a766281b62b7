"""Exceptional requests outside meetings: the chair's page, the clerk's steps, and the standard request after it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.money import Balance, balance
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.exceptional import actions
from locality.exceptional.forms import ContactForm, ExceptionalForm
from locality.resource_requests.actions import reviewing, steps
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.pages.decision_start import refusing
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, read_version
from locality.resource_requests.pages.read_again import read_again
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import who_is_emailed
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@requires(Permission.REQUEST_DECIDE_EXCEPTIONAL)
def request_exceptional(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The chair alone approves, declines, refers, or returns; what remains in the budget is in view (EXC-2)."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.GRANT, rfr))
    deadlines, context = opening(rfr, viewer)
    form = ExceptionalForm(
        request.POST or None,
        rules=deadlines.rules,
        today=viewer.today,
        sent_on=day_of(rfr.submitted_at or rfr.state_since),
        asked=rfr.requested_amount,
        refuse_money=refusing(rfr, on=viewer.today),
        initial=_initial(rfr),
    )
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            done = _carry_out(rfr, form, viewer, request.POST.get("seen"))
            messages.success(request, done)
            return redirect("request", rfr.reference)
    context |= {
        "title": f"Decide the exceptional request {rfr.reference}",
        "form": form,
        "seen": steps.as_read(rfr),
        "balances": _balances(rfr, viewer),
        "tells": who_is_emailed(E.GRANT, rfr, viewer),
        "tells_return": who_is_emailed(E.RETURN, rfr, viewer),
    }
    context |= read_again(viewer, rfr)
    return render(request, "exceptional/decide.html", context, status=400 if form.errors else 200)


def _initial(rfr: ResourceRequest) -> dict[str, Any]:
    return {
        "responses": rfr.asked_kinds,
        "amount": rfr.requested_amount,
        "starts_on": rfr.starts_on,
        "ends_on": rfr.ends_on,
        "review_on": rfr.ends_on,
    }


def _balances(rfr: ResourceRequest, viewer: Viewer) -> list[Balance]:
    """The budgets that the days asked for fall into: one, or two where they cross the end of a funding year."""
    days = {rfr.starts_on or viewer.today, rfr.ends_on or viewer.today}
    by_year = {each.year.pk: each for each in (balance(rfr.community, day) for day in sorted(days)) if each.year}
    return list(by_year.values())


def _carry_out(rfr: ResourceRequest, form: ExceptionalForm, viewer: Viewer, seen: str | None) -> str:
    at = timezone.now()
    if form.returns:
        told = who_is_emailed(E.RETURN, rfr, viewer)
        reviewing.return_to_school(rfr, missing=form.cleaned_data["missing"], by=viewer, at=at, seen=seen)
        following = f"Next, {rfr.school.name} will change and resubmit it."
        return say_done(f"You’ve returned the request {rfr.reference}.", told, following)
    told = who_is_emailed(E.GRANT, rfr, viewer)
    decision = actions.decide_exceptional(rfr, form.ruling(), by=viewer, at=at, seen=seen)
    following = {
        Decision.Outcome.APPROVED: "Next, the clerk will send the request to the area officer.",
        Decision.Outcome.DECLINED: f"Next, the clerk will contact {rfr.school.name} to explain why.",
        Decision.Outcome.REFERRED: "Next, the clerk will forward the request to the council.",
    }[Decision.Outcome(decision.outcome)]
    done = f"You’ve recorded your decision on the request {rfr.reference}: {decision.get_outcome_display().lower()}."
    if form.review_moved and decision.review_on:
        done = f"{done} The review date is the new last day, {show_day(decision.review_on)}."
    return say_done(done, told, following)


@requires(Permission.REQUEST_HAND_OVER)
def request_contact(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The clerk contacts the school with the chair's rationale, and records it (EXC-4)."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.CONTACT, rfr))
    form = ContactForm(request.POST or None)
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        told = who_is_emailed(E.CONTACT, rfr, viewer)
        with form.refusals():
            actions.contact_school(rfr, note=form.note(), by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
            done = f"You’ve recorded that you contacted {rfr.school.name} about the request {reference}."
            invited = rfr.decision is not None and rfr.decision.invites_standard
            following = "Next, the school can start a standard request." if invited else ""
            messages.success(request, say_done(done, told, following))
            return redirect("request", reference)
    context = _reading(viewer, rfr) | {
        "title": f"Tell {rfr.school.name} why its request was declined",
        "form": form,
        "invited": bool(rfr.decision and rfr.decision.invites_standard),
        "corrected": bool(rfr.decision and rfr.decision.supersedes_id),
        "tells": who_is_emailed(E.CONTACT, rfr, viewer),
    }
    return render(request, "exceptional/contact.html", context, status=400 if form.errors else 200)


@requires(Permission.REQUEST_HAND_OVER)
def request_forward(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """One button: the referred request goes to the council (EXC-5)."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.FORWARD, rfr))
    if request.method == "POST":
        told = who_is_emailed(E.FORWARD, rfr, viewer)
        try:
            actions.forward(rfr, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect("request_forward", reference)
        else:
            done = f"You’ve forwarded the request {reference} to the council."
            messages.success(request, say_done(done, told, "Next, the council will make its decision."))
        return redirect("request", reference)
    context = _reading(viewer, rfr) | {
        "title": f"Forward {rfr.reference} to the council",
        "tells": who_is_emailed(E.FORWARD, rfr, viewer),
    }
    return render(request, "exceptional/forward.html", context)


def _reading(viewer: Viewer, rfr: ResourceRequest) -> dict[str, Any]:
    """What heads the clerk's pages: where it stands, and the chair's decision."""
    _, context = opening(rfr, viewer)
    context["seen"] = steps.as_read(rfr)
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["decision_rows"] = [row for row in community_section(rfr.decision, reader) if row.text]
    return context
