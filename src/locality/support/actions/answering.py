"""The offering school accepts or declines; who asked, or who gives it, cancels; the school says that it has finished."""

import math
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.hiding import without_pupils
from locality.communities.rules import NO_OFFICE, allow
from locality.communities.scope import Viewer
from locality.support.actions.steps import take_placement
from locality.support.actions.telling import at_school, clerk_of, tell_of_support, tell_people, who_asked, who_judges
from locality.support.models import Placement
from locality.support.queries.placements import hours_given
from locality.support.rules import placements as rules
from locality.support.rules.hours import say_given
from locality.support.workflow import G, OfPlacement
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, refuse
from locality.values.sentences import count
from locality.values.transitions import Guards
from locality.values.whole import whole
from locality.values.working_days import day_of

LONGEST_REASON = 300
LONGEST_CONTACT = 60


@transaction.atomic
def accept_support(*, placement: Placement, contact: str, by: Viewer, at: datetime) -> Placement:
    """Say that the school gives it, and which role is the contact. Tells who asked. Raises NotPossible."""
    placement = lock_placement(placement)
    allow(by, Permission.SUPPORT_OFFER, school=placement.school)
    refuse(None if contact.strip() else "Enter the role of the contact", "contact")
    said = _typed(placement, contact, LONGEST_CONTACT)
    columns = {"contact": said, "answered_by": by.user, "answered_at": at}
    take_placement(placement, OfPlacement.ACCEPT, {}, by=by, at=at, columns=columns, after={"contact": said})
    tell_of_support(
        who_asked(placement, day_of(at)),
        placement,
        subject=f"Accepted: {placement.school.name} will support {placement.receiver.name}",
        line=f"{placement.school.name} will give {count(placement.hours, 'hour')} of support to {placement.receiver.name}, "
        f"from {show_day(placement.starts_on)} to {show_day(placement.ends_on)}.",
        more=f"The contact at {placement.school.name} is: {said}",
        by=by.user,
        at=at,
    )
    return placement


@transaction.atomic
def decline_support(*, placement: Placement, reason: str, by: Viewer, at: datetime) -> Placement:
    """Say that the school cannot give it, and why: the hours are free again. Tells who asked. Raises NotPossible."""
    placement = lock_placement(placement)
    allow(by, Permission.SUPPORT_OFFER, school=placement.school)
    refuse(None if reason.strip() else "Enter why you are declining the support", "reason")
    said = _typed(placement, reason, LONGEST_REASON)
    columns = {"reason": said, "counted": 0, "answered_by": by.user, "answered_at": at}
    take_placement(placement, OfPlacement.DECLINE, {}, by=by, at=at, columns=columns, after={"why": said})
    following = "The clerk will name another school." if placement.decision else "You can ask another school."
    tell_of_support(
        who_asked(placement, day_of(at)),
        placement,
        subject=f"Declined: support for {placement.receiver.name}",
        line=f"{placement.school.name} cannot support {placement.receiver.name}: {said}",
        more=following,
        by=by.user,
        at=at,
    )
    return placement


@transaction.atomic
def cancel_support(*, placement: Placement, reason: str, by: Viewer, at: datetime) -> Placement:
    """End it before it is finished, with the reason: its hours are free again. Tells the others. Raises NotPossible."""
    placement = lock_placement(placement)
    if not rules.may_cancel(by, placement):
        refuse(rules.why_not_now(placement, OfPlacement.CANCEL))
        raise NotAllowed(NO_OFFICE)
    refuse(None if reason.strip() else "Enter why you are cancelling the support", "reason")
    said = _typed(placement, reason, LONGEST_REASON)
    columns = {"reason": said, "counted": 0, "ended_by": by.user, "ended_at": at}
    guards: Guards = {G.ASKED_FOR_IT: lambda: None if rules.may_cancel(by, placement) else NO_OFFICE}
    take_placement(placement, OfPlacement.CANCEL, guards, by=by, at=at, columns=columns, after={"why": said})
    today = day_of(at)
    tell_of_support(
        [at_school(placement.school, today), *who_asked(placement, today)],
        placement,
        subject=f"Cancelled: support for {placement.receiver.name}",
        line=f"{by.user.name} has cancelled the support of {placement.school.name} for {placement.receiver.name}: {said}",
        by=by.user,
        at=at,
    )
    return placement


@transaction.atomic
def finish_support(*, placement: Placement, by: Viewer, at: datetime) -> Placement:
    """Say that all of it was given. Hours that were booked and not given are free again.

    Tells the clerk of a decision, and asks the receiving school whether it helped.

    Raises NotPossible.
    """
    placement = lock_placement(placement)
    allow(by, Permission.SUPPORT_OFFER, school=placement.school)
    given = hours_given(placement)
    columns = {"counted": min(placement.hours, math.ceil(given)), "ended_by": by.user, "ended_at": at}
    guards: Guards = {G.HAS_BEGUN: lambda: rules.why_not_begun(placement, day_of(at))}
    take_placement(placement, OfPlacement.FINISH, guards, by=by, at=at, columns=columns, after={"given": str(given)})
    line = f"{placement.school.name} has finished its support for {placement.receiver.name}."
    recorded = f"It recorded {say_given(given, placement.hours)}."
    if placement.decision:
        tell_of_support(
            [clerk_of(placement.decision.rfr.community, day_of(at))],
            placement,
            subject=f"Finished: support for {placement.receiver.name}",
            line=line,
            more=recorded,
            by=by.user,
            at=at,
        )
    tell_people(
        [who_judges(placement, day_of(at))],
        subject=f"Did it help? {placement.school.name} has finished its support",
        lines=[f"{line} Please answer 2 questions: did it help, and what changed?", recorded],
        link=reverse("support_helped", args=[placement.pk]),
        by=by.user,
        at=at,
    )
    return placement


def lock_placement(placement: Placement) -> Placement:
    """It as it stands, held until the transaction ends: of those who answer at the same moment, the first does."""
    return (
        Placement.objects.select_for_update(of=("self",))
        .select_related(
            "school__community", "receiver__community", "authority", "offer", "decision__rfr__community",
            "decision__rfr__created_by",
        )
        .get(pk=placement.pk)
    )  # fmt: skip


def _typed(placement: Placement, text: str, most: int) -> str:
    """What somebody typed, as it goes into messages and the log: it names no pupil (RES-9)."""
    return whole(without_pupils(text.strip(), [placement.receiver.community, placement.school.community]), most)
