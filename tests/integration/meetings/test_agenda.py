"""The agenda: fills itself, ordered and timed by the chair, requests put off with a reason (AGE-1, AGE-2, CHA-2)."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from locality.meetings.actions import agenda as actions
from locality.meetings.actions.cancelling import cancel
from locality.meetings.models import ActionPoint, AgendaItem, Paper
from locality.meetings.queries.agenda import items_of, numbers_of
from locality.minutes.queries.what_minutes_hold import content_of
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, request_in

TITLES = [
    "Welcome, Introductions and Register of Attendance",
    "Minutes and review of decisions and actions from previous meeting",
    "Outcomes Data",
    "Update from Professional Resource Group and/or Area Board",
    "Group Solution Discussions / Case Studies",
    "Finance Updates: review of balance sheet",
]


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    return kent.meeting


def drawn_up(kent: Side, meeting: Meeting) -> list[AgendaItem]:
    actions.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    return list(items_of(meeting))


@pytest.mark.clause("AGE-1", "AGE-2")
def test_the_agenda_starts_from_the_six_items_and_takes_in_accepted_requests(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    ActionPoint.objects.create(
        community=kent.community, meeting=meeting, text="Share the checklist", owner_name="Ann", due_on=date(2026, 12, 1),
        added_by=kent.people["clerk"], added_at=timezone.now(),
    )  # fmt: skip
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("meeting_agenda", meeting.pk))
    assert all(title in page for title in TITLES)
    assert chair.post("meeting_agenda_order", meeting.pk, draw_up="yes").status_code == 302
    items = list(items_of(meeting))
    assert [item.title for item in items] == [*TITLES[:5], kent.school.name, TITLES[5]]
    assert items[5].resource_request == request
    page = text_of(chair.get("meeting_agenda", meeting.pk))
    for shown in (request.reference, "5.1", "Share the checklist", "£100,000", "of 120 minutes. You have "):
        assert shown in page
    chair.post("meeting_agenda_order", meeting.pk, draw_up="yes")
    assert items_of(meeting).count() == len(items)


@pytest.mark.clause("CHA-2")
def test_the_chair_orders_and_times_and_sees_whether_it_fits(kent: Side, meeting: Meeting) -> None:
    request_in(kent, "accepted")
    items = drawn_up(kent, meeting)
    chair = Desk(kent.people["chair"])
    chair.post("meeting_agenda_order", meeting.pk, up=str(items[6].pk), **{f"minutes-{items[0].pk}": "90"})
    again = list(items_of(meeting))
    assert [item.pk for item in again][5:7] == [items[6].pk, items[5].pk]
    assert again[0].minutes == 90
    assert "too long. Shorten an item or move one to a later meeting." in text_of(
        chair.get("meeting_agenda", meeting.pk)
    )
    for typed in ("", "0", "x", "-5", "9999", "٣", "1e3"):
        assert chair.post("meeting_agenda_order", meeting.pk, **{f"minutes-{items[0].pk}": typed}).status_code == 400
    assert items_of(meeting).first().minutes == 90  # type: ignore[union-attr]


@pytest.mark.clause("CHA-2")
def test_a_request_put_off_goes_to_the_later_meeting_and_its_school_reads_why(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    item = drawn_up(kent, meeting)[5]
    later = Meeting.objects.create(
        community=kent.community, day=meeting.day + timedelta(days=28), starts=time(15), ends=time(17), venue="Hall"
    )
    chair = Desk(kent.people["chair"])
    sent = chair.post("meeting_item_put_off", meeting.pk, item.pk, to=str(later.pk), why="No time left")
    assert sent.status_code == 302
    request.refresh_from_db()
    assert (request.meeting, request.state) == (later, "accepted")
    told = Message.objects.get(kind="resource_request.put_off", to=kent.people["school_editor"])
    assert "No time left" in told.lines
    page = text_of(chair.get("meeting_agenda", meeting.pk))
    assert "No time left" in page
    assert item.pk not in {each.pk for each in items_of(meeting)}
    assert drawn_up(kent, later)[5].resource_request == request


def test_a_request_that_was_returned_leaves_the_agenda(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    drawn_up(kent, meeting)
    type(request).objects.filter(pk=request.pk).update(state="returned")
    assert not any(item.resource_request_id for item in drawn_up(kent, meeting))


@pytest.mark.clause("CHA-2")
def test_only_the_chair_sets_it_and_only_members_read_it(kent: Side, elsewhere: Side, meeting: Meeting) -> None:
    items = drawn_up(kent, meeting)
    assert Desk(kent.people["representative"]).get("meeting_agenda", meeting.pk).status_code == 200
    assert Desk(kent.people["clerk"]).get("meeting_agenda", meeting.pk).status_code == 200
    assert Desk(kent.people["school_editor"]).get("meeting_agenda", meeting.pk).status_code == 403
    assert Desk(kent.people["other_chair"]).get("meeting_agenda", meeting.pk).status_code == 404
    assert Desk(elsewhere.people["chair"]).get("meeting_agenda", meeting.pk).status_code == 404
    for person, status in ((kent.people["clerk"], 403), (kent.people["other_chair"], 404)):
        assert Desk(person).post("meeting_agenda_order", meeting.pk, up=str(items[1].pk)).status_code == status
        assert Desk(person).post("meeting_item_add", meeting.pk, title="x", minutes="5").status_code == status
        assert Desk(person).post("meeting_item_remove", meeting.pk, items[0].pk).status_code == status
    assert list(items_of(meeting)) == items
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    assert Desk(kent.people["chair"]).post("meeting_agenda_order", meeting.pk, draw_up="yes").status_code == 400


def test_an_item_of_ones_own_is_added_and_taken_off(kent: Side, meeting: Meeting) -> None:
    chair = Desk(kent.people["chair"])
    assert chair.post("meeting_item_add", meeting.pk, title="", minutes="5").status_code == 400
    assert chair.post("meeting_item_add", meeting.pk, title="Visit of the museum", minutes="5").status_code == 302
    item = AgendaItem.objects.get(meeting=meeting, title="Visit of the museum")
    assert chair.post("meeting_item_remove", meeting.pk, item.pk).status_code == 302
    assert items_of(meeting).count() == 6


def test_an_item_whose_papers_were_removed_is_taken_off_and_their_record_stays(kent: Side, meeting: Meeting) -> None:
    chair, clerk = Desk(kent.people["chair"]), Desk(kent.people["clerk"])
    chair.post("meeting_item_add", meeting.pk, title="Visit of the museum", minutes="5")
    item = AgendaItem.objects.get(meeting=meeting, title="Visit of the museum")
    for title in ("The museum", "How to get there"):
        file = SimpleUploadedFile("museum.txt", b"Open from ten.")
        clerk.post("meeting_paper_add", meeting.pk, title=title, item=str(item.pk), file=file)
    first, second = Paper.objects.filter(item=item).order_by("pk")
    clerk.post("meeting_paper_remove", meeting.pk, first.pk)
    answer = chair.post("meeting_item_remove", meeting.pk, item.pk)
    assert answer.status_code == 400
    assert "This item has papers. Remove them first." in text_of(answer)
    clerk.post("meeting_paper_remove", meeting.pk, second.pk)
    assert chair.post("meeting_item_remove", meeting.pk, item.pk).status_code == 302
    assert not items_of(meeting).filter(title="Visit of the museum").exists()
    kept = Paper.objects.filter(meeting=meeting, removed_at__isnull=False).order_by("pk")
    assert list(kept.values_list("title", "item")) == [("The museum", None), ("How to get there", None)]


def later_than(meeting: Meeting, days: int) -> Meeting:
    return Meeting.objects.create(
        community=meeting.community,
        day=meeting.day + timedelta(days=days),
        starts=time(15),
        ends=time(17),
        venue="Hall",
    )


def numbered(meeting: Meeting) -> list[tuple[str, str]]:
    items = list(items_of(meeting))
    return list(zip(numbers_of(items), [item.title for item in items], strict=True))


WHOLE = list(zip(["1", "2", "3", "4", "5", "6"], TITLES, strict=True))


@pytest.mark.clause("AGE-1", "AGE-2")
def test_an_item_put_off_to_a_meeting_without_an_agenda_leaves_it_its_whole_template(
    kent: Side, meeting: Meeting
) -> None:
    later, chair = later_than(meeting, 28), Desk(kent.people["chair"])
    update = drawn_up(kent, meeting)[3]
    put_off = chair.post("meeting_item_put_off", meeting.pk, update.pk, to=str(later.pk), why="The speaker is ill")
    assert put_off.status_code == 302
    assert numbered(later) == [*WHOLE, ("7", TITLES[3])]
    request = request_in(kent, "accepted")
    type(request).objects.filter(pk=request.pk).update(meeting=later)
    assert chair.post("meeting_agenda_order", later.pk, draw_up="yes").status_code == 302
    assert numbered(later) == [*WHOLE[:5], ("5.1", kent.school.name), WHOLE[5], ("7", TITLES[3])]


@pytest.mark.clause("AGE-1")
def test_two_items_of_one_kind_are_told_apart_by_the_day_one_was_put_off_from(kent: Side, meeting: Meeting) -> None:
    """The balance sheet of 3 November is not the one of 1 December: agenda, papers and minutes say which is which."""
    Meeting.objects.filter(pk=meeting.pk).update(day=date(2027, 11, 3))
    meeting.refresh_from_db()
    later, last, by, now = later_than(meeting, 28), later_than(meeting, 56), kent.people["chair"], timezone.now()
    actions.put_off(drawn_up(kent, meeting)[5], to=later, why="No time", by=acting(by), at=now)
    called = f"{TITLES[5]}, moved from Wednesday 3 November 2027"
    chair = Desk(by)
    for page in ("meeting_agenda", "meeting_papers"):
        assert text_of(chair.get(page, later.pk)).count(called) >= 1, page
    item = items_of(later).get(came_from__isnull=False)
    assert called in text_of(chair.get("meeting_item", later.pk, item.pk))
    assert [each["title"] for each in content_of(later)["items"]].count(called) == 1
    change = chair.get("meeting_item_change", later.pk, item.pk).content.decode()
    assert f'value="{TITLES[5]}"' in change  # what is typed there is the title alone
    actions.put_off(item, to=last, why="No time again", by=acting(by), at=now)
    page = text_of(chair.get("meeting_agenda", last.pk))
    assert f"{TITLES[5]}, moved from Wednesday 1 December 2027" in page
    assert "3 November" not in page
    assert called in text_of(chair.get("meeting_agenda", later.pk))  # under “Left out”


@pytest.mark.clause("AGE-1")
def test_numbers_of_the_template_stay_when_an_item_is_put_off(kent: Side, meeting: Meeting) -> None:
    request_in(kent, "accepted")
    items, later, now = drawn_up(kent, meeting), later_than(meeting, 28), timezone.now()
    by = kent.people["chair"]
    actions.put_off(items[3], to=later, why="Ill", by=acting(by), at=now)
    left = [WHOLE[0], WHOLE[1], WHOLE[2], WHOLE[4], ("5.1", kent.school.name), WHOLE[5]]
    assert numbered(meeting) == left
    actions.draw_up(meeting, by=by, at=now)
    assert numbered(meeting) == left
    assert "5.1" in text_of(Desk(kent.people["representative"]).get("meeting_agenda", meeting.pk))
    actions.shift(items_of(meeting).get(title=TITLES[5]), up=True, by=acting(by), at=now)
    actions.shift(items_of(meeting).get(title=TITLES[5]), up=True, by=acting(by), at=now)
    assert numbered(meeting)[3:] == [("5", TITLES[5]), ("6", TITLES[4]), ("6.1", kent.school.name)]


@pytest.mark.clause("AGE-1", "CHA-2")
def test_put_off_twice_and_to_a_meeting_that_is_cancelled_it_is_still_to_come(kent: Side, meeting: Meeting) -> None:
    second, third, now, by = later_than(meeting, 28), later_than(meeting, 56), timezone.now(), kent.people["chair"]
    update = drawn_up(kent, meeting)[3]
    actions.put_off(update, to=second, why="Ill", by=acting(by), at=now)
    cancel(second, why="Snow", by=acting(kent.people["clerk"]), at=now)
    assert numbered(third) == [*WHOLE, ("7", TITLES[3])]
    assert items_of(second).filter(came_from=update).count() == 0
    last = later_than(meeting, 84)
    actions.put_off(items_of(third).get(came_from__isnull=False), to=last, why="Still ill", by=acting(by), at=now)
    assert numbered(third) == WHOLE
    assert numbered(last) == [*WHOLE, ("7", TITLES[3])]


def test_who_reads_why_an_item_is_put_off_is_said_as_it_is(kent: Side, meeting: Meeting) -> None:
    request_in(kent, "accepted")
    drawn_up(kent, meeting)
    later_than(meeting, 28)
    chair = Desk(kent.people["chair"])
    of_request = items_of(meeting).get(resource_request__isnull=False)
    page = text_of(chair.get("meeting_item_put_off", meeting.pk, of_request.pk))
    assert "The school will see this." in page
    page = text_of(chair.get("meeting_item_put_off", meeting.pk, items_of(meeting)[3].pk))
    assert "The school will see this." not in page
    assert "Everyone who reads the agenda and the minutes will see this." in page
    assert "Members will see this on the agenda straight away." in page
    assert "We’ll email" not in page


@pytest.mark.clause("AGE-1")
def test_requests_stand_under_the_discussions_also_when_these_were_taken_off(kent: Side, meeting: Meeting) -> None:
    items, now, by = drawn_up(kent, meeting), timezone.now(), kent.people["chair"]
    actions.remove_item(items[4], by=acting(by), at=now)
    request_in(kent, "accepted")
    actions.draw_up(meeting, by=by, at=now)
    assert numbered(meeting) == [*WHOLE[:5], ("5.1", kent.school.name), WHOLE[5]]
    heading = items_of(meeting).get(title=TITLES[4])
    with pytest.raises(NotPossible, match="Move each request"):
        actions.put_off(heading, to=later_than(meeting, 28), why="Ill", by=acting(by), at=now)
    with pytest.raises(NotPossible, match="There are requests under this item"):
        actions.remove_item(heading, by=acting(by), at=now)


def test_one_request_that_is_not_on_the_agenda_yet_is_added_alone(kent: Side, meeting: Meeting) -> None:
    drawn_up(kent, meeting)
    chair = Desk(kent.people["chair"])
    request_in(kent, "accepted")
    assert "Add the request to the agenda" in text_of(chair.get("meeting_agenda", meeting.pk))
    request_in(kent, "accepted")
    assert "Add the requests to the agenda" in text_of(chair.get("meeting_agenda", meeting.pk))


@pytest.mark.clause("CHA-2")
@pytest.mark.parametrize(
    ("place", "way", "now", "again"),
    [(3, "up", 2, "up"), (2, "up", 1, "down"), (2, "down", 3, "down"), (5, "down", 6, "up")],
)
def test_who_moves_an_item_comes_back_to_its_button_and_reads_where_it_is(
    kent: Side, meeting: Meeting, place: int, way: str, now: int, again: str
) -> None:
    item = drawn_up(kent, meeting)[place - 1]
    chair = Desk(kent.people["chair"])
    answer = chair.post("meeting_agenda_order", meeting.pk, **{way: str(item.pk)})
    assert answer["Location"].endswith(f"/agenda/#{again}-{item.pk}")
    page = chair.client.get(answer["Location"])
    assert f"“{item.title}” is now item {now} of 6." in text_of(page)
    assert f'id="{again}-{item.pk}"' in page.content.decode()


@pytest.mark.clause("CHA-2")
def test_an_item_is_moved_to_a_position_in_one_press(kent: Side, meeting: Meeting) -> None:
    items = drawn_up(kent, meeting)
    chair = Desk(kent.people["chair"])
    answer = chair.post("meeting_agenda_order", meeting.pk, place="yes", item=str(items[5].pk), to="2")
    assert f"“{items[5].title}” is now item 2 of 6." in text_of(chair.client.get(answer["Location"]))
    assert [each.pk for each in items_of(meeting)] == [items[place].pk for place in (0, 5, 1, 2, 3, 4)]
    far = chair.post("meeting_agenda_order", meeting.pk, place="yes", item=str(items[0].pk), to="99")
    assert f"“{items[0].title}” is now item 6 of 6." in text_of(chair.client.get(far["Location"]))
    for sent in ({"item": str(items[0].pk), "to": ""}, {"item": str(items[0].pk), "to": "x"}):
        refused = chair.post("meeting_agenda_order", meeting.pk, place="yes", **sent)
        assert refused.status_code == 400
        assert "Select where to move the item." in text_of(refused)


@pytest.mark.parametrize("name", ["meeting", "meeting_agenda", "meeting_papers", "meeting_advisers", "meeting_minutes"])
def test_the_browsers_title_names_community_and_day(kent: Side, meeting: Meeting, name: str) -> None:
    page = Desk(kent.people["chair"]).get(name, meeting.pk).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert kent.community.name in title
    assert show_day(meeting.day) in title
