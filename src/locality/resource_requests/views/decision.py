"""Recording a decision, and correcting one (FORM-12, DUR-7, DIS-5)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.actions import NoBudget, NotEnough
from locality.budgets.queries import balance
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.resource_requests import actions
from locality.resource_requests.forms.decision import RESPONSES, CorrectionForm, DecisionForm
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import tells
from locality.resource_requests.rules import may
from locality.resource_requests.views.reading import found_request, opening, read_version
from locality.resource_requests.views.review import refuse_unless
from locality.resource_requests.workflow import E
from locality.values.transitions import NotPossible
from locality.values.working_days import day_of


@requires(Permission.REQUEST_DECIDE)
def request_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what the community decided; what remains in the budget is in view."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.APPROVE, found))
    deadlines, context = opening(found, viewer)
    form = DecisionForm(
        request.POST or None, **_limits(found, viewer, deadlines.rules), initial=_initial(found, viewer)
    )
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(found, form.ruling(), by=viewer.user, at=timezone.now())
        except (NotPossible, NotEnough, NoBudget) as refusal:
            form.add_error("amount" if isinstance(refusal, NotEnough | NoBudget) else None, refusal.sentence)
        else:
            messages.success(request, _done(found, decision))
            return redirect("request", found.reference)
    context |= {
        "title": f"Record the decision on {found.reference}",
        "form": form,
        "tells": tells(E.APPROVE, found, viewer),
    }
    return _show(request, viewer, found, context, form)


@requires(Permission.REQUEST_CORRECT)
def request_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct the decision for new information or an error; the earlier one stays on record."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.CORRECT_TO_APPROVED, found))
    deadlines, context = opening(found, viewer)
    form = CorrectionForm(
        request.POST or None, **_limits(found, viewer, deadlines.rules), initial=_as_it_stands(found, viewer)
    )
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.correct(
                found,
                form.ruling(),
                ground=Decision.Ground(form.cleaned_data["ground"]),
                reason=form.cleaned_data["reason"],
                by=viewer.user,
                at=timezone.now(),
            )
        except (NotPossible, NotEnough, NoBudget) as refusal:
            form.add_error("amount" if isinstance(refusal, NotEnough | NoBudget) else None, refusal.sentence)
        else:
            messages.success(
                request, f"The decision is corrected; the earlier one stays on record. {_done(found, decision)}"
            )
            return redirect("request", found.reference)
    context |= {
        "title": f"Correct the decision on {found.reference}",
        "form": form,
        "correcting": True,
        "tells": tells(E.CORRECT_TO_APPROVED, found, viewer),
    }
    return _show(request, viewer, found, context, form)


def _limits(found: ResourceRequest, viewer: Viewer, rules: Any) -> dict[str, Any]:
    return {
        "today": viewer.today,
        "not_before": day_of(found.created_at),
        "may_defer": rules.defer_allowed,
        "may_refer": rules.council_referral_allowed,
    }


def _initial(found: ResourceRequest, viewer: Viewer) -> dict[str, Any]:
    meeting = found.meeting
    return {
        "decided_on": meeting.day if meeting and meeting.day <= viewer.today else viewer.today,
        "amount": found.requested_amount,
        "responses": [
            name
            for name, asked in (
                ("advice", found.asks_advice),
                ("school_support", found.asks_school_support),
                ("funding", found.asks_funding),
            )
            if asked
        ],
    }


def _as_it_stands(found: ResourceRequest, viewer: Viewer) -> dict[str, Any]:
    decision = found.decision
    if decision is None:
        return {}
    names = ("summary", "outcome", "details", "amount", "review_on", "reasons", "own_provision", "alternatives")
    initial = {name: getattr(decision, name) for name in (*names, "method", "agree", "disagree", "abstain")}
    initial["responses"] = [name for name, _ in RESPONSES if getattr(decision, name)]
    return initial | {"decided_on": viewer.today}


def _done(found: ResourceRequest, decision: Decision) -> str:
    outcome = decision.get_outcome_display().lower()
    told = f"{found.school.name} was told."
    if decision.outcome == Decision.Outcome.APPROVED:
        return f"{found.reference} is {outcome}. {told} Next: the clerk hands it over to the area’s officer."
    return f"{found.reference} is {outcome}. {told}"


def _show(
    request: HttpRequest, viewer: Viewer, found: ResourceRequest, context: dict[str, Any], form: DecisionForm
) -> HttpResponse:
    context["balance"] = balance(found.community, viewer.today)
    if found.version:
        reader = read_version(viewer, found, found.version, "page")
        context["rows"] = school_section(found, found.version, reader)
    return render(request, "resource_requests/decide.html", context, status=400 if form.errors else 200)
