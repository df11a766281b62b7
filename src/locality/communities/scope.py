"""What a person may do, and where: worked out once a request from the offices they hold today."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

from django.db.models import Q
from django.http import HttpRequest

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.accounts.roles import Scope as Kind
from locality.communities.models import Area, Authority, Community, Office, School
from locality.compiled.queries import Asker


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


class _Place(NamedTuple):
    """A school of whom a query is made for."""

    community_id: int | None


class _Held(NamedTuple):
    """An office of whom a query is made for: its role, and its places by their ids. It has nothing else to read."""

    role: str
    school_id: int | None
    community_id: int | None
    area_id: int | None
    authority_id: int | None
    school: _Place


class Viewer(Asker):
    """The person at the other end, with the offices they hold today."""

    def __init__(self, user: User, offices: Iterable[Office], today: date) -> None:
        self.user = user
        self.today = today
        self.offices = tuple(offices)
        self._scopes: dict[Permission, Scope] = {}

    @cached_property
    def _numbered(self) -> tuple[tuple[date, tuple[_Held, ...]], tuple[int, ...]]:
        """The day and the offices, each place told by its number among the ids beside them."""
        numbers = {("user", self.user.pk): 0}

        def number(kind: str, pk: int | None) -> int | None:
            return None if pk is None else numbers.setdefault((kind, pk), len(numbers))

        offices = tuple(
            _Held(
                each.role,
                number("school", each.school_id),
                number("community", each.community_id),
                number("area", each.area_id),
                number("authority", each.authority_id),
                _Place(number("community", each.school.community_id if each.school else None)),
            )
            for each in self.offices
        )
        return (self.today, offices), tuple(pk for _, pk in numbers)

    @property
    def form(self) -> Hashable:
        """The day, and in which places of which kinds this person holds which offices."""
        return self._numbered[0]

    @property
    def ids(self) -> Sequence[int]:
        """The person's, and those of their places."""
        return self._numbered[1]

    def with_ids(self, ids: Sequence[int]) -> "Viewer":
        """Nobody in particular, of the same form."""
        today, offices = self._numbered[0]

        def numbered(number: int | None) -> int | None:
            return None if number is None else ids[number]

        held = [
            _Held(
                each.role,
                numbered(each.school_id),
                numbered(each.community_id),
                numbered(each.area_id),
                numbered(each.authority_id),
                _Place(numbered(each.school.community_id)),
            )
            for each in offices
        ]
        return Viewer(User.from_db(None, ["id"], [ids[0]]), cast("list[Office]", held), today)

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

    find_viewer: Callable[[], Viewer]
