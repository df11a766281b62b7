"""What addresses of opportunities can name: one to come that needs more people, one of yesterday; and their forms."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from locality.opportunities.actions import holding
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import with_a_place
from locality.opportunities.rules.bookings import mark_of_who_came
from locality.opportunities.rules.opportunities import mark_of_opportunity
from locality.values.working_days import day_of
from tests.house.permission_live import Fields, Sending
from tests.integration.opportunities.arranging import books, past, published
from tests.world import Side, acting


def make_opportunities(side: Side) -> dict[str, dict[str, Any]]:
    """The other school publishes one that two have booked of the five it needs, and has held another, whose guest is asked."""
    today = day_of(timezone.now())
    ahead = published(side, places=20, fewest=5, books_until=today)
    for who in ("signatory", "representative"):
        books(side, ahead, who)
    over, asked = past(side, "signatory", title="Of yesterday"), past(side, "signatory", title="Looked back on")
    came = [each.pk for each in Booking.objects.filter(opportunity=asked)]
    by = acting(side.people["representative"])
    holding.record_who_came(opportunity=asked, came=came, by=by, at=timezone.now())
    pages = ("", "_change", "_go_ahead", "_cancel", "_file", "_book", "_give_up")
    return {
        **{f"opportunity{page}": {"pk": ahead.pk} for page in pages},
        "opportunity_who_came": {"pk": over.pk},
        "opportunity_answer": {"pk": asked.pk},
    }


def _day(name: str, value: date) -> Fields:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def _opportunity(_: Sending) -> Fields:
    today = day_of(timezone.now())
    return {
        "kind": "course", "title": "First words", "what": "For Reception teachers.",
        **_day("day", today + timedelta(days=9)), "starts": "15:30", "ends": "17:00", "place": "The hall", "places": "9",
        **_day("books_until", today), "audience": "community",
    }  # fmt: skip


def _again(sending: Sending) -> Fields:
    """As somebody sends it who has read what it says."""
    found = Opportunity.objects.get(authority=sending.side.authority, fewest=5)
    return {**_opportunity(sending), "seen": mark_of_opportunity(found)}


def _who_came(sending: Sending) -> Fields:
    found = with_a_place(Opportunity.objects.get(authority=sending.side.authority, title="Of yesterday"))
    return {"came": [each.pk for each in found], "seen": mark_of_who_came(found)}


OPPORTUNITY_FORMS = {
    "opportunity": _opportunity,
    "opportunity_again": _again,
    "opportunity_why": lambda _: {"reason": "Our lead is ill."},
    "who_came": _who_came,
    "will_do": lambda _: {"answer": "Move our calm corner."},
}
