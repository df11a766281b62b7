"""The minutes as they are read: on screen, as files, earlier versions, and the version for release (CLK-6, POST-1)."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.documents.answers import WORD, as_file, in_large_print, pdf_name
from locality.documents.parts import Document
from locality.documents.pdf import to_pdf
from locality.documents.word import to_docx
from locality.masking.names import Mask
from locality.meetings.actions.papers import note_opened
from locality.meetings.models import Minutes, Opening
from locality.meetings.queries.access import meetings_clerked_by, meetings_minuted_for
from locality.meetings.queries.minutes import distributed_of, versions_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.queries.papers import openings_of
from locality.minutes.exports import minutes_document, release_document
from locality.minutes.presenters.minutes import parts_shown, readings, standing_of
from locality.schedule.models import Meeting
from locality.schedule.queries import people_of
from locality.schedule.where_it_stands import Reader
from locality.values.dates import show_day


@requires(Permission.MEETING_TAKE_PART)
def meeting_minutes(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The newest minutes that went out; for chair and clerk also where they stand and who has opened them."""
    meeting = get_object_or_404(meetings_minuted_for(viewer), pk=pk)
    versions = versions_of(meeting)
    out = [each for each in versions if each.state == Minutes.State.DISTRIBUTED]
    clerks = viewer.can(Permission.MEETING_CLERK, community=meeting.community)
    leads = viewer.can(Permission.MEETING_LEAD, community=meeting.community)
    deadlines = deadlines_of(meeting.community.authority, on=viewer.today)
    due = deadlines.minutes(meeting.day)
    newest = versions[-1] if versions else None
    context: dict[str, Any] = {
        "due": due,
        "standing": standing_of(
            newest,
            due,
            viewer.today,
            deadlines.distance(due, viewer.today),
            reader=Reader(clerks=clerks, leads=leads),
        ),
        "newest": newest,
        "clerks": clerks,
        "leads": leads,
        "earlier": out[:-1][::-1],
    }
    if out and clerks:
        people = [(person.pk, person.name) for person in people_of(meeting.community, on=viewer.today)]
        context["readings"] = readings(people, openings_of(meeting, Opening.Of.MINUTES), out[-1].number)
    return _page(request, viewer, meeting, out[-1] if out else None, **context)


@requires(Permission.MEETING_TAKE_PART)
def meeting_minutes_version(request: HttpRequest, viewer: Viewer, pk: int, number: int) -> HttpResponse:
    """One version that went out: an earlier one stays readable when it was corrected."""
    meeting = get_object_or_404(meetings_minuted_for(viewer), pk=pk)
    return _page(
        request, viewer, meeting, _version(meeting, number), later=_later(meeting, number), is_one_version=True
    )


def _page(
    request: HttpRequest,
    viewer: Viewer,
    meeting: Meeting,
    version: Minutes | None,
    later: Sequence[Minutes] = (),
    **context: object,
) -> HttpResponse:
    if version is not None and request.method == "GET":
        note_opened(meeting, of=Opening.Of.MINUTES, number=version.number, by=viewer.user, at=timezone.now())
    document = minutes_document(meeting, version, version.content, _mask(meeting), later) if version else None
    return render(
        request,
        "minutes/minutes.html",
        {
            "title": "Minutes",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting,
            "version": version,
            "parts": parts_shown(document) if document else [],
            **context,
        },
    )


@requires(Permission.MEETING_TAKE_PART)
def meeting_minutes_file(request: HttpRequest, viewer: Viewer, pk: int, number: int, kind: str) -> HttpResponse:
    """A version as PDF or Word; whoever saves it has opened it."""
    meeting = get_object_or_404(meetings_minuted_for(viewer), pk=pk)
    version = _version(meeting, number)
    note_opened(meeting, of=Opening.Of.MINUTES, number=version.number, by=viewer.user, at=timezone.now())
    document = minutes_document(meeting, version, version.content, _mask(meeting), _later(meeting, number))
    return _file(request, document, kind, f"minutes-{meeting.day.isoformat()}")


@requires(Permission.MEETING_CLERK)
def meeting_minutes_release(request: HttpRequest, viewer: Viewer, pk: int, number: int, kind: str) -> HttpResponse:
    """A version for anyone: no names of people, nothing of what was said about children."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    version = _version(meeting, number)
    document = release_document(meeting, version, _mask(meeting), _later(meeting, number))
    return _file(request, document, kind, f"minutes-for-release-{meeting.day.isoformat()}")


def _mask(meeting: Meeting) -> Mask:
    return MeetingMasks(meeting).of(None)


def _version(meeting: Meeting, number: int) -> Minutes:
    return get_object_or_404(distributed_of(meeting), number=number)


def _later(meeting: Meeting, number: int) -> list[Minutes]:
    """The versions that went out after the one of this number, which was corrected by them."""
    return list(distributed_of(meeting).filter(number__gt=number))


def _file(request: HttpRequest, document: Document, kind: str, name: str) -> HttpResponse:
    if kind == "docx":
        return as_file(to_docx(document), WORD, f"{name}.docx")
    if kind != "pdf":
        raise Http404
    large = in_large_print(request)
    return as_file(to_pdf(document, large=large), "application/pdf", pdf_name(name, large=large))
