"""The pages of what came of a request's support (OBJ-1)."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.design.forms.kept import inputs_typed, typed_again
from locality.design.refusals import Changed, Link, or_404
from locality.form_keys.decorators import repeatable
from locality.outcomes.actions import agreeing, keeping, looking, reporting
from locality.outcomes.actions.steps import as_read, mark_of_read
from locality.outcomes.forms import ExtendForm, LookForm, OutcomesForm, ReportForm, typed_outcomes, typed_report
from locality.outcomes.models import AgreedOutcome, Report, Review
from locality.outcomes.presenters import case_address, outcomes_seen, report_seen, say_where_review_stands, texts_of
from locality.outcomes.queries import (
    draft_of,
    look_at,
    money_of,
    outcomes_of,
    reports_of,
    returned_with,
    review_of,
    told_of,
    told_of_money,
)
from locality.outcomes.rules import (
    days_to_move,
    may_review,
    why_no_look_now,
    why_not_begun,
    why_not_extended,
    why_not_look,
    why_not_now,
)
from locality.outcomes.workflow import OfReview
from locality.resource_requests.pages.opening import found_request, saw
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import name_audiences
from locality.resource_requests.queries.requests import reader_of
from locality.values.dates import show_day, show_time
from locality.values.emailing import say_done
from locality.values.money import NOTHING, say_money
from locality.values.refusals import NotPossible, Refusal

SEE = (Permission.REQUEST_SEE, Permission.REQUEST_SEE_SUBMITTED)
NONE_YET = "This request has no approved support, so there are no outcomes to agree or report."


def _found(viewer: Viewer, reference: str) -> Review:
    """The review of a request that the viewer may see."""
    return or_404(review_of(found_request(viewer, reference)), NONE_YET)


def _context(viewer: Viewer, review: Review, title: str) -> dict[str, Any]:
    """What every page of it begins with."""
    deadlines = deadlines_of(review.authority, on=viewer.today)
    own = review.school_id in viewer.school_ids
    return {
        "title": title,
        "found": review.rfr,
        "review": review,
        "own": own,
        "standing": say_where_review_stands(review, deadlines, viewer.today, own=own),
    }


def _is_stale(request: HttpRequest, now: str) -> bool:
    """Whether a form was sent from a page that showed something else than what stands now: that is then shown beside it."""
    return request.method == "POST" and request.POST.get("seen") not in (None, now)


def _refuse_unless(viewer: Viewer, event: OfReview, review: Review, why: Refusal | None = None) -> None:
    """Refuse who does not report for the school; and where it stands otherwise, with what stands."""
    if not viewer.can(Permission.OUTCOMES_REPORT, school=review.school):
        raise PermissionDenied(NO_OFFICE)
    if why := why_not_now(review, event) or why:
        link = Link("View the outcomes", reverse("request_outcomes", args=[review.rfr.reference]))
        raise Changed(why.sentence, title=f"Outcomes of {review.rfr.reference}", links=(link,), status=409)


@requires(*SEE)
def request_outcomes(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """What was agreed, what was reported, and what this person can do next."""
    review = _found(viewer, reference)
    outcomes, reports = outcomes_of(review), reports_of(review)
    reader = reader_of(viewer, review.rfr, review.rfr.version)
    saw(viewer, review.rfr, "page", reader.named_in(texts_of(outcomes, reports)))
    context = _context(viewer, review, f"Outcomes of {reference}") | {
        "outcomes": outcomes_seen(outcomes, reader),
        "reports": [report_seen(each, outcomes, reader, returned_with(each, reports)) for each in reports],
        "can": {event.name: may_review(viewer, event, review) for event in OfReview if event in _OFFERED},
        "may_move": may_review(viewer, OfReview.EXTEND, review) and not why_not_extended(review),
        "starts": why_not_begun(review, viewer.today),
        "write_case": case_address(viewer, review),
    }
    return render(request, "outcomes/outcomes.html", context)


_OFFERED = (OfReview.AGREE, OfReview.REPORT, OfReview.CORRECT)


@requires(Permission.OUTCOMES_REPORT)
def request_agree_outcomes(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """One to three outcomes, on one page."""
    review = _found(viewer, reference)
    _refuse_unless(viewer, OfReview.AGREE, review)
    outcomes = outcomes_of(review)
    form = OutcomesForm(request.POST or None, initial=typed_outcomes(outcomes))
    form.others = others_of(viewer, review.rfr)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            agreeing.agree_outcomes(
                review, form.outcomes(), by=viewer, at=timezone.now(), seen=request.POST.get("seen")
            )
            following = f"We’ll ask you what came of them before the review date, {show_day(review.due_on)}."
            messages.success(request, say_done("You’ve agreed the outcomes.", (), following))
            return redirect("request_outcomes", reference)
    expected = review.rfr.version.content.get("outcomes", "") if review.rfr.version else ""
    reader = reader_of(viewer, review.rfr, None)
    saw(viewer, review.rfr, "page", reader.named_in([expected, *texts_of(outcomes, ())]))
    now = as_read(review)
    context = _context(viewer, review, "Agree the outcomes") | {
        "form": form,
        "seen": now,
        "stands": outcomes_seen(outcomes, reader) if _is_stale(request, now) else (),
        "expected": reader.text(expected),
    }
    return render(request, "outcomes/agree.html", context, status=400 if form.errors else 200)


@requires(Permission.OUTCOMES_REPORT)
def request_move_review(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Move the review date once."""
    review = _found(viewer, reference)
    _refuse_unless(viewer, OfReview.EXTEND, review, why_not_extended(review))
    form = ExtendForm(request.POST or None, days=days_to_move(review, viewer.today))
    form.others = others_of(viewer, review.rfr)
    told = name_audiences(told_of(review, viewer.today, but=viewer.user))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            agreeing.extend_review(review, **form.cleaned_data, by=viewer, at=timezone.now())
            messages.success(
                request, say_done(f"You’ve moved the review date to {show_day(form.cleaned_data['due_on'])}.", told)
            )
            return redirect("request_outcomes", reference)
    context = _context(viewer, review, "Move the review date") | {"form": form, "tells": told}
    return render(request, "outcomes/move.html", context, status=400 if form.errors else 200)


@requires(Permission.OUTCOMES_REPORT)
def request_report(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The report on one page; after it was sent, its correction."""
    review = _found(viewer, reference)
    event = OfReview.REPORT if review.reported_on is None else OfReview.CORRECT
    _refuse_unless(viewer, event, review, why_not_begun(review, viewer.today))
    outcomes, reports = outcomes_of(review), reports_of(review)
    form = _report_form(request, viewer, review, outcomes, reports)
    draft = draft_of(viewer, review)
    if draft and not form.is_bound:
        form.initial = {**form.initial, **typed_again(form, draft.typed)}
    form.others = others_of(viewer, review.rfr)
    told = name_audiences(told_of(review, viewer.today, but=viewer.user))
    of_money = name_audiences(told_of_money(review, viewer.today, but=viewer.user))
    asked: Decimal | None = None
    if request.POST.get("then") == "later":
        with form.refusals():
            typed = inputs_typed(form, request.POST, form.fields)
            keeping.keep_typed(review, typed, seen=request.POST.get("seen"), by=viewer, at=timezone.now())
            messages.success(request, "We’ve kept what you typed. You have not sent your report yet.")
            return redirect("request_outcomes", reference)
    elif request.method == "POST" and form.is_valid() and not (asked := _to_confirm(request, form)):
        with form.refusals(amount="spent"):
            sent = reporting.send_report(
                review, form.report(), by=viewer, at=timezone.now(), seen=request.POST.get("seen")
            )
            _say_sent(request, review, sent, told, of_money)
            return redirect("request_outcomes", reference)
    reader = reader_of(viewer, review.rfr, review.rfr.version)
    saw(viewer, review.rfr, "page", reader.named_in(texts_of(outcomes, reports[:1])))
    now = mark_of_read(review, outcomes, reports[0].number if reports else None)
    context = _context(
        viewer, review, "Report what came of the support" if event == OfReview.REPORT else "Correct the report"
    )
    context |= {
        "form": form,
        "seen": now,
        "outcomes": outcomes_seen(outcomes, reader),
        "tells": told,
        "tells_of_money": of_money,
        "returning": asked,
        "returning_said": say_money(asked or NOTHING),
        "saved_at": draft.saved_at if draft else None,
        "correcting": event == OfReview.CORRECT,
        "stands": report_seen(reports[0], outcomes, reader, returned_with(reports[0], reports))
        if reports and (_is_stale(request, now) or (draft and not form.is_bound and draft.seen != now))
        else None,
    }
    return render(request, "outcomes/report.html", context, status=400 if form.errors else 200)


def _to_confirm(request: HttpRequest, form: ReportForm) -> Decimal | None:
    """The money that goes back with this report, in pounds, until the person has read how much that is: it stays back."""
    left = form.returned()
    return left if left and request.POST.get("returning") != str(left) else None


def _report_form(
    request: HttpRequest, viewer: Viewer, review: Review, outcomes: list[AgreedOutcome], reports: list[Report]
) -> ReportForm:
    return ReportForm(
        request.POST or None,
        outcomes=outcomes,
        pupils=review.rfr.pupil_count,
        money=money_of(review),
        back=sum((each.returned or NOTHING for each in reports), NOTHING),
        today=viewer.today,
        initial=typed_report(reports[0] if reports else None),
    )


@requires(Permission.OUTCOMES_REPORT)
@require_POST
@repeatable
def request_report_keep(request: HttpRequest, viewer: Viewer, reference: str) -> JsonResponse:
    """Keep what is typed while it is typed, for this person alone: when."""
    review = _found(viewer, reference)
    form = _report_form(request, viewer, review, outcomes_of(review), [])
    typed, at = inputs_typed(form, request.POST, request.POST.getlist("fields")), timezone.now()
    try:
        keeping.keep_typed(review, typed, seen=request.GET.get("seen"), by=viewer, at=at)
    except NotPossible as refusal:
        return JsonResponse({"error": refusal.sentence}, status=400)
    return JsonResponse({"saved_at": show_time(at), "revisions": {}, "conflicts": []})


def _say_sent(request: HttpRequest, review: Review, sent: reporting.Sent, told: list[str], of_money: list[str]) -> None:
    returned = sent.report.returned or NOTHING
    groups = [*told, *of_money] if returned else told
    back = f" You’ve returned {say_money(returned)} to {review.community.name}." if returned else ""
    following = " ".join(reporting.money_lines("your school", sent.returned, returned))
    did = "corrected" if sent.report.number > 1 else "sent"
    messages.success(request, say_done(f"You’ve {did} your report.{back}", groups, following))


@requires(Permission.OUTCOMES_LOOK)
def request_second_look(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Another school reads the report without its results, and says where it would say things are."""
    look = or_404(look_at(viewer, reference), "Your school was not drawn for a second look at this request.")
    review = look.report.review
    if why := why_no_look_now(look) or why_not_look(viewer, look):
        link = Link("Go to Home", reverse("home"))
        raise Changed(why.sentence, title=f"Second look at {reference}", links=(link,), status=409)
    outcomes = outcomes_of(review)
    form = LookForm(request.POST or None, outcomes=outcomes)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            looking.send_second_look(
                look, form.levels(), words=form.cleaned_data["words"], by=viewer, at=timezone.now()
            )
            messages.success(request, "You’ve sent your second look. Thank you.")
            return redirect("home")
    reader = reader_of(viewer, review.rfr, review.rfr.version)
    report = next(each for each in reports_of(review) if each.pk == look.report_id)
    saw(viewer, review.rfr, "page", reader.named_in(texts_of(outcomes, [report])))
    shown = report_seen(report, outcomes, reader)
    context = _context(viewer, review, "Take a second look") | {
        "form": form,
        "look": look,
        "outcomes": outcomes_seen(outcomes, reader),
        "report": shown,
    }
    return render(request, "outcomes/second_look.html", context, status=400 if form.errors else 200)
