"""When minutes may be written and sent, and what a release leaves out (CLK-4, CLK-6)."""

from datetime import date
from typing import Any

import pytest

from locality.meetings.models import Minutes
from locality.minutes.exports import _without_people
from locality.minutes.rules import Content, check_sendable, check_writable, released
from locality.values.refusals import NotPossible

DUE = date(2026, 12, 1)
BEFORE, LAST = date(2026, 11, 30), DUE


@pytest.mark.clause("CLK-4")
@pytest.mark.parametrize(
    ("meeting", "newest", "writable"),
    [
        ("planned", None, False), ("running", None, False), ("held", None, True), ("held", "with_chair", True),
        ("held", "checked", True), ("minuted", "distributed", False), ("minuted", None, False), ("minuted", "draft", True),
        ("cancelled", None, False),
    ],
)  # fmt: skip
def test_texts_are_written_between_the_meeting_and_the_minutes(
    meeting: str, newest: str | None, writable: bool
) -> None:
    minutes = Minutes(number=1, state=newest) if newest else None
    if writable:
        check_writable(meeting, minutes)
    else:
        with pytest.raises(NotPossible):
            check_writable(meeting, minutes)


@pytest.mark.clause("CLK-6")
@pytest.mark.parametrize(
    ("state", "changed", "today", "sendable"),
    [
        (None, False, BEFORE, False), ("draft", False, BEFORE, False), ("with_chair", False, BEFORE, False),
        ("checked", False, BEFORE, True), ("checked", True, BEFORE, False), ("checked", True, LAST, False),
        (None, False, LAST, True), ("with_chair", False, LAST, True),
    ],
)  # fmt: skip
def test_they_go_out_checked_or_on_the_last_day(state: str | None, changed: bool, today: date, sendable: bool) -> None:
    minutes = Minutes(number=1, state=state) if state else None
    if sendable:
        check_sendable(minutes, due=DUE, today=today, changed=changed)
    else:
        with pytest.raises(NotPossible):
            check_sendable(minutes, due=DUE, today=today, changed=changed)


def content() -> Content:
    """Minutes with an item of a request and one without, each of which names Ann Lee."""
    item: dict[str, Any] = {
        "number": "1", "title": "Welcome", "reference": "", "is_heading": False, "notes": "Ann Lee spoke.",
        "summary": "Lee agreed.", "outcome": "", "decision": [], "offers": [{"name": "Ann Lee", "office": "X", "text": "Y"}],
        "interests": [{"name": "Ann Lee", "office": "Representative of Oakfield", "interest": "My son"}],
        "positions": None, "actions": [{"text": "Ann Lee writes.", "owner": "Ann Lee", "due_on": "2026-12-01"}],
        "disputes": [{"text": "Lee objected.", "chairs_decision": "It stays."}],
    }  # fmt: skip
    of_request = {
        **item, "reference": "RFR-2026-00001", "title": "Oakfield", "outcome": "Approved.",
        "decision": [{"label": "Details", "text": "For Pupil A"}],
    }  # fmt: skip
    person = {"name": "Ann Lee", "office": "Representative of Oakfield", "note": ""}
    whole: dict[str, Any] = {
        "community": "Weald", "day": "2026-11-24", "starts": "15:30", "ends": "17:30", "place": "Ann Lee’s hall",
        "present": [person], "apologies": [], "not_represented": ["Hill Road"], "approved": [],
        "items": [item, of_request], "actions": [{"text": "Call Ann", "owner": "Ann Lee", "due_on": "2026-12-01"}],
        "put_off": [{"title": "A visit", "why": "Ann was ill", "to": ""}],
    }  # fmt: skip
    return whole  # type: ignore[return-value]


@pytest.mark.clause("CLK-6")
def test_a_release_names_nobody_and_tells_nothing_of_children() -> None:
    found = released(content(), _without_people)
    said = str(found)
    for hidden in ("Ann", "Lee", "My son", "Pupil", "was ill"):
        assert hidden not in said, hidden
    plain, of_request = found["items"]
    assert plain["notes"] == "X spoke."
    assert (of_request["notes"], of_request["summary"], of_request["decision"]) == ("", "", [])
    assert (of_request["title"], of_request["outcome"], of_request["reference"]) == (
        "Oakfield", "Approved.", "RFR-2026-00001",
    )  # fmt: skip
    assert found["not_represented"] == ["Hill Road"]
    assert found["left_out"] == 1


def test_what_went_out_is_not_changed_by_a_release() -> None:
    before = content()
    released(before, _without_people)
    assert before == content()
