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
    stands_beside: bool = False
    """Held beside another office that does the same, so that nobody waits for its holder."""

    def __post_init__(self) -> None:
        if self.community_permissions and self.scope is not Scope.SCHOOL:
            raise ValueError(f"{self.slug}: only a role held for a school has permissions in its community")


_OWN_REQUESTS = {P.COMMUNITY_VIEW, P.REQUEST_SEE, P.PUPILS_IDENTIFY}
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
}
_COUNCIL_READING = {
    P.COMMUNITY_VIEW,
    P.REQUEST_SEE_SUBMITTED,
    P.MEETINGS_SEE,
    P.BUDGET_SEE,
    P.LATENESS_SEE,
    P.REMITTANCES_SEE,
}

# Room for later: a mediator or assessor (the one dispute they are appointed to, DIS-6), of Scope.INVITED as the adviser is.
_ALL = (
    Role(
        slug="school_editor",
        name="School editor",
        description="Writes the school’s Requests for Resource and follows them. Can’t sign or submit.",
        scope=Scope.SCHOOL,
        permissions=frozenset(_OWN_REQUESTS | {P.REQUEST_WRITE, P.REMITTANCES_SEE}),
        community_permissions=frozenset({P.MEETINGS_SEE}),
        stands_beside=True,
    ),
    Role(
        slug="signatory",
        name="Signatory",
        description=(
            "The head teacher, or someone the head has named. Writes, signs, submits and withdraws the school’s "
            "requests, and says who else acts for the school."
        ),
        scope=Scope.SCHOOL,
        permissions=frozenset(
            _OWN_REQUESTS
            | {P.REQUEST_WRITE, P.REQUEST_SIGN, P.REQUEST_WITHDRAW, P.SCHOOL_PEOPLE_MANAGE, P.REMITTANCES_SEE}
        ),
        community_permissions=frozenset({P.MEETINGS_SEE}),
    ),
    Role(
        slug="representative",
        name="Representative",
        description=(
            "The school’s member of its community, with authority to decide for the school. Reads the requests of "
            "the whole community, without pupils’ names and what would tell who they are, except those of the own school."
        ),
        scope=Scope.SCHOOL,
        permissions=frozenset(_OWN_REQUESTS),
        community_permissions=frozenset({P.MEETINGS_SEE, P.MEETING_TAKE_PART, P.REQUEST_SEE_SUBMITTED, P.BUDGET_SEE}),
        needs_delegated_authority=True,
        seat=Seat.MEMBER,
    ),
    Role(
        slug="chair",
        name="Chair",
        description=(
            "Leads the community. Accepts requests for the agenda or returns them, decides exceptional ones, records "
            "and corrects decisions, and plans the meetings."
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
            }
        ),
        seat=Seat.CHAIR,
    ),
    Role(
        slug="clerk",
        name="Clerk",
        description=(
            "Plans the community’s meetings, records its decisions, and hands approved requests over to the area’s "
            "officer."
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
            "Receives the approved requests of an area’s communities, acknowledges or questions them, and records the "
            "council’s section."
        ),
        scope=Scope.AREA,
        permissions=frozenset(
            _COUNCIL_READING | {P.REQUEST_RECEIVE, P.REQUEST_MODERATE, P.MEETING_TAKE_PART, P.PUPILS_IDENTIFY}
        ),
        seat=Seat.OFFICER,
    ),
    Role(
        slug="area_board_member",
        name="Area board member",
        description="Oversees the communities of an area. Sees no single request.",
        scope=Scope.AREA,
        permissions=frozenset({P.COMMUNITY_VIEW}),
    ),
    Role(
        slug="moderator",
        name="Council moderator",
        description=(
            "Sets the final amount of approved requests and decides what was referred to the council. Reads submitted "
            "requests of the whole council, without pupils’ names but with how many have an EHCP, are on SEN Support or "
            "looked after."
        ),
        scope=Scope.AUTHORITY,
        permissions=frozenset(_COUNCIL_READING | {P.REQUEST_MODERATE, P.REQUEST_DECIDE_FOR_COUNCIL, P.PUPILS_COUNT}),
    ),
    Role(
        slug="finance",
        name="Council finance",
        description=(
            "Keeps the school advances, gathers what is to be paid and marks it as paid, and confirms transfers. Reads "
            "submitted requests of the whole council, with pupils’ names."
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
            "Keeps the council’s communities, schools, people, budgets, calendar and rules. Reads submitted requests "
            "without pupils’ names but with how many have an EHCP, are on SEN Support or looked after."
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
            }
        ),
    ),
    Role(
        slug="data_protection_officer",
        name="Data protection officer",
        description="Sees who saw what and what was done, but not the requests themselves.",
        scope=Scope.AUTHORITY,
        permissions=frozenset({P.COMMUNITY_VIEW, P.SIGHTS_SEE, P.AUDIT_SEE}),
    ),
    Role(
        slug="adviser",
        name="Adviser",
        description=(
            "A special school, pupil referral unit, health service or SEND expert. Reads and hears only the meeting, or "
            "the items of it, that a community invites them to, without pupils’ names."
        ),
        scope=Scope.INVITED,
        permissions=frozenset({P.COMMUNITY_VIEW, P.MEETINGS_SEE, P.MEETING_TAKE_PART}),
        stands_beside=True,
    ),
    Role(
        slug="administrator",
        name="Administrator",
        description="Looks after the installation: invites each council’s first people and other administrators. Sees no requests.",
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
