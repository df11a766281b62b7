"""Minutes: drafted by what happened, checked, distributed, corrected, approved, released (CLK-4, CLK-6, DUR-6, POST-1)."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from locality.communities.models import AuthorityRules
from locality.live.actions.interests import declare
from locality.live.actions.registering import mark
from locality.live.actions.running import end
from locality.meetings.models import ActionPoint, AgendaItem, ItemRecord, Minutes, Opening, Position, RegisterRow
from locality.minutes.actions import minutes as actions
from locality.minutes.queries.what_minutes_hold import content_of
from locality.outbox.models import Message
from locality.resource_requests.actions.following_meetings import put_off
from locality.schedule.models import Meeting
from locality.together.texts import Seen
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.held import hold
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.pdf_ua import assert_pdf_ua
from tests.world import PUPIL, Side, acting, ruling

FIRST, LAST = PUPIL.split()


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    """Held today, with one request approved."""
    hold(kent)
    assert kent.meeting is not None
    return kent.meeting


def checked(kent: Side, meeting: Meeting) -> None:
    now = timezone.now()
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=now)
    actions.check(meeting, by=acting(kent.people["chair"]), at=now)


def sent(kent: Side, meeting: Meeting) -> Minutes:
    checked(kent, meeting)
    return actions.distribute(meeting, by=acting(kent.people["clerk"]), at=timezone.now())


def words_of(answer: Any) -> str:
    """What a page or file says."""
    kind = answer["Content-Type"]
    if kind == "application/pdf":
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    elif "wordprocessingml" in kind:
        document = docx.Document(BytesIO(answer.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(each.text for each in document.paragraphs), *cells])
    else:
        text = text_of(answer)
    return " ".join(text.split())


def ways_out(desk: Desk, meeting: Meeting, number: int = 1) -> dict[str, Any]:
    """Every way in which members get the minutes."""
    return {
        "page": desk.get("meeting_minutes", meeting.pk),
        "version": desk.get("meeting_minutes_version", meeting.pk, number),
        "pdf": desk.get("meeting_minutes_file", meeting.pk, number, "pdf"),
        "docx": desk.get("meeting_minutes_file", meeting.pk, number, "docx"),
    }


@pytest.mark.clause("CLK-4", "DUR-6")
def test_the_draft_is_what_happened(kent: Side, meeting: Meeting) -> None:
    page = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", meeting.pk))
    for said in (
        kent.people["chair"].name,
        f"Representative of {kent.other_school.name}",
        "Schools not represented: None.",
        "The chair welcomed everybody.",
        "The school described how Pupil A leaves lessons.",
        "A mentor would help Pupil A most.",
        "My sister works there",
        "Approved: Advice and guidance, financial contribution, £1,000.00. Decided by consensus.",
        "Positions: 1 agree, 0 disagree, 1 abstain. The school asking: agree.",
        "Review date",
        "One member found it too dear.",
        "The chair’s decision, which is final: It is approved.",
        "Send Pupil A’s plan to the mentor",
    ):
        assert said in page, said
    assert FIRST not in page
    assert LAST not in page


@pytest.mark.clause("CLK-4")
def test_positions_are_shown_if_the_authority_shows_them(kent: Side, meeting: Meeting) -> None:
    today = day_of(timezone.now())
    AuthorityRules.objects.create(authority=kent.authority, valid_from=today, show_positions_in_minutes=False)
    page = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", meeting.pk))
    assert "Positions:" not in page
    assert "Approved: Advice" in page


@pytest.mark.clause("CLK-4")
def test_positions_typed_with_the_decision_are_shown_where_none_were_taken(kent: Side) -> None:
    hold(kent, decided=ruling(agree=2, disagree=0, abstain=0))
    meeting = kent.meeting
    assert meeting is not None
    Position.objects.filter(item__meeting=meeting).delete()
    clerk, today = kent.people["clerk"], day_of(timezone.now())
    assert "Positions: 2 agree, 0 disagree, 0 abstain." in text_of(Desk(clerk).get("meeting_minutes_send", meeting.pk))
    AuthorityRules.objects.create(authority=kent.authority, valid_from=today, show_positions_in_minutes=False)
    assert "Positions:" not in text_of(Desk(clerk).get("meeting_minutes_send", meeting.pk))


@pytest.mark.clause("CLK-4")
def test_a_school_without_anybody_is_named(kent: Side, meeting: Meeting) -> None:
    seat = kent.meeting.attendances.get(kind="member", school=kent.other_school)  # type: ignore[union-attr]
    seat.state = "apologies"
    seat.save()
    page = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", meeting.pk))
    assert f"Schools not represented: {kent.other_school.name}" in page
    assert f"Apologies: {kent.people['representative'].name} (Representative of {kent.other_school.name})" in page


@pytest.mark.clause("CLK-4")
def test_apologies_of_a_school_without_a_representative_say_that_no_name_is_known(kent: Side, meeting: Meeting) -> None:
    meeting.attendances.filter(kind="member", school=kent.other_school).update(
        state="apologies", person=None, name=kent.other_school.name
    )
    page = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", meeting.pk))
    assert f"Apologies: Representative of {kent.other_school.name} (no name recorded)" in page


@pytest.mark.clause("CLK-4")
def test_what_the_clerk_writes_is_saved_without_names_and_two_writers_lose_nothing(
    kent: Side, meeting: Meeting
) -> None:
    item = AgendaItem.objects.get(meeting=meeting, resource_request__isnull=False)
    notes = f"notes-{item.pk}"
    clerk, deputy = Desk(kent.people["clerk"]), Desk(kent.people["deputy_clerk"])
    assert clerk.get("meeting_minutes_write", meeting.pk).status_code == 200
    saved = clerk.post("meeting_minutes_autosave", meeting.pk, fields=notes,
                       **{notes: f"{FIRST} was heard.", f"revision-{notes}": "1"})  # fmt: skip
    assert saved.json()["revisions"] == {notes: str(Seen.of(2, f"{FIRST} was heard."))}
    assert ItemRecord.objects.get(item=item).notes == "Pupil A was heard."
    late = deputy.post("meeting_minutes_autosave", meeting.pk, fields=notes,
                       **{notes: "The school was heard.", f"revision-{notes}": "1"}).json()  # fmt: skip
    assert late["conflicts"][0]["theirs"] == "Pupil A was heard."
    assert late["conflicts"][0]["by"] == kent.people["clerk"].name
    plain = deputy.post(
        "meeting_minutes_write", meeting.pk, **{notes: "The school was heard.", f"revision-{notes}": "1"}
    )
    assert plain.status_code == 409
    page = text_of(plain)
    assert "Pupil A was heard." in page
    assert "The school was heard." in page
    assert ItemRecord.objects.get(item=item).notes == "Pupil A was heard."
    chosen = {
        "conflict": notes,
        f"keep-{notes}": "mine",
        f"mine-{notes}": "The school was heard.",
        f"revision-{notes}": "2",
    }
    assert deputy.post("meeting_minutes_write", meeting.pk, **chosen).status_code == 302
    assert ItemRecord.objects.get(item=item).notes == "The school was heard."
    nothing = {"conflict": notes, f"revision-{notes}": "3"}
    assert clerk.post("meeting_minutes_write", meeting.pk, **nothing).status_code == 409
    assert ItemRecord.objects.get(item=item).notes == "The school was heard."


@pytest.mark.clause("CLK-6")
def test_the_chair_checks_or_says_what_to_change(kent: Side, meeting: Meeting) -> None:
    clerk, chair = Desk(kent.people["clerk"]), Desk(kent.people["chair"])
    assert clerk.post("meeting_minutes_send", meeting.pk).status_code == 400
    assert clerk.post("meeting_minutes_to_chair", meeting.pk).status_code == 302
    assert Message.objects.filter(kind="meeting.minutes_check", to=kent.people["chair"]).count() == 1
    assert chair.get("meeting_minutes_check", meeting.pk).status_code == 200
    assert chair.post("meeting_minutes_check", meeting.pk, answer="changes", wanted="").status_code == 400
    wanted = chair.post("meeting_minutes_check", meeting.pk, answer="changes", wanted=f"Leave out {FIRST}.")
    assert wanted.status_code == 302
    page = text_of(clerk.get("meeting_minutes_write", meeting.pk))
    assert "Leave out a pupil." in page
    assert FIRST not in page
    clerk.post("meeting_minutes_to_chair", meeting.pk)
    assert chair.post("meeting_minutes_check", meeting.pk, answer="checked").status_code == 302
    newest = Minutes.objects.get(meeting=meeting)
    assert (newest.state, newest.checked_by) == ("checked", kent.people["chair"])
    assert chair.post("meeting_minutes_check", meeting.pk, answer="checked").status_code == 400


@pytest.mark.clause("CLK-6")
def test_what_changes_after_the_check_is_checked_again(kent: Side, meeting: Meeting) -> None:
    checked(kent, meeting)
    item = AgendaItem.objects.filter(meeting=meeting).first()
    clerk = Desk(kent.people["clerk"])
    clerk.post("meeting_minutes_write", meeting.pk, **{f"notes-{item.pk}": "New.", f"revision-notes-{item.pk}": "1"})  # type: ignore[union-attr]
    assert Minutes.objects.get(meeting=meeting).state == "draft"
    checked(kent, meeting)
    ActionPoint.objects.filter(meeting=meeting).update(owner_name="Somebody else")
    answer = clerk.post("meeting_minutes_send", meeting.pk)
    assert answer.status_code == 400
    assert "The minutes have changed since the chair checked" in text_of(answer)
    assert Meeting.objects.get(pk=meeting.pk).state == "held"


@pytest.mark.clause("CLK-6", "POST-1")
def test_one_button_distributes_them_with_a_link_only(kent: Side, meeting: Meeting) -> None:
    checked(kent, meeting)
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting_minutes_send", meeting.pk))
    assert "We’ll email:" in page
    assert clerk.post("meeting_minutes_send", meeting.pk).status_code == 302
    minutes = Minutes.objects.get(meeting=meeting)
    assert (minutes.state, minutes.is_late, minutes.number) == ("distributed", False, 1)
    assert Meeting.objects.get(pk=meeting.pk).state == "minuted"
    told = Message.objects.filter(kind="meeting.minutes")
    assert {each.to_id for each in told} >= {
        kent.people[role].pk for role in ("chair", "representative", "hnf_officer")
    }
    assert {each.link for each in told} == {reverse("meeting_minutes", args=[meeting.pk])}
    assert not any("welcomed" in " ".join([each.subject, *each.lines]) for each in told)
    assert clerk.post("meeting_minutes_send", meeting.pk).status_code == 409
    assert Message.objects.filter(kind="meeting.minutes").count() == len(told)


@pytest.mark.clause("CLK-6", "POST-1")
def test_the_deadline_is_the_one_function_and_late_ones_say_so(kent: Side, elsewhere: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    hold(kent)
    meeting = kent.meeting
    assert meeting
    assert meeting.day == date(2026, 11, 24)
    clock("2026-12-01 23:00")
    clerk = Desk(kent.people["clerk"])
    assert "marked as late" not in text_of(clerk.get("meeting_minutes_send", meeting.pk))
    clerk.post("meeting_minutes_to_chair", meeting.pk)
    assert "If the chair does not answer, you can distribute them now, marked as not checked." in text_of(
        clerk.get("meeting_minutes", meeting.pk)
    )
    clock("2026-12-02 09:00")
    clerk = Desk(kent.people["clerk"])
    page = text_of(clerk.get("meeting_minutes_send", meeting.pk))
    assert "marked as late" in page
    assert "These minutes are late, and the chair has not checked them." in page
    assert clerk.post("meeting_minutes_send", meeting.pk).status_code == 302
    minutes = Minutes.objects.get(meeting=meeting)
    assert minutes.is_late
    page = text_of(Desk(kent.people["representative"]).get("meeting_minutes", meeting.pk))
    assert "Distributed late, on Wednesday 2 December 2026." in page
    assert "The chair had not checked these minutes when they were distributed." in page


@pytest.mark.clause("CLK-6")
def told(kind: str) -> str:
    """The lines of the last message of a kind."""
    return " ".join(Message.objects.filter(kind=kind).latest("pk").lines)


def test_messages_on_minutes_say_by_when(kent: Side, clock: Any) -> None:
    """Held on Tuesday 24 November: the minutes go to everybody within 5 working days, by Tuesday 1 December."""
    clock("2026-11-24 16:00")
    hold(kent)
    meeting, at = kent.meeting, timezone.now()
    assert meeting is not None
    clerk, chair = kent.people["clerk"], kent.people["chair"]
    by_when = " They are due by Tuesday 1 December 2026 (in 5 working days)."
    actions.ask_chair(meeting, by=acting(clerk), at=at)
    assert told("meeting.minutes_check") == (
        f"{clerk.name} has written the minutes of the meeting on Tuesday 24 November 2026. Please check them.{by_when}"
    )
    actions.ask_for_changes(meeting, wanted="Shorter.", by=acting(chair), at=at)
    assert told("meeting.minutes_write") == (
        f"The chair has asked for changes to the minutes of the meeting on Tuesday 24 November 2026.{by_when}"
    )
    actions.ask_chair(meeting, by=acting(clerk), at=at + timedelta(days=7))
    assert told("meeting.minutes_check").endswith("They are due by Tuesday 1 December 2026 (today).")
    actions.check(meeting, by=acting(chair), at=at + timedelta(days=8))
    assert told("meeting.minutes").endswith(
        "You can now distribute them. They were due on Tuesday 1 December 2026 and are 1 working day late."
    )


def test_a_correction_has_no_day_by_when(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    actions.begin_correction(meeting, why="A name.", by=acting(kent.people["clerk"]), at=timezone.now())
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=timezone.now())
    assert told("meeting.minutes_check").endswith(". Please check them.")


def test_in_time_means_until_the_end_of_the_last_day(kent: Side, clock: Any) -> None:
    clock("2026-11-24 10:00")
    hold(kent)
    clock("2026-12-01 23:59")
    assert kent.meeting
    assert not actions.distribute(kent.meeting, by=acting(kent.people["clerk"]), at=timezone.now()).is_late


@pytest.mark.clause("CLK-6")
def test_members_read_no_pupils_name_on_any_way(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    for role in ("representative", "chair", "clerk", "hnf_officer"):
        for way, answer in ways_out(Desk(kent.people[role]), meeting).items():
            assert answer.status_code == 200, (role, way)
            words = words_of(answer)
            assert FIRST not in words, (role, way)
            assert LAST not in words, (role, way)
            assert "Pupil A" in words, (role, way)
            assert "A mentor would help" in words, (role, way)
    content = str(Minutes.objects.get(meeting=meeting).content)
    assert FIRST not in content
    assert not any(FIRST in " ".join([each.subject, *each.lines]) for each in Message.objects.all())


@pytest.mark.clause("CLK-6")
def test_pdf_is_tagged_and_the_release_names_nobody(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    clerk = Desk(kent.people["clerk"])
    released = {kind: clerk.get("meeting_minutes_release", meeting.pk, 1, kind) for kind in ("pdf", "docx")}
    assert_pdf_ua(released["pdf"].content, clerk.get("meeting_minutes_file", meeting.pk, 1, "pdf").content)
    for kind, answer in released.items():
        words = words_of(answer)
        for person in kent.people.values():
            assert person.name not in words, (kind, person.name)
        for hidden in ("Pupil", FIRST, "leaves lessons", "mentor", "My sister works there", "too dear"):
            assert hidden not in words, (kind, hidden)
        for kept in (
            f"Representative of {kent.other_school.name}",
            "Approved: Advice and guidance",
            "welcomed everybody",
        ):
            assert kept in words, (kind, kept)
    for role in ("chair", "representative", "hnf_officer"):
        assert Desk(kent.people[role]).get("meeting_minutes_release", meeting.pk, 1, "pdf").status_code == 403
    assert clerk.get("meeting_minutes_release", meeting.pk, 1, "exe").status_code == 404


@pytest.mark.clause("CLK-6")
def test_a_release_puts_offices_for_names_in_texts(kent: Side, meeting: Meeting) -> None:
    welcome = AgendaItem.objects.get(meeting=meeting, kind="welcome")
    name = kent.people["representative"].name
    ItemRecord.objects.filter(item=welcome).update(notes=f"{name} told of a visit.")
    sent(kent, meeting)
    words = words_of(Desk(kent.people["clerk"]).get("meeting_minutes_release", meeting.pk, 1, "docx"))
    assert f"Representative of {kent.other_school.name} told of a visit." in words


@pytest.mark.clause("CLK-6")
def test_the_clerk_knows_who_has_opened_them(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    member, clerk = Desk(kent.people["representative"]), Desk(kent.people["clerk"])
    assert f"{kent.people['representative'].name}: not yet" in text_of(clerk.get("meeting_minutes", meeting.pk))
    member.get("meeting_minutes", meeting.pk)
    member.get("meeting_minutes", meeting.pk)
    opened = Opening.objects.filter(of="minutes", person=kent.people["representative"])
    assert [each.number for each in opened] == [1]
    page = text_of(clerk.get("meeting_minutes", meeting.pk))
    assert f"{kent.people['representative'].name}: {day_of(timezone.now()):%A}" in page
    assert "Who has opened the papers" not in text_of(member.get("meeting_minutes", meeting.pk))
    Desk(kent.people["hnf_officer"]).get("meeting_minutes_file", meeting.pk, 1, "pdf")
    assert Opening.objects.filter(of="minutes", person=kent.people["hnf_officer"]).exists()


@pytest.mark.clause("CLK-6")
def test_a_correction_is_a_new_version_and_the_earlier_stays(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    clerk, member = Desk(kent.people["clerk"]), Desk(kent.people["representative"])
    welcome = AgendaItem.objects.get(meeting=meeting, kind="welcome")
    changed = {f"notes-{welcome.pk}": "The deputy chair welcomed all.", f"revision-notes-{welcome.pk}": "1"}
    assert clerk.post("meeting_minutes_write", meeting.pk, **changed).status_code == 409
    assert clerk.post("meeting_minutes_correct", meeting.pk, why="").status_code == 400
    assert clerk.post("meeting_minutes_correct", meeting.pk, why="Who welcomed").status_code == 302
    assert clerk.post("meeting_minutes_correct", meeting.pk, why="Twice").status_code == 400
    assert clerk.post("meeting_minutes_write", meeting.pk, **changed).status_code == 302
    assert "The deputy chair" not in text_of(member.get("meeting_minutes", meeting.pk))
    assert member.get("meeting_minutes_version", meeting.pk, 2).status_code == 404
    sent(kent, meeting)
    page = text_of(member.get("meeting_minutes", meeting.pk))
    assert "The deputy chair welcomed all." in page
    assert "Version 2, a correction: Who welcomed" in page
    assert "Version 1 , distributed" in page
    assert "The chair welcomed everybody." in text_of(member.get("meeting_minutes_version", meeting.pk, 1))
    earlier = f"Version 1 of 2. It was corrected on {show_day(day_of(timezone.now()))}. Use the latest version."
    for way, answer in ways_out(member, meeting, 1).items():
        assert (earlier in words_of(answer)) is (way != "page"), way
    assert earlier in words_of(clerk.get("meeting_minutes_release", meeting.pk, 1, "docx"))
    assert not any("of 2. It was corrected" in words_of(answer) for answer in ways_out(member, meeting, 2).values())
    assert Message.objects.filter(kind="meeting.minutes", subject__contains="corrected").exists()
    assert not Minutes.objects.get(meeting=meeting, number=2).is_late


@pytest.mark.clause("POST-1")
def test_the_next_meeting_approves_them(kent: Side, meeting: Meeting) -> None:
    minutes = sent(kent, meeting)
    following = Meeting.objects.create(
        community=kent.community, day=meeting.day + timedelta(days=28), starts=meeting.starts, ends=meeting.ends,
        venue="Hall", state="planned",
    )  # fmt: skip
    chair = Desk(kent.people["chair"])
    chair.post("meeting_minutes_approve", following.pk)
    assert Minutes.objects.get(pk=minutes.pk).approved_at_meeting is None
    Meeting.objects.filter(pk=following.pk).update(state="running")
    assert "Record that these minutes were approved" in text_of(chair.get("meeting_agenda", following.pk))
    assert "has approved them" not in text_of(Desk(kent.people["representative"]).get("meeting_agenda", following.pk))
    assert Desk(kent.people["representative"]).post("meeting_minutes_approve", following.pk).status_code == 403
    assert chair.post("meeting_minutes_approve", following.pk).status_code == 302
    assert Minutes.objects.get(pk=minutes.pk).approved_at_meeting == following
    page = text_of(Desk(kent.people["representative"]).get("meeting_minutes", meeting.pk))
    assert f"Approved at the meeting on {following.day:%A}" in page
    Meeting.objects.filter(pk=following.pk).update(state="held")
    draft = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", following.pk))
    assert "Approved at this meeting: the minutes of" in draft


@pytest.mark.clause("CLK-6")
def test_only_the_meetings_own_people(kent: Side, elsewhere: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    for name, args in (
        ("meeting_minutes", ()), ("meeting_minutes_version", (1,)), ("meeting_minutes_file", (1, "pdf")),
    ):  # fmt: skip
        assert Desk(kent.people["school_editor"]).get(name, meeting.pk, *args).status_code == 403
        assert Desk(kent.people["other_chair"]).get(name, meeting.pk, *args).status_code == 404
        assert Desk(elsewhere.people["clerk"]).get(name, meeting.pk, *args).status_code == 404
    for name in ("meeting_minutes_write", "meeting_minutes_send", "meeting_minutes_correct"):
        assert Desk(kent.people["chair"]).get(name, meeting.pk).status_code == 403
        assert Desk(elsewhere.people["clerk"]).get(name, meeting.pk).status_code == 404
    assert Desk(kent.people["clerk"]).get("meeting_minutes_check", meeting.pk).status_code == 403


def test_a_meeting_that_was_not_held_has_no_minutes(kent: Side) -> None:
    assert kent.meeting
    clerk = Desk(kent.people["clerk"])
    assert "has not ended" in text_of(clerk.get("meeting_minutes", kent.meeting.pk))
    assert clerk.get("meeting_minutes_write", kent.meeting.pk).status_code == 409
    assert clerk.post("meeting_minutes_send", kent.meeting.pk).status_code in {400, 409}
    assert not Minutes.objects.exists()


def test_the_same_queries_for_many_items(kent: Side, meeting: Meeting) -> None:
    clerk, member = Desk(kent.people["clerk"]), Desk(kent.people["representative"])

    def counted(desk: Desk, name: str) -> int:
        desk.get(name, meeting.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(name, meeting.pk).status_code == 200
        return len(queries)

    before = {name: counted(clerk, name) for name in ("meeting_minutes_write", "meeting_minutes_send")}
    for number in range(20):
        item = AgendaItem.objects.create(meeting=meeting, position=20 + number, title="More", minutes=5, kind="other")
        ItemRecord.objects.create(item=item, notes="Said.", notes_revision=1)
    for name, count in before.items():
        assert counted(clerk, name) == count, name
    assert before["meeting_minutes_write"] <= 10
    assert before["meeting_minutes_send"] <= 21
    sent(kent, meeting)
    assert counted(member, "meeting_minutes") <= 11
    assert counted(clerk, "meeting_minutes") <= 13


def test_a_double_click_sends_once(kent: Side, meeting: Meeting) -> None:
    checked(kent, meeting)
    clerk, key = Desk(kent.people["clerk"]), str(uuid4())
    for _ in range(2):
        answer = clerk.client.post(reverse("meeting_minutes_send", args=[meeting.pk]), {"form_key": key})
        assert answer.status_code == 302
    assert Minutes.objects.filter(meeting=meeting).count() == 1


@pytest.mark.clause("DUR-6", "CLK-4")
def test_what_was_not_decided_says_what_became_of_it(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Question", 0)
    next_meeting = kent.meeting
    assert next_meeting is not None
    here.desk("chair").post("meeting_end", here.meeting.pk)
    day = show_day(next_meeting.day)
    found = content_of(here.meeting)
    first, second = [each for each in found["items"] if each["reference"]]
    assert first["fate"] == f"Not decided. Moved to the meeting on {day}."
    assert second["fate"] == f"Not discussed. Moved to the meeting on {day}."
    school = kent.school.name
    assert [(each["title"], each["why"], each["to"]) for each in found["put_off"]] == [
        (f"{school}, {here.requests[0].reference}", "Not decided", next_meeting.day.isoformat()),
        (f"{school}, {here.requests[1].reference}", "Not discussed", next_meeting.day.isoformat()),
    ]
    page = text_of(here.desk("clerk").get("meeting_minutes_send", here.meeting.pk))
    assert f"Not discussed. Moved to the meeting on {day}." in page
    assert f"Not discussed or not decided {school}, {here.requests[0].reference}: Not decided (moved to" in page
    later = Meeting.objects.create(
        community=kent.community, day=next_meeting.day + timedelta(days=28), starts=next_meeting.starts,
        ends=next_meeting.ends, venue="Hall",
    )  # fmt: skip
    put_off(here.requests[0], to=later, why="Full", by=kent.people["chair"], at=timezone.now())
    again = content_of(here.meeting)["items"]
    assert (
        next(each["fate"] for each in again if each["reference"]) == first["fate"]
    )  # as it was when the meeting ended


@pytest.mark.clause("DUR-8")
def test_a_dispute_stands_under_its_own_item_with_its_parties(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Question", 0)
    pk, clerk = here.meeting.pk, here.desk("clerk")
    page = clerk.get("meeting_live", pk).content.decode()
    assert f'<option value="{here.item(0).pk}" selected>5.1 {kent.school.name}</option>' in page
    given = {
        "parties": f"{kent.school.name} and the chair",
        "text": "The decline is not accepted",
        "chairs_decision": "",
    }
    refused = clerk.post("meeting_dispute", pk, item="", **given | {"parties": ""})
    assert refused.status_code == 400
    assert "Enter who the dispute is between" in text_of(refused)
    assert clerk.post("meeting_dispute", pk, item=str(here.item(1).pk), **given).status_code == 302
    assert "and the chair: The decline is not accepted" in text_of(clerk.get("meeting_live", pk))
    first, second = [each for each in content_of(here.meeting)["items"] if each["reference"]]
    assert first["disputes"] == []
    assert second["disputes"] == [
        {"parties": f"{kent.school.name} and the chair", "text": "The decline is not accepted", "chairs_decision": ""}
    ]
    here.desk("chair").post("meeting_end", pk)
    page = text_of(clerk.get("meeting_minutes_send", pk))
    assert f"Dispute Between {kent.school.name} and the chair. The decline is not accepted" in page


@pytest.mark.clause("CLK-3", "CLK-4")
def test_who_was_there_is_listed_from_the_chair_to_the_guests(kent: Side) -> None:
    here = room(kent).all_here()
    here.desk("clerk").post("meeting_guest_add", here.meeting.pk, called="Dr Vale", kind="adviser")
    here.desk("clerk").post("meeting_guest_add", here.meeting.pk, called="Ann Guest", kind="guest")
    offices = [each["office"] for each in content_of(here.meeting)["present"]]
    schools = sorted([kent.school.name, kent.other_school.name, "Member School 1", "Member School 2"])
    assert offices == [
        *["Chair"] * 2, *["Clerk"] * 2, *(f"Representative of {name}" for name in schools), "Area officer",
        "Adviser", "Guest",
    ]  # fmt: skip


@pytest.mark.clause("CLK-6")
def test_a_release_says_that_action_points_were_left_out(kent: Side, meeting: Meeting) -> None:
    sent(kent, meeting)
    said = words_of(Desk(kent.people["clerk"]).get("meeting_minutes_release", meeting.pk, 1, "docx"))
    assert "1 action point is not published because of children’s privacy." in said
    assert "Action points None." not in said


@pytest.mark.clause("DUR-1", "CLK-6")
def test_whoever_sent_apologies_is_not_said_to_have_left_the_room(kent: Side) -> None:
    here = room(kent).discussing()
    member, by = here.row(here.members[0]), kent.people["chair"]
    declare(here.meeting, here.item(), member, interest="Aunt", by=acting(by), at=timezone.now())
    mark(here.meeting, [member.pk], RegisterRow.State.APOLOGIES, by=acting(by), at=timezone.now())
    end(here.meeting, by=acting(by), at=timezone.now())
    page = text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", here.meeting.pk))
    assert (
        "Interest declared by Member 1 Wealdshire (Representative of Member School 1): Aunt. Not at the meeting."
        in page
    )
    assert "Out of the room" not in page
