"""A draft from outside: it starts, shows its tasks, is copied, and is taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.models import School
from locality.communities.naming import named_apart
from locality.communities.queries import schools_where
from locality.communities.scope import Viewer
from locality.resource_requests.content.questions import REASON_HINTS, REASON_LABELS
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import own_request, saw
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import who_is_emailed
from locality.resource_requests.queries.requests import meeting_ahead, requests_for, untouched_draft
from locality.resource_requests.queries.where_it_stands import reads_as, where_it_stands
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import holds, may, may_ask
from locality.resource_requests.workflow import E
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from locality.writing.actions.known_pupils import names_were_typed
from locality.writing.forms.drafts import StartForm, WithdrawForm
from locality.writing.pages.saving import writable
from locality.writing.presenters.draft import open_draft
from locality.writing.presenters.returned import missing_in
from locality.writing.presenters.sections import progress, task_list, what_is_typed

MOST_DRAFTS_SHOWN = 5


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_start(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Begin a request for one of the person's schools; only a mainstream school can (RFR-1)."""
    schools = list(schools_where(viewer, Permission.REQUEST_WRITE))
    form = StartForm(
        request.POST if request.method == "POST" else None,
        schools=[(str(pk), name) for pk, name in named_apart(schools).items()],
        initial={"school": str(schools[0].pk) if len(schools) == 1 else "", "kind": ResourceRequest.Kind.STANDARD},
    )
    if request.method == "POST" and form.is_valid():
        done = _start(request, viewer, form, schools)
        if done is not None:
            return done
    refusals = [answer.why for school in schools if not (answer := may_ask(school))]
    if len(refusals) == len(schools) and request.method != "POST":
        context: dict[str, Any] = {"title": "You cannot start a request", "refusals": refusals}
        return render(request, "writing/refused.html", context)
    context = {
        "title": "Start a request",
        "form": form,
        "only_school": schools[0] if len(schools) == 1 else None,
        "drafts": list(_drafts(viewer)),
        "reasons": [(label, REASON_HINTS[reason]) for reason, label in REASON_LABELS.items()],
    }
    return render(request, "writing/start.html", context, status=400 if form.errors else 200)


def _start(request: HttpRequest, viewer: Viewer, form: StartForm, schools: list[School]) -> HttpResponseBase | None:
    school = next(each for each in schools if str(each.pk) == form.cleaned_data["school"])
    kind = ResourceRequest.Kind(form.cleaned_data["kind"] or ResourceRequest.Kind.STANDARD)
    first = "exceptional" if kind == ResourceRequest.Kind.EXCEPTIONAL else "solution"
    joint = form.cleaned_data["joint"]
    first = "school" if joint else first
    if empty := untouched_draft(by=viewer.user, school=school, kind=kind):
        drafting.say_whether_joint(empty, joint=joint, by=viewer, at=timezone.now())
        messages.success(
            request, f"You started this draft on {show_day(day_of(empty.created_at))}. It has no answers yet."
        )
        return redirect("request_section", empty.reference, first)
    try:
        contact = f"{viewer.user.name}, {viewer.user.email}"
        begun = drafting.start(school=school, by=viewer, at=timezone.now(), contact=contact, kind=kind, joint=joint)
    except NotPossible as refusal:
        form.add_error("school", refusal.sentence)
        return None
    return redirect("request_section", begun.reference, first)


def _drafts(viewer: Viewer) -> Any:
    own = requests_for(viewer).being_written().filter(viewer.scope(Permission.REQUEST_WRITE).q(school="school_id"))
    return own.select_related("school", "created_by").order_by("-state_since")[:MOST_DRAFTS_SHOWN]


@requires(Permission.REQUEST_WRITE)
@require_safe
def request_write(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """The task list: each section with how far it is, the meeting it reaches, and who worked on it."""
    found = writable(request, viewer, reference)
    if isinstance(found, HttpResponse):
        return found
    today = viewer.today
    draft = open_draft(found, today)
    deadlines = deadlines_of(found.authority, on=today)
    ahead = None if is_exceptional(found) else meeting_ahead(found, today)
    missing = missing_in(draft, viewer)
    saw(viewer, found, "page", draft.named_in_texts([missing.text]) if missing else 0)
    context = {
        "title": "Exceptional request" if is_exceptional(found) else "Request for Resource",
        "found": found,
        "tasks": task_list(draft),
        "progress": progress(draft),
        "standing": where_it_stands(found, deadlines, today, reads_as(viewer, found), ahead=ahead).sentence,
        "saved_at": draft.last_saved,
        "writers": draft.writers(),
        "missing": missing,
        "ready": not draft.filled.problems,
        "may_discard": bool(may(viewer, E.DISCARD, found)),
        "may_withdraw": bool(may(viewer, E.WITHDRAW, found)),
    }
    return render(request, "writing/tasks.html", context)


@requires(Permission.REQUEST_WRITE)
@require_POST
def request_copy(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Use the answers of this request for a new draft of the same school."""
    rfr = own_request(viewer, reference)
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        raise PermissionDenied("Only editors and signatories of the lead school can copy this request.")
    kind = ResourceRequest.Kind(rfr.kind)
    if same := untouched_draft(by=viewer.user, school=rfr.school, kind=kind, copied_from=rfr):
        messages.success(
            request, f"You have already copied {reference} into this draft. You have not changed it since."
        )
        return redirect("request_write", same.reference)
    try:
        new = drafting.copy(rfr, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("request", reference)
    messages.success(
        request, f"You’ve copied the answers of {reference} into this new draft. Check that each answer is still right."
    )
    return redirect("request_write", new.reference)


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_discard(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Delete a draft that was never submitted; the page says first what goes."""
    rfr = own_request(viewer, reference)
    refuse_unless(may(viewer, E.DISCARD, rfr))
    if request.method == "POST":
        try:
            drafting.discard(rfr, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.error(request, refusal.sentence)
            return redirect("request", reference)
        messages.success(request, f"You’ve deleted the draft {reference}.")
        return redirect("requests")
    context = {
        "title": "Delete draft",
        "found": rfr,
        "goes": what_is_typed(open_draft(rfr, viewer.today)),
        "names_typed": names_were_typed(rfr),
        "tells": who_is_emailed(E.DISCARD, rfr, viewer),
    }
    return render(request, "writing/discard.html", context)


@requires(Permission.REQUEST_WITHDRAW)
@require_http_methods(["GET", "HEAD", "POST"])
def request_withdraw(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponseBase:
    """Take a request back before it is decided; whoever has it is told."""
    rfr = own_request(viewer, reference)
    refuse_unless(may(viewer, E.WITHDRAW, rfr))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        people = who_is_emailed(E.WITHDRAW, rfr, viewer)
        with form.refusals():
            signing.withdraw(rfr, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())
            messages.success(request, say_done(f"You’ve withdrawn the request {reference}.", people))
            return redirect("request", reference)
    context = {
        "title": "Withdraw request",
        "form": form,
        "found": rfr,
        "tells": who_is_emailed(E.WITHDRAW, rfr, viewer),
        "back": reverse("request", args=[reference]),
    }
    return render(request, "writing/withdraw.html", context, status=400 if form.errors else 200)
