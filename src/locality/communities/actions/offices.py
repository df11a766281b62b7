"""Giving and ending offices, deputies, and the authority to decide for a school."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from locality.accounts.actions.people import set_second_factor_required
from locality.accounts.models import User
from locality.accounts.roles import ROLES, Role
from locality.audit.actions import record
from locality.communities.models import Area, Authority, Community, Office, School
from locality.communities.queries import (
    offices_kept_by,
    offices_overlapping,
    others_in_office,
    people_kept_by,
    second_factor_rule_of,
)
from locality.communities.rules import (
    CHAIR,
    CLERK,
    DEPUTY,
    NO_DEPUTY,
    NOT_KEPT,
    ONE_A_COMMUNITY,
    Place,
    authority_of,
    role_named,
    why_not_give,
    why_not_last_day,
    why_not_period,
    why_not_role_at,
)
from locality.communities.scope import Viewer, user_of
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, NotPossible, Refusal, refuse
from locality.values.working_days import day_of

NEVER_EMPTY = {
    "administrator": ("administrator", "another administrator"),
    "locality_team": ("in the locality team", "another member"),
}
"""Offices without which nobody could invite anybody."""


@transaction.atomic
def give_office(
    *,
    person: User,
    role: str,
    place: Place,
    start: date,
    end: date | None = None,
    by: Viewer | None,
    at: datetime,
) -> Office:
    """Give a person an office from a day on, both days included. Raises NotPossible with the reason.

    A deputy is named by `name_deputy`. `by` is None for the first administrator of an installation.
    """
    if role == DEPUTY:
        raise NotPossible("Name a deputy clerk from the clerk’s role instead.", "role")
    found = check_office(person=person, role=role, place=place, start=start, end=end, by=by)
    return _give(person=person, role=found, place=place, start=start, end=end, by=user_of(by), at=at)


@transaction.atomic
def name_deputy(*, clerk: Office, person: User | None, start: date, end: date, by: Viewer, at: datetime) -> Office:
    """Somebody who does a clerk's work in one community for the days of an absence (MEM-2). Raises NotPossible.

    Only people of the same council: whether somebody has an account with another one is not told here.
    """
    _allow_keeping(clerk, by)
    if person is None or not person.is_active or not people_kept_by(by).filter(pk=person.pk).exists():
        raise NotPossible(NO_DEPUTY, "email")
    if clerk.role != CLERK or clerk.community is None:
        raise NotPossible("Only a clerk has a deputy.")
    if person.pk == clerk.person_id:
        raise NotPossible(f"{person.name} is the clerk, so cannot be their own deputy.", "email")
    if start < clerk.start or (clerk.end and end > clerk.end):
        raise NotPossible("The absence must be within the days of the clerk’s own role.", "start")
    found = check_office(person=person, role=DEPUTY, place=clerk.community, start=start, end=end, by=by)
    return _give(
        person=person, role=found, place=clerk.community, start=start, end=end, by=by.user, at=at, deputises_for=clerk
    )


@transaction.atomic
def end_office(*, office: Office, on: date, by: Viewer, at: datetime) -> Office | None:
    """Set the last day of an office. Of one that has not begun, a day before its first takes it back: then None.

    Raises NotPossible where it ends earlier already, or has begun and would end before its first day.
    """
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    _allow_keeping(office, by)
    refuse(why_not_last_day(office, on, day_of(at)))
    if office.role in NEVER_EMPTY and not others_in_office(office, max(on, day_of(at))):
        nobody, another = NEVER_EMPTY[office.role]
        raise NotPossible(
            f"No one would be {nobody}{f' of {office.authority}' if office.authority else ''} after that day. Invite "
            f"{another} first. Once they have accepted, end this role.",
            "on",
        )
    before = _log_of(office)
    if on < office.start:
        _take_back(office, before, by=by.user, at=at)
        return None
    office.end = on
    office.save(update_fields=["end"])
    record("office.end", office, by=by.user, at=at, before=before, after=_log_of(office))
    _follow_second_factor_rule(office.person, by=by.user, at=at)
    return office


@transaction.atomic
def prolong_office(*, office: Office, until: date, by: Viewer, at: datetime) -> Office:
    """Give an office a later last day; one that lasts as long already, or has none, stays as it is."""
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    refuse(why_not_give(by, ROLES[office.role], office.place))
    if office.end and office.end < until:
        before = _log_of(office)
        office.end = until
        office.save(update_fields=["end"])
        record(
            "office.prolong",
            office,
            by=by.user,
            at=at,
            before=before,
            after=_log_of(office),
        )
    return office


def _take_back(office: Office, before: dict[str, Any], *, by: User | None, at: datetime) -> None:
    person = office.person
    record("office.take_back", office, by=by, at=at, before=before)
    try:
        office.delete()
    except ProtectedError as error:
        message = (
            f"Something depends on this role, such as a deputy, so you cannot withdraw it. Enter {show_day(office.start)}, its "
            "first day, or a later day."
        )
        raise NotPossible(message, "on") from error
    _follow_second_factor_rule(person, by=by, at=at)


@transaction.atomic
def confirm_delegated_authority(*, office: Office, confirmed_by: str, on: date, by: Viewer, at: datetime) -> Office:
    """Record who at the school confirmed, and when, that the representative decides for it (MEM-3). Raises NotPossible."""
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    _allow_keeping(office, by)
    if not ROLES[office.role].needs_delegated_authority:
        raise NotPossible("Only a representative needs delegated authority.")
    if not confirmed_by.strip():
        raise NotPossible("Enter who confirmed it", "confirmed_by")
    if on > day_of(at):
        raise NotPossible("The day they confirmed it must be today or in the past", "on")
    before = _log_of(office)
    office.delegated_authority_by, office.delegated_authority_on = confirmed_by.strip(), on
    office.save(update_fields=["delegated_authority_by", "delegated_authority_on"])
    record(
        "office.confirm_delegated_authority",
        office,
        by=by.user,
        at=at,
        before=before,
        after=_log_of(office),
    )
    return office


def _allow_keeping(office: Office, by: Viewer) -> None:
    """Whoever keeps the offices of this place, and may give this one."""
    if not offices_kept_by(by).filter(pk=office.pk).exists() or why_not_give(by, ROLES[office.role], office.place):
        raise NotAllowed(NOT_KEPT)


def check_office(
    *, person: User | None, role: str, place: Place, start: date, end: date | None, by: Viewer | None
) -> Role:
    """The role, if it can be given so, and the person could hold it there in these days. Raises NotPossible.

    Locks the authority against a race. `person` is None for somebody invited who has no account yet.
    """
    found = role_named(role)
    refuse(why_not_role_at(found, place), "place")
    refuse(why_not_give(by, found, place) if by else None, "place")
    refuse(why_not_period(start, end))
    authority = authority_of(place)
    if authority:
        Authority.objects.select_for_update().get(pk=authority.pk)
    overlapping = offices_overlapping(start, end)
    if person:
        refuse(_why_not_twice(person, found, place, overlapping.filter(person=person, role=role)))
    if isinstance(place, Community) and role in ONE_A_COMMUNITY:
        other = overlapping.filter(community=place, role=role).select_related("person").first()
        if other:
            last = f"until {show_day(other.end)}" if other.end else "with no last day"
            raise NotPossible(
                f"{other.person.name} is {found.in_sentence} of {place.name} {last}. "
                f"A community has 1 {found.in_sentence} at a time. End that role first, or enter a later first day.",
                "start",
            )
    if person and role == CHAIR and isinstance(place, Community):
        _check_independence(person, overlapping.filter(school__community=place), place)
    if person and isinstance(place, School) and place.community_id:
        chairs = overlapping.filter(person=person, role=CHAIR, community_id=place.community_id)
        if chairs.exists():
            raise NotPossible(
                f"{person.name} is the chair of {place.community}, which {place.name} belongs to. "
                "A chair is independent of the community’s schools.",
                "email",
            )
    return found


def _check_independence(person: User, in_schools: Any, community: Community) -> None:
    """A person who belongs to one of the community's schools can't be made its chair (MEM-1)."""
    office = in_schools.filter(person=person).select_related("school").first()
    if office:
        raise NotPossible(
            f"{person.name} belongs to {office.school.name}, a school of {community.name}. "
            "The chair must be independent of the community’s schools.",
            "email",
        )


def _why_not_twice(person: User, role: Role, place: Place, held: Any) -> Refusal | None:
    columns = columns_of_place(place)
    if held.filter(**columns).exists():
        return Refusal(
            f"{person.name} is already {role.in_sentence} for {place or 'all of Locality'} on some of these days.",
            "role",
        )
    return None


def columns_of_place(place: Place) -> dict[str, Any]:
    """The place as columns of an office or invitation."""
    return {
        "authority": authority_of(place),
        "area": place if isinstance(place, Area) else None,
        "community": place if isinstance(place, Community) else None,
        "school": place if isinstance(place, School) else None,
    }


def _give(
    *,
    person: User,
    role: Role,
    place: Place,
    start: date,
    end: date | None,
    by: User | None,
    at: datetime,
    deputises_for: Office | None = None,
) -> Office:
    office = Office.objects.create(
        person=person,
        role=role.slug,
        start=start,
        end=end,
        deputises_for=deputises_for,
        given_by=by,
        **columns_of_place(place),
    )
    record("office.give", office, by=by, at=at, after=_log_of(office))
    _follow_second_factor_rule(person, by=by, at=at)
    return office


def _log_of(office: Office) -> dict[str, Any]:
    return {
        "person": office.person_id,
        "role": office.role,
        "start": office.start.isoformat(),
        "end": office.end.isoformat() if office.end else None,
        "delegated_authority_by": office.delegated_authority_by,
        "delegated_authority_on": office.delegated_authority_on.isoformat() if office.delegated_authority_on else None,
    }


def _follow_second_factor_rule(person: User, *, by: User | None, at: datetime) -> None:
    """An authority asks its people for a second factor; a person of several is asked when one of them asks."""
    required = second_factor_rule_of(person, day_of(at))
    set_second_factor_required(person=person, required=required, by=by, at=at)
