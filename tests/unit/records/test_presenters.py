"""Entries of the log in words."""

from datetime import UTC, datetime

from locality.audit.models import Event
from locality.records.presenters import lines


def changes(before: dict[str, object] | None, after: dict[str, object]) -> tuple[str, ...]:
    event = Event(action="office.end", actor_name="Kay", at=datetime(2026, 11, 25, tzinfo=UTC), subject="An office",
                  before=before, after=after)  # fmt: skip
    return lines([event])[0].changes


def test_days_and_answers_stand_in_the_form_of_the_house() -> None:
    assert changes({"end": None}, {"end": "2026-12-11"}) == ("end: – → 11 Dec 2026",)
    assert changes(None, {"second_factor_required": True}) == ("second factor required: yes",)
    assert changes(None, {"reference": "2026-02-31"}) == ("reference: 2026-02-31",)


def test_what_has_no_value_is_not_told() -> None:
    assert changes(None, {"kind": "standard", "copied_from": "", "continues": None}) == ("kind: standard",)
