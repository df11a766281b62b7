"""Offices in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locality.accounts.models import User
from locality.accounts.roles import ROLES
from locality.communities.models import Office
from locality.communities.naming import place_in_full
from locality.values.dates import show_day
from locality.values.sentences import in_a_row


@dataclass(frozen=True)
class OfficeRow:
    """One office as a list shows it."""

    office: Office
    role: str
    place: str
    person: str
    note: str
    awaits_confirmation: bool


def rows_of(offices: Iterable[Office]) -> list[OfficeRow]:
    """Offices with the words for their role and place, and what is to be known of them."""
    return [_row(office) for office in offices]


def held_words(person: User, offices: Sequence[Office]) -> str:
    """Which offices a person could no longer act in, said before their account is closed; nothing without any."""
    if not offices:
        return ""
    listed = in_a_row(f"{_in_words(each)}{f' until {show_day(each.end)}' if each.end else ''}" for each in offices)
    if len(offices) == 1:
        return f"If you close the account, {person.name} can no longer act in 1 role: {listed}."
    return f"If you close the account, {person.name} can no longer act in {len(offices)} roles: {listed}."


def alone_words(offices: Sequence[Office]) -> str:
    """What would be left without anybody; nothing where others do the same."""
    if not offices:
        return ""
    what = "this role" if len(offices) == 1 else "these roles"
    named = in_a_row(map(_in_words, offices))
    return f"No one else has {what}: {named}. Invite someone first, so that no work waits for a closed account."


def ending_words(office: Office, today: date) -> str:
    """What giving a last day does, said before the button: of an office that has begun, and of one that has not."""
    what = f"{office.person.name}: {_in_words(office)}."
    if office.start > today:
        first = show_day(office.start)
        return (
            f"{what} This role starts on {first}. If you enter that day or a later one, the role ends after it. If you enter "
            "an earlier day, the role never starts, and only the log shows that it was given."
        )
    return (
        f"{what} It started on {show_day(office.start)}. What they did in this role stays on record. They lose access after "
        "the last day, even if they are signed in."
    )


def ended_words(office: Office, on: date) -> str:
    """What giving the last day `on` did; `office` as it was before."""
    if on < office.start:
        return f"You’ve withdrawn the role of {office.person.name}, which was due to start on {show_day(office.start)}."
    return f"You’ve ended the role of {office.person.name}. The last day is {show_day(on)}."


def _in_words(office: Office) -> str:
    return f"{ROLES[office.role].name} for {place_in_full(office.place) or 'all of Locality'}"


def _row(office: Office) -> OfficeRow:
    role = ROLES[office.role]
    awaits = role.needs_delegated_authority and not office.may_vote
    note = ""
    if role.needs_delegated_authority:
        note = (
            f"Can give positions: confirmed by {office.delegated_authority_by}"
            if office.may_vote
            else "Cannot give positions yet: delegated authority is not confirmed"
        )
    return OfficeRow(
        office, role.name, place_in_full(office.place) or "All of Locality", office.person.name, note, awaits
    )
