"""Positions typed afterwards are no more than people can have taken: those in the room, or who belong there (CHA-8, DEC-1)."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.models import Entry
from locality.communities.models import AuthorityRules
from locality.live.actions import interests, running
from locality.meetings.models import ItemRecord, Position, RegisterRow
from locality.meetings.queries.in_the_room import most_positions
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import text_of
from tests.world import PUPIL, Side, acting, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CHA-8", "DEC-1")]


@pytest.fixture
def here(kent: Side) -> Room:
    """Two chairs, four members and others who take no position: clerk, deputy, officer."""
    return room(kent)


def declining(**counts: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "summary": "Most disagreed.", "outcome": "declined", "reasons": "Free.", "own_provision": "A group.",
        "alternatives": "A visit.", "method": "chair", "decided_on-day": str(today.day),
        "decided_on-month": str(today.month), "decided_on-year": str(today.year),
    } | counts  # fmt: skip


def errors_of(page: Any) -> str:
    return text_of(page).partition("There is a problem")[2][:200]


def test_more_positions_than_people_in_the_room_are_refused_at_the_field(here: Room) -> None:
    here.all_here()
    entitled = RegisterRow.objects.filter(meeting=here.meeting, votes=True)
    assert entitled.count() == 6  # two chairs, two members, the representative and the asking school's
    people = RegisterRow.objects.filter(meeting=here.meeting, state="present").count()
    clerk, reference = here.desk("clerk"), here.requests[0].reference
    page = clerk.post("request_decide", reference, **declining(agree="99"))
    assert page.status_code == 400
    assert f"That makes 99 positions. {people} people were in the room, and 6 could give a position" in errors_of(page)
    assert 'id="id_agree-error"' in page.content.decode()
    page = clerk.post("request_decide", reference, **declining(agree="1", disagree="5", abstain="1"))
    assert page.status_code == 400
    assert "That makes 7 positions." in errors_of(page)
    assert 'id="id_disagree-error"' in page.content.decode()
    assert not Decision.objects.exists()
    page = clerk.post("request_decide", reference, **declining(agree="1", disagree="4", abstain="1"))
    assert page.status_code == 302, errors_of(page)
    decision = Decision.objects.get()
    assert (decision.agree, decision.disagree, decision.abstain) == (1, 4, 1)


def test_who_left_is_counted_and_who_declared_an_interest_is_not(here: Room) -> None:
    here.all_here()
    RegisterRow.objects.filter(pk=here.row(here.members[0]).pk).update(state="left")
    interests.declare(
        here.meeting, here.item(), here.row(here.members[1]), interest="A cousin", by=acting(here.side.people["chair"]),
        at=timezone.now(),
    )  # fmt: skip
    RegisterRow.objects.filter(pk=here.row("conflicted_chair").pk).update(state="absent")
    assert most_positions(here.requests[0], here.meeting).number == 4


def test_positions_that_were_taken_on_the_screens_always_count(here: Room) -> None:
    """Somebody marked as absent by mistake after it does not make the decision impossible."""
    here.summed_up()
    row = here.row("representative")
    Position.objects.create(item=here.item(), attendance=row, stance="agree", at=timezone.now())
    RegisterRow.objects.filter(meeting=here.meeting, votes=True).exclude(person=here.side.people["chair"]).update(
        state="absent"
    )
    assert most_positions(here.requests[0], here.meeting).number == 2


@pytest.mark.parametrize(("chairs", "clerks", "number"), [(True, False, 6), (False, False, 4), (True, True, 8)])
def test_without_a_register_it_is_the_community_that_bounds(
    here: Room, chairs: bool, clerks: bool, number: int
) -> None:
    AuthorityRules.objects.filter(authority=here.side.authority).update(chair_votes=chairs, clerk_votes=clerks)
    most = most_positions(here.requests[0], here.meeting)
    assert most.number == number  # four schools, two chairs, clerk and deputy
    assert most.because == f"No register was taken, and the community has {number} who can give a position."
    page = here.desk("clerk").post("request_decide", here.requests[0].reference, **declining(agree=str(number + 1)))
    assert page.status_code == 400
    assert f"That makes {number + 1} positions. No register was taken" in errors_of(page)
    assert (
        here.desk("clerk")
        .post("request_decide", here.requests[0].reference, **declining(agree=str(number)))
        .status_code
        == 302
    )


def test_the_action_refuses_them_too_also_in_a_correction(here: Room) -> None:
    here.all_here()
    by, at, request = here.side.people["clerk"], timezone.now(), here.requests[0]
    with pytest.raises(NotPossible, match="That makes 7 positions"):
        deciding.decide(request, ruling(agree=7), by=acting(by, at), at=at)
    deciding.decide(request, ruling(agree=6, disagree=0, abstain=0), by=acting(by, at), at=at)
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=at)
    wrong = replace(ruling(), agree=5, disagree=2)
    with pytest.raises(NotPossible, match="That makes 7 positions"):
        deciding.correct(request, wrong, ground=Decision.Ground.ERROR, reason="Counted again", by=acting(by, at), at=at)
    right = replace(wrong, disagree=1)
    deciding.correct(request, right, ground=Decision.Ground.ERROR, reason="Counted again", by=acting(by, at), at=at)
    assert Decision.objects.latest("number").disagree == 1


@pytest.mark.clause("CHA-7")
def test_the_chairs_summary_is_written_once_wherever_the_decision_is_recorded(here: Room) -> None:
    ItemRecord.objects.update_or_create(item=here.item(), defaults={"summary": f"{PUPIL} needs a mentor."})
    page = here.desk("clerk").get("request_decide", here.requests[0].reference).content.decode()
    assert "Pupil A needs a mentor.</textarea>" in page


def test_one_position_is_said_as_one(here: Room) -> None:
    here.begin()
    RegisterRow.objects.filter(meeting=here.meeting).update(votes=False)
    page = here.desk("clerk").post("request_decide", here.requests[0].reference, **declining(abstain="1"))
    assert "That makes 1 position. 1 person was in the room, and no one could give a position" in errors_of(page)


@pytest.mark.clause("DIS-5")
def test_positions_left_as_they_are_on_record_are_not_asked_about_in_a_correction(here: Room) -> None:
    """Ten were counted before a register was taken of seven who could; the amount alone is wrong."""
    here.all_here()
    by, at, request = here.side.people["clerk"], timezone.now(), here.requests[0]
    deciding.decide(request, ruling(agree=5, abstain=1), by=acting(by, at), at=at)
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=at)
    RegisterRow.objects.filter(meeting=here.meeting, person__in=here.members).update(votes=False)
    clerk, typed = here.desk("clerk"), stands(request) | {"amount": "900"}
    page = clerk.post("request_correct", request.reference, **typed | {"agree": "6"})
    assert page.status_code == 400
    assert (
        "That makes 7 positions. 9 people were in the room, and 4 could give a position. Enter no more than 4 in total, "
        in (errors_of(page))
    )
    assert "or delete the numbers if no one counted" in errors_of(page)
    assert Decision.objects.count() == 1
    assert clerk.post("request_correct", request.reference, **typed).status_code == 302
    decision = Decision.objects.latest("number")
    assert (decision.agree, decision.disagree, decision.abstain, decision.amount) == (5, None, 1, 900)


def stands(request: ResourceRequest) -> dict[str, Any]:
    """What the form of a correction sends where nothing but its reason was typed."""
    request.refresh_from_db()
    made = request.decision
    assert made
    days = {
        f"{name}-{part}": str(getattr(getattr(made, name), part))
        for name in ("starts_on", "ends_on", "review_on", "decided_on")
        for part in ("day", "month", "year")
    }
    counts = {name: "" if getattr(made, name) is None else str(getattr(made, name)) for name in ("agree", "disagree")}
    return days | counts | {
        "ground": "error", "reason": "Read wrongly.", "summary": made.summary, "outcome": "approved",
        "responses": ["advice", "funding"], "details": made.details, "amount": "1000", "more_because": made.more_because,
        "method": "consensus", "abstain": str(made.abstain or ""), "date_of_it": "stays", "seen": str(made.number),
    }  # fmt: skip


@pytest.mark.clause("DIS-5")
def test_a_correction_that_would_change_nothing_is_refused_with_what_was_typed(here: Room) -> None:
    here.all_here()
    by, at, request = here.side.people["clerk"], timezone.now(), here.requests[0]
    deciding.decide(request, ruling(agree=5, abstain=1), by=acting(by, at), at=at)
    running.end(here.meeting, by=acting(here.side.people["chair"]), at=at)
    clerk, told, rows = here.desk("clerk"), Message.objects.count(), Entry.objects.count()
    for date_of_it in ("stays", "moves"):
        page = clerk.post("request_correct", request.reference, **stands(request) | {"date_of_it": date_of_it})
        assert page.status_code == 400
        assert "You have not changed anything. Change the answer that is wrong." in errors_of(page)
        assert ">Read wrongly.</textarea>" in page.content.decode()
    assert (Decision.objects.count(), Message.objects.count(), Entry.objects.count()) == (1, told, rows)
    for changed in ({"summary": "Most agreed."}, {"details": "As asked, by half term."}, {"abstain": ""}):
        assert clerk.post("request_correct", request.reference, **stands(request) | changed).status_code == 302
    assert Decision.objects.count() == 4
