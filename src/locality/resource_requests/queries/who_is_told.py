"""Whom each event tells: asked by the page before a button is pressed, and by the action that sends the messages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import Area, School
from locality.communities.queries import holders, members_of
from locality.resource_requests.content.answers import typed_ids
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import CouncilQuestion, DraftAnswer, ResourceRequest
from locality.resource_requests.queries.undone import Undone, undone_by_correcting
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.workflow import Council, E, S, Tell, Turn
from locality.values.sentences import in_a_row

DECIDERS = "the council’s moderators"


@dataclass(frozen=True)
class Audience:
    """People told, under the words a page uses for them; `address` is a contact that is no account.

    `own`: they are of the school of the request, and read it as theirs; `turns`: when it is their turn.
    """

    label: str
    people: tuple[User, ...]
    address: str = ""
    own: bool = False
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class About:
    """What is asked who is told of: the request as it stands, and the day."""

    rfr: ResourceRequest
    on: date

    @cached_property
    def undone(self) -> Undone | None:
        """What a correction takes back of it; looked up once."""
        return undone_by_correcting(self.rfr)


def writers_at(school: School) -> str:
    """What a page calls those who write a school's requests."""
    return f"editors and signatories at {school.name}"


def officer_for(area: Area) -> str:
    """What a page calls the officer of an area."""
    return f"the {area.name} area’s High Needs Funding officer"


def _school(about: About) -> Audience:
    people = {user.pk: user for user in holders(Permission.REQUEST_WRITE, on=about.on, school=about.rfr.school)}
    return Audience(writers_at(about.rfr.school), tuple(people.values()), own=True)


def school_audience(rfr: ResourceRequest, on: date) -> Audience:
    """The people of the school that leads a request."""
    return _school(About(rfr, on))


def _signatories(about: About) -> Audience:
    people = holders(Permission.REQUEST_SIGN, on=about.on, school=about.rfr.school)
    names = in_a_row(user.name for user in people) or "no one yet, because the school has no signatory"
    what = {0: "", 1: " (signatory)"}.get(len(people), " (signatories)")
    return Audience(f"{names}{what}", tuple(people), own=True, turns=(Turn.SIGNATORY,))


def _partners(about: About) -> Audience:
    # what the draft says now: the partners of the request itself are those of the version last submitted
    typed = DraftAnswer.objects.filter(rfr=about.rfr, name="partners").values_list("text", flat=True).first() or ""
    chosen = [pk for pk in typed_ids(typed) if pk is not None]
    people = {
        user.pk: user
        for school in School.objects.filter(pk__in=chosen, community_id=about.rfr.community_id)
        for user in holders(Permission.REQUEST_SIGN, on=about.on, school=school)
    }
    return Audience("signatories at the other schools in this request", tuple(people.values()))


def _chair(about: About) -> Audience:
    people = holders(Permission.REQUEST_REVIEW, on=about.on, community=about.rfr.community)
    return Audience(f"the chair of {about.rfr.community.name}", tuple(people), turns=(Turn.CHAIR, Turn.CHAIR_ALONE))


def _clerk(about: About) -> Audience:
    people = holders(Permission.REQUEST_HAND_OVER, on=about.on, community=about.rfr.community)
    return Audience(f"the clerk of {about.rfr.community.name}", tuple(people), turns=(Turn.CLERK,))


def _officer(about: About) -> Audience:
    """Who holds the office in the area; its address, mostly a mailbox of the same people, only where nobody does."""
    area = about.rfr.community.area
    people = holders(Permission.REQUEST_RECEIVE, on=about.on, area=area)
    address = "" if people else area.officer_email
    return Audience(officer_for(area), tuple(people), address, turns=(Turn.OFFICER,))


def _members(about: About) -> Audience:
    return Audience(f"the members of {about.rfr.community.name}", tuple(members_of(about.rfr.community, on=about.on)))


def _moderators(about: About) -> Audience:
    people = holders(Permission.REQUEST_DECIDE_FOR_COUNCIL, on=about.on, authority=about.rfr.authority)
    return Audience(DECIDERS, tuple(people), turns=(Turn.MODERATOR,))


def _processors(about: About) -> Audience:
    """Who processed what is corrected, as far as they still do that work; else all who do it for the whole council."""
    label, done = "the council officers who process it", about.undone
    if done is None:
        return Audience(label, ())
    people = {
        each.pk: each for each in holders(Permission.REQUEST_MODERATE, on=about.on, authority=about.rfr.authority)
    }
    named = {each.pk for each in done.by}
    of_area = holders(Permission.REQUEST_MODERATE, on=about.on, area=about.rfr.community.area)
    still = [each for each in (*people.values(), *of_area) if each.pk in named]
    return Audience(label, tuple(still or people.values()))


def _finance(about: About) -> Audience:
    done = about.undone
    people = (
        holders(Permission.ADVANCES_MANAGE, on=about.on, authority=about.rfr.authority)
        if done and done.gathered
        else []
    )
    return Audience("the council’s finance team", tuple(people))


def _askers(about: About) -> Audience:
    asked = CouncilQuestion.objects.filter(rfr=about.rfr, answered_at=None).select_related("asked_by")
    people = {each.asked_by_id: each.asked_by for each in asked}
    names = in_a_row(each.name for each in people.values())
    return Audience(f"{names}, who asked the question", tuple(people.values()))


def _known_with_the_question(about: About) -> Audience:  # noqa: ARG001
    return Audience("whoever the question is for", ())  # `told_of_question`


_Group = Callable[[About], Audience]


def _where(holds: Callable[[ResourceRequest], bool], group: _Group) -> _Group:
    """The group, as long as something holds of the request."""
    return lambda about: group(about) if holds(about.rfr) else Audience("", ())


def _is_with_the_council(rfr: ResourceRequest) -> bool:
    return MACHINE.state(rfr.state).council is not Council.NOTHING


GROUPS: Mapping[Tell, _Group] = {
    Tell.SCHOOL: _school,
    Tell.SIGNATORIES: _signatories,
    Tell.SIGNATORIES_ASKED: _where(lambda rfr: rfr.state == S.READY_TO_SIGN, _signatories),
    Tell.PARTNERS: _partners,
    Tell.CHAIR: _chair,
    Tell.CLERK: _clerk,
    Tell.MEMBERS: _members,
    Tell.MEMBERS_OF_EXCEPTIONAL: _where(is_exceptional, _members),
    Tell.OFFICER: _officer,
    Tell.OFFICER_WHO_KNOWS: _where(_is_with_the_council, _officer),
    Tell.MODERATORS: _moderators,
    Tell.PROCESSORS: _processors,
    Tell.FINANCE: _finance,
    Tell.WHO_IS_ASKED: _known_with_the_question,
    Tell.WHO_ASKED: _askers,
}
"""Who stands behind each word of the table."""


def audiences(event: E, rfr: ResourceRequest, *, on: date, but: User | None = None) -> list[Audience]:
    """Whom an event tells today; the person who causes it is not told. Groups without anyone are left out."""
    return told_about(event, About(rfr, on), but=but)


def told_about(event: E, about: About, *, but: User | None = None) -> list[Audience]:
    """The same, for who asks something else of the request too."""
    return _of([GROUPS[tell] for tell in MACHINE.row(event).tells], about, but=but)


def told_of_question(
    to: CouncilQuestion.To, rfr: ResourceRequest, *, on: date, but: User | None = None
) -> list[Audience]:
    """Whom a question of the council tells: those who are to answer it."""
    return _of([_school if to == CouncilQuestion.To.SCHOOL else _clerk], About(rfr, on), but=but)


def told_groups(tells: Iterable[Tell], rfr: ResourceRequest, *, on: date, but: User | None = None) -> list[Audience]:
    """Who stands behind words of the table today, for what happens beside the table."""
    return _of([GROUPS[tell] for tell in tells], About(rfr, on), but=but)


def _of(chosen: Iterable[_Group], about: About, *, but: User | None) -> list[Audience]:
    found = []
    for group in chosen:
        audience = group(about)
        people = tuple(user for user in audience.people if but is None or user.pk != but.pk)
        if people or audience.address:
            found.append(replace(audience, people=people))
    return found
