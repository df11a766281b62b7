"""Why support cannot be arranged, answered, recorded or ended."""

from datetime import date, timedelta
from decimal import Decimal

from locality.accounts.permissions import Permission
from locality.communities.models import School
from locality.communities.scope import Viewer
from locality.resource_requests.models import Decision, ResourceRequest
from locality.support.models import Helped, Placement, TimeEntry
from locality.support.rules.hours import count_hours
from locality.support.rules.offers import MOST_HOURS
from locality.support.workflow import PLACEMENTS, OfPlacement, PlacementIs
from locality.values.dates import show_day
from locality.values.refusals import Refusal

LONGEST = timedelta(days=366)
QUARTERS = 4
MOST_A_DAY = 24


def why_not_between(school: School, receiver: School) -> Refusal | None:
    """One open school gives support to another of the same council."""
    if school.pk == receiver.pk:
        return Refusal(f"{school.name} cannot give support to itself. Choose another school.", "school")
    for each in (school, receiver):
        if not each.is_open:
            return Refusal(f"{each.name} is closed. Choose another school.", "school")
    if school.authority_id != receiver.authority_id:
        return Refusal(f"{school.name} belongs to another council. Choose another school.", "school")
    return None


def why_not_hours(hours: int) -> Refusal | None:
    """Support has some hours."""
    return None if 1 <= hours <= MOST_HOURS else Refusal(f"Hours must be from 1 to {MOST_HOURS}", "hours")


def why_not_days(starts_on: date, ends_on: date, first: date) -> Refusal | None:
    """Support ends after it starts, within a year, and does not start before it could be asked for."""
    if starts_on < first:
        return Refusal(f"First day must be on or after {show_day(first)}", "starts_on")
    if starts_on > first + LONGEST:
        return Refusal(f"First day must be on or before {show_day(first + LONGEST)}", "starts_on")
    if ends_on < starts_on:
        return Refusal("Last day must be the same as or after the first day", "ends_on")
    if ends_on > starts_on + LONGEST:
        return Refusal(f"Last day must be on or before {show_day(starts_on + LONGEST)}", "ends_on")
    return None


def why_not_named(rfr: ResourceRequest, decision: Decision | None, today: date, *, has_one: bool) -> Refusal | None:
    """A school is named for an approved decision that asks for one, while its support runs and none is named."""
    if decision is None or decision.outcome != Decision.Outcome.APPROVED or not decision.school_support:
        return Refusal("The decision on this request does not ask for support from another school.")
    if has_one:
        return Refusal("A school is already named for this request. Cancel that support first.")
    last = rfr.ended_on or decision.ends_on
    if last and last < today:
        return Refusal(f"The support for this request ended on {show_day(last)}.")
    return None


def why_not_own(viewer: Viewer, school: School) -> Refusal | None:
    """Nobody names a school at which they have a role: what it is asked, and paid, is for others to say."""
    if school.pk not in viewer.school_ids:
        return None
    return Refusal(f"You have a role at {school.name}, so someone else must name it.", "school")


def first_day_for(decision: Decision | None, today: date) -> date:
    """The first day that support can have: the decision's own where it has begun, else today."""
    return min(decision.starts_on, today) if decision and decision.starts_on else today


def why_no_one_answers(school: School, *, is_there: bool) -> Refusal | None:
    """Somebody of the school must be able to say yes or no."""
    if is_there:
        return None
    return Refusal(
        f"No one at {school.name} can accept or decline support in Locality. Choose another school, or ask your council’s "
        "locality team to invite someone there.",
        "school",
    )


def why_not_now(placement: Placement, event: OfPlacement) -> Refusal | None:
    """Support is answered once, and what has ended stays so."""
    if PLACEMENTS.is_possible(placement.state, event):
        return None
    if placement.state == PlacementIs.PROPOSED:
        return Refusal(f"{placement.school.name} has not answered yet.")
    if placement.state == PlacementIs.ACCEPTED:
        if event in (OfPlacement.ACCEPT, OfPlacement.DECLINE):
            who = placement.answered_by.name if placement.answered_by else placement.school.name
            return Refusal(f"{who} has already accepted this support. To stop it, cancel it.")
        return Refusal(f"{placement.school.name} has not finished this support yet.")
    return Refusal(f"This support is already {placement.label.lower()}.")


def why_not_begun(placement: Placement, today: date) -> Refusal | None:
    """Hours are given from the first day on."""
    if placement.starts_on <= today:
        return None
    return Refusal(f"The support starts on {show_day(placement.starts_on)}. Record hours from that day.")


def may_cancel(viewer: Viewer, placement: Placement) -> bool:
    """Who asked for it, and the offering school once it has accepted; before, it declines."""
    if placement.decision_id:
        asked = viewer.can(Permission.SUPPORT_PLACE, community=placement.receiver.community) or viewer.can(
            Permission.SUPPORT_PLACE, community=placement.decision.rfr.community if placement.decision else None
        )
    else:
        asked = viewer.can(Permission.SUPPORT_OFFER, school=placement.receiver)
    gives = viewer.can(Permission.SUPPORT_OFFER, school=placement.school)
    return asked or (gives and placement.state == PlacementIs.ACCEPTED)


def is_within(placement: Placement) -> bool:
    """Whether the school that gives it belongs to the community of the request, whose members read the request anyway."""
    return placement.decision is None or placement.school.community_id == placement.decision.rfr.community_id


def may_read_request(viewer: Viewer, placement: Placement) -> bool:
    """Whether a person may know the title and the reference of the request: a school elsewhere never does (RES-9)."""
    if placement.decision is None or is_within(placement):
        return True
    community = placement.decision.rfr.community
    return viewer.can(Permission.SUPPORT_SEE, school=placement.receiver, community=community)


def why_not_time(placement: Placement, day: date, hours: Decimal, today: date) -> Refusal | None:
    """Hours are given in quarters, on a day of the support that has come."""
    if hours * QUARTERS != (hours * QUARTERS).to_integral_value() or not 0 < hours <= MOST_A_DAY:
        return Refusal(f"Hours given must be from 0.25 to {MOST_A_DAY}, in quarters of an hour, like 1.5", "hours")
    if day > today:
        return Refusal("Day must be today or in the past", "day")
    if day < placement.starts_on:
        return Refusal(f"Day must be on or after {show_day(placement.starts_on)}, when the support starts", "day")
    return None


def why_not_as_seen(newest: TimeEntry | None, now: str, seen: str | None) -> Refusal | None:
    """Hours are recorded by who knows of those recorded so far: two windows do not record the same visit."""
    if newest is None or seen in {None, now}:
        return None
    hours = count_hours(newest.hours)
    return Refusal(
        f"{newest.by.name} recorded {hours} for {show_day(newest.day)} while you had this page open. If your hours are not "
        "among those on this page, record them now.",
        "hours",
    )


def why_not_answer(helped: str) -> Refusal | None:
    """One of four answers."""
    return None if helped in Helped.Answer.values else Refusal("Select whether the support helped", "helped")


def why_not_answered_as_seen(last: Helped | None, seen: int | None) -> Refusal | None:
    """Two colleagues do not answer over one another without knowing."""
    if last is None or seen in {None, last.pk}:
        return None
    return Refusal(
        f"{last.by.name} answered “{last.get_helped_display()}” while you had this page open. Send your answers again if they "
        "should count instead.",
        "helped",
    )


def why_not_asked_again(placement: Placement | None) -> Refusal | None:
    """The same support is not asked for twice while the school has not answered."""
    if placement is None:
        return None
    return Refusal(
        f"{placement.receiver.name} has already asked for this support: {count_hours(placement.hours)} from "
        f"{show_day(placement.starts_on)}. {placement.school.name} needs to accept or decline it first. "
        "Change the hours or the days, or wait for the answer.",
        "hours",
    )


def why_not_corrected(entry: TimeEntry, hours: Decimal, *, has_correction: bool) -> Refusal | None:
    """An entry is corrected once, to another number; a correction is corrected like any entry."""
    if has_correction:
        return Refusal("Someone has already corrected these hours. Go back to see them.")
    if hours * QUARTERS != (hours * QUARTERS).to_integral_value() or not 0 <= hours <= MOST_A_DAY:
        return Refusal(f"Hours given must be from 0 to {MOST_A_DAY}, in quarters of an hour, like 1.5", "hours")
    if hours == entry.hours:
        return Refusal("Hours given must be different from the hours you are correcting", "hours")
    return None
