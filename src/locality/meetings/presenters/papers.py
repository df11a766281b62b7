"""The papers of a meeting, each with its own sending: what is added late makes nothing else late (CLK-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from locality.meetings.models import Distribution, Paper, PrivateNote
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from locality.values.dates import show_day, show_moment, show_short_day


@dataclass(frozen=True)
class Sending:
    """When a paper went out, and whether that was late; no moment while it waits to be sent."""

    at: datetime | None
    is_late: bool
    is_addition: bool
    """Whether it went out after the first sending, or is to."""


def sending_of(paper: Paper, sent: Sequence[Distribution]) -> Sending:
    """The sending a paper went out with: the first after it was attached. `sent` holds them in order."""
    for place, each in enumerate(sent):
        if each.sent_at >= paper.added_at:
            return Sending(each.sent_at, each.is_late, place > 0)
    return Sending(None, is_late=False, is_addition=bool(sent))


def sent_words(meeting: Meeting, sent: Sequence[Distribution], due: date, *, today: date, sends: bool) -> str:
    """Whether the papers went out, and whether in time; who is to send them is told to do it."""
    if sent:
        return f"Sent on {show_moment(sent[0].sent_at)}{_after(due) if sent[0].is_late else ''}."
    if meeting.state == S.CANCELLED:
        return "The papers were not sent."
    if meeting.is_to_come or meeting.state == S.PROPOSED:
        if due < today:
            do = "Please send them now" if sends else "The clerk still needs to send them"
            return f"The papers were due on {show_day(due)}. {do}."
        return f"{'Send the papers' if sends else 'The clerk will send the papers'} by {show_day(due)}."
    return f"The papers were not sent before the meeting. They were due on {show_day(due)}."


def added_words(addition: Distribution, due: date) -> str:
    """When something was added, whether late, and what."""
    what = f": {addition.what}" if addition.what else "."
    return f"Added on {show_moment(addition.sent_at)}{_after(due) if addition.is_late else ''}{what}"


def _after(due: date) -> str:
    return f", after the deadline of {show_day(due)}"


def file_words(paper: Paper, sending: Sending) -> str:
    """A file's name and size, the item it belongs to, and when it was added, in brackets behind its title."""
    words = [paper.file_name, f"{max(round(paper.size / 1024), 1)} KB"]
    if paper.item:
        words.append(paper.item.title)
    if sending.is_addition and sending.at:
        words.append(f"sent {show_short_day(sending.at)}")
        words += ["late"] if sending.is_late else []
    elif sending.is_addition:
        words.append("not sent yet")
    return ", ".join(words)


def note_words(note: PrivateNote | None) -> str:
    """Whether the reader marked an item as read, and wrote a note to it: the answer to “Have you read it?”."""
    read = "Yes" if note and note.read else "Not yet"
    return f"{read}. You have a note." if note and note.text else read


def noted_words(number: str, before: PrivateNote | None, after: PrivateNote | None) -> str:
    """What a save did to the reader's own note on an item, and to the mark that they have read it."""
    text, read = (after.text, after.read) if after else ("", False)
    done = []
    if text != (before.text if before else ""):
        done.append("saved your note" if text else "deleted your note")
    if read != bool(before and before.read):
        done.append(f"marked item {number} as {'read' if read else 'not read'}")
    return f"You’ve {' and '.join(done)}. Only you can see this." if done else "You have not changed anything."
