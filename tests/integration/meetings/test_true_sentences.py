"""What the pages of a meeting say is so: of its end, who spoke, who is here, what is new, and what could not be kept."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from locality.live.actions import running
from locality.live.actions.interests import declare
from locality.meetings.actions import agenda, papers
from locality.meetings.actions.advisers import invite
from locality.meetings.models import ActionPoint, AgendaItem, Dispute, Interest, Paper
from locality.meetings.models.agenda import Kind
from locality.meetings.queries.agenda import items_of
from locality.outbox.models import Message
from locality.resource_requests.models import ResourceRequest
from locality.schedule.rules import why_not_on
from locality.values.periods import Period
from locality.values.refusals import NotPossible
from locality.values.working_days import WorkingDays
from tests.house.permission_forms import day
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in


def test_ending_again_says_that_it_has_ended_and_nothing_of_decisions(kent: Side) -> None:
    here = room(kent).begin()
    pk, chair = here.meeting.pk, here.desk("chair")
    assert chair.post("meeting_end", pk).status_code == 302
    again = here.desk("clerk").post("meeting_end", pk)
    assert again.status_code == 400
    assert "Every request on the agenda has a decision" not in text_of(again)
    assert "The meeting ended at" in text_of(again)
    chair.post("meeting_reopen", pk, why="Ann was here")
    page = text_of(chair.get("meeting_end", pk))
    assert "Every request on the agenda has a decision" not in page
    reference = here.requests[0].reference
    assert f"Requests already moved to another meeting: {kent.school.name} ({reference})." in page
    assert "We’ll email" not in page


@pytest.mark.clause("DEC-1")
def test_each_who_speaks_is_called_what_they_are(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    clerk.post("meeting_guest_add", pk, called="Gwen Guest", kind="guest")
    guest = str(here.meeting.attendances.get(name="Gwen Guest").pk)
    officer = here.meeting.attendances.get(kind="officer")
    for who in (guest, str(officer.pk)):
        assert clerk.post("meeting_said", pk, who=who, text="Which days?").status_code == 302
    page = text_of(clerk.get("meeting_live", pk))
    assert "Gwen Guest (guest) Which days?" in page
    assert f"{officer.name} (area officer) Which days?" in page
    assert "(adviser)" not in page


@pytest.mark.clause("DUR-1")
def test_who_is_out_of_the_room_is_not_counted_in_it(kent: Side) -> None:
    here = room(kent).discussing()
    pk = here.meeting.pk
    total = here.meeting.attendances.count()
    present = here.meeting.attendances.filter(state="present").count()
    assert f"In the room: {present} of {total}" in text_of(here.desk("clerk").get("meeting_live", pk))
    declare(
        here.meeting, here.item(), here.row(here.members[0]), interest="My child", by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )  # fmt: skip
    assert f"In the room: {present - 1} of {total}" in text_of(here.desk("clerk").get("meeting_live", pk))
    by, at = kent.people["chair"], timezone.now()
    running.go_to_item(here.meeting, items_of(here.meeting)[0], anyway=True, by=acting(by), at=at)
    assert f"In the room: {present} of {total}" in text_of(here.desk("clerk").get("meeting_live", pk))


def test_a_day_at_the_weekend_is_called_by_its_name() -> None:
    term, calendar = Period(date(2026, 1, 1), date(2026, 12, 31)), WorkingDays([date(2026, 5, 4)])
    assert why_not_on(date(2026, 5, 2), [term], calendar, {}) == "a Saturday"
    assert why_not_on(date(2026, 5, 3), [term], calendar, {}) == "a Sunday"
    assert why_not_on(date(2026, 5, 4), [term], calendar, {}) == "a bank holiday or closure day"
    assert why_not_on(date(2026, 5, 5), [term], calendar, {}) is None


@pytest.mark.clause("CHA-6")
def test_go_there_leads_on_all_the_same_where_somebody_had_no_turn(kent: Side) -> None:
    here = room(kent, requests=2).discussing("Clarification")
    pk, chair, second = here.meeting.pk, here.desk("chair"), here.item(1)
    page = chair.get("meeting_live", pk).content.decode()
    assert f'/live/go/?item={second.pk}"' in page
    asked = chair.get("meeting_go", pk, item=str(second.pk)).content.decode()
    assert 'name="anyway" value="yes"' in asked
    assert here.running.item == here.item(0)


@pytest.mark.clause("DUR-1", "MBR-4")
def test_who_is_out_reads_its_action_point_in_no_other_meetings_papers(kent: Side) -> None:
    here = room(kent).discussing()
    other = kent.meeting
    assert other is not None
    agenda.draw_up(other, by=kent.people["chair"], at=timezone.now())
    member = here.desk(here.members[0])
    due = day("due_on", timezone.localdate() + timedelta(days=30))
    here.desk("clerk").post(
        "meeting_action_point", here.meeting.pk, text="Buy a tent", owner=str(here.row("clerk").pk), **due
    )
    last = items_of(other).get(kind=Kind.LAST_MINUTES).pk
    addresses = (("meeting_agenda", other.pk), ("meeting_item", other.pk, last))
    assert all("Buy a tent" in text_of(member.get(*each)) for each in addresses)
    declare(
        here.meeting, here.item(), here.row(here.members[0]), interest="My child", by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )  # fmt: skip
    assert not any("Buy a tent" in text_of(member.get(*each)) for each in addresses)
    Interest.objects.update(back_at=timezone.now())
    assert all("Buy a tent" in text_of(member.get(*each)) for each in addresses)


@pytest.mark.clause("RES-9")
def test_what_grows_past_its_room_by_letters_is_refused_and_given_back(kent: Side) -> None:
    here = room(kent, requests=0)
    request = request_in(kent, "accepted", **{"pupil.1.name": "Jo Lee"})
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=here.meeting)
    here.requests.append(request)
    agenda.draw_up(here.meeting, by=kent.people["chair"], at=timezone.now())
    here.discussing()
    pk, clerk, item = here.meeting.pk, here.desk("clerk"), here.item()
    text = "Ask Jo Lee. " * 41  # 492 characters; with “Pupil A” one more each time
    due = day("due_on", timezone.localdate() + timedelta(days=30))
    answer = clerk.post("meeting_action_point", pk, text=text, owner=str(here.row("clerk").pk), **due)
    assert answer.status_code == 400
    assert "and only 500 can be kept. Shorten it." in text_of(answer)
    assert not ActionPoint.objects.exists()
    short = "Ask Jo Lee. " * 25
    given = {"item": str(item.pk), "parties": short, "text": "Who pays", "chairs_decision": ""}
    answer = clerk.post("meeting_dispute", pk, **given)
    assert "and only 300 can be kept. Shorten it." in text_of(answer)
    assert not Dispute.objects.exists()
    answer = clerk.post(
        "meeting_interest", pk, who=str(here.row(here.members[0]).pk), item=str(item.pk), interest=short
    )
    assert "and only 300 can be kept. Shorten it." in text_of(answer)
    assert not Interest.objects.exists()


@pytest.mark.clause("CLK-2")
def test_an_adviser_of_one_item_is_told_nothing_of_anothers_papers(kent: Side) -> None:
    meeting, clerk, at = kent.meeting, kent.people["clerk"], timezone.now()
    assert meeting is not None
    both = [request_in(kent, "accepted"), request_in(kent, "accepted")]
    agenda.draw_up(meeting, by=kent.people["chair"], at=at)
    first, second = (items_of(meeting).get(resource_request=each) for each in both)
    adviser = kent.people["nobody"]
    invite(meeting, name=adviser.name, email=adviser.email, expertise="", items=[first], by=acting(clerk), at=at)
    papers.distribute(meeting, what="", by=acting(clerk), at=timezone.now())
    told = Message.objects.filter(kind="meeting.papers", to=adviser)
    assert told.count() == 1

    def attach(item: AgendaItem) -> None:
        Paper.objects.create(
            meeting=meeting, item=item, title="Plan", file_name="plan.pdf", content_type="application/pdf", content=b"x",
            size=1, added_by=clerk, added_at=timezone.now(),
        )  # fmt: skip

    attach(second)
    papers.distribute(meeting, what="The costs of the second", by=acting(clerk), at=timezone.now())
    assert told.count() == 1
    page = text_of(Desk(adviser).get("meeting_papers", meeting.pk))
    assert "The costs of the second" not in page
    assert "Added" not in page
    attach(first)
    papers.distribute(meeting, what="The plan of the first", by=acting(clerk), at=timezone.now())
    assert told.count() == 2
    page = text_of(Desk(adviser).get("meeting_papers", meeting.pk))
    assert page.count("Added") == 1
    member = text_of(Desk(kent.people["representative"]).get("meeting_papers", meeting.pk))
    assert "The costs of the second" in member
    assert "The plan of the first" in member


@pytest.mark.clause("CHA-2")
def test_down_pressed_in_two_windows_moves_one_place(kent: Side) -> None:
    here = room(kent)
    pk, chair = here.meeting.pk, here.desk("chair")
    order = list(items_of(here.meeting).values_list("pk", flat=True))
    seen = ",".join(str(each) for each in order)
    assert f'name="seen" value="{seen}"' in chair.get("meeting_agenda", pk).content.decode()
    assert chair.post("meeting_agenda_order", pk, down=str(order[1]), seen=seen).status_code == 302
    moved = [order[0], order[2], order[1], *order[3:]]
    assert list(items_of(here.meeting).values_list("pk", flat=True)) == moved
    for way, which in (("down", order[1]), ("up", order[1]), ("up", order[2])):
        again = chair.post("meeting_agenda_order", pk, **{way: str(which)}, seen=seen)
        assert again.status_code == 400
        assert "The order of the agenda has changed since you opened the page." in text_of(again)
    assert list(items_of(here.meeting).values_list("pk", flat=True)) == moved
    assert chair.post("meeting_agenda_order", pk, down=str(order[0]), seen=seen).status_code == 302


@pytest.mark.clause("AGE-2")
def test_an_item_that_is_put_off_is_filled_by_what_fills_it(kent: Side) -> None:
    here, later = room(kent), kent.meeting
    assert later is not None
    finance = items_of(here.meeting).get(kind=Kind.FINANCE)
    agenda.put_off(finance, to=later, why="No time", by=acting(kent.people["chair"]), at=timezone.now())
    assert items_of(later).get(came_from=finance).kind == Kind.FINANCE
    with pytest.raises(NotPossible, match="only 300 can be kept"):
        agenda.put_off(
            items_of(here.meeting).get(kind=Kind.UPDATE), to=later, why="x" * 301, by=acting(kent.people["chair"]),
            at=timezone.now(),
        )  # fmt: skip


@pytest.mark.clause("CHA-7")
def test_after_the_decision_the_summary_says_that_it_is_for_the_minutes_alone(kent: Side) -> None:
    here = room(kent).summed_up()
    chair, pk = here.desk("chair"), here.meeting.pk
    said = "Changes here are for the minutes only. To change the decision’s summary, correct the decision."
    assert said not in text_of(chair.get("meeting_live", pk))
    given = {
        "outcome": "declined",
        "method": "chair",
        "reasons": "Free.",
        "own_provision": "None",
        "alternatives": "None",
    }
    assert chair.post("meeting_decide", pk, here.item(0).pk, **given).status_code == 302
    assert said in text_of(chair.get("meeting_live", pk))
