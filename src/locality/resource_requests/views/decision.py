"""Recording a decision, and correcting one (FORM-12, DUR-7, DIS-5)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.held import holdings_of
from locality.budgets.queries.money import balance
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules
from locality.communities.scope import Viewer
from locality.resource_requests.actions import deciding
from locality.resource_requests.content.questions import RESPONSES
from locality.resource_requests.forms.decision import STAYS, CorrectionForm
from locality.resource_requests.forms.decision_fields import DecisionForm
from locality.resource_requests.forms.exceptional_correction import ExceptionalCorrectionForm
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.pages.decision_start import as_asked, limits
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, read_version
from locality.resource_requests.presenters.clocks import clocks_moved, clocks_of
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import name_audiences, who_is_emailed
from locality.resource_requests.queries.changes import Difference, differences
from locality.resource_requests.queries.corrected import what_follows
from locality.resource_requests.queries.early_end import ended_beforehand
from locality.resource_requests.queries.requests import decision_numbered
from locality.resource_requests.queries.where_it_stands import due_of
from locality.resource_requests.queries.who_is_told import About, told_about
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import first_day_of, first_day_to_hand_over, holds, may
from locality.resource_requests.rules.summed_up import summed_up
from locality.resource_requests.workflow import E
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.numbers import typed_number

_LONGEST_NUMBER = 4  # digits: nobody corrects a decision more often


@requires(Permission.REQUEST_DECIDE)
def request_decide(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Record what the community decided; what remains in the budget is in view."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.APPROVE, rfr))
    deadlines, context = opening(rfr, viewer)
    day = rfr.meeting.day if rfr.meeting else viewer.today
    form = DecisionForm(
        request.POST or None,
        **limits(rfr, deadlines.rules, today=viewer.today, not_before=first_day_of(rfr)),
        initial=as_asked(rfr, deadlines.rules, decided_on=day) | {"decided_on": day, "summary": summed_up(rfr)},
    )
    form.others = others_of(viewer, rfr)
    tells = who_is_emailed(E.APPROVE, rfr, viewer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            decision = deciding.decide(rfr, form.ruling(), by=viewer, at=timezone.now())
            messages.success(request, _done(decision, viewer, tells))
            return redirect("request", rfr.reference)
    context |= {
        "title": f"Record the decision on {rfr.reference}",
        "form": form,
        "tells": tells,
    }
    return _show(request, viewer, rfr, context, form)


@requires(Permission.REQUEST_CORRECT)
def request_correct(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Correct the decision for new information or an error; the earlier one stays on record."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.CORRECT_TO_APPROVED, rfr))
    deadlines, context = opening(rfr, viewer)
    about = About(rfr, viewer.today)
    earlier, undone = _on_record(rfr), about.undone
    again_from = first_day_to_hand_over(rfr, viewer.today)
    form_class, begun = _form_of(rfr, deadlines.rules)
    begun |= limits(
        rfr, deadlines.rules, today=viewer.today, not_before=first_day_of(rfr, earlier), instead_of=earlier
    ) | {
        "earlier": earlier,
        "clocks": partial(
            clocks_moved, deadlines, earlier.decided_on, hand_over=again_from is None, money=earlier.funding
        ),
    }
    form = form_class(request.POST or None, **begun, initial=_as_it_stands(earlier))
    seen = _seen(request, rfr, earlier)
    status = 200
    if seen != earlier and form.is_valid():
        kept = form.changed_from(_as_it_stands(seen))
        form = form_class(**begun, initial=_as_it_stands(earlier) | kept)
        context["meanwhile"], seen, status = Meanwhile(earlier, differences(seen, earlier)), earlier, 409
    form.others = others_of(viewer, rfr)
    tells = name_audiences(told_about(E.CORRECT_TO_APPROVED, about, but=viewer.user))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            decision = deciding.correct(
                rfr,
                form.ruling(),
                ground=Decision.Ground(form.cleaned_data["ground"]),
                reason=form.cleaned_data["reason"],
                seen=seen.number,
                by=viewer,
                at=timezone.now(),
            )
            messages.success(request, _done(decision, viewer, tells, corrected=True))
            return redirect("request", rfr.reference)
    context |= {
        "title": f"Correct the decision on {rfr.reference}",
        "form": form,
        "correcting": True,
        "seen": seen.number,
        "clocks": clocks_of(
            deadlines, earlier, again_from, viewer.today, sends=holds(viewer, Permission.REQUEST_HAND_OVER, rfr)
        ),
        "undone": undone,
        "follows": [
            *(undone.beforehand if undone else ()),
            *ended_beforehand(rfr.ended_on, earlier),
            *what_follows(earlier),
        ],
        "tells": tells,
    }
    return _show(request, viewer, rfr, context, form, status=status, earlier=earlier)


def _form_of(rfr: ResourceRequest, rules: AuthorityRules) -> tuple[type[CorrectionForm], dict[str, Any]]:
    """What the chair decided alone is asked as it was decided."""
    if is_exceptional(rfr):
        return ExceptionalCorrectionForm, {"weeks": rules.exceptional_weeks}
    return CorrectionForm, {}


@dataclass(frozen=True)
class Meanwhile:
    """A correction that somebody recorded while this person wrote theirs."""

    decision: Decision
    differences: list[Difference]


def _seen(request: HttpRequest, rfr: ResourceRequest, earlier: Decision) -> Decision:
    """The decision that the page showed which this form was sent from."""
    typed = request.POST.get("seen", "")
    number = typed_number(typed, _LONGEST_NUMBER)
    if typed == str(earlier.number) or number is None:
        return earlier
    return decision_numbered(rfr, number) or earlier


def _on_record(rfr: ResourceRequest) -> Decision:
    if rfr.decision is None:
        raise PermissionDenied("This request has no decision yet.")
    return rfr.decision


def _as_it_stands(decision: Decision) -> dict[str, Any]:
    names = (
        *("summary", "outcome", "details", "amount", "more_because", "starts_on", "ends_on", "review_on", "reasons"),
        *("own_provision", "alternatives", "method", "agree", "disagree", "abstain"),
    )
    initial = {name: getattr(decision, name) for name in names}
    initial["responses"] = [name for name, _ in RESPONSES if getattr(decision, name)]
    if decision.outcome == Decision.Outcome.DECLINED:
        initial["invites"] = "yes" if decision.invites_standard else "no"
    return initial | {"date_of_it": STAYS, "decided_on": decision.decided_on}


def _done(decision: Decision, viewer: Viewer, emailed: list[str], *, corrected: bool = False) -> str:
    """What became of it, who had an email, as the page named them before, and what comes next."""
    rfr, outcome = decision.rfr, decision.get_outcome_display().lower()
    done = (
        f"You’ve corrected the decision on the request {rfr.reference}. It is now {outcome}."
        if corrected
        else f"You’ve recorded the decision on the request {rfr.reference}: {outcome}."
    )
    following = ""
    if decision.outcome == Decision.Outcome.APPROVED:
        sends = holds(viewer, Permission.REQUEST_HAND_OVER, rfr)
        due = due_of(rfr, deadlines_of(rfr.authority, on=viewer.today)) if sends else None
        who = "" if sends else "the clerk will "
        following = f"Next, {who}send the request to the area officer{f' by {show_day(due)}' if due else ''}."
    elif decision.outcome == Decision.Outcome.DEFERRED:
        following = f"Next, {rfr.school.name} will add the information and resubmit the request."
    elif is_exceptional(rfr):
        following = f"Next, the clerk will contact {rfr.school.name} to explain why."
    return say_done(done, emailed, following)


def _held(earlier: Decision | None, year: str) -> Decimal:
    """What the decision that is corrected holds of a year's budget: it can be promised again."""
    if earlier is None or not earlier.funding:
        return Decimal(0)
    return sum((each.held for each in holdings_of(earlier.pk) if each.year == year), Decimal(0))


def _show(
    request: HttpRequest,
    viewer: Viewer,
    rfr: ResourceRequest,
    context: dict[str, Any],
    form: DecisionForm,
    *,
    status: int = 200,
    earlier: Decision | None = None,
) -> HttpResponse:
    context["balance"] = left = balance(rfr.community, viewer.today)
    context["held"] = _held(earlier, left.year.name) if left.year else 0
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["rows"] = school_section(rfr, rfr.version, reader)
    return render(request, "resource_requests/decide.html", context, status=400 if form.errors else status)
