"""The chair's review of a submitted request (CHA-1, PRE-2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import Deadlines
from locality.communities.scope import Viewer
from locality.resource_requests.actions import reviewing, steps
from locality.resource_requests.content.question_wording import look_at
from locality.resource_requests.forms.review import ReviewForm
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.gone_on import gone_on, refuse_unless
from locality.resource_requests.pages.opening import found_request, opening
from locality.resource_requests.pages.read_again import read_again
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import who_is_emailed
from locality.resource_requests.queries.requests import meeting_to_accept_for
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E, S
from locality.schedule.models import Meeting
from locality.schedule.queries import earlier_meetings_missed
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.working_days import day_of


@requires(Permission.REQUEST_REVIEW)
def request_review(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Read the request; accept it for the agenda, admit a late one, or return it."""
    rfr = found_request(viewer, reference)
    if rfr.state == S.URGENT:
        if request.method == "POST":
            raise gone_on(viewer, rfr)
        return redirect("request_exceptional", reference)
    refuse_unless(may(viewer, E.ACCEPT, rfr) or may(viewer, E.RETURN, rfr))
    deadlines, context = opening(rfr, viewer)
    form = ReviewForm(
        request.POST or None,
        accept=_accept_words(viewer, rfr, deadlines),
        earlier=_earlier(viewer, rfr, deadlines),
        may_return=bool(may(viewer, E.RETURN, rfr)),
    )
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            return _carry_out(request, viewer, rfr, form)
    context |= {
        "title": f"{'Return' if form.only_return else 'Review'} {rfr.reference}",
        "form": form,
        "seen": steps.as_read(rfr),
        "tells_accept": who_is_emailed(E.ACCEPT, rfr, viewer),
        "wording": look_at(rfr.version.content["solution"]) if rfr.version else None,
        "tells_return": who_is_emailed(E.RETURN, rfr, viewer),
    }
    context |= read_again(viewer, rfr)
    return render(request, "resource_requests/review.html", context, status=400 if form.errors else 200)


def _accept_words(viewer: Viewer, rfr: ResourceRequest, deadlines: Deadlines) -> str:
    if not may(viewer, E.ACCEPT, rfr):
        return ""
    meeting = meeting_to_accept_for(rfr, viewer.today, deadlines)
    return f"Accept it for the meeting on {show_day(meeting.day)}" if meeting else ""


def _earlier(viewer: Viewer, rfr: ResourceRequest, deadlines: Deadlines) -> list[Meeting]:
    if not may(viewer, E.ADMIT, rfr) or rfr.submitted_at is None:
        return []
    missed = earlier_meetings_missed(rfr.community, day_of(rfr.submitted_at), deadlines)
    now = rfr.meeting.day if rfr.meeting else None
    return [each for each in missed if each.day >= viewer.today and (now is None or each.day < now)]


def _carry_out(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, form: ReviewForm) -> HttpResponse:
    given, by, at, seen = form.cleaned_data, viewer, timezone.now(), request.POST.get("seen")
    if given["choice"] == "return":
        told = who_is_emailed(E.RETURN, rfr, viewer)
        reviewing.return_to_school(rfr, missing=given["missing"], by=by, at=at, seen=seen)
        following = f"Next, {rfr.school.name} will change and resubmit it."
        done = say_done(f"You’ve returned the request {rfr.reference}.", told, following)
    else:
        if given["choice"] == "admit":
            meeting = next(each for each in form.earlier if str(each.pk) == given["meeting"])
            rfr = reviewing.admit(rfr, meeting, reason=given["reason"], by=by, at=at, seen=seen)
            seen = steps.as_read(rfr)
        told = who_is_emailed(E.ACCEPT, rfr, viewer)
        rfr = reviewing.accept(rfr, by=by, at=at, seen=seen)
        when = f" for the meeting on {show_day(rfr.meeting.day)}" if rfr.meeting else ""
        following = "Next, the community will discuss and decide it."
        done = say_done(f"You’ve accepted the request {rfr.reference}{when}.", told, following)
    messages.success(request, done)
    return redirect("request", rfr.reference)
