"""The live meeting: begun, led along its agenda, ended, reopened; its register; who sees it (CHA-3, CHA-5, CLK-3)."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.models import Office
from locality.live.actions import running as actions
from locality.meetings.models import DiscussionStep, Interest, ItemRecord, LiveMeeting, RegisterRow
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.schedule.models import Invitee
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import text_of
from tests.world import PUPIL, Side, acting


def test_the_register_names_nobody_an_adviser_who_is_none(kent: Side) -> None:
    """Who was invited for an office that has ended is no adviser, and a closed account is in no register."""
    here, now = room(kent), timezone.now()
    adviser, closed, gone = (
        User.objects.create(
            email=f"{name.split()[0].lower()}@guest.example", name=name, is_active=name != "Carl Closed"
        )
        for name in ("Ada Adviser", "Carl Closed", "Gus Gone")
    )
    for person, as_adviser in ((adviser, True), (closed, True), (gone, False)):
        Invitee.objects.create(meeting=here.meeting, person=person, as_adviser=as_adviser, invited_at=now)
    here.begin()
    named = {row.name: row.kind for row in RegisterRow.objects.filter(meeting=here.meeting)}
    assert named["Ada Adviser"] == "adviser"
    assert {"Carl Closed", "Gus Gone"}.isdisjoint(named)
    assert list(named.values()).count("adviser") == 1


@pytest.mark.clause("CLK-3", "QUO-1", "DUR-1")
def test_beginning_fills_the_register_by_school_and_nothing_blocks(kent: Side) -> None:
    here = room(kent)
    Invitee.objects.create(
        meeting=here.meeting, person=here.members[0], answer="no", answered_at=timezone.now(), invited_at=timezone.now()
    )
    chair = here.desk("chair")
    before = text_of(chair.get("meeting_live", here.meeting.pk))
    assert "The meeting has not started" in before
    assert chair.post("meeting_begin", here.meeting.pk).status_code == 302
    here.meeting.refresh_from_db()
    assert here.meeting.state == "running"
    rows = {row.name: row for row in RegisterRow.objects.filter(meeting=here.meeting)}
    assert rows[kent.people["representative"].name].school == kent.other_school
    assert (rows[kent.people["chair"].name].kind, rows[kent.people["chair"].name].votes) == ("chair", True)
    assert rows[kent.people["chair"].name].state == "present"
    assert (rows[kent.people["clerk"].name].kind, rows[kent.people["clerk"].name].votes) == ("clerk", False)
    assert rows[kent.people["hnf_officer"].name].kind == "officer"
    assert rows[here.members[0].name].state == "apologies"
    assert rows[here.members[1].name].votes
    page = text_of(chair.get("meeting_live", here.meeting.pk))
    assert "Code of conduct" in page
    assert (
        "Schools not represented (4): "
        + ", ".join(sorted([kent.school.name, kent.other_school.name, "Member School 1", "Member School 2"]))
        in page
    )
    assert Event.objects.filter(action="meeting.begin").count() == 1


@pytest.mark.clause("CLK-3")
def test_many_are_marked_with_one_tap_and_late_left_and_guests_are_kept(kent: Side) -> None:
    here = room(kent).begin()
    clerk = here.desk("clerk")
    who = [str(here.row(each).pk) for each in (*here.members, "representative")]
    assert clerk.post("meeting_register", here.meeting.pk, who=who, mark="present").status_code == 302
    assert RegisterRow.objects.filter(meeting=here.meeting, state="present").count() == 4
    assert clerk.post("meeting_register", here.meeting.pk, who=who[:1], mark="left").status_code == 302
    row = here.row(here.members[0])
    assert (row.state, row.left_at is not None) == ("left", True)
    LiveMeeting.objects.update(began_at=timezone.now() - timedelta(minutes=30))
    late = here.row("hnf_officer")
    clerk.post("meeting_register", here.meeting.pk, who=[str(late.pk)], mark="present")
    assert clerk.post("meeting_guest_add", here.meeting.pk, called="Dr Vale", kind="adviser").status_code == 302
    page = text_of(clerk.get("meeting_live", here.meeting.pk))
    assert "Area officer, since" in page
    assert "Dr Vale Adviser, since" in page
    assert "until" in page
    assert clerk.post("meeting_guest_add", here.meeting.pk, called="", kind="guest").status_code == 400
    assert clerk.post("meeting_register", here.meeting.pk, mark="present").status_code == 400
    assert clerk.post("meeting_register", here.meeting.pk, who=who, mark="nonsense").status_code == 400
    empty = RegisterRow.objects.create(meeting=here.meeting, school=kent.school, name="Empty", kind="member")
    assert clerk.post("meeting_register", here.meeting.pk, who=[str(empty.pk)], mark="present").status_code == 400


@pytest.mark.clause("CLK-3")
def test_all_others_are_marked_as_here_with_one_tap_once_the_missing_are_known(kent: Side) -> None:
    here = room(kent).begin()
    clerk, pk = here.desk("clerk"), here.meeting.pk
    missing, late, empty = here.row(here.members[0]), here.row(here.members[1]), RegisterRow.objects.filter(person=None)
    empty_before = set(empty.values_list("pk", "state"))
    assert "Mark everyone else present" in text_of(clerk.get("meeting_live", pk))
    clerk.post("meeting_register", pk, who=[str(missing.pk)], mark="apologies")
    assert clerk.post("meeting_register", pk, who=[str(late.pk)], mark="others").status_code == 302
    states = dict(RegisterRow.objects.filter(meeting=here.meeting, person__isnull=False).values_list("pk", "state"))
    assert states.pop(missing.pk) == "apologies"
    assert states.pop(late.pk) == "expected"  # ticked, so not one of the others
    assert set(states.values()) == {"present"}
    assert set(empty.values_list("pk", "state")) == empty_before  # a school without anybody is not here
    noted = Event.objects.filter(action="meeting.register").latest("pk")
    assert noted.after["state"] == "present"
    assert missing.name not in noted.after["who"]
    clerk.post("meeting_register", pk, mark="others")
    late.refresh_from_db()
    assert late.state == "present"
    assert "Mark everyone else present" not in text_of(clerk.get("meeting_live", pk))
    refused = clerk.post("meeting_register", pk, mark="others")
    assert refused.status_code == 400
    assert "Everyone else is already marked." in text_of(refused)
    assert here.desk("representative").post("meeting_register", pk, mark="others").status_code == 403


@pytest.mark.clause("CHA-3", "CHA-5")
def test_the_meeting_is_led_along_its_agenda_and_overruns_are_kept(kent: Side) -> None:
    here = room(kent).begin()
    first, second = items_of(here.meeting)[:2]
    chair = here.desk("chair")
    page = text_of(chair.get("meeting_live", here.meeting.pk))
    assert f"Now: 1 {first.title}. Next: 2 {second.title}." in page
    assert "left of 5:00" in page
    LiveMeeting.objects.update(item_began_at=timezone.now() - timedelta(minutes=7))
    page = text_of(here.desk(here.members[0]).get("meeting_live", here.meeting.pk))
    assert "over 5:00" in page
    assert chair.post("meeting_go", here.meeting.pk, item=str(second.pk)).status_code == 302
    record = ItemRecord.objects.get(item=first)
    assert 420 <= record.seconds < 470
    assert record.ended_at is not None
    page = text_of(chair.get("meeting_live", here.meeting.pk))
    assert re.search(r"7:\d\d used, 2:\d\d over", page)
    chair.post("meeting_go", here.meeting.pk, item=str(first.pk))
    assert ItemRecord.objects.get(item=first).ended_at is None
    assert chair.post("meeting_go", here.meeting.pk, item="0").status_code == 404
    assert chair.post("meeting_go", here.meeting.pk).status_code == 400


def test_ending_sends_what_is_undecided_on_and_reopening_goes_on(kent: Side) -> None:
    here = room(kent).begin()
    chair = here.desk("chair")
    page = text_of(chair.get("meeting_end", here.meeting.pk))
    assert here.requests[0].reference in page
    assert chair.post("meeting_end", here.meeting.pk).status_code == 302
    here.meeting.refresh_from_db()
    here.requests[0].refresh_from_db()
    assert here.meeting.state == "held"
    assert here.requests[0].meeting == kent.meeting
    assert Message.objects.filter(kind="resource_request.put_off", to=kent.people["school_editor"]).exists()
    assert not RegisterRow.objects.filter(meeting=here.meeting, state="expected").exists()
    assert "The meeting ended at" in text_of(chair.get("meeting_live", here.meeting.pk))
    assert chair.post("meeting_register", here.meeting.pk, who=["1"], mark="present").status_code == 400
    assert chair.post("meeting_reopen", here.meeting.pk, why="Ended too early", goes_on="on").status_code == 302
    here.meeting.refresh_from_db()
    assert here.meeting.state == "running"
    assert here.running.ended_at is None
    assert "left of 5:00" in text_of(chair.get("meeting_live", here.meeting.pk))
    row = here.row(here.members[0])
    assert chair.post("meeting_register", here.meeting.pk, who=[str(row.pk)], mark="present").status_code == 302


def test_a_meeting_begins_once_on_its_day_by_chair_or_clerk(kent: Side) -> None:
    here = room(kent)
    assert here.desk("clerk").post("meeting_begin", here.meeting.pk).status_code == 302
    assert here.desk("chair").post("meeting_begin", here.meeting.pk).status_code == 400
    assert LiveMeeting.objects.count() == 1
    assert kent.meeting is not None
    with pytest.raises(NotPossible, match="If it is taking place today"):
        actions.begin(kent.meeting, by=acting(kent.people["chair"]), at=timezone.now())


def test_screens_ask_cheaply_and_get_what_changed(kent: Side, django_assert_num_queries: object) -> None:
    here = room(kent).discussing("Clarification")
    member = here.desk(here.members[0])
    member.get("meeting_live", here.meeting.pk)
    path = reverse("meeting_now", args=[here.meeting.pk])
    version = json.loads(member.client.get(path).content)["version"]
    assert version.startswith(f"{here.running.version}-")
    with django_assert_num_queries(4):  # type: ignore[operator]  # session, person, offices, version
        answer = member.client.get(path, headers={"If-None-Match": f'"{version}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    here.desk("chair").post("meeting_word", here.meeting.pk, next="turn")
    answer = member.client.get(path, headers={"If-None-Match": f'"{version}"'})
    told = json.loads(answer.content)
    assert told["version"].startswith(f"{here.running.version}-")
    assert "speaking" in told["parts"]["now"]
    assert set(json.loads(member.client.get(path + "?projector").content)["parts"]) == {"standing", "now"}


def test_nothing_has_changed_is_said_to_the_person_of_the_screen_alone(kent: Side) -> None:
    """Another person in the same browser, and whoever's office has ended meanwhile, is not left with what was shown."""
    here = room(kent).discussing("Clarification")
    path = reverse("meeting_now", args=[here.meeting.pk])
    chair, member = here.desk("chair"), here.desk(here.members[0])
    of_chair = {"If-None-Match": f'"{json.loads(chair.client.get(path).content)["version"]}"'}
    assert chair.client.get(path, headers=of_chair).status_code == 304
    drawn = member.client.get(path, headers=of_chair)
    assert drawn.status_code == 200
    assert "Next item" not in drawn.content.decode()
    yesterday = here.meeting.day - timedelta(days=1)
    first = Office.objects.create(
        person=kent.people["chair"], role="representative", authority=kent.authority, school=kent.other_school,
        start=yesterday,
    )  # fmt: skip
    assert chair.client.get(path, headers=of_chair).status_code == 200, "one office more"
    Office.objects.filter(pk=first.pk).delete()
    Office.objects.filter(person=kent.people["chair"]).update(start=yesterday, end=yesterday)
    assert chair.client.get(path, headers=of_chair).status_code == 403


def test_the_page_asks_the_database_the_same_whoever_is_there(kent: Side) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    here = room(kent).discussing("Solutions")
    clerk = here.desk("clerk")
    clerk.get("meeting_live", here.meeting.pk)
    with CaptureQueriesContext(connection) as few:
        clerk.get("meeting_live", here.meeting.pk)
    for row in RegisterRow.objects.filter(meeting=here.meeting, kind="member"):
        Interest.objects.create(item=here.item(), attendance=row, interest="x", declared_at=timezone.now())
    for number in range(20):
        RegisterRow.objects.create(meeting=here.meeting, kind="guest", name=f"Guest {number}", state="present")
    with CaptureQueriesContext(connection) as many:
        assert clerk.get("meeting_live", here.meeting.pk).status_code == 200
    # two of them: what is shown, for the screen to ask about, and the day of the next meeting, by which things are done;
    # and two more: the partners of the request, and the school that gives support for it
    assert len(many) <= len(few) <= 21


def test_who_may_see_and_guide_it(kent: Side, elsewhere: Side) -> None:
    here = room(kent).discussing()
    pk = here.meeting.pk
    for who in ("chair", "clerk", "deputy_clerk", "representative", "hnf_officer"):
        assert here.desk(who).get("meeting_live", pk).status_code == 200
        assert here.desk(who).get("meeting_projector", pk).status_code == 200
    for who, status in (("signatory", 403), ("moderator", 403), ("other_chair", 404), ("nobody", 403)):
        assert here.desk(who).get("meeting_live", pk).status_code == status
        assert here.desk(who).get("meeting_now", pk).status_code == status
    assert here.desk(elsewhere.people["chair"]).get("meeting_live", pk).status_code == 404
    for name in ("meeting_begin", "meeting_end", "meeting_go", "meeting_register", "meeting_word", "meeting_positions"):
        assert here.desk("representative").post(name, pk).status_code == 403
        assert here.desk(elsewhere.people["chair"]).post(name, pk).status_code == 404
    member = text_of(here.desk("representative").get("meeting_live", pk))
    assert "Next item" not in member
    assert "Notes for the minutes" not in member


def test_pupils_are_letters_on_the_live_page_for_everyone(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    chair = here.desk("chair")
    row = here.row(here.members[0])
    chair.post("meeting_said", here.meeting.pk, who=str(row.pk), text=f"{PUPIL} could visit us.")
    chair.post("meeting_interest", here.meeting.pk, who=str(here.row(here.members[1]).pk), item=str(here.item().pk),
               interest=f"Aunt of {PUPIL}")  # fmt: skip
    said = f"{here.row(here.members[1]).name}, in the request from {kent.school.name}: Aunt of Pupil A"
    assert said in text_of(chair.get("meeting_live", here.meeting.pk))  # the item is not the school of who declared it
    for who in ("chair", "clerk", "representative", "hnf_officer"):
        for name in ("meeting_live", "meeting_projector", "meeting_now"):
            page = here.desk(who).get(name, here.meeting.pk).content.decode()
            assert PUPIL not in page
            assert PUPIL.split()[1] not in page
            assert "Pupil A" in page


def test_the_steps_are_the_authoritys_data(kent: Side) -> None:
    DiscussionStep.objects.create(authority=kent.authority, position=1, title="Story", manner="asking", minutes_to=9)
    here = room(kent).all_here()
    here.desk("chair").post("meeting_go", here.meeting.pk, item=str(here.item().pk))
    page = text_of(here.desk("chair").get("meeting_live", here.meeting.pk))
    assert "Step 1 of 1: Story" in page
    assert "left of 9:00" in page


@pytest.mark.clause("DEC-1")
def test_who_is_invited_to_one_item_sees_that_item_alone(kent: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    here = room(kent, requests=2).discussing("Solutions")
    adviser, own = kent.people["hnf_officer"].pk, here.item(1).pk
    monkeypatch.setattr(
        "locality.live.presenters.live.items_open_to",
        lambda viewer, _: {own} if viewer.user.pk == adviser else None,
    )
    monkeypatch.setattr("locality.meetings.queries.live.limits_of", lambda _: {adviser: {own}})
    officer, pk = here.desk("hnf_officer"), here.meeting.pk
    for name in ("meeting_live", "meeting_projector", "meeting_now"):
        page = officer.get(name, pk).content.decode()
        assert "Your item will appear here when it starts" in page
        assert here.requests[0].reference not in page
        assert "Welcome, Introductions" not in page
    assert officer.post("meeting_said", pk, text="Outreach").status_code == 400
    assert officer.post("meeting_interest", pk, item=str(here.item().pk), interest="x").status_code == 400
    assert "area officer" not in text_of(here.desk("chair").get("meeting_projector", pk))
    chair, now = kent.people["chair"], timezone.now()
    actions.go_to_item(here.meeting, here.item(1), anyway=True, by=acting(chair), at=now)
    actions.go_to_step(here.meeting, here.step("Solutions"), anyway=True, by=acting(chair), at=now)
    assert here.requests[1].reference in text_of(officer.get("meeting_live", pk))
    assert officer.post("meeting_said", pk, text="Outreach").status_code == 302
    assert "(area officer) Outreach" in text_of(here.desk("chair").get("meeting_projector", pk))


def test_two_schools_of_one_name_are_told_apart_in_the_room(kent: Side) -> None:
    for school, town in ((kent.school, "Hythe"), (kent.other_school, "Sandgate")):
        school.name, school.town = "St Peter’s School", town
        school.save()
    here = room(kent).begin()
    page = text_of(here.desk("chair").get("meeting_live", here.meeting.pk))
    assert "St Peter’s School, Hythe (URN 801001)" in page
    assert "St Peter’s School, Sandgate (URN 801002)" in page


@pytest.mark.clause("CHA-5")
def test_who_presses_end_on_an_older_page_reads_who_ended_it_and_when(kent: Side, clock: Any) -> None:
    clock("2026-11-24 15:30")
    here = room(kent).discussing()
    clock("2026-11-24 17:00")
    pk, chair = here.meeting.pk, kent.people["chair"].name
    assert here.desk("chair").post("meeting_end", pk).status_code == 302
    late = {who: here.desk(who).post("meeting_end", pk) for who in ("clerk", "chair")}
    ended = "ended the meeting on Tuesday 24 November 2026 at 17:00. Nothing was changed."
    assert {answer.status_code for answer in late.values()} == {400}
    assert f"{chair} {ended}" in text_of(late["clerk"])
    assert f"You {ended}" in text_of(late["chair"])
