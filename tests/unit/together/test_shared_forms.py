"""A form of a thing that others change too: nothing is undone unseen."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from locality.design.forms.choices import Choice
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import Text
from locality.design.forms.numbers import Pounds
from locality.together.shared import SharedForm

THEN = {
    "day": date(2027, 1, 28),
    "starts": time(15, 30),
    "venue": "The library",
    "kind": "own",
    "fee": Decimal("12.50"),
}


class VisitForm(SharedForm):
    day = Day(label="Date of the visit")
    starts = TimeOfDay(label="Starts at")
    venue = Text(label="Venue", required=False)
    kind = Choice(label="Kind", choices=[("own", "Our own"), ("other", "Another’s")])
    fee = Pounds(label="Fee")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("venue") == "New Hall" and given.get("starts") == time(8):
            self.add_error("starts", "New Hall opens at 9")
        return given


def marks(form: SharedForm) -> dict[str, str]:
    return dict(re.findall(r'name="(seen-[a-z]+)" value="([0-9a-f]+)"', str(form.seen_inputs())))


def sent(**changes: str) -> dict[str, str]:
    """What a window sends that was opened when THEN stood."""
    shown = {
        "day-day": "28", "day-month": "1", "day-year": "2027", "starts": "15:30", "venue": "The library", "kind": "own",
        "fee": "12.50",
    }  # fmt: skip
    return shown | marks(VisitForm(standing=THEN)) | changes


def test_what_nobody_else_changed_is_set() -> None:
    form = VisitForm(sent(venue="New Hall"), standing=THEN)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == THEN | {"venue": "New Hall"}


def test_what_another_window_changed_and_this_one_did_not_stays_changed() -> None:
    now = THEN | {"venue": "New Hall", "day": date(2027, 2, 4), "kind": "other", "fee": Decimal("20")}
    form = VisitForm(sent(starts="16:00"), standing=now)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == now | {"starts": time(16)}


def test_what_both_changed_is_said_and_counts_when_it_is_sent_again() -> None:
    now = THEN | {"venue": "New Hall", "kind": "other", "day": date(2027, 2, 4)}
    typed = {"venue": "The gym", "day-day": "3", "day-month": "3"}
    form = VisitForm(sent(**typed), standing=now)
    assert not form.is_valid()
    assert form.errors["venue"] == [
        "This changed while you were writing. It is “New Hall” now. Save again to use yours, or enter theirs."
    ]
    assert "It is “Thursday 4 February 2027” now" in form.errors["day"][0]
    assert set(form.errors) == {"venue", "day"}
    assert form["venue"].value() == "The gym"
    again = VisitForm(sent(**typed) | marks(form) | {"kind": "other"}, standing=now)
    assert again.is_valid(), again.errors
    assert again.cleaned_data == now | {"venue": "The gym", "day": date(2027, 3, 3)}


def test_a_page_shown_again_shows_what_stands_where_nothing_was_touched() -> None:
    now = THEN | {"venue": "New Hall"}
    form = VisitForm(sent(starts="late"), standing=now)
    assert set(form.errors) == {"starts"}
    assert form["venue"].value() == "New Hall"
    assert form["starts"].value() == "late"
    later = VisitForm(sent(starts="15:30", venue="The gym") | marks(form), standing=now)
    assert later.is_valid(), later.errors
    assert later.cleaned_data["venue"] == "The gym"


def test_what_stands_is_held_against_the_other_answers() -> None:
    form = VisitForm(sent(starts="8:00"), standing=THEN | {"venue": "New Hall"})
    assert form.errors == {"starts": ["New Hall opens at 9"]}


def test_the_same_change_in_two_windows_is_one() -> None:
    form = VisitForm(sent(venue="New Hall"), standing=THEN | {"venue": "New Hall"})
    assert form.is_valid(), form.errors


def test_what_was_emptied_meanwhile_is_said_so() -> None:
    form = VisitForm(sent(venue="The gym"), standing=THEN | {"venue": ""})
    assert "It is empty now" in form.errors["venue"][0]


def test_a_page_without_marks_sets_what_it_says() -> None:
    form = VisitForm(
        {name: text for name, text in sent().items() if "seen" not in name}, standing=THEN | {"venue": "X"}
    )
    assert form.is_valid()
    assert form.cleaned_data["venue"] == "The library"


def test_a_form_of_something_new_has_no_marks() -> None:
    assert marks(VisitForm(initial={"venue": "The gym"})) == {}
