"""Check the answers, ask for the signature, sign and submit."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.resource_requests.content.question_wording import look_at
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import own_request, saw
from locality.resource_requests.presenters.returned import what_is_missing
from locality.resource_requests.presenters.telling import who_is_emailed
from locality.resource_requests.queries.requests import meeting_ahead, role_when_last_signed
from locality.resource_requests.queries.where_it_stands import reads_as
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import may, may_edit
from locality.resource_requests.states import WITH_SCHOOL
from locality.resource_requests.workflow import E, S
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible
from locality.writing.actions import drafting, signing
from locality.writing.forms.drafts import SignForm
from locality.writing.presenters.check import named_pupils, parts, to_mend
from locality.writing.presenters.draft import open_draft, section_address
from locality.writing.presenters.others_read import others_of_draft
from locality.writing.presenters.returned import changed_since
from locality.writing.presenters.sections import submit_by


@requires(Permission.REQUEST_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_check(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """All answers, what is missing, whom they name; and the signature, for those who may sign (FORM-10)."""
    rfr = own_request(viewer, reference)
    may_sign = may(viewer, _signing(rfr), rfr)
    if request.method == "POST":
        refuse_unless(may_sign)
    if rfr.state not in WITH_SCHOOL:
        return redirect("request", reference)
    known = {"signed_role": role_when_last_signed(rfr, viewer.user)} if may_sign else {}
    form = SignForm(request.POST if request.method == "POST" else None, initial=known, account=viewer.user.name)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            submit = signing.submit_exceptional if is_exceptional(rfr) else signing.submit
            submit(
                rfr,
                by=viewer,
                signed_name=form.cleaned_data["signed_name"],
                signed_role=form.cleaned_data["signed_role"],
                seen=request.POST.get("seen", ""),
                at=timezone.now(),
            )
            return redirect("request_submitted", reference)
    return _check_page(request, viewer, rfr, form if may_sign else None)


def _signing(rfr: ResourceRequest) -> E:
    """What a signature does: a standard request goes to a meeting, an exceptional one to the chair."""
    return E.SUBMIT_EXCEPTIONAL if is_exceptional(rfr) else E.SUBMIT


def _check_page(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, form: SignForm | None) -> HttpResponse:
    seen = signing.fingerprint(rfr)  # before the answers are read: what is signed is never newer than what is shown
    draft = open_draft(rfr, viewer.today)
    problems, missing = to_mend(draft), what_is_missing(rfr)
    if form:
        form.others = others_of_draft(viewer, draft)
    may_change = bool(may_edit(viewer, rfr))
    ahead = None if is_exceptional(rfr) else meeting_ahead(rfr, viewer.today)
    context: dict[str, Any] = {
        "title": "Check your answers" if may_change else "Read the request",
        "found": rfr,
        "parts": parts(draft, change=may_change),
        "problems": problems,
        "named": named_pupils(draft, viewer),
        "missing": missing,
        "changed": changed_since(draft, missing.at) if missing else [],
        "submit_by": submit_by(
            rfr, deadlines_of(rfr.authority, on=viewer.today), viewer.today, ahead, reads_as(viewer, rfr)
        ),
        "seen": seen,
        "form": form if form and not problems else None,
        "submit_tells": who_is_emailed(_signing(rfr), rfr, viewer),
        "exceptional": is_exceptional(rfr),
        "back": reverse("request_write" if may_change else "request", args=[rfr.reference]),
        "may_change": may_change,
        "wording": look_at(draft.raw.get("solution", "")),
        "wording_href": section_address(rfr, "solution") + "?from=check#id_solution",
        "may_reopen": bool(may(viewer, E.REOPEN, rfr)),
        "may_ask_to_sign": form is None and not problems and bool(may(viewer, E.ASK_TO_SIGN, rfr)),
    }
    if context["may_ask_to_sign"]:
        context["ask_tells"] = who_is_emailed(E.ASK_TO_SIGN, rfr, viewer)
    saw(viewer, rfr, "page", draft.names_shown)
    failed = form is not None and form.is_bound
    return render(request, "writing/check.html", context, status=400 if failed else 200)


@requires(Permission.REQUEST_WRITE)
@require_POST
def request_ask_to_sign(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Tell the signatories that the request is written."""
    rfr = own_request(viewer, reference)
    refuse_unless(may(viewer, E.ASK_TO_SIGN, rfr))
    if open_draft(rfr, viewer.today).filled.problems:
        return redirect("request_check", reference)
    people = who_is_emailed(E.ASK_TO_SIGN, rfr, viewer)
    try:
        drafting.ask_to_sign(rfr, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request,
            say_done("You’ve asked for a signature.", people, "Next, a signatory will sign and submit the request."),
        )
    return redirect("request_check", reference)


@requires(Permission.REQUEST_WRITE)
@require_POST
def request_reopen(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Go back to writing: the signature must be asked for again (FORM-10)."""
    rfr = own_request(viewer, reference)
    refuse_unless(may(viewer, E.REOPEN, rfr))
    try:
        drafting.reopen(rfr, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("request_check", reference)
    messages.success(
        request,
        "You can now change the answers. When you have finished, sign the request or ask for a signature again.",
    )
    return redirect("request_write", reference)


@requires(Permission.REQUEST_SEE)
@require_safe
def request_submitted(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """What happened, who was told, and what comes next."""
    rfr = own_request(viewer, reference)
    if rfr.state not in {S.SUBMITTED, S.URGENT}:
        return redirect("request", reference)
    deadlines = deadlines_of(rfr.authority, on=viewer.today)
    context = {
        "title": "Request sent to the chair" if is_exceptional(rfr) else "Request submitted",
        "found": rfr,
        "exceptional": is_exceptional(rfr),
        "told": who_is_emailed(_signing(rfr), rfr, viewer),
        "reviewed_by": deadlines.papers(rfr.meeting.day) if rfr.meeting else None,
    }
    return render(request, "writing/submitted.html", context)
