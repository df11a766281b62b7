"""Roles in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from locality.accounts.roles import Role, Scope

_HELD_OF = {
    Scope.SCHOOL: "for a school",
    Scope.COMMUNITY: "for a community",
    Scope.AREA: "for an area",
    Scope.AUTHORITY: "for the council",
    Scope.INVITED: "for what they are invited to",
    Scope.INSTALLATION: "for all of Locality",
}


@dataclass(frozen=True)
class RoleRow:
    """A role as the page of roles describes it."""

    name: str
    held_of: str
    """The kind of place it is held for: "for a school"."""
    description: str


def role_rows(roles: Iterable[Role]) -> list[RoleRow]:
    """What each role is held for, and what it is."""
    return [RoleRow(role.name, _HELD_OF[role.scope], role.description) for role in roles]
