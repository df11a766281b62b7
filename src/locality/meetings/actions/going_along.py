"""The papers of an item that goes to another meeting: they go with it (CLK-2, CHA-2)."""

from datetime import datetime

from locality.accounts.models import User
from locality.audit.actions import record
from locality.masking.names import Mask
from locality.meetings.models import AgendaItem, Paper
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.agenda import short
from locality.schedule.workflow import AHEAD, S

LONGEST_NAME = 120


def take_along(source: AgendaItem, item: AgendaItem, mask: Mask, *, stay: bool = False, by: User, at: datetime) -> None:
    """Attach the papers of an item to the one that it is at another meeting, hidden by what hides pupils at its own.

    To the other meeting they are new at this moment. Where they `stay`, a copy goes: they were read at their meeting.
    """
    for paper in Paper.objects.select_for_update(of=("self",)).filter(item=source, removed_at=None).order_by("pk"):
        gone = Paper.objects.create(
            meeting=item.meeting,
            item=item,
            title=short(mask(paper.title), LONGEST_NAME),
            file_name=mask(paper.file_name)[-LONGEST_NAME:],
            content_type=paper.content_type,
            content=bytes(paper.content),
            size=paper.size,
            added_by=paper.added_by,
            added_at=at,
        )
        record("meeting.paper_added", item.meeting, by=by, at=at, after={"paper": gone.pk, "size": gone.size})
        if not stay:
            paper.removed_at, paper.content = at, b""
            paper.save(update_fields=["removed_at", "content"])
            record("meeting.paper_removed", source.meeting, by=by, at=at, after={"paper": paper.pk})


def bring_along(item: AgendaItem, *, is_back: bool, by: User, at: datetime) -> None:
    """Attach to a request that is new on an agenda what was attached to it on the one that it comes from.

    A meeting that heard it and did not decide keeps its papers; from one that decided it, nothing comes. One that
    `is_back` was on this agenda before, and has what it brought then: it brings what came to it elsewhere since.
    """
    others = AgendaItem.objects.filter(resource_request=item.resource_request_id).exclude(pk=item.pk)
    others = others.filter(pk__gt=item.pk) if is_back else others
    source = others.select_related("meeting__community__authority", "record").order_by("-pk").first()
    if source is None:
        return
    was_there = not source.put_off_because and source.meeting.state not in {*AHEAD, S.CANCELLED}
    record = getattr(source, "record", None)
    if was_there and not (record and record.undecided_at):
        return
    take_along(source, item, MeetingMasks(source.meeting).of_item(source), stay=was_there, by=by, at=at)
