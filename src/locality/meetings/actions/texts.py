"""The texts of an item, the clerk's notes and the chair's summary, at the meeting and after it (CLK-4, CHA-7).

Nothing is lost when two write at once: a text saved over one the writer has not seen is not kept; both are shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from locality.accounts.models import User
from locality.meetings.models import ItemRecord
from locality.resource_requests.actions.drafting import clean_text

TEXTS = ("notes", "summary")
ON_ITS_WAY = timedelta(seconds=60)


@dataclass(frozen=True)
class Typed:
    """A text someone typed, and the revision of the text they began from (0 when it was empty)."""

    text: str
    revision: int


@dataclass(frozen=True)
class Clash:
    """Somebody else saved another text first: both are shown, neither is lost."""

    name: str
    mine: str
    theirs: str
    by: str
    at: datetime | None
    revision: int


@dataclass
class Saved:
    """What a save did: the new revision of each text, and what could not be saved."""

    at: datetime
    revisions: dict[str, int] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def save_text(
    record: ItemRecord, name: str, mine: Typed, saved: Saved, *, mask: Callable[[str], str], by: User
) -> bool:
    """Put a text into a locked record, by a name such as "notes-12"; says whether the record changed.

    `mask` replaces pupils' names before anything is kept (RES-9). A save of one's own of the last minute is one that was
    still on its way, and no clash.
    """
    kind, text = name.partition("-")[0], mask(clean_text(mine.text))
    before, revision = getattr(record, kind), getattr(record, f"{kind}_revision")
    who, when = getattr(record, f"{kind}_by"), getattr(record, f"{kind}_at")
    fresh = who == by and when is not None and abs(saved.at - when) < ON_ITS_WAY
    if before == text:
        saved.revisions[name] = revision
        return False
    if revision and mine.revision != revision and not fresh:
        saved.clashes.append(Clash(name, text, mask(before), who.name if who else "", when, revision))
        return False
    setattr(record, kind, text)
    for part, value in (("revision", revision + 1), ("by", by), ("at", saved.at)):
        setattr(record, f"{kind}_{part}", value)
    saved.revisions[name] = revision + 1
    return True
