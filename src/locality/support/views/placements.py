"""Support that is arranged: asked for, answered, its hours recorded, ended; and what schools gave and received."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import Changed, Link
from locality.support.actions import answering, giving, placing
from locality.support.actions.telling import Group, at_school, labels, told_of_finish, who_asked
from locality.support.forms.placements import (
    ACCEPT,
    AnswerForm,
    CancelSupportForm,
    CorrectHoursForm,
    HoursForm,
)
from locality.support.models import Placement, TimeEntry
from locality.support.presenters import placements as shown_as
from locality.support.queries.helped import last_said, reads_answers, smallest_told, sums_of
from locality.support.queries.placements import (
    both_ways,
    entries_given,
    entries_of,
    hours_given,
    own_side,
    placements_for,
    schools_both_ways,
)
from locality.support.rules import placements as rules
from locality.support.rules.hours import count_hours, mark_of_hours, say_given, say_hours
from locality.support.workflow import OfPlacement, PlacementIs
from locality.values.dates import show_plain_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible

GIVEN, RECEIVED = "given", "received"


@requires(Permission.SUPPORT_SEE)
def support_placements(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The support that is arranged, newest first; one side of one's own schools, where that is asked for."""
    asked = request.GET.get("side", "")
    has_school = bool(viewer.scope(Permission.SUPPORT_SEE).schools)
    side = asked if has_school and asked in {GIVEN, RECEIVED} else ""
    found = placements_for(viewer)
    if side:
        found = own_side(found, viewer, given=side == GIVEN)
    titles = {GIVEN: "Support your school gives", RECEIVED: "Support your school receives"}
    context = {
        "title": titles.get(side, "Support that is arranged"),
        "back": reverse("support"),
        "page": paginate(request, found),
        "side": side,
        "has_school": has_school,
        "about": lambda each: placing.about(each, with_request=rules.may_read_request(viewer, each)),
    }
    return render(request, "support/placements.html", context)


def _found(viewer: Viewer, pk: int) -> Placement:
    return get_object_or_404(placements_for(viewer), pk=pk)


@requires(Permission.SUPPORT_SEE)
def support_placement(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One arrangement: where it stands, the hours given, and the small form that records more."""
    placement = _found(viewer, pk)
    gives = viewer.can(Permission.SUPPORT_OFFER, school=placement.school)
    records = (
        gives
        and not rules.why_not_now(placement, OfPlacement.RECORD)
        and not rules.why_not_begun(placement, viewer.today)
    )
    form = HoursForm(request.POST or None, initial={"day": viewer.today}) if records else None
    if request.method == "POST" and not records:
        raise _too_late(placement, "You cannot record hours for this support now", OfPlacement.RECORD)
    if form and request.method == "POST" and form.is_valid():
        with form.refusals():
            seen, now = request.POST.get("seen"), timezone.now()
            entry = giving.record_hours(placement=placement, by=viewer, at=now, seen=seen, **form.cleaned_data)
            messages.success(request, _recorded(placement, entry))
            return redirect("support_placement", pk)
    return render(
        request,
        "support/placement.html",
        _shown(viewer, placement, gives=gives) | {"form": form},
        status=400 if form and form.errors else 200,
    )


def _recorded(placement: Placement, entry: TimeEntry) -> str:
    given = hours_given(placement)
    more = f" Your school has now given {say_given(given, placement.hours)}." if given > placement.hours else ""
    return f"You’ve recorded {count_hours(entry.hours)}.{more}"


def _rows(viewer: Viewer, placement: Placement) -> list[dict[str, str] | None]:
    return shown_as.placement_rows(placement, with_request=rules.may_read_request(viewer, placement))


def _shown(viewer: Viewer, placement: Placement, *, gives: bool) -> dict[str, Any]:
    given, answers = hours_given(placement), not rules.why_not_now(placement, OfPlacement.ACCEPT)
    cancels = not rules.why_not_now(placement, OfPlacement.CANCEL)
    begun = not rules.why_not_begun(placement, viewer.today)
    entries = entries_of(placement)
    both = (placement.school_id, placement.receiver_id)
    is_done = placement.state == PlacementIs.DONE
    said = last_said(placement) if is_done and reads_answers(viewer, both, placement.authority_id) else None
    return {
        "title": shown_as.title_of(placement),
        "caption": placement.school.name,
        "back": reverse("support_placements"),
        "placement": placement,
        "standing": shown_as.placement_sentence(placement, given, gives=gives),
        "warnings": shown_as.warnings_of(placement),
        "rows": _rows(viewer, placement) + shown_as.helped_rows(said),
        "said": said,
        "may_judge": is_done and viewer.can(Permission.SUPPORT_JUDGE, school=placement.receiver),
        "entries": shown_as.entry_rows(entries),
        "seen": mark_of_hours(given, len(entries)),
        "total": say_hours(given),
        "gives": gives,
        "may_answer": gives and answers,
        "may_finish": gives and begun and not rules.why_not_now(placement, OfPlacement.FINISH),
        "may_cancel": cancels and rules.may_cancel(viewer, placement),
    }


@requires(Permission.SUPPORT_OFFER)
def support_answer(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Accept or decline support that is asked of one's school."""
    placement = _given(viewer, pk)
    if rules.why_not_now(placement, OfPlacement.ACCEPT):
        raise _too_late(placement, "You cannot answer this now", OfPlacement.ACCEPT)
    form = AnswerForm(request.POST or None)
    tells = labels(who_asked(placement, viewer.today), besides=viewer.user)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        with form.refusals():
            if given["answer"] == ACCEPT:
                answering.accept_support(placement=placement, contact=given["contact"], by=viewer, at=now)
                done = f"You’ve accepted the support for {placement.receiver.name}."
            else:
                answering.decline_support(placement=placement, reason=given["reason"], by=viewer, at=now)
                done = f"You’ve declined the support for {placement.receiver.name}."
            messages.success(request, say_done(done, tells))
            return redirect("support_placement", pk)
    context = {
        "title": f"Accept or decline the support for {placement.receiver.name}",
        "back": reverse("support_placement", args=[pk]),
        "warnings": shown_as.warnings_of(placement),
        "rows": _rows(viewer, placement),
        "form": form,
        "tells": tells,
    }
    return render(request, "support/answer.html", context, status=400 if form.errors else 200)


def _given(viewer: Viewer, pk: int) -> Placement:
    """Support that this person's own school gives."""
    return get_object_or_404(
        placements_for(viewer), pk=pk, school__in=sorted(viewer.scope(Permission.SUPPORT_OFFER).schools)
    )


def _too_late(placement: Placement, title: str, event: OfPlacement) -> Changed:
    """Somebody was quicker, or it is not time yet: the page says where it stands, and gives back what was typed."""
    why = rules.why_not_now(placement, event)
    sentence = why.sentence if why else shown_as.placement_sentence(placement, hours_given(placement), gives=False)
    link = Link("Go to the support", reverse("support_placement", args=[placement.pk]))
    return Changed(sentence, title=title, links=(link,))


@requires(Permission.SUPPORT_OFFER, Permission.SUPPORT_PLACE)
def support_cancel(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Cancel support with the reason."""
    placement = _found(viewer, pk)
    if rules.why_not_now(placement, OfPlacement.CANCEL) or not rules.may_cancel(viewer, placement):
        raise _too_late(placement, "You cannot cancel this support", OfPlacement.CANCEL)
    form = CancelSupportForm(request.POST or None)
    groups: list[Group] = [at_school(placement.school, viewer.today), *who_asked(placement, viewer.today)]
    tells = labels(groups, besides=viewer.user)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            answering.cancel_support(placement=placement, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, say_done("You’ve cancelled the support.", tells))
            return redirect("support_placement", pk)
    context = {
        "title": "Cancel the support",
        "caption": shown_as.title_of(placement),
        "back": reverse("support_placement", args=[pk]),
        "rows": _rows(viewer, placement),
        "form": form,
        "tells": tells,
    }
    return render(request, "support/cancel.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPPORT_OFFER)
def support_finish(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Say that all of it was given."""
    placement = _given(viewer, pk)
    tells = labels(told_of_finish(placement, viewer.today), besides=viewer.user)
    if request.method == "POST":
        try:
            answering.finish_support(placement=placement, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, say_done("You’ve finished the support.", tells))
        return redirect("support_placement", pk)
    if rules.why_not_now(placement, OfPlacement.FINISH) or rules.why_not_begun(placement, viewer.today):
        raise _too_late(placement, "You cannot finish this support now", OfPlacement.FINISH)
    context = {
        "title": "Finish the support",
        "caption": shown_as.title_of(placement),
        "back": reverse("support_placement", args=[pk]),
        "given": say_given(hours_given(placement), placement.hours),
        "tells": tells,
    }
    return render(request, "support/finish.html", context)


@requires(Permission.SUPPORT_OFFER)
def support_hours_correct(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Correct hours that were recorded, by another entry."""
    entry = get_object_or_404(entries_given(viewer), pk=pk)
    page = reverse("support_placement", args=[entry.placement_id])
    if hasattr(entry, "corrected_by"):
        why = "Someone has already corrected these hours."
        raise Changed(why, title="You cannot correct these hours", links=(Link("Go to the support", page),))
    form = CorrectHoursForm(request.POST or None, initial={"hours": say_hours(entry.hours)})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            giving.correct_hours(entry=entry, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, "You’ve corrected the hours.")
            return redirect(page)
    context = {
        "title": "Correct the hours",
        "caption": shown_as.title_of(entry.placement),
        "back": page,
        "entry": entry,
        "hours": count_hours(entry.hours),
        "form": form,
    }
    return render(request, "support/correct.html", context, status=400 if form.errors else 200)


@requires(Permission.SUPPORT_SEE)
def support_both_ways(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Hours given and received, school by school, in the order of their names."""
    since = _year_began(viewer)
    page = paginate(request, schools_both_ways(viewer))
    rows = both_ways(page, since)
    context = {
        "title": "Support given and received",
        "back": reverse("support"),
        "page": page,
        "rows": rows,
        "say_hours": say_hours,
        "sums": shown_as.helped_sums(sums_of(viewer, since), smallest_told(viewer)),
        "standing": shown_as.both_ways_sentence(rows, show_plain_day(since)) if rows else "",
    }
    return render(request, "support/both_ways.html", context)


def _year_began(viewer: Viewer) -> date:
    """The first day of the council's funding year in which today lies."""
    authority = next(iter(viewer.authorities), None)
    month = deadlines_of(authority, on=viewer.today).rules.funding_year_starts_month if authority else 9
    year = viewer.today.year if viewer.today.month >= month else viewer.today.year - 1
    return date(year, month, 1)
