"""The texts of an item, the clerk's notes and the chair's summary, at the meeting and after it (CLK-4, CHA-7)."""

from collections.abc import Callable

from locality.accounts.models import User
from locality.meetings.models import ItemRecord
from locality.together.texts import Saved, Standing, Typed

TEXTS = ("notes", "summary")


def save_text(
    record: ItemRecord, name: str, typed: Typed, saved: Saved, *, mask: Callable[[str], str], by: User
) -> bool:
    """Put a text into a locked record, by a name such as "notes-12"; says whether the record changed.

    `mask` replaces pupils' names before anything is kept or shown (RES-9).
    """
    kind = name.partition("-")[0]
    revision, who = getattr(record, f"{kind}_revision"), getattr(record, f"{kind}_by")
    standing = Standing(
        getattr(record, kind),
        revision,
        by=who.name if who else "",
        is_own=who == by,
        at=getattr(record, f"{kind}_at"),
    )
    text = saved.take(name, typed, standing, hide=mask)
    if text is None:
        return False
    setattr(record, kind, text)
    for part, value in (("revision", revision + 1), ("by", by), ("at", saved.at)):
        setattr(record, f"{kind}_{part}", value)
    return True
