"""Who is told of support, and in which words: asked by the page before a button is pressed, and by the action."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import Community, School
from locality.communities.queries import holders
from locality.outbox.actions import put
from locality.resource_requests.models import ResourceRequest
from locality.support.models import Placement, ToBeFound
from locality.support.queries.placements import OWNERS

LONGEST_SUBJECT = 90


@dataclass(frozen=True)
class Group:
    """People who are told, under the words a page uses for them."""

    label: str
    people: tuple[User, ...]


def at_school(school: School, on: date) -> Group:
    """Those who answer for a school."""
    found = holders(Permission.SUPPORT_OFFER, on=on, school=school)
    return Group(who_answers(school.name, school.community_id), tuple(found))


def who_answers(name: str, community: int | None) -> str:
    """Those who answer for a school, in words: one in no community has no representative."""
    return f"the signatory{' and representative' if community else ''} of {name}"


def clerk_of(community: Community, on: date) -> Group:
    """The clerk of the community whose decision it was."""
    return Group(f"the clerk of {community.name}", tuple(holders(Permission.MEETING_CLERK, on=on, community=community)))


def who_asked(placement: Placement, on: date) -> list[Group]:
    """Who waits for the answer: of a decision its clerk and the receiving school, else that school alone."""
    receiver = at_school(placement.receiver, on)
    return [clerk_of(placement.decision.rfr.community, on), receiver] if placement.decision else [receiver]


def who_judges(placement: Placement, on: date) -> Group:
    """Those at the receiving school who can say whether it helped."""
    found = holders(Permission.SUPPORT_JUDGE, on=on, school=placement.receiver)
    return Group(f"the editors, signatory and representative of {placement.receiver.name}", tuple(found))


def told_of_finish(placement: Placement, on: date) -> list[Group]:
    """Who is told that support is finished: of a decision its clerk, and who is asked whether it helped."""
    clerks = [clerk_of(placement.decision.rfr.community, on)] if placement.decision else []
    return [*clerks, who_judges(placement, on)]


def who_finds(rfr: ResourceRequest, owner: str, on: date) -> Group:
    """Those who hold the role that is to find a school."""
    community, role = rfr.community, ToBeFound.Owner(owner)
    found = holders(
        OWNERS[role],
        on=on,
        community=community if role in {ToBeFound.Owner.CLERK, ToBeFound.Owner.CHAIR} else None,
        area=community.area if role == ToBeFound.Owner.OFFICER else None,
        authority=rfr.authority if role == ToBeFound.Owner.TEAM else None,
    )
    words = {
        ToBeFound.Owner.CLERK: f"the clerk of {community.name}",
        ToBeFound.Owner.CHAIR: f"the chair of {community.name}",
        ToBeFound.Owner.OFFICER: f"the {community.area.name} area’s High Needs Funding officer",
        ToBeFound.Owner.TEAM: "the council’s locality team",
    }
    return Group(words[role], tuple(found))


def labels(groups: Iterable[Group], *, besides: User | None = None) -> list[str]:
    """The groups in which there is somebody to tell_of_support, as a page names them."""
    return [each.label for each in groups if any(besides is None or one.pk != besides.pk for one in each.people)]


def tell_of_support(
    groups: Iterable[Group], placement: Placement, *, subject: str, line: str, by: User, at: datetime, more: str = ""
) -> None:
    """An email to each person once, but never to who has just done it."""
    tell_people(
        groups,
        subject=subject,
        lines=[line, *([more] if more else [])],
        link=reverse("support_placement", args=[placement.pk]),
        by=by,
        at=at,
    )


def tell_people(
    groups: Iterable[Group], *, subject: str, lines: list[str], link: str, by: User, at: datetime, reference: str = ""
) -> None:
    """The same of what is no placement yet."""
    people = {person.pk: person for group in groups for person in group.people if person.pk != by.pk}
    for person in people.values():
        put(to=person, kind="support", subject=_short(subject), lines=lines, link=link, reference=reference, at=at)


def _short(subject: str) -> str:
    """A subject that no inbox cuts: schools have long names."""
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1].rstrip()}…"
