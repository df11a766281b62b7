"""Invitations: an office offered by e-mail. Only a hash of the link's secret is kept."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.accounts.queries import person_by_email
from locality.accounts.roles import ROLES
from locality.accounts.rules import checked_email
from locality.audit.actions import record
from locality.communities.actions.offices import check_office, columns_of_place, give_office
from locality.communities.invitation_hooks import tell_taken_up
from locality.communities.models import Authority, Invitation, Office
from locality.communities.naming import place_in_full
from locality.communities.queries import message_reference, viewer_of
from locality.communities.rules import DEPUTY, Place, why_not_give, why_not_invitation
from locality.communities.scope import Viewer
from locality.communities.workflow import INVITATIONS, E, G, S
from locality.outbox.actions import put_to_address
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse
from locality.values.transitions import Guards
from locality.values.working_days import day_of

DAYS_TO_ACCEPT = 14
ANOTHERS = "This invitation was sent to a different email address from the one you are signed in with."
NO_LONGER = "The person who invited you can no longer do so. Ask them, or your council, who can invite you now."
CLOSED = "The account with this address is closed. Ask your council’s locality team to reopen it."


def hash_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    place: Place,
    start: date,
    end: date | None = None,
    by: Viewer,
    at: datetime,
) -> Invitation:
    """Offer an office by e-mail; the link in it works once, for 14 days. Raises NotPossible, or ValidationError by field.

    Who may give the office may offer it; that is asked again when the invitation is accepted.
    """
    if role == DEPUTY:
        raise NotPossible("You cannot invite a deputy clerk. Name a deputy from the clerk’s role instead.", "role")
    email = checked_email(email)
    check_office(person=person_by_email(email), role=role, place=place, start=start, end=end, by=by)
    open_ones = Invitation.objects.filter(
        email=email, role=role, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    if open_ones.filter(**columns_of_place(place)).exists():
        raise NotPossible(
            f"{email} has already been invited to this role. Send that invitation again instead.", "email"
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        start=start,
        end=end,
        token_hash=hash_of(token),
        invited_by=by.user,
        invited_at=at,
        expires_at=at + timedelta(days=DAYS_TO_ACCEPT),
        **columns_of_place(place),
    )
    _send(invitation, token, at=at)
    record("invitation.send", invitation, by=by.user, at=at, after=_log_of(invitation))
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: Viewer, at: datetime) -> Invitation:
    """Send the invitation again with a new link for another 14 days; the earlier link stops working. Raises NotPossible."""
    invitation = _locked(invitation)
    refuse(why_not_give(by, ROLES[invitation.role], invitation.place))
    token = secrets.token_urlsafe(32)

    def renew() -> User:
        invitation.token_hash = hash_of(token)
        invitation.expires_at = at + timedelta(days=DAYS_TO_ACCEPT)
        return by.user

    take_invitation(invitation, E.RESEND, {}, at=at, does=renew)
    _send(invitation, token, at=at)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Viewer, at: datetime) -> Invitation:
    """Take an invitation back: its link stops working at once, also when it is taken back twice. Raises NotPossible."""
    invitation = _locked(invitation)
    refuse(why_not_give(by, ROLES[invitation.role], invitation.place))
    if not invitation.withdrawn_at:
        take_invitation(invitation, E.WITHDRAW, {}, at=at, does=lambda: by.user)
    return invitation


@transaction.atomic
def accept(
    *, invitation: Invitation, user: User | None, name: str = "", password: str | None = None, at: datetime
) -> Office:
    """Take up the office: by the signed-in person it was sent to, by their account, or by a new one. Raises NotPossible.

    The link proves that the address is theirs. ValidationError, by field, when a new account can't be made so.
    """
    if invitation.authority_id:
        Authority.objects.select_for_update().get(pk=invitation.authority_id)
    invitation = _locked(invitation)
    role, person = ROLES[invitation.role], user or person_by_email(invitation.email)
    inviter = viewer_of(invitation.invited_by, day_of(at))
    still_given = invitation.invited_by.is_active and not why_not_give(inviter, role, invitation.place)
    guards: Guards = {
        G.THEIRS: lambda: ANOTHERS if user and user.email != invitation.email else None,
        G.STILL_GIVEN: lambda: None if still_given else NO_LONGER,
        G.ACCOUNT_OPEN: lambda: CLOSED if person and not person.is_active else None,
    }
    given: list[Office] = []

    def join() -> User:
        known = person or create_person(email=invitation.email, name=name or invitation.name, password=password, at=at)
        start = max(invitation.start, day_of(at))
        given.append(
            give_office(
                person=known, role=role.slug, place=invitation.place, start=start, end=invitation.end, by=inviter, at=at
            )
        )
        return known

    take_invitation(invitation, E.ACCEPT, guards, at=at, does=join)
    office = given[0]
    tell_taken_up(office.person, at)
    return office


@transaction.atomic
def accept_beside(invitations: Iterable[Invitation], *, user: User, at: datetime) -> list[Office]:
    """Take up further offices that the same address is invited to; one that can't be taken up any more is left."""
    offices = []
    for invitation in invitations:
        with suppress(NotPossible), transaction.atomic():
            offices.append(accept(invitation=invitation, user=user, at=at))
    return offices


def take_invitation(
    invitation: Invitation, event: E, guards: Guards, *, at: datetime, does: Callable[[], User]
) -> None:
    """Move a locked invitation along its life: the table is asked, then it is done, kept and logged. Raises NotPossible.

    `does` says who did it. The log is all of its history.
    """
    said = why_not_invitation(invitation, at, event)
    state = INVITATIONS.ask(invitation.state_at(at), event, guards, said)
    by = does()
    if state == S.WITHDRAWN:
        invitation.withdrawn_at = at
    elif state == S.ACCEPTED:
        invitation.accepted_at, invitation.accepted_by = at, by
    invitation.save(update_fields=["token_hash", "expires_at", "withdrawn_at", "accepted_at", "accepted_by"])
    record(f"invitation.{event}", invitation, by=by, at=at)


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("authority", "area__authority", "community__authority", "school__authority", "invited_by")
        .get(pk=invitation.pk)
    )


def _send(invitation: Invitation, token: str, *, at: datetime) -> None:
    role, place = ROLES[invitation.role], invitation.place
    where = f" for {place_in_full(place)}" if place else ""
    put_to_address(
        address=invitation.email,
        kind="invitation",
        subject=f"Join Locality as {role.in_sentence}{where}",
        lines=[
            f"{invitation.invited_by.name} has invited you to join Locality as {role.in_sentence}{where}.",
            f"About this role: {role.description}",
            f"Accept by {show_day(invitation.expires_at)}. The link works once. Do not forward it: it is only for you.",
            "If you did not expect this email, ignore it.",
        ],
        link=reverse("invitation_accept", args=[token]),
        reference=message_reference(invitation),
        at=at,
        secret=True,
    )


def _log_of(invitation: Invitation) -> dict[str, str | None]:
    return {
        "email": invitation.email,
        "role": invitation.role,
        "start": invitation.start.isoformat(),
        "end": invitation.end.isoformat() if invitation.end else None,
    }
