"""Advisers whose items left the agenda: told where these went, and no longer invited where nothing is left (MEM-5)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.meetings import subjects
from locality.meetings.actions.advisers import called, take_back
from locality.meetings.models import AgendaItem
from locality.meetings.queries.advisers import Losing, losing
from locality.meetings.queries.as_read import adviser_as_read
from locality.meetings.queries.live import keepers_of
from locality.meetings.queries.names import MeetingMasks
from locality.outbox.actions import put, put_to_address
from locality.schedule.models import Meeting
from locality.schedule.queries import message_reference
from locality.schedule.subjects import withdrawn
from locality.values.dates import show_day
from locality.values.working_days import day_of


@transaction.atomic
def let_go(meeting: Meeting, items: Sequence[AgendaItem], *, by: User, at: datetime) -> None:
    """Tell the advisers of items that leave the agenda where these go, and chair and clerks whom to invite there.

    Who is invited to nothing else is no longer needed, and the meeting leaves their calendar. Once a meeting has begun
    nobody is sent away. Nobody is invited to the other meeting by it: whether they are needed there, somebody decides.
    """
    affected, masks = losing(meeting, items, at=at), MeetingMasks(meeting)
    for each in affected:
        if each.left:
            each.advising.items.remove(*each.gone)
            _tell_fewer(meeting, each, masks, at=at)
        else:
            _tell_none(meeting, each, masks, by=by, at=at)
    if affected:
        _tell_keepers(meeting, affected, masks, by=by, at=at)


def _where(item: AgendaItem, masks: MeetingMasks) -> str:
    """Where an item went, as a sentence."""
    name = called(item, masks)
    if item.put_off_to:
        return f"“{name}” has moved to the meeting on {show_day(item.put_off_to.day)}."
    return f"“{name}” was removed from the agenda."


def _tell_fewer(meeting: Meeting, of: Losing, masks: MeetingMasks, *, at: datetime) -> None:
    still = ", ".join(called(each, masks) for each in of.left)
    lines = [
        *(_where(each, masks) for each in of.gone),
        f"You are still invited to the meeting on {show_day(meeting.day)}, for {still}.",
        *_another(of),
    ]
    _tell(meeting, of, subjects.fewer_to_advise(meeting), lines, at=at)


def _tell_none(meeting: Meeting, of: Losing, masks: MeetingMasks, *, by: User, at: datetime) -> None:
    lines = [
        *(_where(each, masks) for each in of.gone),
        "Nothing else you were invited to is on the agenda, so you do not need to come.",
        *_another(of),
    ]
    take_back(of.advising, lines=lines, by=by, at=at)
    if of.advising.person is None:
        first = f"You are no longer invited to the {meeting.community.name} meeting on {show_day(meeting.day)}."
        _tell(meeting, of, withdrawn(meeting), [first, *lines], at=at)


def _another(of: Losing) -> list[str]:
    goes = any(each.put_off_to for each in of.gone)
    return ["If you are needed at another meeting, we’ll send you an invitation."] if goes else []


def _tell(meeting: Meeting, of: Losing, subject: str, lines: list[str], *, at: datetime) -> None:
    """Somebody without an account yet is told at the address they were invited by."""
    kind, reference, person = "meeting.adviser_items", message_reference(meeting.pk), of.advising.person
    if person is None:
        put_to_address(address=of.advising.email, kind=kind, subject=subject, lines=lines, reference=reference, at=at)
    elif person.is_active:
        link = reverse("meeting", args=[meeting.pk])
        put(to=person, kind=kind, subject=subject, lines=lines, link=link, reference=reference, at=at)


def _tell_keepers(meeting: Meeting, affected: Sequence[Losing], masks: MeetingMasks, *, by: User, at: datetime) -> None:
    """Chair and clerks invite advisers: but for whoever did it, they are told whose items went."""
    lines = []
    for each in affected:
        name = adviser_as_read(each.advising, masks).name
        stays = "is still invited to other items" if each.left else "is no longer invited"
        lines.append(f"{name} {stays}, and we’ve emailed them. {' '.join(_where(item, masks) for item in each.gone)}")
    if any(item.put_off_to for each in affected for item in each.gone):
        lines.append(
            "We have not invited them to the later meeting. If you need them there, invite them on its Advisers page."
        )
    for person in keepers_of(meeting.community, on=day_of(at)):
        if person.pk != by.pk:
            put(
                to=person,
                kind="meeting.adviser_items",
                subject=subjects.advisers_to_check(meeting),
                lines=lines,
                link=reverse("meeting_advisers", args=[meeting.pk]),
                reference=message_reference(meeting.pk),
                at=at,
            )
