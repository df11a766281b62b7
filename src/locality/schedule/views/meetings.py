"""Meetings: the list, adding one, moving one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_by_authority, deadlines_of
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.schedule.actions.arranging_meetings import add_meeting, move_meeting, why_taken
from locality.schedule.forms import MeetingForm, MeetingTimeForm
from locality.schedule.guards import Asked, why_not_by
from locality.schedule.models import Meeting
from locality.schedule.presenters import meeting_rows, moved_words, proposal_rows, shortage_sentences
from locality.schedule.queries import (
    communities_managed_by,
    days_off_called,
    engagements_of,
    meetings_for,
    meetings_managed_by,
    number_invited_to,
    school_years,
    short_of_meetings,
)
from locality.schedule.workflow import G, S
from locality.together.shared import held
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.periods import Period
from locality.values.refusals import NotPossible
from locality.values.sentences import count


@requires(Permission.MEETINGS_SEE)
def meetings(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Meetings from today on, soonest first, or those that are past."""
    past = request.GET.get("when") == "past"
    found = meetings_for(viewer)
    found = (
        found.filter(day__lt=viewer.today).order_by("-day", "starts", "pk")
        if past
        else found.filter(day__gte=viewer.today).order_by("day", "starts", "pk")
    )
    page = paginate(request, found)
    deadlines = deadlines_by_authority((each.community.authority for each in page), on=viewer.today)
    return render(
        request,
        "schedule/meetings.html",
        {
            "title": "Past meetings" if past else "Meetings",
            "page": page,
            "rows": meeting_rows(page, deadlines, viewer),
            "past": past,
            "watches": viewer.can_somewhere(Permission.LATENESS_SEE),
            "may_add": viewer.can_somewhere(Permission.MEETINGS_MANAGE),
            "shortages": [] if past else shortage_sentences(_shortages(viewer)),
        },
    )


@requires(Permission.MEETINGS_MANAGE)
def meeting_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Plan a meeting of one of the person's communities."""
    mine = communities_managed_by(viewer)
    form = MeetingForm(
        request.POST or None,
        communities=mine,
        today=viewer.today,
        initial={"community": request.GET.get("community") or (str(mine[0].pk) if len(mine) == 1 else "")},
    )
    warnings: list[str] = []
    confirms = ""
    if request.method == "POST" and form.is_valid():
        community = next(each for each in mine if str(each.pk) == form.cleaned_data["community"])
        _refuse_day(form, Meeting(community=community))
    if request.method == "POST" and form.is_valid():
        confirms = _mark(form.cleaned_data)
        warnings = _unconfirmed(request, viewer, Meeting(community=community), form.cleaned_data)
        done = None if warnings else _add(request, viewer, form, community)
        if done:
            return done
    return render(
        request,
        "schedule/meeting_add.html",
        {
            "title": "Add a meeting",
            "form": form,
            "warnings": warnings,
            "confirms": confirms if warnings or request.POST.get("all_the_same") == confirms else "",
        },
        status=400 if form.errors or warnings else 200,
    )


def _shortages(viewer: Viewer) -> list[tuple[Community, str, int]]:
    """Community, school year and number, where fewer than ten meetings are planned (FRQ-1).

    The running year counts, and the next one from the last term of the running one on (PRE-1).
    """
    managed = communities_managed_by(viewer)
    found = []
    for authority in {each.authority_id: each.authority for each in managed}.values():
        own = [each for each in managed if each.authority_id == authority.pk]
        years = list(school_years(authority, viewer.today).items())
        for place, (name, terms) in enumerate(years):
            if place == 0 or years[place - 1][1][-1].start <= viewer.today:
                short = short_of_meetings(own, Period(terms[0].start, terms[-1].end))
                found += [(community, name, number) for community, number in short]
    return found


def _add(request: HttpRequest, viewer: Viewer, form: MeetingForm, community: Community) -> HttpResponseRedirect | None:
    given = {name: value for name, value in form.cleaned_data.items() if name != "community"}
    try:
        meeting = add_meeting(community=community, by=viewer, at=timezone.now(), **given)
    except NotPossible as refusal:
        form.add_error(refusal.field or "day", refusal.sentence)
        return None
    done = f"You’ve added the {community.name} meeting on {show_day(meeting.day)}."
    messages.success(request, say_done(done, _invited(meeting)))
    return redirect("meetings")


@requires(Permission.MEETINGS_MANAGE)
def meeting_move(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Another time or place, for a proposed meeting or a planned one."""
    found = held(request, get_object_or_404(meetings_managed_by(viewer), pk=pk))
    back = _back(found)
    if request.method != "POST" and not (found.is_to_come or found.state == S.PROPOSED):
        return redirect(*back)
    form = MeetingTimeForm(
        request.POST or None,
        today=viewer.today,
        standing={name: getattr(found, name) for name in ("day", "starts", "ends", "venue", "online_link")},
    )
    warnings: list[str] = []
    confirms = ""
    if request.method == "POST" and form.is_valid():
        _refuse_day(form, found)
    if request.method == "POST" and form.is_valid() and found.state != S.PROPOSED:
        confirms = _mark(form.cleaned_data)
        warnings = _unconfirmed(request, viewer, found, form.cleaned_data)
    if request.method == "POST" and form.is_valid() and not warnings:
        with form.refusals("day"):
            moved = move_meeting(found, by=viewer, at=timezone.now(), **form.cleaned_data)
            done = moved_words(found, moved)
            if not done:
                raise NotPossible("Nothing is different yet. Change the date, a time or the place.", "day")
            messages.success(request, say_done(done, _invited(moved)))
            return redirect(*_back(moved))
    return render(
        request,
        "schedule/meeting_move.html",
        {
            "title": "Move the meeting",
            "caption": f"{found.community.name}, {show_day(found.day)}",
            "form": form,
            "meeting": found,
            "stays": _why_it_stays(found, date.max),
            "invited": _invited(found),
            "back_to": back,
            "warnings": warnings,
            "confirms": confirms if warnings or request.POST.get("all_the_same") == confirms else "",
        },
        status=400 if form.errors or warnings else 200,
    )


def _invited(meeting: Meeting) -> list[str]:
    """Who has an email about a meeting and its changes; nobody about one that is only proposed."""
    number = number_invited_to([meeting]) if meeting.state != S.PROPOSED else 0
    return [count(number, "person", "people")] if number else []


def _refuse_day(form: MeetingTimeForm, meeting: Meeting) -> None:
    """Say at once what no “anyway” changes: another meeting has the day, or this one has to stay on its own."""
    day = form.cleaned_data["day"]
    why = why_taken(meeting, day)
    if not why and meeting.pk and day != meeting.day:
        why = _why_it_stays(meeting, day)
    if why:
        form.add_error("day", why)


def _why_it_stays(meeting: Meeting, to: date) -> str:
    return why_not_by(G.DECIDED_NOT_BEFORE, Asked(meeting, timezone.now(), to))


def _mark(given: dict[str, Any]) -> str:
    """The day and times that a confirmation stands for: after another change one is warned again."""
    return " ".join(str(given[name]) for name in ("day", "starts", "ends"))


def _unconfirmed(request: HttpRequest, viewer: Viewer, meeting: Meeting, given: dict[str, Any]) -> list[str]:
    """What speaks against the new day and times, before anybody is told; nothing once it was read and confirmed."""
    times = tuple(given[name] for name in ("day", "starts", "ends"))
    if times == (meeting.day, meeting.starts, meeting.ends):
        return []
    if request.POST.get("all_the_same") == _mark(given):
        return []
    day, starts, ends = times
    planned = Meeting(community=meeting.community, day=day, starts=starts, ends=ends)
    past = (
        ["This time has already passed."]
        if planned.starts_at <= timezone.now()
        else _too_late(planned, meeting, viewer)
    )
    return past + _warnings(planned, viewer)


def _too_late(planned: Meeting, meeting: Meeting, viewer: Viewer) -> list[str]:
    """Which deadlines of the new day have passed already: of requests, and of papers that are not out."""
    deadlines = deadlines_of(meeting.community.authority, on=viewer.today)
    submission, papers = deadlines.submission(planned.day), deadlines.papers(planned.day)
    found = []
    if submission < viewer.today:
        found.append(f"Requests for this day were due by {show_day(submission)}, so it is too late to submit more.")
    if papers < viewer.today and meeting.state != S.PAPERS_OUT:
        found.append(f"Its papers were due by {show_day(papers)}. They will be marked as late.")
    return found


def _warnings(moved: Meeting, viewer: Viewer) -> list[str]:
    """What speaks against a date: a holiday, or somebody who sits elsewhere at that time."""
    authority = moved.community.authority
    terms = [Period(term.start, term.end) for year in school_years(authority, viewer.today).values() for term in year]
    clashes = engagements_of(
        moved.community, on=viewer.today, start=moved.day, end=moved.day, starts=moved.starts, ends=moved.ends
    )
    named = days_off_called(authority, [moved.day])
    if not terms:
        off = [f"This day is {named[moved.day]}."] if moved.day in named else []
        return off + [f"{busy}." for busy in clashes.get(moved.day, ())]
    (row,) = proposal_rows([moved], deadlines_of(authority, on=viewer.today), terms, clashes, named)
    return row.warnings


def _back(found: Meeting) -> tuple[str, int]:
    return ("meeting_year_plan", found.community_id) if found.state == S.PROPOSED else ("meeting", found.pk)
