"""Entries of the log in words."""

from datetime import UTC, datetime

import pytest

from locality.audit.models import Event
from locality.records.presenters.lists import lines
from locality.records.presenters.log_words import say_action


def changes(before: dict[str, object] | None, after: dict[str, object]) -> tuple[str, ...]:
    event = Event(action="office.end", actor_name="Kay", at=datetime(2026, 11, 25, tzinfo=UTC), subject="An office",
                  before=before, after=after)  # fmt: skip
    return lines([event])[0].changes


def test_days_and_answers_stand_in_the_form_of_the_house() -> None:
    assert changes({"end": None}, {"end": "2026-12-11"}) == ("end: – → 11 December 2026",)
    assert changes(None, {"second_factor_required": True}) == ("second factor required: yes",)
    assert changes(None, {"reference": "2026-02-31"}) == ("reference: 2026-02-31",)


def test_what_has_no_value_is_not_told() -> None:
    assert changes(None, {"kind": "standard", "copied_from": "", "continues": None}) == ("kind: standard",)


def test_states_and_roles_are_called_as_on_pages() -> None:
    event = Event(action="resource_request.accept", at=datetime(2026, 11, 25, tzinfo=UTC), subject="RFR-2026-00012",
                  subject_type="resource_request", before={"state": "draft"}, after={"state": "withdrawn"})  # fmt: skip
    assert lines([event])[0].changes == ("state: Draft → Withdrawn",)
    assert changes(None, {"role": "school_editor"}) == ("role: School editor",)
    assert changes(None, {"days": ["2026-12-11", "2027-01-15"]}) == ("days: 11 December 2026, 15 January 2027",)


@pytest.mark.parametrize(("action", "kind", "subject", "words"), [
    ("resource_request.submit", "resource_request", "RFR-2026-00012", "Submitted request RFR-2026-00012"),
    ("meeting.minutes_to_chair", "meeting", "Cantlow 1, 2026-11-19",
     "Sent the minutes of Cantlow 1, 19 November 2026, to the chair"),
    ("office.give", "office", "school_editor of Hill Road", "Gave a role: School editor for Hill Road"),
    ("office.give", "office", "administrator of None", "Gave a role: Administrator for all of Locality"),
    ("invitation.send", "invitation", "chair, invited 2026-11-02", "Sent an invitation: Chair, invited 2 November 2026"),
    ("rules.set", "authorityrules", "Rules of 3 from 2026-09-01", "Changed the rules: from 1 September 2026"),
    ("person.sign_in_failed", "person", "An address without an account", "A sign-in failed: An address without an account"),
    ("day_off.add", "dayoff", "{Closure}, 2026-02-31", "Added a day off: {Closure}, 2026-02-31"),
    ("thing.long_gone", "thing", "It", "Thing: long gone: It"),
])  # fmt: skip
def test_an_action_is_told_as_a_sentence(action: str, kind: str, subject: str, words: str) -> None:
    assert say_action(action, kind, subject) == words


@pytest.mark.parametrize(("amount", "way"), [("£7,500.00", "to"), ("−£7,500.00", "from")])
def test_money_moved_is_told_with_where_it_went(amount: str, way: str) -> None:
    event = Event(action="budget.transfer", at=datetime(2026, 11, 25, tzinfo=UTC), subject="Cantlow 2, 2026 to 2027",
                  subject_type="budget", before={}, after={"amount": amount})  # fmt: skip
    assert lines([event])[0].what == f"Transferred money {way} Cantlow 2, 2026 to 2027"
