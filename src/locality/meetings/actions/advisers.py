"""Advisers: invited to a meeting or to single items of it, seated once they have an account, withdrawn (MEM-4, MEM-5)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.queries import person_by_email
from locality.accounts.rules import checked_email, checked_name
from locality.audit.actions import record
from locality.communities.actions import invitations
from locality.communities.actions.offices import give_office, prolong_office
from locality.communities.models import Authority, Invitation, Office
from locality.communities.queries import offices_overlapping
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.meetings.models import Advising, AgendaItem
from locality.meetings.queries.agenda import headings_in, items_of, numbers_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.advisers import why_not_as_adviser, why_not_invite, why_not_items
from locality.meetings.rules.agenda import timetable
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.actions.inviting import invite_adviser, uninvite_adviser
from locality.schedule.models import Meeting
from locality.schedule.queries import people_of
from locality.values.dates import show_time
from locality.values.refusals import NotPossible, refuse
from locality.values.sentences import in_a_row
from locality.values.working_days import day_of

ADVISER = "adviser"
STANDING = timedelta(days=366)
"""How long after a meeting its adviser's office lasts; the office itself opens nothing."""


@transaction.atomic
def invite(
    meeting: Meeting,
    *,
    email: str,
    name: str,
    expertise: str,
    items: Collection[AgendaItem] = (),
    whole_meeting: bool = False,
    by: Viewer,
    at: datetime,
) -> Advising:
    """Invite an adviser: with an entry for the calendar, or first with an invitation to make an account.

    Whether the address has an account, or had one, is told to nobody: the holder of a closed one reads why it does not
    open. Raises NotPossible, and ValidationError by field for what is no address or name.
    """
    meeting = locked(meeting)
    allow(by, Permission.ADVISERS_INVITE, community=meeting.community)
    email, name = checked_email(email), checked_name(name)
    open_items = {item.pk for item in items_of(meeting)}
    chosen = [item for item in items if item.pk in open_items]
    refuse(why_not_invite(meeting, at=at))
    refuse(why_not_items(whole_meeting=whole_meeting, chosen=chosen))
    belongs = any(person.email == email for person in people_of(meeting.community, on=day_of(at)))
    invited = Advising.objects.filter(meeting=meeting, email=email, withdrawn_at=None).exists()
    refuse(why_not_as_adviser(name, belongs=belongs, invited=invited))
    person = person_by_email(email)
    if person and not person.is_active:
        person = None
    until = meeting.day + STANDING
    advising = Advising.objects.create(
        meeting=meeting, email=email, name=name, expertise=expertise, whole_meeting=whole_meeting, invited_by=by.user,
        invited_at=at, person=person,
        account=None if person else _offer_account(meeting.community.authority, email, name, until, by=by, at=at),
    )  # fmt: skip
    advising.items.set([] if whole_meeting else chosen)
    if person:
        _give_standing(person, meeting.community.authority, until, by=by, at=at)
        invite_adviser(meeting, person, lines=lines_of(advising), at=at)
    _note("meeting.adviser_invited", advising, by=by.user, at=at)
    return advising


@transaction.atomic
def withdraw(advising: Advising, *, by: Viewer, at: datetime) -> Advising:
    """Take an invitation back, as somebody who invites advisers wants it. Raises NotPossible."""
    allow(by, Permission.ADVISERS_INVITE, community=advising.meeting.community)
    return take_back(advising, by=by.user, at=at)


@transaction.atomic
def take_back(advising: Advising, *, lines: Sequence[str] = (), by: User, at: datetime) -> Advising:
    """Take the invitation back: the adviser sees no more of the meeting, and it leaves their calendar; `lines` say why."""
    meeting = locked(advising.meeting)
    advising = Advising.objects.select_for_update(of=("self",)).select_related("person").get(pk=advising.pk)
    if advising.withdrawn_at:
        return advising
    advising.withdrawn_at = at
    advising.save(update_fields=["withdrawn_at"])
    if advising.person:
        uninvite_adviser(meeting, advising.person, lines=lines, at=at)
    _note("meeting.adviser_withdrawn", advising, by=by, at=at)
    return advising


@transaction.atomic
def remind(advising: Advising, *, by: Viewer, at: datetime) -> None:
    """Send the invitation again: the calendar entry, or the link to make an account, with a new secret. Raises NotPossible."""
    meeting = locked(advising.meeting)
    allow(by, Permission.ADVISERS_INVITE, community=meeting.community)
    advising = Advising.objects.select_for_update(of=("self",)).select_related("person", "account").get(pk=advising.pk)
    refuse(why_not_invite(meeting, at=at))
    if advising.withdrawn_at:
        raise NotPossible("This invitation has been withdrawn.")
    if advising.person:
        invite_adviser(meeting, advising.person, lines=lines_of(advising), at=at)
    elif advising.account:
        invitations.resend(invitation=advising.account, by=by, at=at)
    _note("meeting.adviser_reminded", advising, by=by.user, at=at)


@transaction.atomic
def seat(person: User, at: datetime) -> None:
    """Somebody has an account now: the invitations that wait for their address are theirs, and reach their calendar."""
    waiting = Advising.objects.filter(email=person.email, person=None, withdrawn_at=None).order_by("pk")
    for advising in waiting.select_related("meeting__community"):
        advising.person = person
        advising.save(update_fields=["person"])
        if why_not_invite(advising.meeting, at=at) is None:
            invite_adviser(advising.meeting, person, lines=lines_of(advising), at=at)


def lines_of(advising: Advising) -> list[str]:
    """What the message says the invitation is for: the whole meeting, or which items, and at about what time."""
    if advising.whole_meeting:
        return ["Please join for the whole meeting."]
    meeting, chosen = advising.meeting, set(advising.items.values_list("pk", flat=True))
    masks, items = MeetingMasks(meeting), list(items_of(meeting))
    headings = headings_in(items)
    times = timetable((0 if each.pk in headings else each.minutes for each in items), meeting.starts, meeting.ends)
    named = [
        f"item {number} ({masks.title(item)}), at about {show_time(slot.starts)}"
        for number, item, slot in zip(numbers_of(items), items, times.slots, strict=True)
        if item.pk in chosen
    ]
    return [f"Please join for {in_a_row(named)}."] if named else []


def called(item: AgendaItem, masks: MeetingMasks) -> str:
    """What a message to an adviser calls an item; a request by its school and its reference."""
    title = masks.title(item)
    return f"{title}, {item.resource_request.reference}" if item.resource_request else title


def _offer_account(authority: Authority, email: str, name: str, until: date, *, by: Viewer, at: datetime) -> Invitation:
    waiting = Invitation.objects.filter(
        email=email, role=ADVISER, authority=authority, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    ).first()
    return waiting or invitations.invite(
        email=email, name=name, role=ADVISER, place=authority, start=day_of(at), end=until,
        by=by, at=at,
    )  # fmt: skip


def _give_standing(person: User, authority: Authority, until: date, *, by: Viewer, at: datetime) -> None:
    held: Office | None = (
        offices_overlapping(day_of(at), until).filter(person=person, role=ADVISER, authority=authority).first()
    )
    if held and held.start <= day_of(at):
        prolong_office(office=held, until=until, by=by, at=at)
    elif held is None:
        give_office(person=person, role=ADVISER, place=authority, start=day_of(at), end=until, by=by, at=at)


def _note(action: str, advising: Advising, *, by: User, at: datetime) -> None:
    meeting = advising.meeting
    record(action, meeting, by=by, at=at, after={"adviser": advising.pk, "whole_meeting": advising.whole_meeting})
