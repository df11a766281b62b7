"""Offices in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locality.accounts.models import User
from locality.accounts.roles import ROLES
from locality.communities.models import Office
from locality.communities.naming import place_in_full
from locality.values.dates import show_day


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
    listed = "; ".join(f"{_in_words(each)}{f', until {show_day(each.end)}' if each.end else ''}" for each in offices)
    if len(offices) == 1:
        return f"{person.name} holds 1 office, and could not act in it with the account closed: {listed}."
    return (
        f"{person.name} holds {len(offices)} offices, and could act in none of them with the account closed: {listed}."
    )


def alone_words(offices: Sequence[Office]) -> str:
    """What would be left without anybody; nothing where others do the same."""
    if not offices:
        return ""
    named = "; ".join(map(_in_words, offices))
    what = f"the office of {named}" if len(offices) == 1 else f"these offices: {named}"
    return f"Nobody else holds {what}. Invite somebody first, so that nothing waits for a closed account."


def ending_words(office: Office, today: date) -> str:
    """What giving a last day does, said before the button: of an office that has begun, and of one that has not."""
    what = f"{office.person.name}: {_in_words(office)}."
    if office.start > today:
        first = show_day(office.start)
        return (
            f"{what} This office begins on {first}. A last day from then on ends it after that day. With a day before "
            f"{first} the office is taken back: it never begins, and only the log keeps that it was given."
        )
    return (
        f"{what} It began on {show_day(office.start)}. What was done under it stays on record; access ends after the last "
        "day, in open sessions too."
    )


def ended_words(office: Office, on: date) -> str:
    """What giving the last day `on` did; `office` as it was before."""
    if on < office.start:
        return f"The office of {office.person.name}, which was to begin on {show_day(office.start)}, is taken back."
    return f"The office of {office.person.name} ends on {show_day(on)}."


def _in_words(office: Office) -> str:
    return f"{ROLES[office.role].name}, {place_in_full(office.place) or 'the installation'}"


def _row(office: Office) -> OfficeRow:
    role = ROLES[office.role]
    awaits = role.needs_delegated_authority and not office.may_vote
    note = ""
    if role.needs_delegated_authority:
        note = (
            f"May vote: confirmed by {office.delegated_authority_by}"
            if office.may_vote
            else "May not vote yet: delegated authority is not confirmed"
        )
    return OfficeRow(
        office, role.name, place_in_full(office.place) or "The installation", office.person.name, note, awaits
    )
