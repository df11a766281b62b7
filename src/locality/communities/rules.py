"""What may be done with authorities, schools and offices, and why not: None when allowed, or the reason in a sentence."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES, Role, Scope, roles_for
from locality.communities.models import Area, Authority, Community, Invitation, NeedCode, Office, School
from locality.communities.models.authority import LONGEST_SHORT_NAME
from locality.communities.scope import Viewer
from locality.communities.workflow import INVITATIONS, E, S
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, NotPossible, Refusal

Place = School | Community | Area | Authority | None
"""What an office is for; None is the installation."""

MODELS: dict[Scope, type[School | Community | Area | Authority]] = {
    Scope.SCHOOL: School,
    Scope.COMMUNITY: Community,
    Scope.AREA: Area,
    Scope.AUTHORITY: Authority,
    Scope.INVITED: Authority,
}
LONGEST_NEED = 80
MOST_NEEDS = 60
"""Also those that are hidden."""
NO_OFFICE = "Your role does not allow this."
DEPUTY, CLERK, CHAIR = "deputy_clerk", "clerk", "chair"
ONE_A_COMMUNITY = (CHAIR, CLERK)
TYPES_WITH_ARTICLE = {
    School.Kind.SPECIAL: "a special school",
    School.Kind.PRU: "a pupil referral unit or alternative provision",
    School.Kind.INDEPENDENT: "an independent school",
    School.Kind.NURSERY: "a nursery school",
    School.Kind.SERVICE: "a service",
    School.Kind.OTHER: "not a mainstream school",
    School.Kind.MAINSTREAM: "a mainstream school",
}


def why_not_short_name(name: str) -> Refusal | None:
    """A short name fits into a label: some letters, no more than LONGEST_SHORT_NAME of them."""
    if not any(letter.isalnum() for letter in name):
        return Refusal("Enter the short name of the council", "short_name")
    if len(name) > LONGEST_SHORT_NAME:
        return Refusal(f"The short name must be {LONGEST_SHORT_NAME} letters or fewer", "short_name")
    return None


def why_not_need(label: str, others: Collection[str], *, is_new: bool = True) -> Refusal | None:
    """What a council calls a need is said once, in a list of a length that schools can read."""
    if not label:
        return Refusal("Enter what you call this need", "label")
    if len(label) > LONGEST_NEED:
        return Refusal(f"What you call this need must be {LONGEST_NEED} characters or fewer", "label")
    if same := next((other for other in others if other.casefold() == label.casefold()), ""):
        return Refusal(f"“{same}” is already in the list. Change that one, or enter another name", "label")
    if is_new and len(others) >= MOST_NEEDS:
        return Refusal(f"You can have up to {MOST_NEEDS} needs. Change one that you have hidden", "label")
    return None


def why_not_code(code: str) -> Refusal | None:
    """A need has a code of the school census, or none."""
    return Refusal("Select a census code from the list", "code") if code and code not in NeedCode.values else None


def why_not_hide(offered_besides: int) -> Refusal | None:
    """Each request names a need, so schools must find one."""
    if offered_besides:
        return None
    return Refusal("Schools must be able to select at least one need. Add or show another one first", "in_use")


def allow(by: Viewer | None, permission: Permission, **places: Any) -> None:
    """Refuse whoever does not hold the permission in one of the places named, as `Viewer.can` reads them. Raises NotAllowed.

    `by` is None where the system itself acts: no page, command or API may hand that in for a person.
    """
    if by is not None and not by.can(permission, **places):
        raise NotAllowed(NO_OFFICE)


def authority_of(place: Place) -> Authority | None:
    """The authority a place belongs to."""
    if place is None or isinstance(place, Authority):
        return place
    return place.authority


def why_not_school(school: School) -> Refusal | None:
    """Only open mainstream schools take part in a community (CTX-1, RFR-1)."""
    if school.kind == School.Kind.OTHER and not school.type_name:
        return Refusal(
            f"Locality does not know what type of school {school.name} is. Import it again from the register, with the "
            "columns “TypeOfEstablishment (code)” and “TypeOfEstablishment (name)”."
        )
    if school.kind != School.Kind.MAINSTREAM:
        return Refusal(
            f"Only mainstream schools can be in a community. {school.name} is {TYPES_WITH_ARTICLE[School.Kind(school.kind)]}."
        )
    if school.status == School.Status.CLOSED:
        return Refusal(f"{school.name} is closed.")
    return None


def why_not_role_at(role: Role, place: Place) -> Refusal | None:
    """A role is held for its own kind of place."""
    if role.scope is Scope.INSTALLATION:
        whole = f"{role.name} is a role for all of Locality, not for one place."
        return None if place is None else Refusal(whole)
    if not isinstance(place, MODELS[role.scope]):
        kind = "council" if role.scope in {Scope.AUTHORITY, Scope.INVITED} else str(role.scope.value)
        return Refusal(
            f"{role.name} is a role for {'an' if kind[0] in 'aeiou' else 'a'} {kind}. Select which.", "place"
        )
    if isinstance(place, School):
        return _why_not_only_supports(role, place) if place.only_supports else why_not_school(place)
    if isinstance(place, Community) and place.closed_on:
        return Refusal(f"{place.name} was closed on {show_day(place.closed_on)}.")
    return None


def _why_not_only_supports(role: Role, school: School) -> Refusal | None:
    """A school outside the communities has somebody who offers its support, and nobody who asks or decides (RES-6)."""
    if school.status == School.Status.CLOSED:
        return Refusal(f"{school.name} is closed.")
    if role.only_supports:
        return None
    names = " or ".join(each.in_sentence for each in ROLES.values() if each.only_supports)
    kind = TYPES_WITH_ARTICLE[School.Kind(school.kind)]
    return Refusal(f"{school.name} is {kind}. The only role there is {names}, who offers its support to other schools.")


def roles_may_give(viewer: Viewer) -> list[Role]:
    """The roles this person may give somewhere, in the order people are shown them."""
    scopes: set[Scope] = set()
    if viewer.can_somewhere(Permission.SCHOOL_PEOPLE_MANAGE):
        scopes.add(Scope.SCHOOL)
    if viewer.can_somewhere(Permission.PEOPLE_MANAGE):
        scopes |= {Scope.SCHOOL, Scope.COMMUNITY, Scope.AREA, Scope.AUTHORITY}
    if viewer.can_somewhere(Permission.AUTHORITY_SET_UP):
        scopes |= {Scope.AUTHORITY, Scope.INSTALLATION}
    return roles_for(scopes)


def why_not_give(viewer: Viewer, role: Role, place: Place) -> Refusal | None:
    """Nobody gives or ends an office outside what their own offices cover, whatever a form is made to say.

    A signatory: the offices of their own school. The locality team: those of its own authority. An administrator: the
    first people of an authority, and other administrators. Who may invite advisers to a meeting makes them advisers.
    """
    if role.scope is Scope.INSTALLATION:
        allowed = viewer.can(Permission.AUTHORITY_SET_UP)
    elif role.scope is Scope.INVITED:
        authority = authority_of(place)
        may_invite = authority in viewer.authorities_with(Permission.ADVISERS_INVITE)
        allowed = may_invite or viewer.can(Permission.PEOPLE_MANAGE, authority=authority)
    elif role.scope is Scope.AUTHORITY:
        authority = authority_of(place)
        allowed = viewer.can(Permission.PEOPLE_MANAGE, authority=authority) or viewer.can(Permission.AUTHORITY_SET_UP)
    elif role.scope is Scope.SCHOOL and isinstance(place, School):
        allowed = viewer.can(Permission.SCHOOL_PEOPLE_MANAGE, school=place) or viewer.can(
            Permission.PEOPLE_MANAGE, school=place
        )
    else:
        allowed = viewer.can(Permission.PEOPLE_MANAGE, authority=authority_of(place))
    return None if allowed else Refusal(f"Your role does not allow you to add a {role.in_sentence} here.")


NOT_KEPT = "We cannot find this role, or you do not manage it."
NO_DEPUTY = "No one with this email address has a role in your council. Invite them to one first."


def why_not_change_account(viewer: Viewer, name: str, *, is_kept: bool, serves_elsewhere: bool) -> Refusal | None:
    """Those who keep the people of a council close and open accounts of them that nobody else keeps; never their own."""
    if not viewer.can_somewhere(Permission.PEOPLE_MANAGE):
        return Refusal(NO_OFFICE)
    if not is_kept:
        return Refusal("We cannot find this person, or it is your own account.")
    if serves_elsewhere:
        return Refusal(
            f"{name} also has a role that you do not manage, in another council or for all of Locality. You cannot close or "
            "reopen their account, but you can end the roles you manage."
        )
    return None


def why_not_reset(viewer: Viewer, is_kept: bool, is_administrator: bool) -> Refusal | None:
    """One of the councils that keep a person takes their second factor away; of an administrator, another one alone."""
    if not (viewer.can_somewhere(Permission.PEOPLE_MANAGE) or viewer.can_somewhere(Permission.AUTHORITY_SET_UP)):
        return Refusal(NO_OFFICE)
    if not is_kept:
        return Refusal("You do not manage any role of this person.")
    if is_administrator and not viewer.can(Permission.AUTHORITY_SET_UP):
        return Refusal("This person is also an administrator. Ask another administrator to do this.")
    return None


def why_not_period(start: date, end: date | None) -> Refusal | None:
    """A period ends on or after the day it starts."""
    return Refusal("The last day must be the same as or after the first day.", "end") if end and end < start else None


def why_not_last_day(office: Office, on: date, today: date) -> Refusal | None:
    """An office ends once; one that has begun stays on record, so it can't end before its first day."""
    if office.end and office.end <= on:
        return Refusal(f"This role already ends on {show_day(office.end)}.", "on")
    if on < office.start <= today:
        began = f"This role started on {show_day(office.start)}"
        return Refusal(f"{began}, so its last day must be that day or later. Check the year as well.", "on")
    return None


def role_named(slug: str) -> Role:
    """The role of this name. Raises NotPossible where there is none."""
    role = ROLES.get(slug)
    if role is None:
        raise NotPossible("Select one of the roles in the list.", "role")
    return role


def why_not_invitation(invitation: Invitation, now: datetime, event: E = E.ACCEPT) -> Refusal | None:
    """An invitation is used once, in time, unless it was withdrawn; it can be sent again once it has ended."""
    state = invitation.state_at(now)
    if INVITATIONS.is_possible(state, event):
        return None
    if state is S.WITHDRAWN:
        return Refusal("This invitation has been withdrawn. Ask the person who sent it for a new one.")
    if state is S.ENDED:
        return Refusal(
            f"This invitation ended on {show_day(invitation.expires_at)}. Ask the person who sent it to send it again."
        )
    if event is E.WITHDRAW:
        return Refusal("This invitation has been accepted. End the role instead.")
    return Refusal("This invitation has been used. Sign in to Locality with the address it was sent to.")
