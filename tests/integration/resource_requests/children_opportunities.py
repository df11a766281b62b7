"""Opportunities in whose texts everybody wrote the marker pupil's name; and where that could come out."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from locality.opportunities.actions import holding, publishing
from locality.opportunities.models import Booking
from tests.integration.opportunities.arranging import books, held, past, published, said, today
from tests.integration.resource_requests.children_words import SAID, SHORT
from tests.world import Side, acting

Place = tuple[str, str]


def places_of_opportunities(kent: Side) -> list[Place]:
    """One of a school, one that is changed, one of the council, one cancelled, and one that was held and looked back on."""
    host: dict[str, Any] = {"by": acting(kent.people["other_signatory"]), "at": timezone.now()}
    texts = {"title": SHORT, "what": SAID, "place": SHORT, "places": 9}
    named, changed, cancelled = published(kent, **texts), published(kent), published(kent)
    of_council = published(kent, host=kent.authority, audience="council", **texts)
    ahead = (named, changed, of_council, cancelled)
    for each in ahead:
        books(kent, each, "signatory")
        books(kent, each, "school_editor")
    publishing.change_opportunity(opportunity=changed, said=said(**texts), **host)
    publishing.cancel_opportunity(opportunity=cancelled, reason=SAID[:300], **host)
    over = past(kent, "signatory", **texts)
    open_still = past(kent, "signatory", **texts, books_until=today() - timedelta(days=3))
    place = Booking.objects.get(opportunity=over)
    held(kent, over, place)
    holding.answer_question(booking=place, text=SAID[:300], by=acting(kent.people["signatory"]), at=timezone.now())
    return [
        ("opportunities", reverse("opportunities")),
        ("past opportunities", f"{reverse('opportunities')}?when=past"),
        *((f"opportunity {each.pk}", reverse("opportunity", args=[each.pk])) for each in (*ahead, over)),
        *(
            (f"opportunity, {name}", reverse(f"opportunity_{name}", args=[named.pk]))
            for name in ("change", "cancel", "book", "give_up", "file")
        ),
        ("opportunity, who came", reverse("opportunity_who_came", args=[open_still.pk])),
        ("opportunity, the answer", reverse("opportunity_answer", args=[over.pk])),
    ]
