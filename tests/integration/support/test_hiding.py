"""No text of support names a pupil, however the name is written; and the offering school sees nothing of the request."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.models import School
from locality.outbox.models import Message
from locality.support import tasks
from locality.support.actions import answering, giving, offering, placing
from locality.support.models import Offer, Placement, TimeEntry
from tests.awkward_names import NAMES
from tests.integration.support.arranging import HALF, accept, approved, asked, named, offered, said, today
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


def read_by(side: Side, who: str, placement: Placement) -> dict[str, str]:
    """What somebody reads of it on each page that shows it, in plain words."""
    client = Client()
    client.force_login(side.people[who])
    addresses = {"list": reverse("support_placements"), "home": reverse("home")}
    for name in ("support_placement", "support_answer", "support_cancel"):
        addresses[name] = reverse(name, args=[placement.pk])
    answers = {name: client.get(address) for name, address in addresses.items()}
    return {name: " ".join(re.sub(r"<[^>]+>", " ", each.content.decode()).split()) for name, each in answers.items()}


def told(side: Side, who: str) -> str:
    return " ".join(f"{each.subject} {each.lines}" for each in Message.objects.filter(to=side.people[who]))


@pytest.mark.parametrize("with_offer", [True, False])
def test_a_school_of_another_community_reads_no_title_and_no_reference(kent: Side, with_offer: bool) -> None:
    rfr = approved(kent)
    title = "How can Pupil A come to feel safe in class?"
    School.objects.filter(pk=kent.other_school.pk).update(community=kent.neighbour)
    kent.other_school.refresh_from_db()
    offer = offered(kent, audience="area") if with_offer else None
    Message.objects.all().delete()
    placement = named(kent, rfr, offer)
    pages = read_by(kent, "other_signatory", placement)
    for name in ("list", "home", "support_placement", "support_answer"):
        assert "Wealdshire School 1" in pages[name], name
        assert ("Calm lunch times" in pages[name]) == with_offer, name
    for text in (*pages.values(), told(kent, "other_signatory")):
        assert title not in text
        assert rfr.reference not in text
    assert "4 hours of support" in told(kent, "other_signatory")
    assert ("It is about: “Calm lunch times”" in told(kent, "other_signatory")) == with_offer
    waiting = tasks.tasks_for(acting(kent.people["clerk"])).waiting
    assert [each.about.topic for each in waiting] == [""]  # a reminder repeats it to the school
    for who in ("clerk", "signatory"):
        page = read_by(kent, who, placement)["support_placement"]
        assert title in page, who
        assert rfr.reference in page, who
    accept(kent, placement)
    assert title not in read_by(kent, "representative", placement)["support_cancel"]


def test_a_school_of_the_community_reads_the_title_and_the_reference(kent: Side) -> None:
    rfr = approved(kent)
    title = "How can Pupil A come to feel safe in class?"
    placement = named(kent, rfr, offered(kent))
    pages = read_by(kent, "other_signatory", placement)
    for name in ("list", "home", "support_placement", "support_answer"):
        assert title in pages[name], name
    assert rfr.reference in pages["support_answer"]
    assert f"It is about: “{title}" in told(kent, "other_signatory")
    assert next(iter(tasks.tasks_for(acting(kent.people["clerk"])).waiting)).about.topic.startswith(title)


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
    messages = Message.objects.filter(kind="support", to=kent.people["other_signatory"])
    assert messages.exists()
    for each in messages:
        assert not [word for word in PUPIL.split() if word in f"{each.subject} {each.lines}"]
    assert Offer.objects.count() == 0
    assert Placement.objects.get().wanted == ""
