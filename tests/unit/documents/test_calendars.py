"""Calendar files, read by a library that did not write them."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from locality.documents.calendars import Mailbox, Method, Occasion, to_calendar

LONDON = ZoneInfo("Europe/London")
WHEN = datetime(2026, 11, 10, 15, 30, tzinfo=LONDON)


def occasion(**changes: object) -> Occasion:
    usual: dict[str, object] = {
        "uid": "1@locality", "sequence": 0, "starts": WHEN, "ends": WHEN + timedelta(hours=2),
        "title": "Community meeting: Weald North", "changed_at": WHEN, "place": "The library",
    }  # fmt: skip
    return Occasion(**{**usual, **changes})  # type: ignore[arg-type]


@pytest.mark.clause("CLK-1")
@pytest.mark.parametrize(
    ("day", "offset"),
    [((2026, 10, 23), 1), ((2026, 10, 26), 0), ((2027, 3, 26), 0), ((2027, 3, 29), 1)],
)
def test_the_time_is_right_on_both_sides_of_the_clock_changes(day: tuple[int, int, int], offset: int) -> None:
    starts = datetime(*day, 15, 30, tzinfo=LONDON)
    event = vobject.readOne(to_calendar([occasion(starts=starts, ends=starts + timedelta(hours=2))]).decode()).vevent
    read = event.dtstart.value
    assert (read.hour, read.minute) == (15, 30)
    assert read.utcoffset() == timedelta(hours=offset)
    assert read == starts


@pytest.mark.clause("CLK-1")
def test_an_invitation_an_update_and_a_cancellation_are_of_one_meeting() -> None:
    files = [
        vobject.readOne(to_calendar([each], method=method, organizer=ORGANIZER, invited=INVITED).decode())
        for each, method in (
            (occasion(), Method.REQUEST),
            (occasion(sequence=1), Method.REQUEST),
            (occasion(sequence=2, cancelled=True), Method.CANCEL),
        )
    ]
    assert [file.method.value for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {file.vevent.uid.value for file in files} == {"1@locality"}
    assert [int(file.vevent.sequence.value) for file in files] == [0, 1, 2]
    assert [file.vevent.status.value for file in files] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert files[0].vevent.organizer.value == "mailto:no-reply@locality.example"
    assert files[0].vevent.attendee.value == "mailto:ann@school.example"


ORGANIZER = Mailbox("Weald North", "no-reply@locality.example")
INVITED = Mailbox('Ann "The" Clerk', "ann@school.example")


@given(st.text(max_size=300), st.text(max_size=100))
def test_nothing_typed_begins_a_line_of_the_file(title: str, place: str) -> None:
    hostile = title + "\r\nBEGIN:VEVENT\r\nUID:2@elsewhere\nEND:VEVENT"
    file = to_calendar([occasion(title=hostile, place=place + "\nATTENDEE:mailto:x@y.example")]).decode()
    events = list(vobject.readComponents(file))
    assert len(events) == 1
    assert len(list(events[0].vevent_list)) == 1
    lines = file.replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith(("BEGIN:VEVENT", "UID:", "ATTENDEE"))] == [
        "BEGIN:VEVENT",
        "UID:1@locality",
    ]


@given(st.text(max_size=100), st.sampled_from(["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\r\n "]))
def test_no_part_of_an_entry_begins_another(text: str, line_end: str) -> None:
    hostile = f"{text}{line_end}END:VEVENT{line_end}BEGIN:VEVENT{line_end}UID:2@elsewhere{line_end}ATTENDEE:x"
    each = occasion(title=hostile, place=hostile, words=hostile, address=hostile, uid=f"1{hostile}")
    who = Mailbox(hostile, f"x@y.example{hostile}")
    file = to_calendar([each], method=Method.REQUEST, name=hostile, organizer=who, invited=who).decode()
    lines = re.split("[\r\n\x0b\x0c\x85\u2028\u2029]+", file.replace("\r\n ", ""))
    begun = [line for line in lines if line.startswith(("BEGIN:VEVENT", "END:VEVENT", "UID", "ATTENDEE", "ORGANIZER"))]
    assert [re.split("[:;]", line)[0] for line in begun] == ["BEGIN", "UID", "ATTENDEE", "ORGANIZER", "END"], begun


def test_lines_are_folded_as_the_standard_says() -> None:
    file = to_calendar([occasion(title="Ä" * 400)])
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert vobject.readOne(file.decode()).vevent.summary.value == "Ä" * 400
