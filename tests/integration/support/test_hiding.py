"""No text of support names a pupil, however the name is written; and the offering school sees nothing of the request."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.outbox.models import Message
from locality.support.actions import answering, giving, offering, placing
from locality.support.models import Offer, Placement, TimeEntry
from tests.awkward_names import NAMES
from tests.integration.support.arranging import HALF, approved, asked, named, offered, said, today
from tests.world import BORN, PUPIL, Side, acting, request_in

pytestmark = [pytest.mark.clause("RES-6"), pytest.mark.clause("RES-9")]

FULL = [(each.pupils[0], text) for each in NAMES for text in each.spelled if len(text.split()) > 1][::3]
"""Pupils as they are listed, each with a way in which somebody writes the whole name."""


def test_awkward_names_are_hidden_before_anything_is_kept(kent: Side) -> None:
    assert len(FULL) > 12
    for listed in sorted({listed for listed, _ in FULL}):
        request_in(kent, "accepted", **{"pupil.1.name": listed})
    giver, asker = acting(kent.people["representative"]), acting(kent.people["signatory"])
    at, offer = timezone.now(), offered(kent, hours_a_term=100)
    kept: list[str] = []
    for _, written in FULL[:10]:
        text = f"It began with {written} here."
        new = said(topic=text[:100], what=text, hours_a_term=100)
        offering.change_offer(offer=offer, said=new, by=giver, at=at)
        placement = placing.ask_for_support(
            offer=offer, receiver=kent.school, asked=asked(1, wanted=text), by=asker, at=at
        )
        answering.accept_support(placement=placement, contact=f"SENCO of {written}", by=giver, at=at)
        giving.record_hours(placement=placement, day=today(), hours=HALF, note=text, by=giver, at=at)
        answering.cancel_support(placement=placement, reason=text, by=asker, at=at)
        offer.refresh_from_db()
        placement.refresh_from_db()
        entry = TimeEntry.objects.latest("pk")
        for each in (
            offer.topic,
            offer.what,
            offer.search_text,
            placement.wanted,
            placement.contact,
            placement.reason,
            entry.note,
        ):
            assert written.casefold() not in each.casefold(), (written, each)
            assert "pupil" in each.casefold(), (written, each)
            kept.append(each)
    written_out = " ".join(
        [*(f"{each.subject} {each.lines}" for each in Message.objects.filter(kind="support")),
         *(f"{each.subject} {each.after}" for each in Event.objects.filter(subject_type__startswith="support"))]
    )  # fmt: skip
    assert not [written for _, written in FULL[:10] if written.casefold() in written_out.casefold()]
    assert len(kept) == 70


def test_the_offering_school_sees_reference_title_and_hours_and_nothing_of_the_form(kent: Side) -> None:
    rfr = approved(kent)
    placement = named(kent, rfr)
    client = Client()
    client.force_login(kent.people["other_signatory"])
    for name in ("support_placement", "support_answer"):
        page = client.get(reverse(name, args=[placement.pk])).content.decode()
        text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert rfr.reference in text
        assert "How can Pupil A come to feel safe in class?" in text
        for hidden in (*PUPIL.split(), str(BORN.year), "notional budget", "All agreed", "£1,000", "Year 4"):
            assert hidden not in text, hidden
    told = Message.objects.filter(kind="support", to=kent.people["other_signatory"])
    assert told.exists()
    for each in told:
        assert not [word for word in PUPIL.split() if word in f"{each.subject} {each.lines}"]
    assert Offer.objects.count() == 0
    assert Placement.objects.get().wanted == ""
