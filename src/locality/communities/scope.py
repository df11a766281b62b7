"""What a person may do, and where: worked out once a request from the offices they hold today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.accounts.roles import Scope as Kind
from locality.communities.models import Area, Authority, Community, Office, School


@dataclass(frozen=True)
class Scope:
    """The places in which one permission is held. Ids; `everywhere` is the whole installation.

    `invited` are authorities in which it is held for what the person is invited to, and nothing else: no place of theirs
    is in this scope, and the app that keeps the invitations says what they open.
    """

    schools: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    authorities: frozenset[int] = frozenset()
    everywhere: bool = False
    invited: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        held = self.schools or self.communities or self.areas or self.authorities or self.invited
        return self.everywhere or bool(held)

    def q(
        self,
        *,
        school: str | None = None,
        community: str | None = None,
        area: str | None = None,
        authority: str | None = None,
    ) -> Q:
        """A filter for rows whose named columns lie in this scope; a column that is not named matches nothing."""
        if self.everywhere:
            return Q()
        found = Q(pk__in=[])
        for column, ids in (
            (school, self.schools),
            (community, self.communities),
            (area, self.areas),
            (authority, self.authorities),
        ):
            if column and ids:
                found |= Q(**{f"{column}__in": sorted(ids)})
        return found


@dataclass
class _Places:
    """A scope in the making."""

    schools: set[int] = field(default_factory=set)
    communities: set[int] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)
    authorities: set[int] = field(default_factory=set)
    everywhere: bool = False
    invited: set[int] = field(default_factory=set)

    def add(self, office: Office) -> None:
        if ROLES[office.role].scope is Kind.INVITED:
            self.invited.update(filter(None, [office.authority_id]))
        elif office.school_id:
            self.schools.add(office.school_id)
        elif office.community_id:
            self.communities.add(office.community_id)
        elif office.area_id:
            self.areas.add(office.area_id)
        elif office.authority_id:
            self.authorities.add(office.authority_id)
        else:
            self.everywhere = True


class Viewer:
    """The person at the other end, with the offices they hold today."""

    def __init__(self, user: User, offices: Iterable[Office], today: date) -> None:
        self.user = user
        self.today = today
        self.offices = tuple(offices)
        self._scopes: dict[Permission, Scope] = {}

    @cached_property
    def authority_ids(self) -> frozenset[int]:
        """The authorities this person holds any office in."""
        return frozenset(office.authority_id for office in self.offices if office.authority_id)

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        """The authorities this person holds any office in, by name: their names head the person's pages."""
        held = {office.authority.pk: office.authority for office in self.offices if office.authority}
        return tuple(sorted(held.values(), key=lambda each: (each.name, each.pk)))

    def authorities_with(self, *permissions: Permission) -> tuple[Authority, ...]:
        """The authorities in which an office, of whatever place, gives one of these permissions."""
        allowing = {slug for slug, role in ROLES.items() if role.permissions.intersection(permissions)}
        allowing |= {slug for slug, role in ROLES.items() if role.community_permissions.intersection(permissions)}
        ids = {office.authority_id for office in self.offices if office.role in allowing}
        return tuple(each for each in self.authorities if each.pk in ids)

    @cached_property
    def school_ids(self) -> frozenset[int]:
        """The schools this person holds an office in: on their requests the person has an interest."""
        return frozenset(office.school_id for office in self.offices if office.school_id)

    def scope(self, permission: Permission) -> Scope:
        """Where this person holds the permission."""
        if permission not in self._scopes:
            self._scopes[permission] = self._work_out(permission)
        return self._scopes[permission]

    def _work_out(self, permission: Permission) -> Scope:
        places = _Places()
        for office in self.offices:
            role = ROLES.get(office.role)
            if role is None:
                continue
            if permission in role.permissions:
                places.add(office)
            if permission in role.community_permissions and office.school and office.school.community_id:
                places.communities.add(office.school.community_id)
        return Scope(
            schools=frozenset(places.schools),
            communities=frozenset(places.communities),
            areas=frozenset(places.areas),
            authorities=frozenset(places.authorities),
            everywhere=places.everywhere,
            invited=frozenset(places.invited),
        )

    def can_somewhere(self, permission: Permission) -> bool:
        """Whether the permission is held anywhere at all: for navigation, and to refuse a page outright."""
        return bool(self.scope(permission))

    def can(
        self,
        permission: Permission,
        *,
        school: School | None = None,
        community: Community | None = None,
        area: Area | None = None,
        authority: Authority | None = None,
    ) -> bool:
        """Whether the permission is held in one of the places named, or in what contains it."""
        scope = self.scope(permission)
        if scope.everywhere:
            return True
        if school and (school.pk in scope.schools or school.authority_id in scope.authorities):
            return True
        if community and (
            community.pk in scope.communities
            or community.area_id in scope.areas
            or community.authority_id in scope.authorities
        ):
            return True
        if area and (area.pk in scope.areas or area.authority_id in scope.authorities):
            return True
        return bool(authority and authority.pk in scope.authorities)


def user_of(by: Viewer | None) -> User | None:
    """Whom the log names: the person who acts, or nobody where the system does."""
    return by.user if by else None


class ViewerRequest(HttpRequest):
    """A request of a signed-in person, after the middleware."""

    viewer: Viewer
