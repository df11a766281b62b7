"""Offices in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from locality.accounts.roles import ROLES
from locality.communities.models import Office
from locality.communities.naming import place_in_full


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
