"""Advisers as the list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from locality.meetings.models import Advising
from locality.meetings.queries.advisers import Losing
from locality.meetings.queries.as_read import adviser_as_read
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Invitee
from locality.values.sentences import in_a_row


@dataclass(frozen=True)
class AdviserRow:
    """One adviser: what they are invited to, and their answer."""

    advising: Advising
    what: list[str]
    answer: str


def adviser_rows(advisings: Iterable[Advising], invitees: Iterable[Invitee], masks: MeetingMasks) -> list[AdviserRow]:
    """The advisers by name. Whether somebody has an account yet is not told: it is nobody's business."""
    answers = {each.person_id: each.get_answer_display() for each in invitees}
    return [
        AdviserRow(
            adviser_as_read(each, masks),
            _what(each, masks),
            answers.get(each.person_id or 0, Invitee.Answer.NONE.label),
        )
        for each in advisings
    ]


def losing_words(affected: Iterable[Losing], masks: MeetingMasks) -> list[str]:
    """Who is let go or loses items, a sentence each, before somebody takes these off the agenda."""
    found = []
    for each in affected:
        name = adviser_as_read(each.advising, masks).name
        if each.left:
            found.append(f"{name} is an adviser on this item, and is still invited to other items at this meeting.")
        else:
            found.append(f"{name} is an adviser on this item only. They will no longer be invited to this meeting.")
    return found


def names_of(affected: Iterable[Losing], masks: MeetingMasks) -> str:
    """Who they are, in a row."""
    return in_a_row(adviser_as_read(each.advising, masks).name for each in affected)


def _what(advising: Advising, masks: MeetingMasks) -> list[str]:
    if advising.whole_meeting:
        return ["The whole meeting"]
    items = sorted(advising.items.all(), key=lambda item: (item.position, item.pk))
    named = [
        f"{item.title}, {item.resource_request.reference}" if item.resource_request else masks.title(item)
        for item in items
        if not item.put_off_because
    ]
    return named or ["No items. Their items are no longer on the agenda"]
