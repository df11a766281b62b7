"""What all pages of writing share: opening the draft for those who may, and saving without losing a word."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.resource_requests.content.fields import field_of, seen_of_field
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import own_request, saw
from locality.resource_requests.rules.permitted import holds, may_edit
from locality.resource_requests.workflow import S
from locality.together.posts import chosen_texts, is_settling
from locality.together.texts import Clash
from locality.together.two_texts import asked
from locality.values.refusals import NotPossible
from locality.writing.actions.drafting import save_answers
from locality.writing.forms.typed import everything_typed, read_seen, typed_in
from locality.writing.presenters.conflicts import lost_texts, two_texts
from locality.writing.presenters.draft import open_draft
from locality.writing.presenters.others_read import others_of_draft


def writable(request: HttpRequest, viewer: Viewer, reference: str) -> ResourceRequest | HttpResponse:
    """The request, if the person may write in it now; else the page that says why not, and shows what was typed."""
    rfr = own_request(viewer, reference)
    answer = may_edit(viewer, rfr)
    if answer:
        return rfr
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        raise PermissionDenied(answer.why)
    if request.method == "POST":
        return not_saved(request, rfr, answer.why)
    if rfr.state == S.READY_TO_SIGN:
        return redirect("request_check", reference)
    raise PermissionDenied(answer.why)


def not_saved(request: HttpRequest, rfr: ResourceRequest, why: str) -> HttpResponse:
    """The draft was closed while the person typed: nothing is saved, and every word is handed back."""
    texts = lost_texts(everything_typed(request.POST))
    context = {"title": "Your answers were not saved", "found": rfr, "why": why, "texts": texts}
    return render(request, "writing/not_saved.html", context, status=409)


def save_page(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, names: Iterable[str]) -> HttpResponse | None:
    """Save the answers of a page as typed. None when all are kept; else the page that asks, or hands them back."""
    names = tuple(names)
    typed = chosen_texts(request.POST, names, read_seen) if is_settling(request.POST) else typed_in(request.POST, names)
    try:
        saved = save_answers(rfr, typed, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return not_saved(request, rfr, refusal.sentence)
    return _clash_page(request, viewer, rfr, saved.clashes) if saved.clashes else None


def _clash_page(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, clashes: list[Clash]) -> HttpResponse:
    draft = open_draft(rfr, viewer.today)
    texts = two_texts(clashes, draft.choices)
    seen = {field: seen_of_field(field, draft.seen) for field in (field_of(each.name) for each in clashes)}
    context = asked(request.POST, texts, seen, others_of_draft(viewer, draft))
    pupils = sum(each.name.startswith("pupil.") for each in clashes)
    saw(viewer, rfr, "page", pupils or draft.named_in(each.name for each in clashes))
    return render(request, "layouts/two_texts.html", context, status=409)


def from_check(request: HttpRequest) -> bool:
    """Whether the person came from the page that checks all answers, and goes back to it."""
    return request.GET.get("from") == "check"
