"""The roles people hold: data, with a description that users are shown when an office is given.

An *office* (`communities.models.Office`) is a role held by a person for one place and a period. To change what a role
allows, change it here: the pages, the tests of every URL and the guides follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from locality.accounts.permissions import Permission

P = Permission


class Scope(StrEnum):
    """The kind of place a role is held for. What lies below a place is covered by it."""

    SCHOOL = "school"
    COMMUNITY = "community"
    AREA = "area"
    AUTHORITY = "authority"
    INSTALLATION = "installation"
    INVITED = "invited"
    """Held in an authority, but opening nothing there: only the things the holder is invited to (OBJ-4)."""


class Seat(StrEnum):
    """What somebody comes to the meetings of a community as, as its register calls it."""

    CHAIR = "chair"
    CLERK = "clerk"
    MEMBER = "member"
    """For a school, which they represent."""
    OFFICER = "officer"


@dataclass(frozen=True)
class Role:
    """What the holder of an office may do in the place it is held for."""

    slug: str
    name: str
    description: str
    scope: Scope
    permissions: frozenset[P]
    community_permissions: frozenset[P] = field(default_factory=frozenset)
    """What a role held for a school allows in the whole community of that school."""
    needs_delegated_authority: bool = False
    """The school confirms that the holder may decide for it (MEM-3)."""
    seat: Seat | None = None
    """Whoever has one belongs to the meetings of the community: is invited, stands in the register, and gets the minutes."""
    only_supports: bool = False
    """Held also for a school that can be in no community, such as a special school: there it offers support alone."""
    stands_beside: bool = False
    """Held beside another office that does the same, so that nobody waits for its holder."""

    def __post_init__(self) -> None:
        if self.community_permissions and self.scope is not Scope.SCHOOL:
            raise ValueError(f"{self.slug}: only a role held for a school has permissions in its community")

    @property
    def in_sentence(self) -> str:
        """Its name within a sentence: "clerk", and "High Needs Funding officer", which the council writes so."""
        return self.name if self.name.startswith("High Needs") else self.name[:1].lower() + self.name[1:]


_OWN_REQUESTS = {
    P.COMMUNITY_VIEW,
    P.REQUEST_SEE,
    P.PUPILS_IDENTIFY,
    P.PRACTICE_WRITE,
    P.SUPPORT_SEE,
    P.SUPPORT_JUDGE,
    P.OPPORTUNITIES_SEE,
    P.OPPORTUNITIES_BOOK,
}
_CLERKING = {
    P.COMMUNITY_VIEW,
    P.REQUEST_SEE_SUBMITTED,
    P.REQUEST_DECIDE,
    P.REQUEST_CORRECT,
    P.REQUEST_HAND_OVER,
    P.PUPILS_IDENTIFY,
    P.MEETINGS_SEE,
    P.MEETINGS_MANAGE,
    P.ADVISERS_INVITE,
    P.MEETING_CLERK,
    P.MEETING_RUN,
    P.MEETING_TAKE_PART,
    P.BUDGET_SEE,
    P.MESSAGES_SEE,
    P.LATENESS_SEE,
    P.PRACTICE_SEE,
    P.PRACTICE_RELEASE,
    P.SUPPORT_SEE,
    P.SUPPORT_PLACE,
    P.OPPORTUNITIES_SEE,
}
_COUNCIL_READING = {
    P.COMMUNITY_VIEW,
    P.REQUEST_SEE_SUBMITTED,
    P.MEETINGS_SEE,
    P.BUDGET_SEE,
    P.LATENESS_SEE,
    P.REMITTANCES_SEE,
    P.PRACTICE_SEE,
    P.SUPPORT_SEE,
    P.OPPORTUNITIES_SEE,
}

# Room for later: a mediator or assessor (the one dispute they are appointed to, DIS-6), of Scope.INVITED as the adviser is.
_ALL = (
    Role(
        slug="school_editor",
        name="School editor",
        description=(
            "Writes the school’s Requests for Resource and follows their progress. Cannot sign or submit them. Writes the "
            "school’s cases for What works. Can book a place at what other schools offer."
        ),
        scope=Scope.SCHOOL,
        permissions=frozenset(_OWN_REQUESTS | {P.REQUEST_WRITE, P.OUTCOMES_REPORT, P.REMITTANCES_SEE}),
        community_permissions=frozenset({P.MEETINGS_SEE, P.PRACTICE_SEE}),
        stands_beside=True,
    ),
    Role(
        slug="signatory",
        name="Signatory",
        description=(
            "The head teacher, or someone the head has named. Writes, signs, submits and withdraws the school’s "
            "requests, offers its support to other schools, and invites others to act for the school. Writes its cases for "
            "What works. Can publish visits, courses and meetings for other schools, and book a place at them. At a special "
            "school or a service, only offers its support."
        ),
        only_supports=True,
        scope=Scope.SCHOOL,
        permissions=frozenset(
            _OWN_REQUESTS
            | {P.REQUEST_WRITE, P.REQUEST_SIGN, P.REQUEST_WITHDRAW, P.OUTCOMES_REPORT}
            | {P.SCHOOL_PEOPLE_MANAGE, P.REMITTANCES_SEE, P.SUPPORT_OFFER, P.OPPORTUNITIES_HOST}
        ),
        community_permissions=frozenset({P.MEETINGS_SEE, P.PRACTICE_SEE}),
    ),
    Role(
        slug="representative",
        name="Representative",
        description=(
            "The school’s member of its community, with authority to decide for the school. Reads every request in the "
            "community, but sees who the pupils are only in those from the school. Writes the school’s cases for What works, and "
            "offers its support to other schools. Can publish visits, courses and meetings for them, and book a place."
        ),
        scope=Scope.SCHOOL,
        permissions=frozenset(_OWN_REQUESTS | {P.OUTCOMES_LOOK, P.SUPPORT_OFFER, P.OPPORTUNITIES_HOST}),
        community_permissions=frozenset(
            {P.MEETINGS_SEE, P.MEETING_TAKE_PART, P.REQUEST_SEE_SUBMITTED, P.BUDGET_SEE, P.PRACTICE_SEE}
        ),
        needs_delegated_authority=True,
        seat=Seat.MEMBER,
    ),
    Role(
        slug="chair",
        name="Chair",
        description=(
            "Leads the community. Accepts requests for the agenda or returns them, decides exceptional requests, records "
            "and corrects decisions, and plans meetings. Can name the school that gives support."
        ),
        scope=Scope.COMMUNITY,
        permissions=frozenset(
            {
                P.COMMUNITY_VIEW,
                P.REQUEST_SEE_SUBMITTED,
                P.REQUEST_REVIEW,
                P.REQUEST_DECIDE,
                P.REQUEST_DECIDE_EXCEPTIONAL,
                P.REQUEST_CORRECT,
                P.PUPILS_IDENTIFY,
                P.MEETINGS_SEE,
                P.MEETINGS_MANAGE,
                P.ADVISERS_INVITE,
                P.MEETING_LEAD,
                P.MEETING_RUN,
                P.MEETING_TAKE_PART,
                P.BUDGET_SEE,
                P.LATENESS_SEE,
                P.PRACTICE_SEE,
                P.SUPPORT_SEE,
                P.SUPPORT_PLACE,
                P.OPPORTUNITIES_SEE,
            }
        ),
        seat=Seat.CHAIR,
    ),
    Role(
        slug="clerk",
        name="Clerk",
        description=(
            "Plans the community’s meetings, records its decisions, names the school that gives support, and sends approved "
            "requests to the area officer. Reads the community’s cases for What works before everyone does."
        ),
        scope=Scope.COMMUNITY,
        permissions=frozenset(_CLERKING),
        seat=Seat.CLERK,
    ),
    Role(
        slug="deputy_clerk",
        name="Deputy clerk",
        description="Does the clerk’s work while the clerk is away.",
        scope=Scope.COMMUNITY,
        permissions=frozenset(_CLERKING),
        seat=Seat.CLERK,
        stands_beside=True,
    ),
    Role(
        slug="hnf_officer",
        name="High Needs Funding officer",
        description=(
            "Receives approved requests from an area’s communities, acknowledges or questions them, and records the "
            "council’s section."
        ),
        scope=Scope.AREA,
        permissions=frozenset(
            _COUNCIL_READING
            | {P.REQUEST_RECEIVE, P.REQUEST_MODERATE, P.MEETING_TAKE_PART, P.PUPILS_IDENTIFY, P.SUPPORT_PLACE}
        ),
        seat=Seat.OFFICER,
    ),
    Role(
        slug="area_board_member",
        name="Area board member",
        description="Oversees the communities in an area. Cannot see single requests.",
        scope=Scope.AREA,
        permissions=frozenset({P.COMMUNITY_VIEW}),
    ),
    Role(
        slug="moderator",
        name="Council moderator",
        description=(
            "Sets the final amount of approved requests and decides those referred to the council. Reads every request "
            "submitted in the council. Sees how many pupils have an EHCP, are on SEN Support or are looked after, but no "
            "names."
        ),
        scope=Scope.AUTHORITY,
        permissions=frozenset(_COUNCIL_READING | {P.REQUEST_MODERATE, P.REQUEST_DECIDE_FOR_COUNCIL, P.PUPILS_COUNT}),
    ),
    Role(
        slug="finance",
        name="Council finance",
        description=(
            "Prepares the school advances, marks payments as paid, and confirms transfers. Reads every request submitted "
            "in the council, with pupils’ names."
        ),
        scope=Scope.AUTHORITY,
        permissions=frozenset(
            _COUNCIL_READING | {P.PUPILS_IDENTIFY, P.ADVANCES_MANAGE, P.PAYMENTS_RELEASE, P.TRANSFERS_CONFIRM}
        ),
    ),
    Role(
        slug="locality_team",
        name="Locality team",
        description=(
            "Manages the council’s communities, schools, people, budgets, calendar and rules. Reads submitted requests. "
            "Sees how many pupils have an EHCP, are on SEN Support or are looked after, but no names. Releases cases for "
            "What works. Can publish courses and meetings for schools, and adds services that offer support."
        ),
        scope=Scope.AUTHORITY,
        permissions=frozenset(
            _COUNCIL_READING
            | {
                P.PUPILS_COUNT,
                P.BUDGET_MANAGE,
                P.TRANSFERS_CONFIRM,
                P.PEOPLE_MANAGE,
                P.RULES_MANAGE,
                P.REGISTER_IMPORT,
                P.CALENDAR_MANAGE,
                P.AGENDA_TEMPLATE_MANAGE,
                P.COSTINGS_MANAGE,
                P.AREA_CONTACTS_MANAGE,
                P.MESSAGES_SEE,
                P.AUDIT_SEE,
                P.PRACTICE_RELEASE,
                P.SUPPORT_PLACE,
                P.SERVICES_MANAGE,
                P.OPPORTUNITIES_HOST,
            }
        ),
    ),
    Role(
        slug="data_protection_officer",
        name="Data protection officer",
        description="Sees who has seen pupils’ names and what people have done. Cannot see the requests themselves.",
        scope=Scope.AUTHORITY,
        permissions=frozenset({P.COMMUNITY_VIEW, P.SIGHTS_SEE, P.AUDIT_SEE}),
    ),
    Role(
        slug="adviser",
        name="Adviser",
        description=(
            "A special school, pupil referral unit, health service or SEND expert. Sees only the meeting, or the items of "
            "it, that a community invites them to. Cannot see pupils’ names."
        ),
        scope=Scope.INVITED,
        permissions=frozenset({P.COMMUNITY_VIEW, P.MEETINGS_SEE, P.MEETING_TAKE_PART}),
        stands_beside=True,
    ),
    Role(
        slug="administrator",
        name="Administrator",
        description="Looks after Locality: invites each council’s first people and other administrators. Cannot see requests.",
        scope=Scope.INSTALLATION,
        permissions=frozenset({P.COMMUNITY_VIEW, P.AUTHORITY_SET_UP}),
    ),
)

ROLES: dict[str, Role] = {role.slug: role for role in _ALL}


def roles_with(permission: P) -> list[Role]:
    """The roles that allow something, in the place they are held for or in its community."""
    return [role for role in _ALL if permission in role.permissions | role.community_permissions]


def slugs_with(*permissions: P) -> list[str]:
    """The names of the roles that allow one of these in the place they are held for."""
    return [role.slug for role in _ALL if role.permissions.intersection(permissions)]


def seated(*seats: Seat) -> list[str]:
    """The names of the roles with one of these seats at a community's meetings; without any named, of all that have one."""
    return [role.slug for role in _ALL if role.seat in (seats or tuple(Seat))]


def roles_for(scopes: Iterable[Scope]) -> list[Role]:
    """The roles that can be held for these kinds of place, in the order people are shown them."""
    wanted = set(scopes)
    return [role for role in _ALL if role.scope in wanted]
