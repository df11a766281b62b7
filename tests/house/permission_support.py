"""What addresses of support can name: offers, support that waits for an answer or was accepted, hours; and their forms."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from locality.support.actions import giving, offering
from locality.support.actions.services import add_service
from locality.values.working_days import day_of
from tests.house.permission_live import Fields, Sending
from tests.integration.support.arranging import accept, asked_for, finish, offered
from tests.world import Side, acting


def make_support(side: Side) -> dict[str, dict[str, Any]]:
    """The other school offers twice, once paused; the first asks four times: answered three times, and one is finished."""
    by, now = acting(side.people["representative"]), timezone.now()
    offer, paused = offered(side, hours_a_term=100), offered(side, topic="Reading aloud")
    offering.pause_offer(offer=paused, by=by, at=now)
    waiting, running, over = (asked_for(side, offer, hours) for hours in (1, 2, 3))
    done = finish(side, accept(side, asked_for(side, offer, 4)))
    accept(side, running)
    accept(side, over)
    entry = giving.record_hours(placement=over, day=day_of(now), hours=Decimal(1), note="A visit", by=by, at=now)
    of_offer = {"pk": offer.pk}
    pages = ("support_offer", "support_offer_change", "support_offer_pause", "support_offer_close", "support_ask")
    service = add_service(
        authority=side.authority, name="Hearing service", by=acting(side.people["locality_team"]), at=now
    )
    return {
        **dict.fromkeys(pages, of_offer),
        "support_service_close": {"pk": service.pk},
        "support_offer_reopen": {"pk": paused.pk},
        "support_answer": {"pk": waiting.pk},
        "support_cancel": {"pk": waiting.pk},
        "support_placement": {"pk": running.pk},
        "support_finish": {"pk": over.pk},
        "support_helped": {"pk": done.pk},
        "support_hours_correct": {"pk": entry.pk},
    }


def _today() -> date:
    return day_of(timezone.now())


def _day(name: str, value: date) -> Fields:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def _offer(_: Sending) -> Fields:
    return {
        "kind": "advice", "topic": "Calm lunch times", "what": "A visit.", "phases": ["for_primary"], "ways": ["online"],
        "hours_a_term": "90", "costs": "free", **_day("starts_on", _today()), "audience": "area",
    }  # fmt: skip


def _ask(_: Sending) -> Fields:
    days = _day("starts_on", _today()) | _day("ends_on", _today() + timedelta(days=9))
    return {"hours": "2", **days, "wanted": "How to plan lunch."}


def _name(sending: Sending) -> Fields:
    days = _day("starts_on", _today()) | _day("ends_on", _today() + timedelta(days=9))
    return {"who": "other", "school": sending.side.other_school.pk, "hours": "2", **days}


SUPPORT_FORMS = {
    "support_offer": _offer,
    "support_ask": _ask,
    "support_service": lambda sending: {"name": f"Service of {sending.who}"},
    "support_name": _name,
    "support_answer": lambda _: {"answer": "accept", "contact": "SENCO"},
    "support_why": lambda _: {"reason": "Not needed"},
    "support_helped": lambda _: {"helped": "somewhat", "changed": "Lunch times are calmer."},
    "support_hours": lambda _: {**_day("day", _today()), "hours": "0.5", "note": "By telephone"},
    "support_right_hours": lambda _: {"hours": "0.5", "note": "It was shorter"},
}
