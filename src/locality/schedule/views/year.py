"""A school year's meetings: the pattern, the proposed dates, publishing them (PRE-1)."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Community
from locality.communities.scope import Viewer
from locality.schedule.actions import arranging_year
from locality.schedule.forms import YearForm
from locality.schedule.models import Meeting
from locality.schedule.presenters import proposal_rows, why_too_few
from locality.schedule.queries import (
    communities_managed_by,
    days_off_called,
    engagements_of,
    meetings_managed_by,
    number_invited_to,
    people_of,
    proposed_of,
    school_years,
)
from locality.schedule.rules import Pattern, propose
from locality.schedule.workflow import S
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.periods import Period
from locality.values.refusals import NotPossible
from locality.values.sentences import count


@requires(Permission.MEETINGS_MANAGE)
def meeting_year(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose the pattern; the dates are proposed, not published."""
    mine = communities_managed_by(viewer)
    years = sorted({name for each in mine for name in school_years(each.authority, viewer.today)})
    form = YearForm(
        request.POST or None,
        communities=mine,
        years=years,
        initial={
            "community": request.GET.get("community") or (str(mine[0].pk) if len(mine) == 1 else ""),
            "year": request.GET.get("year", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        community = next(each for each in mine if str(each.pk) == form.cleaned_data["community"])
        return _propose(request, viewer, community, form)
    return render(
        request,
        "schedule/meeting_year.html",
        {"title": "Plan a year of meetings", "form": form, "years": years},
        status=400 if form.errors else 200,
    )


def _propose(request: HttpRequest, viewer: Viewer, community: Community, form: YearForm) -> HttpResponse:
    given = form.cleaned_data
    terms = school_years(community.authority, viewer.today).get(given["year"], [])
    if not terms:
        form.add_error(
            "year",
            f"{community.authority.name} has no term dates for this school year yet. Ask the locality team to enter them.",
        )
        return _form_again(request, form)
    period = Period(terms[0].start, terms[-1].end)
    clashes = engagements_of(
        community,
        on=viewer.today,
        start=terms[0].start,
        end=terms[-1].end,
        starts=given["starts"],
        ends=given["ends"],
    )
    proposals = propose(
        Pattern(int(given["ordinal"]), int(given["weekday"])),
        [Period(term.start, term.end) for term in terms],
        deadlines_of(community.authority, on=viewer.today).calendar,
        clashes,
    )
    try:
        arranging_year.propose_year(
            community=community,
            period=period,
            proposals=proposals,
            starts=given["starts"],
            ends=given["ends"],
            venue=given["venue"],
            online_link=given["online_link"],
            by=viewer,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error("online_link", refusal.sentence)
        return _form_again(request, form)
    return redirect("meeting_year_plan", community.pk)


def _form_again(request: HttpRequest, form: YearForm) -> HttpResponse:
    context = {"title": "Plan a year of meetings", "form": form, "years": []}
    return render(request, "schedule/meeting_year.html", context, status=400)


@requires(Permission.MEETINGS_MANAGE)
def meeting_year_plan(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The proposed dates with their deadlines and what speaks against them; publishing sends the invitations."""
    community = next((each for each in communities_managed_by(viewer) if each.pk == pk), None)
    if community is None:
        raise Http404
    proposed = list(proposed_of(community, Period(viewer.today)))
    problem = ""
    if request.method == "POST":
        try:
            return _publish(request, viewer, community, proposed)
        except NotPossible as refusal:
            problem = refusal.sentence
    terms = [
        Period(term.start, term.end)
        for year in school_years(community.authority, viewer.today).values()
        for term in year
    ]
    return render(
        request,
        "schedule/meeting_year_plan.html",
        {
            "title": "Proposed meetings",
            "caption": community.name,
            "community": community,
            "problem": problem,
            "rows": proposal_rows(
                proposed,
                deadlines_of(community.authority, on=viewer.today),
                terms,
                _clashes(community, viewer.today, proposed),
                days_off_called(community.authority, [each.day for each in proposed]),
            ),
            "people": len(people_of(community, on=viewer.today)) if proposed else 0,
            "too_few": why_too_few(len(proposed)),
        },
        status=400 if problem else 200,
    )


def _clashes(community: Community, today: date, proposed: list[Meeting]) -> dict[date, list[str]]:
    if not proposed:
        return {}
    return engagements_of(
        community,
        on=today,
        start=proposed[0].day,
        end=proposed[-1].day,
        starts=min(each.starts for each in proposed),
        ends=max(each.ends for each in proposed),
    )


def _publish(
    request: HttpRequest, viewer: Viewer, community: Community, proposed: list[Meeting]
) -> HttpResponseRedirect:
    published = arranging_year.publish(proposed, by=viewer, at=timezone.now())
    if published:
        done = f"You’ve published {count(len(published), 'meeting')} for {community.name}."
        people = number_invited_to(published)
        messages.success(request, say_done(done, [count(people, "person", "people")] if people else []))
    return redirect("meetings")


@requires(Permission.MEETINGS_MANAGE)
def meeting_drop(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take a proposed date out of the year."""
    found = get_object_or_404(meetings_managed_by(viewer).filter(state=S.PROPOSED), pk=pk)
    if request.method == "POST":
        arranging_year.drop_proposal(found, by=viewer, at=timezone.now())
        messages.success(request, f"You’ve removed {show_day(found.day)} from the proposed meetings.")
        return redirect("meeting_year_plan", found.community_id)
    return render(
        request,
        "schedule/meeting_drop.html",
        {
            "title": f"Remove {show_day(found.day)}?",
            "caption": found.community.name,
            "meeting": found,
        },
    )
