"""One published, booked full, given up, changed, held and looked back on, and another cancelled: killed at each write."""

from datetime import timedelta

from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.models import School
from locality.opportunities.actions import booking, holding, publishing
from locality.opportunities.models import Booking, Opportunity
from locality.outbox.models import Message
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.integration.opportunities.arranging import AHEAD, published, said
from tests.world import acting, make_side

OTHER, FIRST = 801002, 801001
WAITS = "representative"


def set_up() -> None:
    """Two with one place each: the first to book and hold, the second to cancel."""
    side = make_side("Wealdshire", "801", 801000, now=timezone.now())
    published(side, title="First", places=1)
    published(side, title="Second", places=1)


def acts() -> dict[str, Act]:
    now = timezone.now()
    later = now + AHEAD + timedelta(days=1)

    def by(role: str) -> dict[str, object]:
        return {"by": acting(User.objects.get(email=f"{role}@801.example")), "at": now}

    def place(role: str) -> Booking:
        return Booking.objects.get(person__email=f"{role}@801.example")

    first, other = School.objects.get(urn=FIRST), School.objects.get(urn=OTHER)
    one, two, host = Opportunity.objects.get(title="First"), Opportunity.objects.get(title="Second"), by(WAITS)
    after = {"by": acting(User.objects.get(email=f"{WAITS}@801.example")), "at": later}
    return {
        "booked": lambda: booking.book_place(opportunity=one, school=first, **by("signatory")),
        "waits": lambda: booking.book_place(opportunity=one, school=other, **host),
        "withdrawn": lambda: booking.give_up_place(booking=place("signatory"), **by("signatory")),
        "changed": lambda: publishing.change_opportunity(
            opportunity=one, said=said(title="First", place="Room 3", places=1), **by("other_signatory")
        ),
        "held": lambda: holding.record_who_came(
            opportunity=one, came=[place(WAITS).pk], **after | {"by": by("other_signatory")["by"]}
        ),
        "answered": lambda: holding.answer_question(booking=place(WAITS), text="Move it.", **after),
        "cancelled": lambda: publishing.cancel_opportunity(opportunity=two, reason="Ill", **host),
    }  # type: ignore[dict-item] # what is done is handed on as it is


def check(outcome: Outcome) -> None:
    """What each act did, its event and its messages are there together or not at all, and places are counted once."""
    one, two = Opportunity.objects.get(title="First"), Opportunity.objects.get(title="Second")
    places = {each.person.email.split("@")[0]: each for each in Booking.objects.select_related("person")}
    mine, next_one = places.get("signatory"), places.get(WAITS)
    gone, moved = bool(mine and mine.state == "withdrew"), bool(next_one and next_one.state in {"booked", "came"})
    done = {
        "booked": {mine is not None, _logged("booking.booked")},
        "waits": {next_one is not None, _logged("booking.waits")},
        "withdrawn": {
            gone,
            _logged("booking.withdrawn"),
            moved,
            _logged("booking.moved_up"),
            _told("You have a place"),
        },
        "changed": {one.place == "Room 3", one.sequence == 1, _logged("opportunity.changed"), _told("Changed: ")},
        "held": {one.state == "held", _logged("opportunity.held"), _logged("booking.came"), _told("What will you do")},
        "answered": {bool(next_one and next_one.answer), _logged("booking.answered")},
        "cancelled": {two.state == "cancelled", _logged("opportunity.cancelled")},
    }
    for act, said_of_it in done.items():
        assert len(said_of_it) == 1, f"{act}: half done"
        assert act not in outcome.acks or said_of_it == {True}, f"{act}: lost"
    assert one.taken == sum(each.counted for each in places.values()) == int(mine is not None), "places are miscounted"


def _logged(action: str) -> bool:
    return Event.objects.filter(action=action).exists()


def _told(subject: str) -> bool:
    return Message.objects.filter(kind="opportunity", subject__startswith=subject).count() == 1


OPPORTUNITIES = Scenario(set_up, acts, check)
