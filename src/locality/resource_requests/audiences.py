"""Whom each event tells: asked by the page before a button is pressed, and by the action that sends the messages."""

from dataclasses import dataclass
from datetime import date

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.models import School
from locality.communities.queries import holders
from locality.resource_requests.answers import typed_ids
from locality.resource_requests.models import DraftAnswer, ResourceRequest
from locality.resource_requests.workflow import E


@dataclass(frozen=True)
class Audience:
    """People told, under the words a page uses for them; `address` is a contact that is no account."""

    label: str
    people: tuple[User, ...]
    address: str = ""


def _school(request: ResourceRequest, on: date) -> Audience:
    people = {user.pk: user for user in holders(Permission.REQUEST_WRITE, on=on, school=request.school)}
    return Audience(f"the people of {request.school.name} who write its requests", tuple(people.values()))


def _signatories(request: ResourceRequest, on: date) -> Audience:
    people = holders(Permission.REQUEST_SIGN, on=on, school=request.school)
    names = ", ".join(user.name for user in people) or "nobody yet: the school has no signatory"
    return Audience(f"the school’s signatories ({names})", tuple(people))


def _partners(request: ResourceRequest, on: date) -> Audience:
    # what the draft says now: the partners of the request itself are those of the version last submitted
    typed = DraftAnswer.objects.filter(request=request, name="partners").values_list("text", flat=True).first() or ""
    chosen = [pk for pk in typed_ids(typed) if pk is not None]
    people = {
        user.pk: user
        for school in School.objects.filter(pk__in=chosen, community_id=request.community_id)
        for user in holders(Permission.REQUEST_SIGN, on=on, school=school)
    }
    return Audience("the signatories of the other schools in this request", tuple(people.values()))


def _chair(request: ResourceRequest, on: date) -> Audience:
    people = holders(Permission.REQUEST_REVIEW, on=on, community=request.community)
    return Audience(f"the chair of {request.community.name}", tuple(people))


def _clerk(request: ResourceRequest, on: date) -> Audience:
    people = holders(Permission.REQUEST_HAND_OVER, on=on, community=request.community)
    return Audience(f"the clerk of {request.community.name}", tuple(people))


def _officer(request: ResourceRequest, on: date) -> Audience:
    area = request.community.area
    people = holders(Permission.REQUEST_RECEIVE, on=on, area=area)
    known = {user.email for user in people}
    address = area.officer_email if area.officer_email and area.officer_email.lower() not in known else ""
    return Audience(f"the High Needs Funding officer of {area.name}", tuple(people), address)


_TOLD = {
    E.ASK_TO_SIGN: (_signatories,),
    E.REOPEN: (),
    E.SUBMIT: (_chair, _clerk, _partners),
    E.WITHDRAW: (_chair, _clerk),
    E.ADMIT: (_school, _clerk),
    E.ACCEPT: (_school, _clerk),
    E.RETURN: (_school,),
    E.APPROVE: (_school, _clerk),
    E.DECLINE: (_school, _clerk),
    E.DEFER: (_school, _clerk),
    E.CORRECT_TO_APPROVED: (_school, _chair, _clerk),
    E.CORRECT_TO_DECLINED: (_school, _chair, _clerk),
    E.HAND_OVER: (_officer,),
    E.ACKNOWLEDGE: (_clerk,),
    E.ASK: (_clerk,),
    E.ANSWER: (_officer,),
}


def audiences(event: E, request: ResourceRequest, *, on: date, but: User | None = None) -> list[Audience]:
    """Whom an event tells today; the person who causes it is not told. Groups without anyone are left out."""
    chosen = list(_TOLD[event])
    if event is E.WITHDRAW and request.submitted_at is None:
        chosen = []
    if event in {E.CORRECT_TO_APPROVED, E.CORRECT_TO_DECLINED} and request.state in {
        "handed_over",
        "queried",
        "acknowledged",
    }:
        chosen.append(_officer)
    found = []
    for group in chosen:
        audience = group(request, on)
        people = tuple(user for user in audience.people if but is None or user.pk != but.pk)
        if people or audience.address:
            found.append(Audience(audience.label, people, audience.address))
    return found
