"""Papers: attached, sent with one button, marked as opened, annotated in private (CLK-2, MBR-2)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.meetings import subjects
from locality.meetings.actions.agenda import draw_up
from locality.meetings.actions.items import lock_item
from locality.meetings.models import AgendaItem, Distribution, Opening, Paper, PrivateNote
from locality.meetings.queries.access import limits_of, may_read
from locality.meetings.queries.advisers import advisers_of
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.queries.papers import papers_of
from locality.meetings.rules.files import look_at
from locality.outbox.actions import put
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.actions.steps import check_meeting, take_meeting
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference, people_of
from locality.schedule.workflow import E
from locality.together.texts import Saved, Standing, Typed
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.sentences import count
from locality.values.whole import whole
from locality.values.working_days import day_of

READ = "yes"


@transaction.atomic
def attach(
    meeting: Meeting, *, item: AgendaItem | None, title: str, name: str, content: bytes, by: Viewer, at: datetime
) -> Paper:
    """Attach a file that is what it says it is. Raises NotPossible."""
    meeting = locked(meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    if not meeting.is_to_come:
        raise NotPossible("You can add papers until the meeting starts.")
    item = lock_item(item, meeting) if item else None
    found = look_at(content, name)
    if found.why:
        raise NotPossible(found.why)
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        title=title,
        file_name=name[-120:],
        content_type=found.content_type,
        content=content,
        size=len(content),
        added_by=by.user,
        added_at=at,
    )
    record("meeting.paper_added", meeting, by=by.user, at=at, after={"paper": paper.pk, "size": paper.size})
    return paper


@transaction.atomic
def remove(paper: Paper, *, by: Viewer, at: datetime) -> None:
    """Take a paper back; that it was there stays on record, its content does not."""
    meeting = locked(paper.meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.removed_at:
        raise NotPossible("This paper was removed already.")
    if not meeting.is_to_come:
        raise NotPossible("The meeting has started or is over, so you cannot remove its papers.")
    paper.removed_at, paper.content = at, b""
    paper.save(update_fields=["removed_at", "content"])
    record("meeting.paper_removed", meeting, by=by.user, at=at, after={"paper": paper.pk})


@transaction.atomic
def distribute(meeting: Meeting, *, what: str, by: Viewer, at: datetime) -> Distribution:
    """Send agenda and papers to everyone invited, or what was added since; late ones are marked (CLK-2)."""
    meeting = locked(meeting)
    allow(by, Permission.MEETING_CLERK, community=meeting.community)
    number = Distribution.objects.filter(meeting=meeting).count() + 1
    check_meeting(meeting, E.SEND_PAPERS, at=at)
    if number > 1 and not what.strip():
        raise NotPossible("Enter what is new since the last papers.")
    draw_up(meeting, by=by.user, at=at)
    due = deadlines_of(meeting.community.authority, on=day_of(at)).papers(meeting.day)
    sent = Distribution.objects.create(
        meeting=meeting,
        number=number,
        is_late=day_of(at) > due,
        what=whole(what.strip(), 500),
        sent_by=by.user,
        sent_at=at,
    )
    take_meeting(meeting, E.SEND_PAPERS, by=by.user, at=at)
    new = MeetingMasks(meeting).of(None)(sent.what)
    members = people_of(meeting.community, on=day_of(at))
    limits = {pk: items for pk, items in limits_of(meeting).items() if pk not in {each.pk for each in members}}
    theirs = _new_papers(meeting, number)
    requests = items_of(meeting).filter(resource_request__isnull=False).count() if number == 1 else 0
    for person in [*members, *advisers_of(meeting)]:
        limited = person.pk in limits
        if number > 1 and limited and not theirs & limits[person.pk]:
            continue  # nothing of what is new is theirs to read
        put(
            to=person,
            kind="meeting.papers",
            subject=subjects.papers(meeting, number),
            lines=[
                _ready(meeting, 0 if limited else requests)
                if number == 1
                else f"There are new papers for the meeting on {show_day(meeting.day)}{'.' if limited else f': {new}'}"
            ],
            link=reverse("meeting_papers", args=[meeting.pk]),
            reference=message_reference(meeting.pk),
            at=at,
        )
    record("meeting.papers_sent", meeting, by=by.user, at=at, after={"number": number, "late": sent.is_late})
    return sent


def _ready(meeting: Meeting, requests: int) -> str:
    """That there is something to read, and how many requests of it; an adviser of some items is not told of the others."""
    are = "is" if requests == 1 else "are"
    more = f" There {are} {count(requests, 'request')} to read before the meeting." if requests else ""
    return f"The agenda and papers for the {meeting.community.name} meeting on {show_day(meeting.day)} are ready.{more}"


def _new_papers(meeting: Meeting, number: int) -> set[int | None]:
    """The ids of the items that papers were attached to since the sending before this one."""
    before = Distribution.objects.filter(meeting=meeting, number__lt=number).order_by("-number").first()
    return {each.item_id for each in papers_of(meeting) if before is None or each.added_at > before.sent_at}


@transaction.atomic
def note_opened(meeting: Meeting, *, of: Opening.Of, number: int, by: User, at: datetime) -> None:
    """That a person opened papers or minutes, the first time. Kept like a sight: reading writes nothing else."""
    Opening.objects.get_or_create(meeting=meeting, person=by, of=of, number=number, defaults={"at": at})


@transaction.atomic
def keep_note(item: AgendaItem, typed: Mapping[str, Typed], *, by: Viewer, at: datetime) -> Saved:
    """A person's own note (text), and that they have read the item (read: READ or nothing); nobody else ever sees either.

    A note changed in their other window meanwhile is left as it is and comes back as a clash. Raises NotPossible.
    """
    item = lock_item(item)
    if not may_read(by, item):
        raise NotAllowed("You cannot see this item, so you cannot add a note to it.")
    own = PrivateNote.objects.filter(item=item, person=by.user).first() or PrivateNote(item=item, person=by.user)
    stands = {"text": own.text, "read": READ if own.read else ""}
    saved, kept = Saved(at), {}
    for name, text in stands.items():
        mine = Standing(text, own.revision, by=by.user.name, is_own=True, at=own.saved_at)
        if name in typed and (taken := saved.take(name, typed[name], mine)) is not None:
            kept[name] = taken
    if kept:
        own.text, own.read = kept.get("text", own.text), bool(kept.get("read", stands["read"]))
        own.revision, own.saved_at = own.revision + 1, at
        own.save()
    return saved
