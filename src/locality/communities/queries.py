"""Reads of authorities, places, schools and offices, in the words of the field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES, Scope, Seat, seated, slugs_with
from locality.communities.authority_settings import settings_of
from locality.communities.models import (
    Area,
    Authority,
    AuthorityRules,
    Community,
    DayOff,
    Invitation,
    ListItem,
    Office,
    PastRegistration,
    School,
    Term,
)
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.values.keys import MOST_PIECES, is_named, search_pieces
from locality.values.numbers import typed_number
from locality.values.typed import figures
from locality.values.working_days import day_of

INVITATION_MESSAGE = "invitation-"
NOBODY_WAITS_FOR = frozenset(slug for slug, role in ROLES.items() if role.stands_beside)
"""Offices beside another one that does the same."""
SAME_OFFICE = ("role", "school_id", "community_id", "area_id", "authority_id")


def offices_on(day: date) -> QuerySet[Office]:
    """Offices held on a day, of people who may still sign in."""
    return Office.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day, person__is_active=True)


@CompiledModels
def _held_by(person: int, day: date) -> QuerySet[Office]:
    held = offices_on(day).filter(person=person).order_by("pk")
    return held.select_related("school__community", "community", "area", "authority")


def viewer_of(user: User, today: date) -> Viewer:
    """The viewer a person is today: one query, made for every page."""
    offices = _held_by.read(user.pk, today)
    for office in offices:
        if office.school and office.authority and office.school.authority_id == office.authority_id:
            office.school.authority = office.authority
    return Viewer(user, offices, today)


def rules_on(authority: Authority, day: date) -> AuthorityRules:
    """The authority's rules on a day; the defaults where it has set none. No query, but after a change of them."""
    return settings_of(authority).rules_on(day) or AuthorityRules(authority=authority, valid_from=day)


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
    slugs = [slug for slug in slugs_with(permission) if ROLES[slug].scope is not Scope.INVITED]
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
    offices = offices_on(on).filter(role__in=seated(Seat.MEMBER), school__community=community).select_related("person")
    return list({office.person_id: office.person for office in offices}.values())


def offices_overlapping(start: date, end: date | None) -> QuerySet[Office]:
    """Offices held on any day of a period."""
    found = Office.objects.filter(Q(end__isnull=True) | Q(end__gte=start))
    return found.filter(start__lte=end) if end else found


def second_factor_rule_of(person: User, today: date) -> bool:
    """Whether one of the person's authorities asks for a second factor; of a person without an office it is asked."""
    return second_factor_rules_of([person], today)[person.pk]


def second_factor_rules_of(people: Iterable[User], today: date) -> dict[int, bool]:
    """The same for several people, by id."""
    answers: dict[int, set[bool | None]] = {person.pk: set() for person in people}
    held = offices_overlapping(today, None).filter(person_id__in=answers)
    for person_id, asked in held.values_list("person_id", "authority__second_factor_required"):
        answers[person_id].add(asked)
    return {person_id: not asked or None in asked or True in asked for person_id, asked in answers.items()}


def people_of_authority(authority: Authority, today: date) -> list[User]:
    """The people with an office in it, now or later."""
    held = offices_overlapping(today, None).filter(authority=authority)
    return list(User.objects.filter(pk__in=held.values("person_id")))


def idle_seconds_of(person: User, at: datetime) -> int | None:
    """How long the person's session may rest: the shortest time of their authorities; None without an office in one."""
    today = day_of(at)
    held = offices_on(today).filter(person=person, authority__isnull=False)
    authorities = Authority.objects.filter(pk__in=held.values("authority_id"))
    return min((rules_on(authority, today).idle_minutes * 60 for authority in authorities), default=None)


def areas_for(viewer: Viewer) -> list[Area]:
    """The areas of the person's own authorities."""
    return list(Area.objects.filter(authority_id__in=viewer.authority_ids).order_by("name"))


def areas_kept_by(viewer: Viewer) -> list[Area]:
    """The areas whose contacts the person keeps: not those of other councils they hold an office in."""
    scope = viewer.scope(Permission.AREA_CONTACTS_MANAGE)
    return list(Area.objects.filter(scope.q(area="pk", authority="authority_id")).order_by("name"))


def needs_of(authority: Authority) -> QuerySet[ListItem]:
    """The council's words for needs in their order, also those that are hidden."""
    return ListItem.objects.filter(authority=authority, list_name=ListItem.ListName.NEED).order_by("position", "label")


def officers_of(areas: Iterable[Area], on: date) -> dict[int, list[str]]:
    """The names of the people who receive approved forms of each area, by its key: one query."""
    found: dict[int, list[str]] = {}
    offices = offices_on(on).filter(
        area__in=[each.pk for each in areas], role__in=slugs_with(Permission.REQUEST_RECEIVE)
    )
    for area, name in offices.order_by("person_id").values_list("area_id", "person__name").distinct():
        found.setdefault(area, []).append(name)
    return found


def authority_where(viewer: Viewer, permission: Permission) -> Authority | None:
    """The authority in which the person holds the permission; the first by name, should there be several."""
    ids = viewer.scope(permission).authorities
    held = [office.authority for office in viewer.offices if office.authority and office.authority_id in ids]
    return min(held, key=lambda each: each.name, default=None)


@dataclass(frozen=True)
class Found:
    """What somebody looked for, among the communities and schools they may see: by name as people see it, or by URN."""

    communities: frozenset[int]
    """Those so named, and those of the schools."""
    schools: tuple[int, ...]
    """In the order of their names."""


def look_for(viewer: Viewer, words: str) -> Found:
    """Two queries, whose rows are compared here: a council has some hundred names, and no database folds them alike.

    One query more for a URN, which may be an earlier one.
    """
    communities = communities_for(viewer).values_list("pk", "name")
    schools = schools_for(viewer).order_by("name", "pk").values_list("pk", "name", "urn", "community_id")
    urn = typed_number(number) if len(number := figures(words)) == 6 else None
    before = set(PastRegistration.objects.filter(urn=urn).values_list("school_id", flat=True)) if urn else set()
    there = [each for each in schools if is_named(each[1], words) or (urn and (each[2] == urn or each[0] in before))]
    named = {pk for pk, name in communities if is_named(name, words)}
    return Found(frozenset(named | {each[3] for each in there if each[3]}), tuple(each[0] for each in there))


def find_communities(viewer: Viewer, found_by: Found | None, area: int | None) -> QuerySet[Community]:
    """Communities with a number of schools; those that were looked for, where any were."""
    found = communities_for(viewer).annotate(
        school_count=Count("schools", filter=~Q(schools__status=School.Status.CLOSED), distinct=True)
    )
    if area:
        found = found.filter(area_id=area)
    if found_by:
        found = found.filter(pk__in=found_by.communities)
    return found.order_by("area__name", "name")


def _named(offices: QuerySet[Office]) -> QuerySet[Office]:
    return offices.select_related("person", "school__community", "community", "area", "authority")


def offices_of_community(community: Community, day: date) -> QuerySet[Office]:
    """Who serves the community itself: chair, clerk, deputies."""
    return _named(offices_on(day).filter(community=community)).order_by("role", "person__name")


def offices_of_school(school: School, day: date) -> QuerySet[Office]:
    """Who acts for the school, also from a later day on."""
    current = Office.objects.filter(Q(end__isnull=True) | Q(end__gte=day), school=school, person__is_active=True)
    return _named(current).order_by("role", "person__name")


_FIRST_PEOPLE = slugs_with(Permission.AUTHORITY_SET_UP, Permission.PEOPLE_MANAGE)
"""The roles whose holders an administrator invites: other administrators, and who keeps the people of a council."""


def offices_kept_by(viewer: Viewer) -> QuerySet[Office]:
    """The offices this person keeps: of their own school, or of the whole authority."""
    scope = viewer.scope(Permission.PEOPLE_MANAGE)
    own = viewer.scope(Permission.SCHOOL_PEOPLE_MANAGE)
    found = scope.q(authority="authority_id") | own.q(school="school_id")
    if viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        found |= Q(role__in=_FIRST_PEOPLE)
    return _named(Office.objects.filter(found))


def invitations_kept_by(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations this person can withdraw or send again."""
    scope = viewer.scope(Permission.PEOPLE_MANAGE)
    own = viewer.scope(Permission.SCHOOL_PEOPLE_MANAGE)
    found = scope.q(authority="authority_id") | own.q(school="school_id")
    if viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        found |= Q(role__in=_FIRST_PEOPLE)
    return Invitation.objects.filter(found).select_related(
        "invited_by", "school", "community", "area", "authority", "accepted_by"
    )


def message_references(invitations: QuerySet[Invitation]) -> QuerySet[Invitation, str]:
    """What the outbox calls the messages of these invitations: see `message_reference`."""
    named = Concat(Value(INVITATION_MESSAGE), Cast("pk", CharField()))
    return invitations.annotate(message_reference=named).values_list("message_reference", flat=True)


def message_reference(invitation: Invitation) -> str:
    """What the outbox calls the message of this invitation, so that whoever keeps it can see how it fared."""
    return f"{INVITATION_MESSAGE}{invitation.pk}"


def invitation_of(token_hash: str) -> Invitation | None:
    """The invitation of a link."""
    return (
        Invitation.objects.filter(token_hash=token_hash)
        .select_related("invited_by", "school", "community", "area", "authority")
        .first()
    )


def open_beside(invitation: Invitation, now: datetime) -> list[Invitation]:
    """The other invitations to the same address that can be accepted now, the first sent first."""
    found = Invitation.objects.filter(
        email=invitation.email, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).exclude(pk=invitation.pk)
    return list(found.select_related("invited_by", "school", "community", "area", "authority").order_by("pk"))


def people_kept_by(viewer: Viewer) -> QuerySet[User]:
    """The people with an office that this person keeps."""
    return User.objects.filter(pk__in=offices_kept_by(viewer).values("person_id"))


def rule_sets_of(authority: Authority) -> QuerySet[AuthorityRules]:
    """Every set of rules, the latest first."""
    return AuthorityRules.objects.filter(authority=authority).select_related("set_by")


def days_off_of(authority: Authority, start: date) -> QuerySet[DayOff]:
    """Days off from a day on."""
    return DayOff.objects.filter(authority=authority, day__gte=start).order_by("day")


def terms_of(authority: Authority, start: date) -> QuerySet[Term]:
    """Terms that end on or after a day."""
    return Term.objects.filter(authority=authority, end__gte=start).order_by("start")


def matching(offices: QuerySet[Office], today: date, words: str) -> QuerySet[Office]:
    """Offices of today and later whose holder's name or address holds every word, as people see them.

    One query more where words are given: the names are compared here, as those of places are.
    """
    found = offices.filter(Q(end__isnull=True) | Q(end__gte=today))
    if pieces := search_pieces(words)[:MOST_PIECES]:
        people = found.order_by().values_list("person_id", "person__name", "person__email").distinct()
        named = [pk for pk, *known in people if all(any(is_named(each, piece) for each in known) for piece in pieces)]
        found = found.filter(person__in=named)
    return found.order_by("person__name", "pk")


def places_for(viewer: Viewer) -> list[School | Community | Area | Authority]:
    """The places whose offices this person keeps, for choosing one: own schools, or all of the authority."""
    if viewer.can_somewhere(Permission.PEOPLE_MANAGE):
        ids = viewer.scope(Permission.PEOPLE_MANAGE).authorities
        found: list[School | Community | Area | Authority] = [*Authority.objects.filter(pk__in=ids)]
        return [*found, *_areas_of.read(ids), *_open_communities_of.read(ids), *_open_schools_of.read(ids)]
    if viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        return [*Authority.objects.all()]
    return [*schools_where(viewer, Permission.SCHOOL_PEOPLE_MANAGE)]


@CompiledModels
def _areas_of(authorities: Collection[int]) -> QuerySet[Area]:
    return Area.objects.filter(authority_id__in=authorities).select_related("authority")


@CompiledModels
def _open_communities_of(authorities: Collection[int]) -> QuerySet[Community]:
    return Community.objects.filter(authority_id__in=authorities, closed_on=None).select_related("authority")


@CompiledModels
def _open_schools_of(authorities: Collection[int]) -> QuerySet[School]:
    is_open = [School.Status.OPEN, School.Status.PROPOSED_TO_CLOSE]
    kinds = [School.Kind.MAINSTREAM, *School.ONLY_SUPPORTS]
    found = School.objects.filter(authority_id__in=authorities, kind__in=kinds, status__in=is_open)
    return found.select_related("authority")


def authorities_served_by(person: User, today: date) -> list[Authority]:
    """The authorities in which the person holds an office, now or later."""
    held = offices_overlapping(today, None).filter(person=person)
    return list(Authority.objects.filter(pk__in=held.values("authority_id")).order_by("pk"))


def serves_installation(person: User, today: date) -> bool:
    """Whether the person is an administrator, now or later."""
    return offices_overlapping(today, None).filter(person=person, authority=None).exists()


def others_in_office(office: Office, on: date) -> bool:
    """Whether somebody who may sign in holds the same office of the same council after that day, beside this one."""
    later = offices_on(on + timedelta(days=1)).filter(role=office.role, authority=office.authority_id)
    return later.exclude(pk=office.pk).exists()


def kept_offices_of(viewer: Viewer, person: User) -> list[Office]:
    """The offices a person holds today or later, of those the viewer keeps."""
    held = offices_overlapping(viewer.today, None).filter(pk__in=offices_kept_by(viewer).values("pk"), person=person)
    return list(held.select_related("school", "community", "area", "authority").order_by("start", "pk"))


def held_alone(offices: Iterable[Office], person: User, today: date) -> list[Office]:
    """Those of a person's offices of today that nobody else holds who may sign in: one query, none without offices."""
    begun = [office for office in offices if office.start <= today and office.role not in NOBODY_WAITS_FOR]
    if not begun:
        return []
    others = offices_on(today).filter(role__in={office.role for office in begun}).exclude(person=person)
    held = set(others.values_list(*SAME_OFFICE))
    return [office for office in begun if tuple(getattr(office, name) for name in SAME_OFFICE) not in held]


def serves_elsewhere(viewer: Viewer, person: User, today: date) -> bool:
    """Whether a person holds an office that the viewer does not keep, now or later: an account is one for all of them."""
    current = offices_overlapping(today, None).filter(person=person)
    return current.exclude(pk__in=offices_kept_by(viewer).values("pk")).exists()
