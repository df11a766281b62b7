"""The texts written while a meeting runs: the clerk’s notes and the chair’s summary of each item (CHA-7, SFA-3, CLK-4).

Nothing is lost when two write at once: a text saved over one the writer has not seen is not kept; both are shown.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from locality.meetings.actions.running import hold
from locality.meetings.models import AgendaItem, ItemRecord
from locality.resource_requests.queries import masker_of
from locality.schedule.models import Meeting

TEXTS = ("notes", "summary")


@dataclass(frozen=True)
class Typed:
    """A text as somebody typed it, and the revision they began from."""

    text: str
    revision: int


@dataclass(frozen=True)
class Kept:
    """What was kept, by its new revision; what somebody else had changed meanwhile, as it stands there."""

    revisions: dict[str, int]
    clashes: dict[str, Typed]
    at: datetime


@transaction.atomic
def keep_texts(meeting: Meeting, item: AgendaItem, typed: dict[str, Typed], *, at: datetime) -> Kept:
    """Keep texts of an item, pupils as letters. One that changed since the writer began is left as it is and handed back."""
    hold(meeting, is_seen="summary" in typed)  # the notes are for those who write them
    mask = masker_of(item.resource_request) if item.resource_request else str
    record, _ = ItemRecord.objects.select_for_update().get_or_create(item=item)
    revisions, clashes = {}, {}
    for name in TEXTS:
        if name not in typed:
            continue
        text, now, revision = mask(typed[name].text), getattr(record, name), getattr(record, f"{name}_revision")
        if text == now:
            revisions[name] = revision
        elif typed[name].revision != revision:
            clashes[name] = Typed(now, revision)
        else:
            setattr(record, name, text)
            setattr(record, f"{name}_revision", revision + 1)
            revisions[name] = revision + 1
    record.save()
    return Kept(revisions, clashes, at)
