"""A case's page; and what others than its school do with it: release, send back, withdraw, merge."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.models import ListItem
from locality.communities.scope import Viewer
from locality.practice.actions import merging, sharing, writing
from locality.practice.actions.sharing import who_is_told
from locality.practice.actions.steps import look_over_as_read
from locality.practice.forms.cases import MergeForm, PullForm, ReleaseForm
from locality.practice.models import PracticeCase
from locality.practice.presenters import cases as shown_as
from locality.practice.queries.cases import (
    cases_for,
    cases_known_to,
    cases_to_change,
    cases_to_keep,
    needs_of,
    others_like,
)
from locality.practice.queries.names import mask_of_school
from locality.practice.rules.permitted import mark_of_case, why_not_another, why_not_merge
from locality.practice.rules.written import likeness_of
from locality.practice.workflow import CaseIs
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

SEE = (Permission.PRACTICE_SEE, Permission.PRACTICE_WRITE)
KEEP = (Permission.PRACTICE_WRITE, Permission.PRACTICE_RELEASE)
MOST_COMPARED = 50


def _is_own(viewer: Viewer, case: PracticeCase) -> bool:
    return viewer.can(Permission.PRACTICE_WRITE, school=case.school)


def _may_keep(viewer: Viewer, case: PracticeCase) -> bool:
    return viewer.can(Permission.PRACTICE_RELEASE, community=case.community, authority=case.authority)


@requires(*SEE)
def practice_case(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One case. Of one that was withdrawn, or is being changed, a reader of before is told just that."""
    case = get_object_or_404(cases_known_to(viewer), pk=pk)
    is_own, back = _is_own(viewer, case), reverse("practice")
    if not is_own and not case.is_shared:
        return _gone(request, viewer, case)
    if not is_own and not cases_for(viewer).filter(pk=pk).exists():
        return _gone(request, viewer, case)
    may_keep = case.is_shared and _may_keep(viewer, case)
    is_wanted = case.state == CaseIs.ASKED and may_keep and why_not_another(case, viewer.user.pk) is None
    shown, needs = shown_as.texts_for(case, mask_of_school(case.school)), needs_of(case)
    context = {
        "title": shown.title,
        "caption": "What works",
        "back": back,
        "case": case,
        "shown": shown,
        "standing": shown_as.say_standing(case, is_own=is_own, today=viewer.today),
        "rows": shown_as.rows_of(case, needs, with_school=is_own),
        "is_own": is_own,
        "is_stale": case.is_stale(viewer.today),
        "may_release": is_wanted,
        "may_pull": may_keep and not is_own,
        "alike": _alike(case, needs, viewer) if may_keep and case.state in (CaseIs.SHARED, CaseIs.RELEASED) else [],
        "states": CaseIs,
    }
    return render(request, "practice/case.html", context)


def _gone(request: HttpRequest, viewer: Viewer, case: PracticeCase) -> HttpResponse:
    """Nothing of what was written, and the way on."""
    other = case.merged_into
    if other and not cases_for(viewer).filter(pk=other.pk).exists():
        other = None
    context = {
        "title": "This case was merged into another" if case.merged_into_id else "This case was withdrawn",
        "back": reverse("practice"),
        "other": other,
        "is_merged": case.merged_into_id is not None,
    }
    return render(request, "practice/gone.html", context)


def _alike(case: PracticeCase, needs: Iterable[ListItem], viewer: Viewer) -> list[PracticeCase]:
    """The cases this one can be merged into: they tell nearly the same, and as many people read them."""
    one = likeness_of(case, needs)
    return [
        other
        for other in others_like(case, viewer)[:MOST_COMPARED]
        if why_not_merge(case, other, one, likeness_of(other, other.needs.all())) is None
    ]


@requires(Permission.PRACTICE_RELEASE)
def practice_release(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Read a case before everyone does, then release it or send it back."""
    case = get_object_or_404(cases_to_keep(viewer), pk=pk)
    if case.state != CaseIs.ASKED or (why := why_not_another(case, viewer.user.pk)):
        sentence = why.sentence if case.state == CaseIs.ASKED and why else "This case does not wait to be released now."
        messages.warning(request, sentence)
        return redirect("practice_case", pk)
    form = ReleaseForm(request.POST or None)
    told = [each.name for each in who_is_told(case, at=timezone.now())]
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            done = _settle(case, form, viewer, request.POST.get("seen", ""))
            messages.success(request, say_done(done, told))
            return redirect("practice")
    needs, mask = needs_of(case), mask_of_school(case.school)
    blocks, findings = look_over_as_read(case, mask)
    context = {
        "title": "Read and release a case",
        "back": reverse("practice"),
        "case": case,
        "shown": shown_as.texts_for(case, mask),
        "rows": shown_as.rows_of(case, needs, with_school=False),
        "blocking": blocks,
        "to_confirm": shown_as.findings_shown(findings, blocking=False),
        "form": form,
        "tells": told,
        "seen": mark_of_case(case, [each.pk for each in needs]),
    }
    return render(request, "practice/release.html", context, status=400 if form.errors else 200)


def _settle(case: PracticeCase, form: ReleaseForm, viewer: Viewer, seen: str) -> str:
    at = timezone.now()
    if form.cleaned_data["choice"] == "release":
        sharing.release_case(case=case, seen=seen, by=viewer, at=at)
        return "You’ve released the case. Everyone in the council can read it now."
    sharing.send_case_back(case=case, reason=form.cleaned_data["reason"], seen=seen, by=viewer, at=at)
    return "You’ve sent the case back to its school. No one else can read it now."


@requires(*KEEP)
def practice_withdraw(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Withdraw a case: its own school, or whoever keeps the library, who says why."""
    case = get_object_or_404(cases_to_change(viewer) | cases_to_keep(viewer), pk=pk)
    is_own = _is_own(viewer, case)
    if case.state in (CaseIs.WITHDRAWN, CaseIs.MERGED):
        messages.warning(request, "This case is not shared any more.")
        return redirect("practice_case", pk)
    form = None if is_own else PullForm(request.POST or None)
    told = [] if is_own else [each.name for each in who_is_told(case, at=timezone.now())]
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if form is None:
                writing.withdraw_case(case=case, by=viewer, at=timezone.now())
            else:
                sharing.pull_case(case=case, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, say_done("You’ve withdrawn the case.", told, "No other school can read it now."))
        return redirect("practice_case", pk)
    context = {
        "title": "Withdraw the case",
        "back": reverse("practice_case", args=[pk]),
        "case": case,
        "form": form,
        "tells": told,
        "is_own": is_own,
    }
    return render(request, "practice/withdraw.html", context, status=400 if form and form.errors else 200)


@requires(Permission.PRACTICE_RELEASE)
def practice_merge(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Merge a case into one that tells nearly the same."""
    case = get_object_or_404(cases_to_keep(viewer), pk=pk)
    others = _alike(case, needs_of(case), viewer) if case.state in (CaseIs.SHARED, CaseIs.RELEASED) else []
    if not others:
        messages.warning(request, "There is no case that this one can be merged into.")
        return redirect("practice_case", pk)
    form = MergeForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        with form.refusals("other"):
            into = form.offered_cases[form.cleaned_data["other"]]
            merging.merge_case(case=case, into=into, by=viewer, at=timezone.now())
            messages.success(request, "You’ve merged the case. Its links now lead to this one.")
            return redirect("practice_case", into.pk)
    context = {
        "title": "Merge the case",
        "back": reverse("practice_case", args=[pk]),
        "case": case,
        "others": others,
        "form": form,
    }
    return render(request, "practice/merge.html", context, status=400 if form.errors else 200)
