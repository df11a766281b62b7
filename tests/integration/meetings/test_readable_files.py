"""The files of requests and meetings for everybody: levels of headings, names that tell them apart, large print (FORM-15)."""

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from django.utils import timezone
from pypdf import PdfReader

from locality.documents.parts import Bullets, GridTable, Heading
from locality.documents.pdf import to_pdf
from locality.masking.names import Mask
from locality.meetings.actions import agenda
from locality.meetings.exports.pack import item_levels, pack
from locality.meetings.models import AgendaItem, Minutes
from locality.meetings.presenters.agenda import agenda_rows
from locality.meetings.queries.agenda import items_of
from locality.minutes.exports import minutes_document, release_document
from locality.minutes.rules import Content, Item
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.dates import show_plain_day
from tests.awkward_names import NAMES
from tests.integration.resource_requests.desk import Desk, pdf_text, text_of
from tests.pdf_tree import headings_of, runs_of, tree_of
from tests.pdf_ua import assert_pdf_ua
from tests.world import PUPIL, Side, request_in

pytestmark = pytest.mark.clause("FORM-15")


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    assert kent.meeting is not None
    return kent.meeting


def title_of(answer: Any) -> str:
    reader = PdfReader(BytesIO(answer.content))
    assert reader.metadata
    assert reader.xmp_metadata
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
    return str(reader.metadata.title)


def file_of(answer: Any) -> str:
    found = re.fullmatch(r'attachment; filename="([^"]+)"', answer["Content-Disposition"])
    assert found
    return found[1]


def item(number: str, title: str, **more: Any) -> Item:
    given: dict[str, Any] = {
        "number": number, "title": title, "reference": "", "is_heading": False, "notes": "", "summary": "", "outcome": "",
        "decision": [], "interests": [], "offers": [], "positions": None, "actions": [], "disputes": [],
    }  # fmt: skip
    return Item(**(given | more))  # type: ignore[typeddict-item]


def content(*items: Item, notes: tuple[str, ...] = ("",)) -> Content:
    return Content(
        community="Cantlow 1", day="2026-11-26", starts="15:30", ends="17:00", place="",
        present=[{"name": "Ann Lee", "office": f"Office {number}", "note": note} for number, note in enumerate(notes)],
        apologies=[], not_represented=[], approved=[], items=list(items), actions=[], put_off=[],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        (["1", "2", "5", "5.1", "5.2", "6"], [1, 1, 1, 2, 2, 1]),
        (["4", "5.1", "5.10"], [1, 1, 1]),  # an adviser has only the items they were asked to
        (["10", "10.1", "1"], [1, 2, 1]),
        ([], []),
    ],
)
def test_an_item_lies_in_the_one_above_it(numbers: list[str], levels: list[int]) -> None:
    assert item_levels(numbers) == levels


def test_in_minutes_a_request_lies_in_its_heading_and_its_discussion_in_the_request(meeting: Meeting) -> None:
    said = content(
        item("1", "Welcome", notes="Everybody was welcomed."),
        item("5", "Requests", is_heading=True),
        item("5.1", "Hill Road", notes="A school is short of staff.", outcome="Approved"),
    )
    wanted = [
        (2, "Attendance"), (2, "1 Welcome"), (3, "Discussion"), (2, "5 Requests"), (3, "5.1 Hill Road"), (4, "Discussion"),
        (4, "Decision"), (2, "Action points"),
    ]  # fmt: skip
    document = minutes_document(meeting, None, said, Mask([]))
    for large in (False, True):
        assert headings_of(to_pdf(document, large=large))[1:] == wanted
    assert [(part.level + 1, part.text) for part in document.parts if isinstance(part, Heading)] == wanted


def test_an_attendance_of_one_column_is_a_list(meeting: Meeting) -> None:
    def attendance(*notes: str) -> list[Any]:
        minutes = Minutes(number=1, content=content(notes=notes), checked_at=timezone.now())
        parts = release_document(meeting, minutes, Mask([])).parts
        return [part for part in parts if isinstance(part, Bullets | GridTable)]

    assert attendance("", "") == [Bullets(["Office 0", "Office 1"])]
    assert attendance("", "from 15:40") == [
        GridTable("Present", ["Role or school", "Time"], [["Office 0", ""], ["Office 1", "from 15:40"]])
    ]
    for_members = minutes_document(meeting, None, content(), Mask([])).parts
    assert [part.header for part in for_members if isinstance(part, GridTable)] == [["Name", "Role or school"]]


def test_in_the_pack_a_form_lies_in_its_request_and_the_request_in_its_item(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    agenda.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    numbers = {row.item.pk: row.number for row in agenda_rows(list(items_of(meeting)), meeting)[0]}
    over = items_of(meeting).get(kind="requests", resource_request=None)
    own = items_of(meeting).get(resource_request=request)
    assert numbers[own.pk] == f"{numbers[over.pk]}.1"
    for query in ({}, {"print": "large"}):
        found = headings_of(Desk(kent.people["chair"]).get("meeting_pack", meeting.pk, **query).content)
        place = found.index((2, f"{numbers[over.pk]} {over.title}"))
        assert found[place + 1] == (3, f"{numbers[own.pk]} {own.title}: {request.topic}")
        assert found[place + 2] == (4, "School Section")
        assert [level for level, _ in found if level > 3] == [4] * 3


def test_a_part_of_the_pack_has_no_level_that_nothing_stands_above(kent: Side, meeting: Meeting) -> None:
    """An adviser who was asked to one request alone reads it under the title."""
    request_in(kent, "accepted")
    agenda.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    rows, _ = agenda_rows(list(items_of(meeting)), meeting)
    alone = [row for row in rows if row.item.resource_request]
    AgendaItem.objects.filter(pk=alone[0].item.pk).update(text="Read before the meeting.")
    alone[0].item.refresh_from_db()
    assert [part.level for part in pack(meeting, alone, {}, []).parts if isinstance(part, Heading)] == [1]


def test_files_are_told_apart_by_their_names(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    urgent = request_in(kent, "urgent")
    desk = Desk(kent.people["chair"])
    day = meeting.day.isoformat()
    form = f"Request for Resource {request.reference}, {kent.school.name}"
    papers = f"Agenda and papers, {kent.community.name}, {show_plain_day(meeting.day)}"
    for name, of, wanted, file in (
        ("request_pdf", request.reference, form, request.reference),
        (
            "request_pdf",
            urgent.reference,
            f"Exceptional {form}".replace(request.reference, urgent.reference),
            urgent.reference,
        ),
        ("meeting_pack", meeting.pk, papers, f"papers-{day}"),
    ):
        ordinary, large = desk.get(name, of), desk.get(name, of, print="large")
        assert (title_of(ordinary), file_of(ordinary)) == (wanted, f"{file}.pdf")
        assert (title_of(large), file_of(large)) == (f"{wanted}, large print", f"{file}-large-print.pdf")
        assert_pdf_ua(ordinary.content, large.content)
    word = docx.Document(BytesIO(desk.get("request_word", request.reference).content))
    assert word.core_properties.title == form


def test_minutes_are_told_apart_by_community_day_and_version(meeting: Meeting) -> None:
    day = show_plain_day(meeting.day)
    for number, version in ((1, ""), (2, ", version 2")):
        minutes = Minutes(number=number, content=content(), checked_at=timezone.now())
        name = f"{meeting.community.name}, {day}{version}"
        assert minutes_document(meeting, minutes, minutes.content, Mask([])).called == f"Minutes of {name}"
        assert release_document(meeting, minutes, Mask([])).called == f"Minutes for release of {name}"


@pytest.mark.clause("RES-9")
def test_no_pupil_is_in_the_name_of_a_file(kent: Side, meeting: Meeting) -> None:
    """With every awkward name, for those too who may read it inside."""
    requests: dict[str, ResourceRequest] = {}
    for each in NAMES:
        if len(each.pupils[0]) <= 100:
            answers = {"pupil.1.name": each.pupils[0], "solution": f"How can {each.pupils[0]} come to feel safe?"}
            requests[each.pupils[0]] = request_in(kent, "accepted", **answers)
        if len(requests) == 12:
            break
    agenda.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    for who in ("chair", "representative"):
        desk = Desk(kent.people[who])
        for pupil, request in requests.items():
            answers = [desk.get("request_pdf", request.reference, **query) for query in ({}, {"print": "large"})]
            answers.append(desk.get("request_word", request.reference))
            titles = [title_of(each) for each in answers[:2]]
            titles.append(docx.Document(BytesIO(answers[2].content)).core_properties.title)
            called = f"Request for Resource {request.reference}, {kent.school.name}"
            assert titles == [called, f"{called}, large print", called], pupil
            assert {file_of(each).partition(".")[0].partition("-large")[0] for each in answers} == {request.reference}
        for query in ({}, {"print": "large"}):
            answer = desk.get("meeting_pack", meeting.pk, **query)
            assert title_of(answer).startswith(
                f"Agenda and papers, {kent.community.name}, {show_plain_day(meeting.day)}"
            )
            assert file_of(answer).startswith(f"papers-{meeting.day.isoformat()}")


@pytest.mark.clause("RES-9")
def test_large_print_names_a_pupil_to_nobody_to_whom_the_ordinary_does_not(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted", solution=f"How can {PUPIL} come to feel safe?")
    agenda.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    for who, named in (("chair", True), ("representative", False)):
        desk = Desk(kent.people[who])
        for answer in (
            desk.get("request_pdf", request.reference, print="large"),
            desk.get("meeting_pack", meeting.pk, print="large"),
        ):
            assert (PUPIL in pdf_text(answer)) is named, who
            assert min(run.size for run in runs_of(answer.content)) == 18


def test_large_print_is_offered_beside_each_pdf(kent: Side, meeting: Meeting) -> None:
    request = request_in(kent, "accepted")
    agenda.draw_up(meeting, by=kent.people["chair"], at=timezone.now())
    desk = Desk(kent.people["chair"])
    for page, of, words, address in (
        ("request", request.reference, "PDF in large print", f"/requests/{request.reference}/form.pdf?print=large"),
        (
            "request_print",
            request.reference,
            "The PDF in large print",
            f"/requests/{request.reference}/form.pdf?print=large",
        ),
        ("meeting_papers", meeting.pk, "All papers as one PDF in large print", "/papers/pack.pdf?print=large"),
    ):
        answer = desk.get(page, of)
        assert words in text_of(answer)
        assert address in answer.content.decode()


def test_any_other_print_is_the_ordinary_one(kent: Side) -> None:
    request = request_in(kent, "accepted")
    desk = Desk(kent.people["chair"])
    for odd in ("", "Large", "small", "large,large"):
        answer = desk.get("request_pdf", request.reference, print=odd)
        assert file_of(answer) == f"{request.reference}.pdf"
        assert tree_of(answer.content).all("Table")
