"""The agenda every meeting starts from, and the steps of a discussion: kept by the locality team (AGE-1, SFA-1)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.models import Authority
from locality.communities.scope import Viewer
from locality.meetings.actions import templates as actions
from locality.meetings.forms.templates import StepForm, TemplateItemForm
from locality.meetings.models import DiscussionStep, TemplateItem
from locality.meetings.models.agenda import Kind
from locality.meetings.queries.agenda import steps_of, template_of
from locality.meetings.queries.templates import lines_of, template_authority
from locality.together.shared import held
from locality.values.refusals import NotPossible

MODELS: dict[str, type[TemplateItem] | type[DiscussionStep]] = {"item": TemplateItem, "step": DiscussionStep}
FILLINGS = {
    Kind.WELCOME: "The register",
    Kind.LAST_MINUTES: "The last minutes and the open action points",
    Kind.OUTCOMES: "A link to the figures",
    Kind.UPDATE: "What the chair writes",
    Kind.REQUESTS: "The accepted requests",
    Kind.FINANCE: "The balance sheet of that day",
    Kind.OTHER: "What the chair writes",
}


@requires(Permission.AGENDA_TEMPLATE_MANAGE)
def agenda_template(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The items with their times and the steps with theirs; those of the terms of reference until they are changed."""
    return _page(request, _authority(viewer))


def _page(request: HttpRequest, authority: Authority, problem: str = "") -> HttpResponse:
    items, steps = template_of(authority), steps_of(authority)
    return render(
        request,
        "meetings/agenda_template.html",
        {
            "title": "Agenda template",
            "caption": authority.name,
            "items": items,
            "steps": steps,
            "fillings": FILLINGS,
            "minutes": sum(each.minutes for each in items),
            "own": bool(items and items[0].pk and steps and steps[0].pk),
            "problem": problem,
        },
        status=400 if problem else 200,
    )


@requires(Permission.AGENDA_TEMPLATE_MANAGE)
def agenda_template_order(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Make the lines the authority's own, or move one of them."""
    authority, by = _authority(viewer), viewer
    if request.method != "POST":
        return redirect("agenda_template")
    if "adopt" in request.POST:
        actions.adopt(authority, by=by, at=timezone.now())
        messages.success(request, "You can now change the agenda template and the steps of a discussion.")
        return redirect("agenda_template")
    what, _, way = next((name for name in request.POST if name.endswith(("-up", "-down"))), "").partition("-")
    line = _line(authority, what, str(request.POST.get(f"{what}-{way}", ""))) if what in MODELS else None
    if line is None:
        return _page(request, authority, "Select one of the lines on this page, then move it again.")
    actions.shift(line, up=way == "up", by=by, at=timezone.now())
    messages.success(request, f"You’ve moved “{line.title}” {way}.")
    return redirect("agenda_template")


@requires(Permission.AGENDA_TEMPLATE_MANAGE)
def agenda_template_add(request: HttpRequest, viewer: Viewer, what: str) -> HttpResponse:
    """Add an item or a step at the end."""
    return _form_page(request, viewer, what, None)


@requires(Permission.AGENDA_TEMPLATE_MANAGE)
def agenda_template_change(request: HttpRequest, viewer: Viewer, what: str, pk: int) -> HttpResponse:
    """Change an item or a step."""
    line = _found(viewer, what, pk)
    return _form_page(request, viewer, what, held(request, line, within=line.authority))


def _form_page(
    request: HttpRequest, viewer: Viewer, what: str, line: TemplateItem | DiscussionStep | None
) -> HttpResponse:
    if what not in MODELS:
        raise Http404
    authority = _authority(viewer)
    form_class = TemplateItemForm if what == "item" else StepForm
    stands = _values(line, form_class) if line else {}
    form = form_class(request.POST or None, standing=stands, initial={} if line else {"rounds": 1})
    if request.method == "POST" and form.is_valid():
        keep: Any = actions.keep_item if what == "item" else actions.keep_step
        with form.refusals("kind" if what == "item" else "minutes_to"):
            keep(authority, by=viewer, at=timezone.now(), **{what: line}, **form.cleaned_data)
            used = "agendas created" if what == "item" else "discussions started"
            saved = f"You’ve saved “{form.cleaned_data['title']}”. We’ll use it for {used} from now on."
            messages.success(request, saved)
            return redirect("agenda_template")
    return render(
        request,
        "meetings/agenda_template_line.html",
        {"title": f"{'Change' if line else 'Add'} {'an item' if what == 'item' else 'a step'}", "form": form},
        status=400 if form.errors else 200,
    )


def _values(line: TemplateItem | DiscussionStep, form_class: type[TemplateItemForm] | type[StepForm]) -> dict[str, Any]:
    return {name: getattr(line, name) for name in form_class.base_fields}


@requires(Permission.AGENDA_TEMPLATE_MANAGE)
def agenda_template_leave_out(request: HttpRequest, viewer: Viewer, what: str, pk: int) -> HttpResponse:
    """Take an item or a step out."""
    line, problem = _found(viewer, what, pk), ""
    if request.method == "POST":
        try:
            actions.leave_out(line, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, f"You’ve removed “{line.title}”.")
            return redirect("agenda_template")
    return render(
        request,
        "meetings/agenda_template_leave_out.html",
        {"title": f"Remove “{line.title}”?", "caption": "Agenda template", "problem": problem},
        status=400 if problem else 200,
    )


def _authority(viewer: Viewer) -> Authority:
    found = template_authority(viewer)
    if found is None:
        raise PermissionDenied("Your role does not allow you to change a council’s agenda template.")
    return found


def _found(viewer: Viewer, what: str, pk: int) -> TemplateItem | DiscussionStep:
    line = _line(_authority(viewer), what, str(pk)) if what in MODELS else None
    if line is None:
        raise Http404(actions.TAKEN_OUT)
    return line


def _line(authority: Authority, what: str, pk: str) -> TemplateItem | DiscussionStep | None:
    return next((each for each in lines_of(authority, MODELS[what]) if str(each.pk) == pk), None)
