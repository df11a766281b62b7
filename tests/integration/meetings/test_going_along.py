"""A file attached to an item goes with it to the meeting that it is put off to (CLK-2, CHA-2, MBR-2)."""

from datetime import date, time
from typing import Any

import pytest
from django.utils import timezone

from locality.live.actions import running
from locality.meetings.actions import agenda, papers
from locality.meetings.models import AgendaItem, Paper
from locality.meetings.queries.agenda import items_of
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of
from tests.world import PUPIL, Side, acting, request_in

PDF = b"%PDF-1.7 the plan"
pytestmark = pytest.mark.clause("CLK-2", "CHA-2")


class Two:
    """Two meetings, of 28 January and 25 February: the first with a request and an item of the chair's own."""

    def __init__(self, kent: Side) -> None:
        assert kent.meeting is not None
        self.kent, self.first = kent, kent.meeting
        Meeting.objects.filter(pk=self.first.pk).update(day=date(2027, 1, 28))
        self.first.refresh_from_db()
        self.second = self.meeting(date(2027, 2, 25))
        self.request = request_in(kent, "accepted")
        agenda.draw_up(self.first, by=kent.people["chair"], at=timezone.now())
        self.own = agenda.add_item(
            self.first, title="Transport", minutes=5, text="", by=acting(kent.people["chair"]), at=timezone.now()
        )
        self.of_request = items_of(self.first).get(resource_request=self.request)

    def meeting(self, day: date) -> Meeting:
        return Meeting.objects.create(
            community=self.kent.community, day=day, starts=time(15), ends=time(17), venue="Hall"
        )

    def attach(self, item: AgendaItem | None, title: str = "The plan") -> Paper:
        return papers.attach(
            self.first, item=item, title=title, name="plan.pdf", content=PDF, by=acting(self.kent.people["clerk"]),
            at=timezone.now(),
        )  # fmt: skip

    def put_off(self, item: AgendaItem, to: Meeting | None = None) -> None:
        agenda.put_off(item, to=to or self.second, why="Ill", by=acting(self.kent.people["chair"]), at=timezone.now())

    def send(self, meeting: Meeting, what: str = "") -> None:
        papers.distribute(meeting, what=what, by=acting(self.kent.people["clerk"]), at=timezone.now())

    def files(self, meeting: Meeting) -> str:
        """What a member reads under “Files”; nothing where there are none."""
        page = text_of(Desk(self.kent.people["representative"]).get("meeting_papers", meeting.pk))
        return page.partition(" Files ")[2].partition(" Help ")[0]


@pytest.fixture
def two(kent: Side, clock: Any) -> Two:
    clock("2026-11-24 10:00")
    return Two(kent)


@pytest.mark.clause("MBR-2")
def test_the_file_of_an_item_put_off_is_read_at_the_other_meeting_and_no_longer_at_its_own(two: Two) -> None:
    first = two.attach(two.own)
    two.send(two.first)
    two.send(two.second)
    two.put_off(two.own)
    assert two.files(two.first) == ""
    assert (
        two.files(two.second)
        == "The plan (plan.pdf, 1 KB, Transport, moved from Thursday 28 January 2027, not sent yet)"
    )
    member = Desk(two.kent.people["representative"])
    assert member.get("meeting_paper", two.first.pk, first.pk).status_code == 404
    there = Paper.objects.get(meeting=two.second)
    answer = member.get("meeting_paper", two.second.pk, there.pk)
    assert (answer.status_code, answer.content) == (200, PDF)
    item = items_of(two.second).get(title="Transport")
    assert "The plan" in text_of(member.get("meeting_item", two.second.pk, item.pk))
    assert "The plan" in pdf_text(member.get("meeting_pack", two.second.pk))
    first.refresh_from_db()
    assert (bytes(first.content), first.removed_at is not None) == (b"", True)


def test_the_file_of_a_request_goes_with_it_once_the_other_agenda_takes_it_in(two: Two) -> None:
    two.attach(two.of_request, title=f"Letter about {PUPIL}")
    two.put_off(two.of_request)
    assert two.files(two.first) == ""
    two.send(two.second)
    assert two.files(two.second) == f"Letter about Pupil A (plan.pdf, 1 KB, {two.kent.school.name})"
    two.put_off(items_of(two.second).get(resource_request=two.request), two.meeting(date(2027, 3, 18)))
    assert two.files(two.second) == ""
    third = Meeting.objects.get(day=date(2027, 3, 18))
    two.send(third)
    assert two.files(third) == f"Letter about Pupil A (plan.pdf, 1 KB, {two.kent.school.name})"
    assert Paper.objects.filter(removed_at=None).count() == 1


@pytest.mark.clause("CLK-1")
def test_the_files_of_a_cancelled_meetings_items_go_on_and_the_page_says_which_stay(two: Two) -> None:
    two.attach(two.own, "Timetable")
    two.attach(two.of_request, "Letter")
    two.attach(items_of(two.first)[2], "Figures")
    two.attach(None, "Map")
    clerk = Desk(two.kent.people["clerk"])
    page = text_of(clerk.get("meeting_cancel", two.first.pk))
    assert "These items will also move to Thursday 25 February 2027, with their text and files: Transport" in page
    assert (
        "These files will stay with this meeting. If the other meeting needs them, attach them there: Figures Map"
        in page
    )
    assert clerk.post("meeting_cancel", two.first.pk, why="Snow").status_code == 302
    two.send(two.second)
    files = two.files(two.second)
    assert "Timetable (" in files
    assert "Letter (" in files
    assert "Figures" not in files
    assert "Map" not in files
    gone = Paper.objects.filter(meeting=two.first).exclude(removed_at=None).values_list("title", flat=True)
    assert sorted(gone) == ["Letter", "Timetable"]


def test_a_request_that_a_meeting_did_not_reach_takes_a_copy_on(kent: Side, clock: Any) -> None:
    """The meeting was held with its papers: they stay. The next one has them too."""
    clock("2026-11-24 10:00")
    here, by = room(kent), kent.people["clerk"]
    papers.attach(
        here.meeting, item=here.item(), title="The plan", name="plan.pdf", content=PDF, by=acting(by), at=timezone.now()
    )
    here.begin()
    running.end(here.meeting, by=acting(by), at=timezone.now())
    assert kent.meeting
    papers.distribute(kent.meeting, what="", by=acting(by), at=timezone.now())
    for meeting in (here.meeting, kent.meeting):
        found = Paper.objects.get(meeting=meeting, removed_at=None)
        assert bytes(found.content) == PDF
        assert f"The plan (plan.pdf, 1 KB, {kent.school.name})" in text_of(Desk(by).get("meeting_papers", meeting.pk))


def test_a_request_that_comes_back_to_an_agenda_has_its_files_once(kent: Side, clock: Any) -> None:
    """Not reached at one meeting, then returned by its chair and accepted again for the next."""
    clock("2026-11-24 10:00")
    here, by, at = room(kent), kent.people["clerk"], timezone.now()
    papers.attach(here.meeting, item=here.item(), title="The plan", name="plan.pdf", content=PDF, by=acting(by), at=at)
    here.begin()
    running.end(here.meeting, by=acting(by), at=at)
    assert kent.meeting
    for state in ("accepted", "returned", "accepted"):
        ResourceRequest.objects.filter(pk=here.requests[0].pk).update(state=state)
        agenda.draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    assert Paper.objects.filter(meeting=kent.meeting, removed_at=None).count() == 1


def test_a_request_put_off_and_taken_back_brings_its_files_back(two: Two) -> None:
    two.attach(two.of_request)
    two.put_off(two.of_request)
    two.send(two.second)
    ResourceRequest.objects.filter(pk=two.request.pk).update(meeting=two.first)
    two.send(two.first)
    assert two.files(two.first) == f"The plan (plan.pdf, 1 KB, {two.kent.school.name})"
    two.send(two.second, what="One went")
    assert two.files(two.second) == ""


def test_an_item_whose_papers_were_removed_can_be_taken_off(two: Two) -> None:
    paper, by, at = two.attach(two.own), two.kent.people["chair"], timezone.now()
    with pytest.raises(NotPossible, match="This item has papers"):
        agenda.remove_item(two.own, by=acting(by), at=at)
    papers.remove(paper, by=acting(two.kent.people["clerk"]), at=at)
    agenda.remove_item(two.own, by=acting(by), at=at)
    assert Paper.objects.get(pk=paper.pk).removed_at is not None
