"""What those who keep people do with an account that others keep too."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.actions.people import deactivate, reactivate
from locality.accounts.actions.second_factor import reset_second_factor
from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority
from locality.communities.queries import (
    authorities_served_by,
    holders,
    people_kept_by,
    serves_elsewhere,
    serves_installation,
)
from locality.communities.rules import why_not_change_account, why_not_reset
from locality.communities.scope import Viewer
from locality.outbox.actions import put
from locality.values.refusals import refuse
from locality.values.working_days import day_of


@transaction.atomic
def take_second_factor_away(*, person: User, by: Viewer, at: datetime) -> User:
    """Let somebody who lost phone and codes set up a new second factor. Raises NotPossible.

    One council's word is enough, and it is never quiet: the person, and the teams of the other councils they serve, are
    told at once (ADR 0021). The password, or a code to their own address, is still asked for.
    """
    councils = authorities_served_by(person, day_of(at))
    refuse(why_not_reset(by, is_kept=_keeps(by, person), is_administrator=serves_installation(person, day_of(at))))
    reset_second_factor(person=person, by=by.user, at=at)
    own = by.scope(Permission.PEOPLE_MANAGE).authorities
    for authority in councils:
        record("person.second_factor_reset", replace(person.logged_as, authority_id=authority.pk), by=by.user, at=at)
        if authority.pk not in own:
            _tell(authority, person, at=at)
    return person


@transaction.atomic
def close_account(*, person: User, by: Viewer, at: datetime) -> User:
    """The person can't sign in any more; nothing they did is lost. Raises NotPossible."""
    _refuse_change(person, by)
    return deactivate(person=person, by=by.user, at=at)


@transaction.atomic
def open_account(*, person: User, by: Viewer, at: datetime) -> User:
    """Open a closed account again. Raises NotPossible."""
    _refuse_change(person, by)
    return reactivate(person=person, by=by.user, at=at)


def _refuse_change(person: User, by: Viewer) -> None:
    elsewhere = serves_elsewhere(by, person, by.today)
    refuse(why_not_change_account(by, person.name, is_kept=_keeps(by, person), serves_elsewhere=elsewhere))


def _keeps(by: Viewer, person: User) -> bool:
    return person != by.user and people_kept_by(by).filter(pk=person.pk).exists()


def _tell(authority: Authority, person: User, *, at: datetime) -> None:
    for member in holders(Permission.PEOPLE_MANAGE, on=day_of(at), authority=authority):
        put(
            to=member,
            kind="second_factor_reset",
            subject=f"The authenticator app of {person.name} was removed",
            lines=[
                f"{person.name}, who has a role in {authority.name}, has lost their authenticator app and recovery codes. "
                "Another council, or an administrator, has removed the app from their account. They will set it up again when "
                "they next sign in.",
                "If you have not heard that they lost a phone, ask them today. Meanwhile, you can end their roles in your "
                "council.",
            ],
            link=reverse("person", args=[person.pk]),
            at=at,
            at_once=True,
        )
