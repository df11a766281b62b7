"""Support that schools offer and give, in which everybody wrote the marker pupil's name; and where that could come out."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from locality.support.actions import answering, giving, judging, offering, placing
from tests.integration.resource_requests.children_words import SAID, SHORT
from tests.integration.support.arranging import asked, offered, said, today
from tests.world import Side, acting, request_in, ruling

Place = tuple[str, str]


def places_of_support(kent: Side) -> list[Place]:
    """Two offers; support asked for, accepted with hours, declined and cancelled; and some for a decision."""
    giver: dict[str, Any] = {"by": acting(kent.people["other_signatory"]), "at": timezone.now()}
    asker: dict[str, Any] = {"by": acting(kent.people["signatory"]), "at": timezone.now()}
    clerk: dict[str, Any] = {"by": acting(kent.people["clerk"]), "at": timezone.now()}
    named, changed = offered(kent, topic=SHORT, what=SAID, hours_a_term=90), offered(kent, hours_a_term=90)
    offering.change_offer(offer=changed, said=said(topic=SHORT, what=SAID, hours_a_term=90), **giver)
    waiting, given, declined, cancelled = (
        placing.ask_for_support(offer=named, receiver=kent.school, asked=asked(hours, wanted=SAID[:300]), **asker)
        for hours in (2, 3, 4, 5)
    )
    finished = placing.ask_for_support(offer=named, receiver=kent.school, asked=asked(6, wanted=SAID[:300]), **asker)
    answering.accept_support(placement=finished, contact=SHORT[:60], **giver)
    answering.finish_support(placement=finished, **giver)
    judging.judge_support(placement=finished, helped="a_lot", changed=SAID[:300], **asker)
    answering.accept_support(placement=given, contact=SHORT[:60], **giver)
    entry = giving.record_hours(placement=given, day=today(), hours=Decimal(1), note=SHORT, **giver)
    giving.correct_hours(entry=entry, hours=Decimal(2), note=SHORT, **giver)
    answering.decline_support(placement=declined, reason=SAID[:300], **giver)
    answering.cancel_support(placement=cancelled, reason=SAID[:300], **asker)
    decided = ruling(summary=SAID, details=SAID, school_support=True)
    rfr = request_in(kent, "approved", decided=decided, solution=SAID)
    of_decision = placing.name_school(rfr=rfr, offer=None, school=kent.other_school, asked=asked(3, wanted=""), **clerk)
    other = request_in(kent, "approved", decided=decided, solution=SAID)
    placing.find_later(rfr=other, owner="clerk", until=today() + timedelta(days=9), **clerk)
    arranged = (waiting, given, declined, cancelled, finished, of_decision)
    return [
        *((name, reverse(name)) for name in ("support", "support_placements", "support_both_ways")),
        *((f"offer {each.pk}", reverse("support_offer", args=[each.pk])) for each in (named, changed)),
        ("offer to change", reverse("support_offer_change", args=[named.pk])),
        ("offer to ask for", reverse("support_ask", args=[named.pk])),
        *((f"support {each.pk}", reverse("support_placement", args=[each.pk])) for each in arranged),
        *(
            (f"support {each.pk} to answer", reverse("support_answer", args=[each.pk]))
            for each in (waiting, of_decision)
        ),
        ("support to cancel", reverse("support_cancel", args=[waiting.pk])),
        ("support to finish", reverse("support_finish", args=[given.pk])),
        ("whether it helped", reverse("support_helped", args=[finished.pk])),
        ("hours to correct", reverse("support_hours_correct", args=[given.entries.get(corrects=entry).pk])),
        ("school to name", reverse("support_name", args=[other.reference])),
    ]
