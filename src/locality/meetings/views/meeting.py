"""One meeting: its page, and cancelling it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.scope import Viewer
from locality.meetings.actions import cancelling
from locality.meetings.forms.cancelling import CancelForm
from locality.meetings.pages.opening import seen_meeting
from locality.meetings.presenters.after import Chore, chores
from locality.meetings.presenters.meeting_page import leads_to, requests_words, who_came
from locality.meetings.presenters.others_read import others_of
from locality.meetings.presenters.times import ended_of
from locality.meetings.queries.access import takes_part
from locality.meetings.queries.advisers import advisings_of
from locality.meetings.queries.agenda import decided_before_begin, its_own, read_items, why_not_cancelled
from locality.meetings.queries.as_read import adviser_as_read, items_as_read, meeting_as_read, paper_as_read
from locality.meetings.queries.attendance import went
from locality.meetings.queries.follow_up import approved_at, board_report_asked_at
from locality.meetings.queries.live import running_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.queries.papers import staying_papers
from locality.resource_requests.queries.requests import waiting_for_meeting
from locality.resource_requests.workflow import S as R
from locality.schedule.models import Invitee, Meeting
from locality.schedule.queries import following_of, meetings_managed_by, number_invited_to, people_invited_to
from locality.schedule.where_it_stands import Reader, standing_of
from locality.schedule.workflow import S
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.sentences import count, in_a_row


@requires(Permission.MEETINGS_SEE)
def meeting(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """When and where, the three deadlines, who comes, and the requests it will discuss."""
    found = seen_meeting(viewer, pk)
    deadlines = deadlines_of(found.community.authority, on=viewer.today)
    submission = deadlines.submission(found.day)
    manages = viewer.can(Permission.MEETINGS_MANAGE, community=found.community)
    shown = meeting_as_read(found, MeetingMasks(found))
    invited = people_invited_to(found)
    belongs = viewer.can(Permission.MEETINGS_SEE, community=found.community)
    was_held = went(found) if found.state in {S.HELD, S.MINUTED} else None
    is_part = found.state != S.PROPOSED and takes_part(viewer, found)
    coming = list(waiting_for_meeting(found).values_list("state", flat=True)) if found.is_to_come else []
    return render(
        request,
        "meetings/meeting.html",
        {
            "title": f"Meeting on {show_day(found.day)}",
            "caption": found.community.name,
            "meeting": shown,
            "standing": _open_again(found) or _standing(viewer, found, shown, deadlines),
            "submission": submission,
            "submission_near": deadlines.near(submission, viewer.today) if submission >= viewer.today else " (closed)",
            "papers": deadlines.papers(found.day),
            "minutes": deadlines.minutes(found.day),
            "is_ahead": found.is_to_come and found.starts_at > timezone.now(),
            "manages": manages,
            "takes_part": is_part,
            "belongs": belongs,
            "links": _links(viewer, found, manages=manages, belongs=belongs) if is_part else [],
            "after": _after(viewer, found, deadlines),
            "mine": next((each for each in invited if each.person_id == viewer.user.pk), None),
            "invited": invited if manages else [],
            "coming": sum(each.answer == Invitee.Answer.YES for each in invited),
            "asked": len(invited),
            "requests": requests_words(
                found,
                was_held,
                to_discuss=coming.count(R.ACCEPTED),
                to_accept=coming.count(R.SUBMITTED),
                decided=decided_before_begin(found).count() if found.is_to_come and found.day <= viewer.today else 0,
            ),
            "went": was_held,
            "came": who_came(was_held) if was_held else "",
            "minutes_button": _minutes_button(found) if was_held and belongs and is_part else "",
        },
    )


def _standing(viewer: Viewer, found: Meeting, shown: Meeting, deadlines: Deadlines) -> str:
    """Where the meeting stands, for this reader."""
    reader = Reader(
        clerks=viewer.can(Permission.MEETING_CLERK, community=found.community),
        leads=viewer.can(Permission.MEETING_LEAD, community=found.community),
    )
    asked = found.state == S.PLANNED and viewer.today > deadlines.submission(found.day)  # else nothing depends on it
    has_agenda = asked and bool(read_items(found))
    return standing_of(shown, deadlines, viewer.today, reader, has_agenda=has_agenda)


def _minutes_button(found: Meeting) -> str:
    return "Read the minutes" if found.state == S.MINUTED else "Go to the minutes"


def _links(viewer: Viewer, found: Meeting, *, manages: bool, belongs: bool) -> list[tuple[str, str]]:
    """The meeting's pages that this person may open."""
    was_held = found.state in {S.HELD, S.MINUTED}
    return leads_to(
        found,
        live=found.is_to_come or found.state == S.RUNNING or (was_held and manages),
        hands_over=was_held and viewer.can(Permission.REQUEST_HAND_OVER, community=found.community),
        belongs=belongs,
        keeps=any(
            viewer.can(permission, community=found.community)
            for permission in (Permission.MEETING_LEAD, Permission.MEETING_CLERK)
        ),
        invites_advisers=viewer.can(Permission.ADVISERS_INVITE, community=found.community)
        and found.state not in {S.PROPOSED, S.CANCELLED},
    )


def _open_again(found: Meeting) -> str:
    """That a meeting that was held is open to correct it, as a sentence: it does not run."""
    running = running_of(found) if found.state == S.RUNNING else None
    words = ended_of(found, running).words if running else ""
    return f"The meeting ended {words}. It has been reopened to correct the record." if words else ""


def _after(viewer: Viewer, found: Meeting, deadlines: Deadlines) -> list[Chore]:
    """What the clerk still does after a meeting, each with its day (AGE-3)."""
    if found.state not in {S.HELD, S.MINUTED} or not viewer.can(Permission.MEETING_CLERK, community=found.community):
        return []
    return chores(found, approved_at(found), board_report_asked_at(found), deadlines, viewer.today)


@requires(Permission.MEETINGS_MANAGE)
def meeting_cancel(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Cancel a planned meeting; its requests go to the next one."""
    found = get_object_or_404(_managed(viewer).exclude(state=S.PROPOSED), pk=pk)
    if request.method != "POST" and not found.is_to_come:
        return redirect("meeting", found.pk)
    following, masks, own = following_of(found, viewer.today), MeetingMasks(found), list(its_own(found))
    invited, waiting = number_invited_to([found]), list(waiting_for_meeting(found))
    emails = [f"the {count(invited, 'person', 'people')} invited"] if invited else []
    emails += ["the schools with requests for this meeting"] if waiting else []
    form = CancelForm(request.POST or None)
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        with form.refusals("why"):
            cancelled, *moved = cancelling.cancel(found, why=form.cleaned_data["why"], by=viewer, at=timezone.now())
            messages.success(
                request,
                say_done(
                    f"You’ve cancelled the meeting on {show_day(cancelled.day)}.", emails, _went_on(following, *moved)
                ),
            )
            return redirect("meeting", cancelled.pk)
    return render(
        request,
        "meetings/meeting_cancel.html",
        {
            "title": "Cancel the meeting",
            "caption": f"{found.community.name}, {show_day(found.day)}",
            "form": form,
            "meeting": found,
            "emails": emails,
            "waiting": waiting,
            "why_not": why_not_cancelled(found),
            "own": items_as_read(own, masks),
            "staying": [paper_as_read(each, masks) for each in staying_papers(found, own)] if following else [],
            "following": following,
            "advisers": in_a_row(adviser_as_read(each, masks).name for each in advisings_of(found)),
        },
        status=400 if form.errors else 200,
    )


def _went_on(following: Meeting | None, requests: int, items: int) -> str:
    """ "2 requests and 1 item of its agenda moved to the meeting on …."; nothing where nothing did."""
    if following is None:
        waits = "waits" if requests == 1 else "wait"
        return f"{count(requests, 'request')} {waits} until you plan another meeting." if requests else ""
    went = [count(requests, "request")] if requests else []
    went += [f"{count(items, 'other item')}"] if items else []
    return f"{in_a_row(went)} moved to the meeting on {show_day(following.day)}." if went else ""


def _managed(viewer: Viewer) -> QuerySet[Meeting]:
    return meetings_managed_by(viewer)
