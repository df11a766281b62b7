"""Reads of authorities, places, schools and offices, in the words of the field."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.communities.models import Area, Authority, AuthorityRules, Community, Office, School
from locality.communities.scope import Viewer
from locality.values.working_days import day_of


def offices_on(day: date) -> QuerySet[Office]:
    """Offices held on a day, of people who may still sign in."""
    return Office.objects.filter(
        Q(end__isnull=True) | Q(end__gte=day), start__lte=day, person__is_active=True
    )


def viewer_of(user: User, today: date) -> Viewer:
    """The viewer a person is today: one query."""
    offices = (
        offices_on(today)
        .filter(person=user)
        .select_related("school__community", "school__authority", "community", "area", "authority")
        .order_by("pk")
    )
    return Viewer(user, offices, today)


def rules_on(authority: Authority, day: date) -> AuthorityRules:
    """The authority's rules on a day; the defaults where it has set none."""
    found = AuthorityRules.objects.filter(authority=authority, valid_from__lte=day).first()
    return found or AuthorityRules(authority=authority, valid_from=day)


def communities_for(viewer: Viewer) -> QuerySet[Community]:
    """The communities of the person's own authorities: everyone signed in may see the list (CTX-1)."""
    found = Community.objects.select_related("area", "district", "authority").filter(closed_on__isnull=True)
    if viewer.scope(Permission.AUTHORITY_SET_UP).everywhere:
        return found
    return found.filter(authority_id__in=viewer.authority_ids)


def schools_for(viewer: Viewer) -> QuerySet[School]:
    """The schools of the person's own authorities."""
    found = School.objects.select_related("community", "district", "authority", "trust", "federation")
    if viewer.scope(Permission.AUTHORITY_SET_UP).everywhere:
        return found
    return found.filter(authority_id__in=viewer.authority_ids)


def schools_where(viewer: Viewer, permission: Permission) -> QuerySet[School]:
    """The schools in which the person holds the permission by an office of that school."""
    return (
        School.objects.filter(pk__in=viewer.scope(permission).schools)
        .select_related("community__area", "authority", "trust", "federation")
        .order_by("name")
    )


def holders(
    permission: Permission,
    *,
    on: date,
    school: School | None = None,
    community: Community | None = None,
    area: Area | None = None,
    authority: Authority | None = None,
) -> list[User]:
    """The people whose own office in exactly that place gives the permission: those a message goes to."""
    slugs = [slug for slug, role in ROLES.items() if permission in role.permissions]
    place = Q(pk__in=[])
    if school:
        place |= Q(school=school)
    if community:
        place |= Q(community=community)
    if area:
        place |= Q(area=area)
    if authority:
        place |= Q(authority=authority, school=None, community=None, area=None)
    people = offices_on(on).filter(place, role__in=slugs).select_related("person").order_by("person_id")
    return list({office.person_id: office.person for office in people}.values())


def members_of(community: Community, *, on: date) -> list[User]:
    """The representatives of the community's schools."""
    offices = (
        offices_on(on).filter(role="representative", school__community=community).select_related("person")
    )
    return list({office.person_id: office.person for office in offices}.values())


def offices_overlapping(start: date, end: date | None) -> QuerySet[Office]:
    """Offices held on any day of a period."""
    found = Office.objects.filter(Q(end__isnull=True) | Q(end__gte=start))
    return found.filter(start__lte=end) if end else found


def second_factor_rule_of(person: User, today: date) -> bool:
    """Whether one of the person's authorities asks for a second factor; of a person without an office it is asked."""
    held = offices_overlapping(today, None).filter(person=person)
    answers = set(held.values_list("authority__second_factor_required", flat=True))
    return not answers or None in answers or True in answers


def idle_seconds_of(person: User, at: datetime) -> int | None:
    """How long the person's session may rest: the shortest time of their authorities; None without an office in one."""
    today = day_of(at)
    held = offices_on(today).filter(person=person, authority__isnull=False)
    authorities = Authority.objects.filter(pk__in=held.values("authority_id"))
    return min((rules_on(authority, today).idle_minutes * 60 for authority in authorities), default=None)
