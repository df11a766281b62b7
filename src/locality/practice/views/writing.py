"""A case is written, changed and shared by its school."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.audit.actions import record_sight
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.masking.names import Mask
from locality.practice.actions import sharing, writing
from locality.practice.actions.sharing import who_may_release
from locality.practice.actions.steps import look_over_case
from locality.practice.forms.cases import CaseForm, ShareForm
from locality.practice.models import PracticeCase
from locality.practice.presenters import cases as shown_as
from locality.practice.queries.cases import cases_to_change, lists_of, needs_of, schools_writing
from locality.practice.queries.names import mask_of_school
from locality.practice.rules.permitted import mark_of_case
from locality.practice.rules.written import missing_in, texts_of
from locality.practice.workflow import MACHINE, CaseIs, OfCase
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

PREFILLED = ("phase", "kind", "key_stage", "school")


@requires(Permission.PRACTICE_WRITE)
def practice_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Write a case. The address may give codes to start from: ?need=12&need=14&phase=primary&key_stage=3&kind=advice."""
    schools = schools_writing(viewer)
    lists = lists_of({each.authority_id for each in schools})
    initial: dict[str, Any] = {name: request.GET.get(name, "") for name in PREFILLED}
    asked = set(request.GET.getlist("need"))
    initial["needs"] = [str(each.pk) for each in lists if {str(each.pk), each.code or "-"} & asked]
    form = CaseForm(request.POST or None, schools=schools, lists=lists, initial=initial)
    if request.method == "POST" and schools and form.is_valid():
        with form.refusals():
            case = writing.start_case(school=form.chosen_school, written=form.written(), by=viewer, at=timezone.now())
            return _saved(request, case)
    context = {
        "title": "Write a case",
        "back": reverse("practice"),
        "form": form,
        "schools": schools,
        "seen": "",
    }
    return render(request, "practice/write.html", context, status=400 if form.errors else 200)


@requires(Permission.PRACTICE_WRITE)
def practice_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Change a case of one's school. One that others read is a draft again once it is saved."""
    case = get_object_or_404(cases_to_change(viewer), pk=pk)
    if not MACHINE.is_possible(case.state, OfCase.CHANGE):
        messages.warning(request, "This case was merged into another one, so you cannot change it.")
        return redirect("practice_case", pk)
    needs = needs_of(case)
    known = {each.pk: each for each in (*lists_of({case.authority_id}), *needs)}
    if case.key_stage:
        known[case.key_stage.pk] = case.key_stage
    form = CaseForm(request.POST or None, schools=[case.school], lists=known.values(), initial=_initial(case, needs))
    seen = request.POST.get("seen", "")
    mask = mask_of_school(case.school)
    _note_sight(case, viewer, mask)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            writing.change_case(case=case, written=form.written(), seen=seen, by=viewer, at=timezone.now())
            return _saved(request, case)
    now = mark_of_case(case, [each.pk for each in needs])
    context = {
        "title": "Change the case",
        "back": reverse("practice_case", args=[pk]),
        "form": form,
        "schools": [case.school],
        "seen": now,
        "stands": shown_as.texts_for(case, mask) if request.method == "POST" and seen != now else None,
        "rows": shown_as.rows_of(case, needs, with_school=True),
        "is_shared": case.is_shared,
    }
    return render(request, "practice/write.html", context, status=400 if form.errors else 200)


def _initial(case: PracticeCase, needs: list[Any]) -> dict[str, Any]:
    named = ("title", "phase", "kind", "tried", "hours", "weeks", "cost", "result", "strength", "unsuited", "contact")
    found = {name: getattr(case, name) for name in named}
    return found | {"needs": [str(each.pk) for each in needs], "key_stage": str(case.key_stage_id or "")}


def _saved(request: HttpRequest, case: PracticeCase) -> HttpResponse:
    if request.POST.get("then") == "share":
        return redirect("practice_share", case.pk)
    messages.success(request, "You’ve saved the case as a draft. Only your school can read it.")
    return redirect("practice_case", case.pk)


@requires(Permission.PRACTICE_WRITE)
def practice_share(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The gate: what is missing, what could tell of a child, and with whom the case is shared."""
    case = get_object_or_404(cases_to_change(viewer), pk=pk)
    if case.state not in (CaseIs.DRAFT, CaseIs.SHARED):
        messages.warning(request, "You cannot share this case now. Its page says what you can do.")
        return redirect("practice_case", pk)
    needs, mask = needs_of(case), mask_of_school(case.school)
    findings = look_over_case(case, mask)
    _note_sight(case, viewer, mask)
    is_shared = case.state == CaseIs.SHARED
    to_confirm = shown_as.findings_shown(findings, blocking=False)
    form = ShareForm(
        request.POST or None,
        community=case.community.name,
        is_shared=is_shared,
        has_findings=bool(to_confirm),
    )
    emailed = [each.name for each in who_may_release(case, at=timezone.now())]
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            shared, seen = form.shared(), request.POST.get("seen", "")
            sharing.share_case(case=case, seen=seen, by=viewer, at=timezone.now(), **shared)
            messages.success(request, _said(case, emailed if shared["with_all"] else [], is_shared=is_shared))
            return redirect("practice_case", pk)
    context = {
        "title": "Check the case before you share it",
        "back": reverse("practice_case", args=[pk]),
        "case": case,
        "form": form,
        "missing": missing_in(case, needs),
        "blocking": shown_as.findings_shown(findings, blocking=True),
        "to_confirm": to_confirm,
        "is_shared": is_shared,
        "tells": emailed,
        "seen": mark_of_case(case, [each.pk for each in needs]),
    }
    return render(request, "practice/share.html", context, status=400 if form.errors else 200)


def _note_sight(case: PracticeCase, viewer: Viewer, mask: Mask) -> None:
    """Where a pupil stands in the words of a case, its school sees who: that goes on record like every sight (RES-9)."""
    named = mask.named_in(texts_of(case).values())
    logged = case.logged_as
    record_sight(
        by=viewer.user,
        at=timezone.now(),
        subject_type=logged.type,
        subject_id=logged.id,
        subject=logged.name,
        authority_id=logged.authority_id,
        via="page",
        pupils=len(named),
    )


def _said(case: PracticeCase, emailed: list[str], *, is_shared: bool) -> str:
    if not emailed:
        return f"You’ve shared the case with the schools of {case.community.name}."
    done = "You’ve asked to share the case with everyone."
    if not is_shared:
        done = f"You’ve shared the case with the schools of {case.community.name}, and asked to share it with everyone."
    return say_done(done, emailed, "Next, someone reads it, then releases it or sends it back.")


@requires(Permission.PRACTICE_WRITE)
def practice_review(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Its school says that a case is still right."""
    case = get_object_or_404(cases_to_change(viewer), pk=pk)
    if request.method == "POST":
        try:
            writing.review_case(case=case, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, "You’ve checked the case. We’ll ask you again in 2 years.")
        return redirect("practice_case", pk)
    context = {
        "title": "Is this case still right?",
        "back": reverse("practice_case", args=[pk]),
        "case": case,
        "shown": shown_as.texts_for(case, mask_of_school(case.school)),
        "rows": shown_as.rows_of(case, needs_of(case), with_school=True),
    }
    return render(request, "practice/review.html", context)
