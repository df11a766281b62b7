"""A pupil of any of a meeting's requests is named in no text of it, on no way out (RES-9)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from locality.accounts.models import User
from locality.audit.models import Event, Sight
from locality.live.actions import action_points, disputing
from locality.meetings.actions import papers
from locality.meetings.actions.advisers import invite
from locality.meetings.actions.agenda import add_item, draw_up, put_off
from locality.meetings.models import ActionPoint, AgendaItem, Dispute, Interest, ItemRecord, Minutes, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.meetings.queries.as_read import items_as_read
from locality.meetings.queries.names import MeetingMasks, masks_of
from locality.minutes.actions import minutes as minutes_actions
from locality.outbox.models import Message
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.actions.inviting import invite as invite_all
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting
from tests.held import add_action_point, held_before, register
from tests.integration.meetings.live import Room, room
from tests.integration.minutes.test_minutes import words_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, add_meeting, draft, move_school, request_in

pytestmark = pytest.mark.clause("RES-9")

PUPIL = "Marigold Penhallow"
PARTS = PUPIL.split()
OF_HER = {"pupil.1.name": PUPIL}


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    """A meeting to come whose agenda holds the request of Marigold Penhallow."""
    assert kent.meeting is not None
    request_in(kent, "accepted", **OF_HER)
    draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    return kent.meeting


@pytest.fixture
def live(kent: Side) -> Room:
    """A meeting that runs, at an item that belongs to no request; Marigold's is further down."""
    found = room(kent, requests=0)
    request = request_in(kent, "accepted", **OF_HER)
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=found.meeting)
    found.requests.append(request)
    draw_up(found.meeting, by=kent.people["chair"], at=timezone.now())
    return found.all_here()


def names_her(text: str) -> bool:
    return any(part in text for part in PARTS)


def pdf_text(answer: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def stored() -> str:
    """What stands in the outbox and in the log."""
    messages = [f"{each.subject} {each.lines} {each.calendar}" for each in Message.objects.all()]
    return " ".join([*messages, *(f"{each.subject} {each.before} {each.after}" for each in Event.objects.all())])


def readers(kent: Side) -> list[Desk]:
    """A member, the chair and the clerk: those who may know her name elsewhere read no other text of the meeting."""
    return [Desk(kent.people[role]) for role in ("representative", "chair", "clerk")]


def adviser_of(kent: Side, meeting: Meeting, item: AgendaItem) -> User:
    at = timezone.now()
    person: User = kent.people["moderator"]
    invite(
        meeting,
        email=person.email,
        name=person.name,
        expertise="health",
        items=[item],
        by=acting(kent.people["clerk"]),
        at=at,
    )
    return person


# Before the meeting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("of_request", [True, False])
def test_a_papers_title_and_file_name(kent: Side, meeting: Meeting, *, of_request: bool) -> None:
    item = items_of(meeting).filter(resource_request__isnull=not of_request).last()
    assert item is not None
    called = "Report on Pupil A" if of_request else "Report on a pupil"
    file = "Pupil A report.txt" if of_request else "A pupil report.txt"
    clerk = Desk(kent.people["clerk"])
    file_sent = SimpleUploadedFile(f"{PUPIL} report.txt", b"Words")
    given = {"title": f"Report on {PUPIL}", "item": str(item.pk), "file": file_sent}
    assert clerk.post("meeting_paper_add", meeting.pk, **given).status_code == 302
    assert f"You’ve attached the paper “{called}”." in text_of(clerk.get("meeting_papers", meeting.pk))
    paper = meeting.papers.get()
    for desk in [*readers(kent), Desk(adviser_of(kent, meeting, item))]:
        for page in ("meeting_papers", "meeting_item"):
            shown = text_of(desk.get(page, meeting.pk, *([item.pk] if page == "meeting_item" else [])))
            assert called in shown
            assert f"Report on {PUPIL}" not in shown
        assert file in text_of(desk.get("meeting_papers", meeting.pk))
        assert f"{called} ({file})" in pdf_text(desk.get("meeting_pack", meeting.pk))
    assert called in text_of(clerk.get("meeting_paper_remove", meeting.pk, paper.pk))
    clerk.post("meeting_paper_remove", meeting.pk, paper.pk)
    assert not names_her(text_of(clerk.get("meeting_papers", meeting.pk)))
    assert not names_her(stored())


def test_an_items_title_and_text(kent: Side, meeting: Meeting) -> None:
    chair = Desk(kent.people["chair"])
    given = {"title": f"{PUPIL}: transport", "minutes": "10", "text": f"How {PUPIL} comes to school"}
    assert chair.post("meeting_item_add", meeting.pk, **given).status_code == 302
    item = items_of(meeting).get(title=given["title"])
    for desk in [*readers(kent), Desk(adviser_of(kent, meeting, item))]:
        pages = {
            "agenda": desk.get("meeting_agenda", meeting.pk),
            "papers": desk.get("meeting_papers", meeting.pk),
            "item": desk.get("meeting_item", meeting.pk, item.pk),
        }
        for page in pages.values():
            assert "A pupil: transport" in text_of(page)
            assert not names_her(page.content.decode())  # in no title, label or link either
        pack = pdf_text(desk.get("meeting_pack", meeting.pk))
        assert "A pupil: transport" in pack
        assert "How a pupil comes to school" in pack
        assert given["title"] not in pack
    for page in ("meeting_item_put_off", "meeting_item_remove"):
        assert not names_her(chair.get(page, meeting.pk, item.pk).content.decode())
    assert not names_her(chair.get("meeting_adviser_add", meeting.pk).content.decode())
    assert not names_her(Desk(kent.people["clerk"]).get("meeting_paper_add", meeting.pk).content.decode())
    assert not names_her(text_of(chair.get("meeting_advisers", meeting.pk)))
    chair.post("meeting_agenda_order", meeting.pk, up=str(item.pk))
    assert not names_her(chair.get("meeting_agenda", meeting.pk).content.decode())
    assert not names_her(stored())


def test_whoever_changes_an_item_reads_what_was_typed_and_it_is_on_record(kent: Side, meeting: Meeting) -> None:
    item = add_item(
        meeting, title=f"{PUPIL}: transport", minutes=5, text="", by=acting(kent.people["chair"]), at=timezone.now()
    )
    chair = Desk(kent.people["chair"])
    assert f"{PUPIL}: transport" in chair.get("meeting_item_change", meeting.pk, item.pk).content.decode()
    sight = Sight.objects.get(actor_id=kent.people["chair"].pk)
    request = ResourceRequest.objects.get(agenda_items__meeting=meeting)
    assert (sight.subject_id, sight.pupils, sight.via) == (request.reference, 1, "page")
    plain = items_of(meeting).exclude(pk=item.pk).filter(resource_request__isnull=True).first()
    assert plain is not None
    chair.get("meeting_item_change", meeting.pk, plain.pk)
    assert Sight.objects.filter(actor_id=kent.people["chair"].pk).count() == 1


def test_an_item_put_off_takes_no_name_to_the_other_meeting(kent: Side, meeting: Meeting) -> None:
    to = add_meeting(kent.community, timezone.now(), in_working_days=30)
    by, at = kent.people["chair"], timezone.now()
    item = add_item(meeting, title=f"{PUPIL}: transport", minutes=5, text=f"Ask {PUPIL}", by=acting(by), at=at)
    put_off(item, to=to, why=f"{PUPIL} is away", by=acting(by), at=at)
    for desk in readers(kent):
        assert "A pupil: transport, until" in text_of(desk.get("meeting_agenda", meeting.pk))
        assert "A pupil is away" in text_of(desk.get("meeting_agenda", meeting.pk))
        for page in (meeting, to):
            assert not names_her(desk.get("meeting_agenda", page.pk).content.decode())
    assert not names_her(stored())


def test_what_is_new_in_an_addendum(kent: Side, meeting: Meeting) -> None:
    by, at = kent.people["clerk"], timezone.now()
    papers.distribute(meeting, what="", by=acting(by), at=at)
    sent = Desk(by).post("meeting_papers_send", meeting.pk, what=f"New report on {PUPIL} and her brother")
    assert sent.status_code == 302
    mails = [str(each.lines) for each in Message.objects.filter(kind="meeting.papers")]
    assert sum("New report on a pupil and her brother" in mail for mail in mails) == len(mails) / 2
    assert not names_her(stored())
    for desk in readers(kent):
        page = text_of(desk.get("meeting_papers", meeting.pk))
        assert "New report on a pupil and her brother" in page
        assert not names_her(page)


def test_why_a_meeting_is_cancelled(kent: Side, meeting: Meeting) -> None:
    invite_all(meeting, at=timezone.now())
    given = {"why": f"{PUPIL} is in hospital"}
    assert Desk(kent.people["clerk"]).post("meeting_cancel", meeting.pk, **given).status_code == 302
    assert "A pupil is in hospital" in stored()
    assert not names_her(stored())
    for desk in readers(kent):
        assert "A pupil is in hospital" in text_of(desk.get("meeting", meeting.pk))


def test_the_place_of_a_meeting(kent: Side, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(venue=f"At {PUPIL}’s school")
    for desk in readers(kent):
        for page in ("meeting", "meeting_agenda"):
            assert "At a pupil’s school" in text_of(desk.get(page, meeting.pk))
        assert "At a pupil’s school" in pdf_text(desk.get("meeting_pack", meeting.pk))


# While it runs ------------------------------------------------------------------------------------------------------


def note_what_names_her(live: Room) -> tuple[ActionPoint, Dispute]:
    by, at, item = live.side.people["chair"], timezone.now(), live.running.item
    point = action_points.add_action_point(
        live.meeting, item=item, text=f"Ring the mother of {PUPIL}", owner=live.row(live.members[0]),
        due_on=day_of(at) + timedelta(days=7), by=acting(by), at=at,
    )  # fmt: skip
    dispute = disputing.note_dispute(
        live.meeting,
        item,
        parties=f"{PUPIL} and us",
        text=f"Whether {PUPIL} belongs here",
        chairs_decision=f"{PUPIL} stays",
        by=acting(by),
        at=at,
    )
    return point, dispute


def test_action_points_and_disputes_of_an_item_without_a_request(live: Room) -> None:
    point, _ = note_what_names_her(live)
    for desk in (live.desk(live.members[0]), live.desk("chair"), live.desk("clerk")):
        page = desk.get("meeting_live", live.meeting.pk)
        for said in ("Ring the mother of a pupil", "Whether a pupil belongs here", "A pupil stays"):
            assert said in text_of(page)
        assert not names_her(page.content.decode())
        assert not names_her(desk.get("meeting_now", live.meeting.pk).content.decode())
        assert "Ring the mother of a pupil" in text_of(desk.get("action_points", which="all"))
        assert "Ring the mother of a pupil" in text_of(desk.get("action_point", point.pk))
    assert "Ring the mother of a pupil" in text_of(live.desk(live.members[0]).get("home"))
    assert not names_her(stored())


def test_what_was_noted_before_it_was_hidden_is_hidden_when_it_is_read(live: Room) -> None:
    """Rows written by an earlier version, or before the pupil was known."""
    point, dispute = note_what_names_her(live)
    ActionPoint.objects.filter(pk=point.pk).update(text=f"Ring the mother of {PUPIL}")
    Dispute.objects.filter(pk=dispute.pk).update(text=f"Whether {PUPIL} belongs here", chairs_decision=f"{PUPIL} stays")
    owner = live.desk(live.members[0])
    owner.post("action_point", point.pk, text=f"{PUPIL} was at home", state="open")
    later = live.side.meeting
    assert later is not None
    for desk in (owner, live.desk("chair"), live.desk("clerk")):
        pages = [
            desk.get("meeting_live", live.meeting.pk),
            desk.get("meeting_now", live.meeting.pk),
            desk.get("action_points", which="all"),
            desk.get("action_point", point.pk),
            desk.get("home"),
            desk.get("meeting_agenda", later.pk),
        ]
        for page in pages:
            assert not names_her(page.content.decode())
        assert "Ring the mother of a pupil" in text_of(pages[-1])
        assert "A pupil was at home" in text_of(pages[-1])


def test_the_next_meetings_pack_lists_what_is_open_without_a_name(live: Room) -> None:
    point, _ = note_what_names_her(live)
    ActionPoint.objects.filter(pk=point.pk).update(text=f"Ring the mother of {PUPIL}")
    later = live.side.meeting
    assert later is not None
    draw_up(later, by=live.side.people["chair"], at=timezone.now())
    pack = pdf_text(live.desk(live.members[0]).get("meeting_pack", later.pk))
    assert "Ring the mother of a pupil" in pack
    assert not names_her(pack)


def test_titles_guests_interests_and_what_is_said(live: Room) -> None:
    """What stands on the shared page, in every part of it and on the wall."""
    clerk = live.desk("clerk")
    plain = live.running.item
    AgendaItem.objects.filter(pk=plain.pk).update(title=f"{PUPIL} moves", text=f"About {PUPIL}")
    assert (
        clerk.post("meeting_guest_add", live.meeting.pk, called=f"Mother of {PUPIL}", kind="guest").status_code == 302
    )
    given = {"item": str(plain.pk), "who": str(live.row(live.members[1]).pk), "interest": f"I teach {PUPIL}"}
    assert clerk.post("meeting_interest", live.meeting.pk, **given).status_code == 302
    texts = {"notes": f"{PUPIL} was mentioned", "summary": f"All know {PUPIL}", "fields": ["notes", "summary"]}
    clerk.post("meeting_texts", live.meeting.pk, plain.pk, **texts)
    ItemRecord.objects.filter(item=plain).update(notes=f"{PUPIL} was mentioned", summary=f"All know {PUPIL}")
    for desk in (live.desk(live.members[0]), live.desk("chair"), clerk):
        page = desk.get("meeting_live", live.meeting.pk)
        for said in ("A pupil moves", "About a pupil", "Mother of a pupil", "I teach a pupil", "All know a pupil"):
            assert said in text_of(page)
        for way in (page, desk.get("meeting_now", live.meeting.pk), desk.get("meeting_projector", live.meeting.pk)):
            assert not names_her(way.content.decode())
    assert not names_her(stored())
    assert Interest.objects.get().interest == "I teach a pupil"


def test_in_the_item_of_another_request_she_is_no_letter(kent: Side) -> None:
    """Pupil A is that request's own; Marigold is told by no letter there, in notes, decision and minutes."""
    found = room(kent, requests=1)
    hers = request_in(kent, "accepted", **OF_HER)
    ResourceRequest.objects.filter(pk=hers.pk).update(meeting=found.meeting)
    draw_up(found.meeting, by=kent.people["chair"], at=timezone.now())
    found.discussing("Solutions")
    clerk, item = found.desk("clerk"), found.item(0)
    typed = {"notes": f"Like {PUPIL}", "summary": f"As for {PUPIL}", "fields": ["notes", "summary"]}
    assert clerk.post("meeting_texts", found.meeting.pk, item.pk, **typed).status_code == 302
    assert ItemRecord.objects.get(item=item).summary == "As for a pupil"
    assert "As for a pupil" in text_of(clerk.get("meeting_decide", found.meeting.pk, item.pk))
    given = {"outcome": "declined", "method": "chair", "reasons": f"Not as {PUPIL}",
             "own_provision": "None", "alternatives": f"What {PUPIL} has"}  # fmt: skip
    assert found.desk("chair").post("meeting_decide", found.meeting.pk, item.pk, **given).status_code == 302
    decision = Decision.objects.get(rfr=item.resource_request)
    assert (decision.reasons, decision.alternatives) == (f"Not as {PUPIL}", f"What {PUPIL} has")
    for who in ("representative", "chair"):
        page = text_of(found.desk(who).get("request", decision.rfr.reference))
        reads = PUPIL if who == "chair" else "a pupil"
        assert f"Not as {reads}" in page, who
        assert f"What {reads} has" in page, who


# After it -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def held(kent: Side, meeting: Meeting) -> Meeting:
    """Held today, with texts that name her in an item of no request; kept as they were typed."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(day=day_of(now), state="held", venue=f"At {PUPIL}’s school")
    meeting.refresh_from_db()
    register(kent, meeting)
    RegisterRow.objects.create(meeting=meeting, kind="guest", name=f"Mother of {PUPIL}", state="present")
    item = items_of(meeting).filter(resource_request__isnull=True).first()
    assert item is not None
    AgendaItem.objects.filter(pk=item.pk).update(title=f"{PUPIL} moves")
    ItemRecord.objects.create(item=item, notes=f"{PUPIL} was mentioned", summary=f"All know {PUPIL}")
    chair = RegisterRow.objects.get(meeting=meeting, kind="chair")
    Interest.objects.create(item=item, attendance=chair, interest=f"I teach {PUPIL}", declared_at=now)
    Dispute.objects.create(item=item, text=f"Whether {PUPIL} belongs here", noted_by=chair.person, noted_at=now)
    last = items_of(meeting).filter(resource_request__isnull=True).last()
    AgendaItem.objects.filter(pk=last.pk).update(title=f"{PUPIL} later", put_off_because=f"{PUPIL} is away")
    add_action_point(kent, meeting, item=item, text=f"Ring the mother of {PUPIL}")
    return meeting


SAID = (
    "At a pupil’s school", "Mother of a pupil", "A pupil moves", "A pupil was mentioned", "All know a pupil",
    "I teach a pupil", "Whether a pupil belongs here", "A pupil later: A pupil is away", "Ring the mother of a pupil",
)  # fmt: skip


def test_minutes_on_every_way_out(kent: Side, held: Meeting) -> None:
    clerk, chair, member = (Desk(kent.people[role]) for role in ("clerk", "chair", "representative"))
    assert not names_her(clerk.get("meeting_minutes_write", held.pk).content.decode())
    assert not names_her(clerk.get("meeting_minutes_send", held.pk).content.decode())
    clerk.post("meeting_minutes_to_chair", held.pk)
    chair.post("meeting_minutes_check", held.pk, answer="changes", wanted=f"Say more of {PUPIL}")
    assert "Say more of a pupil" in text_of(clerk.get("meeting_minutes_write", held.pk))
    clerk.post("meeting_minutes_to_chair", held.pk)
    assert not names_her(chair.get("meeting_minutes_check", held.pk).content.decode())
    chair.post("meeting_minutes_check", held.pk, answer="checked")
    assert clerk.post("meeting_minutes_send", held.pk).status_code == 302
    assert not names_her(str(Minutes.objects.get().content))
    for answer in (
        member.get("meeting_minutes", held.pk),
        member.get("meeting_minutes_file", held.pk, 1, "pdf"),
        member.get("meeting_minutes_file", held.pk, 1, "docx"),
    ):
        for said in SAID:
            assert said in words_of(answer)
        assert not names_her(words_of(answer))
    clerk.post("meeting_minutes_correct", held.pk, why=f"{PUPIL} was not there")
    assert Minutes.objects.get(number=2).correction == "A pupil was not there"
    for kind in ("pdf", "docx"):
        released = words_of(clerk.get("meeting_minutes_release", held.pk, 1, kind))
        assert "A pupil was mentioned" in released
        assert not names_her(released)
    assert not names_her(stored())


def test_minutes_that_went_out_hide_who_became_known_later(kent: Side, held: Meeting) -> None:
    by, at = kent.people["clerk"], timezone.now()
    ItemRecord.objects.update(notes="The chair welcomed Hippolyta.")
    minutes_actions.ask_chair(held, by=acting(by), at=at)
    minutes_actions.check(held, by=acting(kent.people["chair"]), at=at)
    minutes_actions.distribute(held, by=acting(by), at=at)
    add_meeting(kent.community, at)
    later = request_in(kent, "accepted", **{"pupil.1.name": "Hippolyta Somebody"})
    ResourceRequest.objects.filter(pk=later.pk).update(meeting=held)
    for desk in readers(kent):
        assert "The chair welcomed a pupil." in text_of(desk.get("meeting_minutes", held.pk))
        assert "Hippolyta" not in words_of(desk.get("meeting_minutes_file", held.pk, 1, "docx"))


# The masks themselves -----------------------------------------------------------------------------------------------


def test_her_own_item_says_pupil_a(kent: Side, meeting: Meeting) -> None:
    masks, request = MeetingMasks(meeting), ResourceRequest.objects.get(agenda_items__meeting=meeting)
    assert masks.of(request.pk)(f"{PUPIL} came") == "Pupil A came"
    assert masks.of(None)(f"{PUPIL} came") == "A pupil came"


def test_a_guest_under_a_pupils_whole_name_makes_it_known_to_nobody(kent: Side, meeting: Meeting) -> None:
    RegisterRow.objects.create(meeting=meeting, kind="guest", name=PUPIL, state="present")
    assert MeetingMasks(meeting).of(None)(f"{PUPIL} came") == "A pupil came"


def test_a_row_as_others_read_it_is_never_saved(kent: Side, meeting: Meeting) -> None:
    shown = items_as_read(items_of(meeting), MeetingMasks(meeting))
    with pytest.raises(TypeError, match="never saved"):
        shown[0].save()


def test_the_same_queries_for_many_meetings(kent: Side, meeting: Meeting) -> None:
    def queries(meetings: list[Meeting]) -> int:
        with CaptureQueriesContext(connection) as found:
            for masks in masks_of(meetings).values():
                masks.of(None)(PUPIL)
        return len(found)

    more = [held_before(kent, days=days) for days in (10, 20, 30)]
    for number, each in enumerate(more):
        other = request_in(kent, "accepted", **{"pupil.1.name": f"Ottoline Quill{number}"})
        AgendaItem.objects.create(
            meeting=each, position=9, title="X", minutes=5, kind="requests", resource_request=other
        )
    assert queries([meeting]) == queries([meeting, *more])


# Families who share a surname ---------------------------------------------------------------------------------------

BARLOWS = "Noah Barlow was mentioned; Hannah Barlow presented"


@pytest.fixture
def barlows(kent: Side) -> Meeting:
    """Held today: Noah Barlow is a pupil of its request, and his school's head, Hannah Barlow, was in the room."""
    assert kent.meeting is not None
    meeting, now = kent.meeting, timezone.now()
    request_in(kent, "accepted", **{"pupil.1.name": "Noah Barlow"})
    draw_up(meeting, by=kent.people["chair"], at=now)
    User.objects.filter(pk=kent.people["signatory"].pk).update(name="Hannah Barlow")
    kent.people["signatory"].refresh_from_db()
    Meeting.objects.filter(pk=meeting.pk).update(day=day_of(now), state="held")
    meeting.refresh_from_db()
    register(kent, meeting)
    for item in items_of(meeting):
        ItemRecord.objects.create(item=item, notes=f"{BARLOWS}. Mrs Barlow thanked all.")
    add_action_point(kent, meeting, text="Ask Hannah Barlow about Noah", owner=kent.people["signatory"],
                     owner_name="Hannah Barlow")  # fmt: skip
    return meeting


def test_who_shares_a_pupils_surname_stays_and_gives_nobody_away(kent: Side, barlows: Meeting) -> None:
    by, at = kent.people["clerk"], timezone.now()
    minutes_actions.ask_chair(barlows, by=acting(by), at=at)
    minutes_actions.check(barlows, by=acting(kent.people["chair"]), at=at)
    minutes_actions.distribute(barlows, by=acting(by), at=at)
    member = Desk(kent.people["representative"])
    for answer in (
        member.get("meeting_minutes", barlows.pk),
        member.get("meeting_minutes_file", barlows.pk, 1, "pdf"),
        member.get("meeting_minutes_file", barlows.pk, 1, "docx"),
    ):
        said = words_of(answer)
        assert "A pupil was mentioned; Hannah Barlow presented. (name) thanked all." in said
        assert "Pupil A was mentioned; Hannah Barlow presented. (name) thanked all." in said
        assert "Hannah Barlow: Ask Hannah Barlow about a pupil" in said or "Ask Hannah Barlow about a pupil" in said
        assert "Noah" not in said
    assert "Ask Hannah Barlow about a pupil" in text_of(member.get("action_points", which="all"))
    released = words_of(Desk(by).get("meeting_minutes_release", barlows.pk, 1, "docx"))
    assert "Barlow" not in released
    assert "Noah" not in released
    assert "A pupil was mentioned; Representative of" in released


def test_a_guest_who_shares_the_surname_keeps_their_name(kent: Side, barlows: Meeting) -> None:
    RegisterRow.objects.create(meeting=barlows, kind="guest", name="Jim Barlow", state="present")
    request = ResourceRequest.objects.get(agenda_items__meeting=barlows)
    masks = MeetingMasks(barlows)
    assert masks.of(None)("Jim Barlow spoke of Noah Barlow") == "Jim Barlow spoke of a pupil"
    assert masks.of(request.pk)("Jim Barlow spoke of Noah Barlow") == "Jim Barlow spoke of Pupil A"


# Names typed by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("called", ["Mother of Zephyrine", "Zephyrine’s Mum", "Zephyrine Quorbury’s Mother"])
def test_a_guest_who_is_called_after_a_pupil_makes_no_name_readable(kent: Side, called: str) -> None:
    live = room(kent, requests=0)
    request = request_in(kent, "accepted", **{"pupil.1.name": "Zephyrine Anne Quorbury"})
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=live.meeting)
    draw_up(live.meeting, by=kent.people["chair"], at=timezone.now())
    live.all_here()
    clerk = live.desk("clerk")
    assert clerk.post("meeting_guest_add", live.meeting.pk, called=called, kind="guest").status_code == 302
    said = f"{called} spoke. Zephyrine Quorbury stays; so does Zephyrine."
    AgendaItem.objects.filter(pk=live.running.item.pk).update(title=f"{called} comes", text=said)
    disputing.note_dispute(live.meeting, live.running.item, parties=said, text=said, chairs_decision=said,
                 by=acting(kent.people["chair"]), at=timezone.now())  # fmt: skip
    for desk in (live.desk(live.members[0]), live.desk("chair"), clerk):
        for page in ("meeting_live", "meeting_now", "meeting_projector", "meeting_agenda"):
            shown = desk.get(page, live.meeting.pk).content.decode()
            assert "Zephyrine" not in shown, page
            assert "Quorbury" not in shown, page
    assert "A pupil stays; so does a pupil." in text_of(clerk.get("meeting_live", live.meeting.pk))
    assert "Zephyrine" not in stored()
    assert "Quorbury" not in stored()


def test_an_adviser_invited_under_a_pupils_name_makes_it_readable_to_nobody(kent: Side, meeting: Meeting) -> None:
    invite(
        meeting, email="mother@home.example", name="Marigold Mother", expertise="expert",
        items=[items_of(meeting)[0]], by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    assert MeetingMasks(meeting).of(None)("Marigold Mother and Marigold") == "A pupil Mother and a pupil"


def test_a_signature_of_one_request_gives_no_pupil_of_another_away(kent: Side, meeting: Meeting) -> None:
    request = ResourceRequest.objects.get(agenda_items__meeting=meeting)
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    ResourceRequest.objects.filter(pk=other.pk).update(meeting=meeting)
    typed = {"contact": Typed("Marigold Hale, SENCO", 0)}
    drafting.save_answers(other, typed, by=acting(kent.people["other_signatory"]), at=timezone.now())
    masks = MeetingMasks(meeting)
    for pk in (other.pk, request.pk):  # "a pupil Hale" would say what the pupil is called
        assert masks.of(pk)("Marigold Hale met Marigold.") == "Marigold Hale met (name)."


# Pupils who stand on no list of the meeting -------------------------------------------------------------------------


def test_a_pupil_of_an_earlier_request_of_the_asking_school_is_hidden_too(kent: Side, meeting: Meeting) -> None:
    """Typed in a draft that was never sent, by the school whose request the meeting discusses."""
    draft(kent, **{"pupil.1.name": "Peregrine Vale"})
    assert MeetingMasks(meeting).of(None)("Peregrine Vale came") == "A pupil came"
    request = ResourceRequest.objects.get(agenda_items__meeting=meeting)
    assert MeetingMasks(meeting).of(request.pk)("Peregrine and Marigold came") == "A pupil and Pupil A came"


def test_who_was_copied_from_is_hidden_too(kent: Side, meeting: Meeting) -> None:
    before = ResourceRequest.objects.get(agenda_items__meeting=meeting)
    again = request_in(kent, "accepted", **{"pupil.1.name": "Peregrine Vale"})
    ResourceRequest.objects.filter(pk=again.pk).update(copied_from=before, meeting=meeting)
    AgendaItem.objects.filter(resource_request=before).delete()
    ResourceRequest.objects.filter(pk=before.pk).update(meeting=None)
    masks = MeetingMasks(meeting)
    assert masks.of(None)(f"{PUPIL} and Peregrine Vale came") == "A pupil and a pupil came"
    assert masks.of(again.pk)(f"{PUPIL} and Peregrine Vale came") == "A pupil and Pupil A came"


def test_a_meeting_that_hears_no_request_of_hers_hides_her_too(kent: Side) -> None:
    """What was decided is reviewed at a later meeting, whose agenda has another request or none."""
    request_in(kent, "accepted", **OF_HER)
    later = add_meeting(kent.community, timezone.now(), in_working_days=40)
    chair, clerk = kent.people["chair"], kent.people["clerk"]
    draw_up(later, by=chair, at=timezone.now())
    own = add_item(
        later, title=f"Review: {PUPIL}", minutes=5, text=f"How is {PARTS[0]}?", by=acting(chair), at=timezone.now()
    )
    for number, what in ((1, ""), (2, f"New report on {PUPIL}")):
        sent = papers.distribute(later, what=what, by=acting(clerk), at=timezone.now())
        assert sent.number == number
    member = Desk(kent.people["representative"])
    for page in ("meeting_agenda", "meeting_papers"):
        read = text_of(member.get(page, later.pk))
        assert "Review: a pupil" in read, page
        assert not names_her(read), page
    assert not names_her(pdf_text(member.get("meeting_pack", later.pk)))
    assert not names_her(text_of(member.get("meeting_item", later.pk, own.pk)))
    assert not names_her(stored())


@pytest.mark.clause("RES-9")
def test_pupils_of_a_school_that_left_the_community_stay_hidden_in_its_meetings(kent: Side) -> None:
    """What was written there of its requests stays written; also in a meeting where none of them is discussed."""
    request_in(kent, "accepted")
    later = add_meeting(kent.community, timezone.now(), in_working_days=40)
    text = f"{PUPIL} and the taxi"
    assert PUPIL not in MeetingMasks(later).of(None)(text)
    move_school(kent.school, kent.neighbour, by=kent.people["locality_team"])
    assert PUPIL not in MeetingMasks(later).of(None)(text)
    there = add_meeting(kent.neighbour, timezone.now(), in_working_days=40)
    assert PUPIL not in MeetingMasks(there).of(None)(text)
