"""Support is named, asked for, answered, given, finished and judged by its receiver: killed at each write."""

from django.db.models import Sum
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.models import School
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.support.actions import answering, giving, judging, placing
from locality.support.models import Helped, Offer, Placement, TermHours, TimeEntry
from locality.support.workflow import PlacementIs
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.integration.support.arranging import HALF, approved, asked, offered, today
from tests.world import acting, make_side

OTHER, FIRST = 801002, 801001


def set_up() -> None:
    """An offer of ten hours, and an approved request that asks for another school's support."""
    side = make_side("Wealdshire", "801", 801000, now=timezone.now())
    offered(side)
    approved(side)


def acts() -> dict[str, Act]:
    now = timezone.now()

    def by(role: str) -> dict[str, object]:
        return {"by": acting(User.objects.get(email=f"{role}@801.example")), "at": now}

    def of_decision() -> Placement:
        return Placement.objects.get(decision__isnull=False)

    def of_school() -> Placement:
        return Placement.objects.get(decision=None)

    first, other = School.objects.get(urn=FIRST), School.objects.get(urn=OTHER)
    offer, rfr, giver = Offer.objects.get(), ResourceRequest.objects.get(), by("representative")
    return {
        "named": lambda: placing.name_school(
            rfr=rfr, offer=offer, school=other, asked=asked(4, wanted=""), **by("clerk")
        ),
        "declined": lambda: answering.decline_support(placement=of_decision(), reason="Away", **giver),
        "asked": lambda: placing.ask_for_support(offer=offer, receiver=first, asked=asked(7), **by("signatory")),
        "accepted": lambda: answering.accept_support(placement=of_school(), contact="SENCO", **giver),
        "given": lambda: giving.record_hours(placement=of_school(), day=today(), hours=HALF, note="", **giver),
        "finished": lambda: answering.finish_support(placement=of_school(), **giver),
        "judged": lambda: judging.judge_support(
            placement=of_school(), helped="somewhat", changed="Calmer.", **by("school_editor")
        ),
    }  # type: ignore[dict-item] # what is done is handed on as it is


def check(outcome: Outcome) -> None:
    """What each act did, its event, its messages and the hours it books are there together or not at all."""
    named, of_school = (Placement.objects.filter(decision__isnull=each).first() for each in (False, True))
    state = of_school.state if of_school else ""
    done = {
        "named": {named is not None, _logged("support.proposed", named)},
        "declined": {bool(named and named.state == PlacementIs.DECLINED), _logged("support.declined", named)},
        "asked": {of_school is not None, _logged("support.proposed", of_school)},
        "accepted": {state in {PlacementIs.ACCEPTED, PlacementIs.DONE}, _logged("support.accepted", of_school)},
        "given": {TimeEntry.objects.exists(), _logged("support.hours_recorded", of_school)},
        "finished": {state == PlacementIs.DONE, _logged("support.finished", of_school)},
        "judged": {Helped.objects.exists(), _logged("support.judged", of_school)},
    }
    for act, said in done.items():
        assert len(said) == 1, f"{act}: half done"
        assert act not in outcome.acks or said == {True}, f"{act}: lost"
    booked = TermHours.objects.aggregate(booked=Sum("booked"))["booked"] or 0
    expected = {"": 0, PlacementIs.DONE: 2}.get(state, 7)
    expected += 4 if named and named.state == PlacementIs.PROPOSED else 0
    assert booked == expected, f"{booked} hours are booked, and not {expected}"
    told = Message.objects.filter(kind="support", subject__startswith="Accept or decline").count()
    assert told == 2 * ((named is not None) + (of_school is not None))


def _logged(action: str, of: Placement | None) -> bool:
    return (
        of is not None and Event.objects.filter(action=action, subject_type="support", subject_id=str(of.pk)).exists()
    )


SUPPORT = Scenario(set_up, acts, check)
