"""What support asks of schools and of who arranges it: offered to the home page (RES-6)."""

from datetime import date

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.deadlines import deadlines_of
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.topics import topic_of
from locality.support.actions.placing import about
from locality.support.models import Placement
from locality.support.queries.placements import open_for, requests_to_name
from locality.support.workflow import PlacementIs
from locality.tasks.offers import About, Alike, Offer, Reminder, Task, Waiting, due_on
from locality.values.sentences import count
from locality.values.working_days import day_of


def tasks_for(viewer: Viewer) -> Offer:
    """One query of what schools have asked for, one of decisions that name no school; none for whoever has neither."""
    opened = open_for(viewer)
    schools = viewer.scope(Permission.SUPPORT_OFFER).schools
    to_do = [each for each in opened if each.school_id in schools]
    waits = [each for each in opened if each.school_id not in schools]
    alike = _answer_alike()
    return Offer(
        tasks=(
            *(_task(each, viewer, alike) for each in to_do),
            *(_to_name(each, viewer) for each in requests_to_name(viewer)),
        ),
        waiting=tuple(_waiting(each, viewer) for each in waits),
    )


def _answer_alike() -> Alike:
    page = f"{reverse('support_placements')}?side=given"
    return Alike("Accept or decline {number} requests for support", "See them", About("Support you give", page), page)


def _task(placement: Placement, viewer: Viewer, alike: Alike) -> Task:
    page = reverse("support_placement", args=[placement.pk])
    what = About(f"Support for {placement.receiver.name}", page, count(placement.hours, "hour"), topic=about(placement))
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


def _to_name(rfr: ResourceRequest, viewer: Viewer) -> Task:
    by = getattr(rfr, "find_by", None) or (rfr.decision.starts_on if rfr.decision else None)
    return Task(
        what="Name the school that gives the support",
        button="Name the school",
        href=reverse("support_name", args=[rfr.reference]),
        about=About(
            rfr.reference,
            reverse("request", args=[rfr.reference]),
            rfr.school.name,
            rfr.community.name,
            topic=topic_of(rfr),
        ),
        due=due_on(by, deadlines_of(rfr.authority, on=viewer.today), viewer.today),
        since=rfr.approved_on,
    )


def _waiting(placement: Placement, viewer: Viewer) -> Waiting:
    school, since = placement.school, day_of(placement.proposed_at)

    def people(on: date) -> list[User]:
        return holders(Permission.SUPPORT_OFFER, on=on, school=school)

    page = reverse("support_placement", args=[placement.pk])
    return Waiting(
        now=f"{school.name} needs to accept or decline it",
        about=About(f"Support for {placement.receiver.name}", page, school.name, topic=about(placement)),
        since=since,
        age=deadlines_of(placement.authority, on=viewer.today).age(since, viewer.today),
        reminder=Reminder(
            kind="support",
            id=str(placement.pk),
            whom=f"the signatory and representative of {school.name}",
            people=people,
            authority=placement.authority,
            reference=f"support-{placement.pk}",
            sent_at=getattr(placement, "reminded_at", None),
        ),
    )
