"""Pupils' identity: seen by those who may, on no way out by anybody else, and each sight on record (RES-9)."""

import gc
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event, Refusal, Sight
from locality.communities.models import AuthorityRules
from locality.outbox.delivery import mail_of
from locality.outbox.models import Message
from locality.resource_requests.actions import handing_over
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.views import reading
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.integration.resource_requests.children_words import (
    CHILD,
    CONTINUED,
    COPIED,
    DAYS,
    FIRST,
    FORMERS,
    FRIEND,
    FRIENDS,
    HEAD,
    LAST,
    MARKERS,
    REMOVED,
    SAID,
)
from tests.integration.resource_requests.children_world import World, make_world
from tests.integration.resource_requests.ways_out import (
    FORM_PAGES,
    addresses_of,
    any_of,
    at,
    client_of,
    fold,
    looks,
    of_lists,
    search,
    text_of,
)
from tests.text_fields import PLANTED
from tests.world import PUPIL, Side, acting, request_in, submit

pytestmark = [
    pytest.mark.clause("RES-9"),
    pytest.mark.django_db,  # inside the transaction of the module
]

SEE_ALL = {"school_editor", "signatory", "chair", "conflicted_chair", "clerk", "deputy_clerk", "hnf_officer", "finance"}
SEE_NONE = {"representative", "moderator", "locality_team"}
OUTSIDE = {
    "other_chair", "area_board_member", "data_protection_officer", "administrator", "former_clerk", "nobody",
    "adviser", "invited_adviser",
}  # fmt: skip
PARTNER = "other_signatory"
LETTERS = re.compile(r"Pupil A, Year 4\W+Pupil B, Year 5(?!,| ·| \()")
"""All that another school reads of the pupils: the letter and the year."""
TELLING = re.compile(r"(SEN Support|EHCP|Looked After Child)\W+\d")
"""How many of so few pupils are what: it would tell another school of a child; the council counts them."""
WRITERS = {"school_editor", "signatory", "conflicted_chair"}
ONE_OF_EACH = {"clerk", "representative", PARTNER}

NAMING_PAGES = ("request_timeline", "request_compare 2", "request_check", "request_write", "request_section solution",
                "request_section pupils", "request_pupil 1", "request_pupil_remove 1", "request_review",
                "request_decide", "request_correct", "request_receive", "request_exceptional", "request_moderate",
                "request_question", "request_reply", "request_contact", "request_forward", "meeting_item",
                "meeting_pack")  # fmt: skip
"""Pages seen to show a name to somebody, so that the test below looks where there is something to see."""
TWICE = {"deputy_clerk", "conflicted_chair", "school_editor"}
"""Who has the same ways out of meetings and money as another."""
READ_IN_FULL = (
    "meeting_item", "meeting_pack", "request of the cancelled meeting", "own item meeting_item_change", "practice_change",
    "practice_share", "request_outcomes", "request_outcomes reported", "request_outcomes moved", "request_agree_outcomes",
    "request_report", "request_report corrected",
)  # fmt: skip
"""Where those who may see a name do, among the places of meetings and money: also to mend what they typed."""
ALL = (*MARKERS, *FRIENDS, *FORMERS)
STAND_INS = ("Pupil A", "a pupil", "(date of birth)", "(name)")
AT_MEETINGS = ("meeting_item", "meeting_pack")
"""The ways of a meeting in which a request is read."""
DRAFT_PAGES = (*FORM_PAGES, "request_timeline", "request_write", "request_check", "request_section solution",
               "request_section pupils", "request_pupil 1", "request_line 1")  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        gc.collect()
        gc.freeze()  # else each answer looks through all that Django and the world have loaded
        yield made
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        transaction.set_rollback(True)


@pytest.fixture
def kent(world: World) -> Side:
    return world.kent


@pytest.fixture
def told(world: World) -> ResourceRequest:
    return world.told


def _everybody(kent: Side) -> Iterator[str]:
    assert SEE_ALL | SEE_NONE | OUTSIDE | {PARTNER} == set(kent.people)
    yield from sorted(kent.people)


def test_each_form_shows_names_to_those_who_may_and_letters_to_others(world: World) -> None:
    for who in _everybody(world.kent):
        for name in FORM_PAGES:
            look = at(world.looks_of(who), name)
            assert (look.status == 200) == (who not in OUTSIDE), (who, name)
            if who in SEE_ALL:
                assert f"{PUPIL}, born 27 March 2018, Year 4" in look.text, (who, name)
                assert FRIEND in look.text, (who, name)
            elif who in SEE_NONE:
                seen = " ".join(re.sub(r"<[^>]+>", " ", look.text).split())
                assert LETTERS.search(seen), (who, name)
                assert who != "representative" or not TELLING.search(seen), (name, TELLING.search(seen))
            elif who == PARTNER:
                assert "Pupil A, Year 4" in look.text, name
                assert "Pupil A, Year 4, " not in look.text, name
                assert f"{FRIEND}, born 9 August 2017, Year 5" in look.text, name


def test_no_way_out_shows_names_to_anybody_else(world: World) -> None:
    faults = []
    for who in sorted(set(world.kent.people) - SEE_ALL):
        hidden = MARKERS if who == PARTNER else (*MARKERS, *FRIENDS)
        for look in world.looks_of(who):
            assert look.status < 500, (who, look.name)
            faults += [f"{who} reads {word} in {look.name}" for word in any_of(hidden, look.text)]
    assert not faults, "\n".join(faults)


def test_no_former_pupil_is_named_to_anybody_else(world: World) -> None:
    """Of a copy, a continuation, a draft row replaced or taken off, another request; and who shares the head's surname."""
    faults = []
    for how, request in world.former.items():
        for who in sorted({*SEE_NONE, PARTNER, "other_chair", "area_board_member", "invited_adviser"}):
            for look in world.looks_at_former(who, request):
                assert look.status < 500, (who, how, look.name)
                told = any_of((*FORMERS, "Tamsin", "Underwoodley"), look.text + look.beside)
                faults += [f"{who} reads {word} in {look.name} of the request {how}" for word in told]
        assert at(world.looks_at_former("representative", request), "request").status == 200
        assert at(world.looks_at_former("representative", request), "request_pdf").status == 200
    assert not faults, "\n".join(faults)


def test_who_may_reads_a_former_pupil_by_name_and_is_recorded(world: World) -> None:
    named = {"copied": COPIED, "continued": CONTINUED, "removed": REMOVED, "family": CHILD}
    for how, name in named.items():
        for who in ("chair", "signatory"):
            look = at(world.looks_at_former(who, world.former[how]), "request")
            first = name.split()[0]
            assert any_of([first], look.text), (who, how)
            assert look.sights, (who, how)


def test_the_head_stays_readable_and_gives_no_pupil_away(world: World) -> None:
    for who in ("representative", "moderator"):
        for name in ("request", "request_print"):
            text = at(world.looks_at_former(who, world.former["family"]), name).text
            assert f"{HEAD}, head teacher" in text, (who, name)
            assert f"{HEAD} taught Pupil A" in text or f"{HEAD} taught him" in text, (who, name)
            assert "his mother, (name), and Pupil A agree" in text, (who, name)


def test_the_writer_of_a_copy_is_warned_of_former_pupils(world: World) -> None:
    """Before it is signed: the list has another pupil, the texts name the one of the first request."""
    kent, request = world.kent, world.former["copied"]
    again = drafting.copy(request, by=acting(kent.people["signatory"]), at=timezone.now())
    page = text_of(client_of(kent.people["signatory"]).get(reverse("request_check", args=[again.reference])))
    assert "Solution required” names" in page


def test_another_council_learns_nothing(world: World) -> None:
    for who, person in world.elsewhere.people.items():
        client = client_of(person)
        for name in (*FORM_PAGES, "request_timeline"):
            answer = client.get(reverse(name, args=[world.told.reference]))
            assert answer.status_code in {403, 404}, (who, name)
            assert not any_of((*MARKERS, *FRIENDS), text_of(answer)), (who, name)
        for name in ("requests", "requests_export csv", "messages", "sights", "log", "money", "received", "late",
                     "advances", "remittances", "balances_export csv"):  # fmt: skip
            view, *kind = name.split()
            text = text_of(client.get(reverse(view, args=kind)))
            assert not any_of((*ALL, world.told.reference), text), (who, name)


def test_no_title_address_or_header_holds_a_name_even_for_those_who_may_see_it(world: World) -> None:
    faults = []
    for who in sorted(SEE_ALL):
        written = world.others[:3] if who == "signatory" else []
        for look in [*world.looks_of(who), *(look for request in written for look in world.looks_of(who, request))]:
            faults += [f"{who}: {word} beside the page {look.name}" for word in any_of(MARKERS + FRIENDS, look.beside)]
    for who in ("chair", "signatory"):
        for request in (*world.later, *world.former.values()):
            named = request in world.later
            for look in (world.council_looks_of if named else world.looks_at_former)(who, request):
                faults += [f"{who}: {word} beside the page {look.name}" for word in any_of(ALL, look.beside)]
    assert not faults, "\n".join(faults)


def test_no_page_of_the_council_or_outside_meetings_names_a_pupil_to_anybody_else(world: World) -> None:
    faults = []
    for who in (*sorted(SEE_NONE), PARTNER, "other_chair"):
        for request in world.later:
            for look in world.council_looks_of(who, request):
                assert look.status < 500, (who, look.name)
                told = any_of(MARKERS, look.text + look.beside)
                faults += [f"{who} reads {word} in {look.name} of a request {request.state}" for word in told]
    assert not faults, "\n".join(faults)
    opened = {look.name for request in world.later for look in world.council_looks_of("moderator", request)
              if look.status == 200}  # fmt: skip
    assert opened >= {"request_moderate", "request_council_decision", "request_question", "request_give_back"}


def test_meetings_money_and_figures_name_no_pupil_but_in_the_papers_of_those_who_may(world: World) -> None:
    faults, opened = [], set()
    for who in sorted(set(world.kent.people) - TWICE):
        for look in world.looks_at_places(who):
            assert look.status < 500, (who, look.name)
            opened |= {look.name} if look.status == 200 else set()
            text = look.beside if look.name in READ_IN_FULL and who in SEE_ALL else look.text + look.beside
            faults += [f"{who} reads {word} in {look.name}" for word in any_of(ALL, text)]
    assert not faults, "\n".join(faults)
    assert {name for name, _ in world.places} - opened <= {"balances"}  # sent on to the only community
    for name in AT_MEETINGS:
        for who in ("representative", "invited_adviser"):
            assert "Pupil A" in at(world.looks_at_places(who), name).text
        assert PUPIL in at(world.looks_at_places("clerk"), name).text


def test_sheets_and_lists_hold_no_name_for_anybody(kent: Side, told: ResourceRequest) -> None:
    for who in _everybody(kent):
        for name, answer in of_lists(client_of(kent.people[who]), kent.community.pk):
            text = text_of(answer)
            assert not any_of(ALL, text), (who, name, any_of(ALL, text))
            if name.startswith("requests_export") and answer.status_code == 200:
                assert (told.reference in text) == (who not in OUTSIDE), (who, name)


def test_nobody_finds_a_request_by_a_name_or_birthday(kent: Side, told: ResourceRequest) -> None:
    for who in _everybody(kent):
        if who in OUTSIDE - {"other_chair"}:
            continue
        client = client_of(kent.people[who])
        asked = (PUPIL, FIRST, LAST.lower(), "Peregrine", "Márigold", "mari\u200bgold", f"{LAST}, {FIRST}", *DAYS)
        for words in asked if who in ONE_OF_EACH else (FIRST,):
            sent, found = search(client, words)
            assert sent.status_code == 302
            assert not any_of((*MARKERS, *FRIENDS), sent["Location"])
            assert told.reference not in text_of(found), (who, words)
        _, found = search(client, "brother")
        assert (told.reference in text_of(found)) == (who in SEE_ALL | SEE_NONE | {PARTNER}), who


def test_nobody_finds_a_request_by_a_former_pupil(world: World) -> None:
    named = {"copied": "Wojcikowski", "continued": "OBrienmoor", "replaced": "Drinkwater", "removed": "Thessaly"}
    named |= {"family": "Barnaby", "removed ": "Łukasz"}
    for who in sorted(ONE_OF_EACH | {"moderator", "signatory"}):
        client = client_of(world.kent.people[who])
        for how, words in named.items():
            _, found = search(client, words)
            assert world.former[how.strip()].reference not in text_of(found), (who, words)


def test_each_sight_is_on_record_with_its_way_and_number(world: World) -> None:
    for who in _everybody(world.kent):
        for name, via in FORM_PAGES.items():
            sights = at(world.looks_of(who), name).sights
            number = 2 if who in SEE_ALL else 1 if who == PARTNER else 0
            assert [each.pupils for each in sights] == ([number] if number else []), (who, name)
            for each in sights:
                assert (each.actor_id, each.subject_id, each.via, each.authority_id) == (
                    world.kent.people[who].pk, world.told.reference, via, world.kent.authority.pk,
                )  # fmt: skip


def test_whatever_page_shows_a_name_records_the_sight(world: World) -> None:
    """Also of a draft, and the pages of those who review, decide, correct, receive and answer."""
    seen = [(who, world.told, look) for who in sorted(SEE_ALL | {PARTNER}) for look in world.looks_of(who)]
    seen += [
        (who, request, look)
        for request in world.others
        for who in ("signatory", "chair", "clerk", "hnf_officer")
        for look in world.looks_of(who, request)
    ]
    seen += [
        (who, request, look)
        for request in world.later
        for who in ("signatory", "chair", "clerk", "hnf_officer", "finance")
        for look in world.council_looks_of(who, request)
    ]
    seen += [
        (who, request, look)
        for request in world.former.values()
        for who in ("signatory", "chair")
        for look in world.looks_at_former(who, request)
    ]
    seen += [(who, world.told, look) for who in sorted(SEE_ALL - TWICE) for look in world.looks_at_places(who)]
    shown = [(who, request, look) for who, request, look in seen if any_of(ALL, look.text)]
    assert {look.name for _, _, look in shown} >= {*FORM_PAGES, *NAMING_PAGES}
    faults = [
        f"{who} sees a name on {look.name} of {request.reference} ({request.state}), and nobody will know"
        for who, request, look in shown
        if not look.sights
    ]
    assert not faults, "\n".join(faults)


def test_no_message_and_no_entry_of_the_log_holds_a_name(kent: Side, told: ResourceRequest) -> None:
    handing_over.answer(told, text=SAID, by=acting(kent.people["clerk"]), at=timezone.now())
    gone = request_in(kent, "accepted", solution=SAID)
    signing.withdraw(gone, reason=SAID, by=acting(kent.people["signatory"]), at=timezone.now())
    client_of(kent.people["nobody"]).get(reverse("request", args=[told.reference]))
    assert Message.objects.count() > 10
    faults = []
    for rows in (Message.objects.all(), Event.objects.all(), Sight.objects.all(), Refusal.objects.all()):
        for row in rows.values():
            words = any_of(ALL, json.dumps(row, default=str, ensure_ascii=False).replace("\\r\\n ", ""))
            kind = row.get("kind") or row.get("action") or row.get("path") or row.get("via")
            faults += [f"{rows.model.__name__} {kind}: {word}" for word in words]
    for message in Message.objects.exclude(kind=""):
        mail = mail_of(message)
        parts = [str(mail.subject), str(mail.body), *(str(each) for each in mail.attachments)]
        parts += [str(each) for each in getattr(mail, "alternatives", [])]
        faults += [f"mail {message.kind}: {word}" for word in any_of(ALL, "\n".join(parts))]
    assert not faults, "\n".join(sorted(set(faults)))
    assert all(told.reference in each.subject for each in Message.objects.filter(reference=told.reference))


def test_every_plant_took(world: World) -> None:
    """Each column of the table holds the pupil's name, or what stands in its place: else nothing is proved of it."""
    bare = []
    words = [fold(word) for word in (*ALL, *STAND_INS)]
    for label in PLANTED:
        app, name, column = label.split(".")
        model: type[models.Model] = apps.get_model(app, name)
        held = fold("\n".join(map(str, model._default_manager.values_list(column, flat=True))))
        bare += [] if any(word in held for word in words) else [label]
    assert not bare


def test_the_log_of_the_server_holds_no_name(
    kent: Side, told: ResourceRequest, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(kent.people["clerk"])
    looks(client, addresses_of(told.reference))
    search(client, PUPIL)

    def broken(*_: Any) -> None:
        raise ValueError(SAID)

    monkeypatch.setattr(reading, "school_section", broken)
    failed = client.get(reverse("request", args=[told.reference]))
    written = "".join(capfd.readouterr())
    assert failed.status_code == 500
    assert '"event": "request"' in written
    assert "server_error" in written
    assert not any_of(ALL, text_of(failed) + written)


def test_members_see_names_where_their_council_says_so(kent: Side, told: ResourceRequest) -> None:
    AuthorityRules.objects.create(
        authority=kent.authority, valid_from=day_of(timezone.now()), members_see_pupil_names=True,
        why="Agreed", set_by=kent.people["locality_team"],
    )  # fmt: skip
    for who, sees in (("representative", True), ("moderator", False), ("locality_team", False)):
        seen = Sight.objects.count()
        text = text_of(client_of(kent.people[who]).get(reverse("request", args=[told.reference])))
        assert (PUPIL in text) == sees, who
        assert Sight.objects.count() - seen == int(sees), who


def test_a_pupil_taken_off_the_list_stays_hidden_in_earlier_texts(world: World) -> None:
    kent, request = world.kent, world.others[2]
    changed = {"pupil.1.name": "Somebody Else", "pupil.1.born_year": "2017"}
    typed = {name: Typed(text, 1) for name, text in changed.items()}
    drafting.save_answers(request, typed, by=acting(kent.people["signatory"]), at=timezone.now())
    request = ResourceRequest.objects.get(pk=request.pk)
    request = submit(kent, request)
    for who in sorted(SEE_NONE):
        for look in looks(client_of(kent.people[who]), addresses_of(request.reference)):
            assert not any_of((*MARKERS, "Somebody"), look.text), (who, look.name)
        _, found = search(client_of(kent.people[who]), FIRST)
        assert request.reference not in text_of(found)


def test_a_draft_is_its_schools_alone(world: World) -> None:
    reference = world.others[0].reference
    for who in sorted(set(world.kent.people) - WRITERS):
        pages = [each for each in addresses_of(reference) if each[0] in DRAFT_PAGES]
        assert len(pages) == len(DRAFT_PAGES)
        for look in looks(client_of(world.kent.people[who]), pages):
            assert look.status in {403, 404}, (who, look.name)
            assert not any_of(MARKERS, look.text + look.beside), (who, look.name)
