"""What support asks of schools and of who arranges it: offered to the home page (RES-6)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, School
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.topics import topic_of
from locality.support.actions.placing import about
from locality.support.actions.telling import who_answers
from locality.support.models import Placement
from locality.support.queries.placements import open_for, requests_to_name
from locality.support.rules.placements import may_read_request
from locality.support.workflow import PlacementIs
from locality.tasks.offers import About, Alike, Offer, Reminder, Task, Waiting, due_on
from locality.values.sentences import count
from locality.values.working_days import day_of


def tasks_for(viewer: Viewer) -> Offer:
    """One query for who belongs to a school, one for who arranges support for decisions; none for whoever does neither."""
    schools = viewer.scope(Permission.SUPPORT_OFFER).schools
    found, requests = open_for(viewer), requests_to_name(viewer)
    finished = [each for each in found if each.state == PlacementIs.DONE]
    opened = [each for each in found if each.state != PlacementIs.DONE]
    alike = _answer_alike()
    return Offer(
        tasks=(
            *(_task(each, viewer, alike) for each in opened if each.school_id in schools),
            *(_to_judge(each) for each in finished),
            *(_to_replace(each, viewer) for each in requests if vars(each)["closed_pk"]),
            *(
                _to_name(each, viewer)
                for each in requests
                if not vars(each)["closed_pk"] and not vars(each)["asked_pk"]
            ),
        ),
        waiting=(
            *(_asked_by_school(each, viewer) for each in opened if each.school_id not in schools),
            *(
                _asked_for_decision(each, viewer)
                for each in requests
                if vars(each)["asked_pk"] and not vars(each)["closed_pk"]
            ),
        ),
    )


def _answer_alike() -> Alike:
    page = f"{reverse('support_placements')}?side=given"
    return Alike("Accept or decline {number} requests for support", "See them", About("Support you give", page), page)


def _task(placement: Placement, viewer: Viewer, alike: Alike) -> Task:
    page = reverse("support_placement", args=[placement.pk])
    topic = about(placement, with_request=may_read_request(viewer, placement))
    what = About(f"Support for {placement.receiver.name}", page, count(placement.hours, "hour"), topic=topic)
    deadlines = deadlines_of(placement.authority, on=viewer.today)
    if placement.state == PlacementIs.PROPOSED:
        return Task(
            what=f"Accept or decline the support for {placement.receiver.name}",
            button="Accept or decline",
            href=reverse("support_answer", args=[placement.pk]),
            about=what,
            due=due_on(placement.starts_on, deadlines, viewer.today),
            since=day_of(placement.proposed_at),
            alike=alike,
        )
    return Task(
        what=f"Record the hours you gave to {placement.receiver.name}, then finish",
        button="Record hours",
        href=page,
        about=what,
        since=placement.ends_on,
    )


def _to_judge(placement: Placement) -> Task:
    page = reverse("support_placement", args=[placement.pk])
    topic = about(placement, with_request=True)  # of one's own request
    return Task(
        what=f"Say whether the support from {placement.school.name} helped",
        button="Answer 2 questions",
        href=reverse("support_helped", args=[placement.pk]),
        about=About(f"Support for {placement.receiver.name}", page, count(placement.hours, "hour"), topic=topic),
        since=day_of(placement.ended_at) if placement.ended_at else placement.ends_on,
    )


def _to_replace(rfr: ResourceRequest, viewer: Viewer) -> Task:
    """The school that gives it, or was asked, has closed: whoever arranges it cancels it and names another."""
    known = vars(rfr)
    page = reverse("support_placement", args=[known["closed_pk"]])
    return Task(
        what=f"Cancel the support of {known['closed_name']}, which has closed, and name another school",
        button="See the support",
        href=page,
        about=_about(rfr),
        due=due_on(viewer.today, deadlines_of(rfr.authority, on=viewer.today), viewer.today),
    )


def _about(rfr: ResourceRequest) -> About:
    page = reverse("request", args=[rfr.reference])
    return About(rfr.reference, page, rfr.school.name, rfr.community.name, topic=topic_of(rfr))


def _to_name(rfr: ResourceRequest, viewer: Viewer) -> Task:
    by = getattr(rfr, "find_by", None) or (rfr.decision.starts_on if rfr.decision else None)
    return Task(
        what="Name the school that gives the support",
        button="Name the school",
        href=reverse("support_name", args=[rfr.reference]),
        about=_about(rfr),
        due=due_on(by, deadlines_of(rfr.authority, on=viewer.today), viewer.today),
        since=rfr.approved_on,
    )


def _asked_by_school(placement: Placement, viewer: Viewer) -> Waiting:
    return _waiting(
        _Asked(
            placement.pk,
            placement.school_id,
            placement.school.community_id,
            placement.school.name,
            placement.receiver.name,
            about(placement, with_request=False),
            placement.proposed_at,
            placement.authority,
            getattr(placement, "reminded_at", None),
        ),
        viewer,
    )


def _asked_for_decision(rfr: ResourceRequest, viewer: Viewer) -> Waiting:
    known = vars(rfr)
    is_within = known["asked_community"] == rfr.community_id  # a reminder goes to that school, with the topic
    return _waiting(
        _Asked(
            known["asked_pk"],
            known["asked_school"],
            known["asked_community"],
            known["asked_name"],
            rfr.school.name,
            topic_of(rfr) if is_within else "",
            known["asked_at"],
            rfr.authority,
            known["reminded_at"],
        ),
        viewer,
    )


@dataclass(frozen=True)
class _Asked:
    """Support of which a school has been asked and has not answered."""

    pk: int
    school: int
    community: int | None
    name: str
    receiver: str
    topic: str
    at: datetime
    authority: Authority
    reminded_at: datetime | None


def _waiting(asked: _Asked, viewer: Viewer) -> Waiting:
    since = day_of(asked.at)

    def people(on: date) -> list[User]:
        return holders(Permission.SUPPORT_OFFER, on=on, school=School(pk=asked.school))

    return Waiting(
        now=f"{asked.name} needs to accept or decline it",
        about=About(
            f"Support for {asked.receiver}",
            reverse("support_placement", args=[asked.pk]),
            asked.name,
            topic=asked.topic,
        ),
        since=since,
        age=deadlines_of(asked.authority, on=viewer.today).age(since, viewer.today),
        reminder=Reminder(
            kind="support",
            id=str(asked.pk),
            whom=who_answers(asked.name, asked.community),
            people=people,
            authority=asked.authority,
            reference=f"support-{asked.pk}",
            sent_at=asked.reminded_at,
        ),
    )
