"""The lot, the days of reminders, and what evidence comes to."""

import pytest

from locality.outcomes.content import strength_of
from locality.outcomes.rules import drawn_school, is_drawn

pytestmark = pytest.mark.clause("OBJ-1")


def test_the_lot_falls_on_one_in_ten_and_always_alike() -> None:
    references = [f"RFR-2026-{number:05}" for number in range(5000)]
    drawn = [each for each in references if is_drawn(each, "1/7")]
    assert 400 < len(drawn) < 600
    assert drawn == [each for each in references if is_drawn(each, "1/7")]
    assert drawn != [each for each in references if is_drawn(each, "1/8")]


def test_the_school_is_drawn_among_those_that_can_be() -> None:
    found = {drawn_school([3, 4, 5], f"RFR-{number}", "1") for number in range(60)}
    assert found == {3, 4, 5}
    assert drawn_school([], "RFR-1", "1") is None


@pytest.mark.parametrize(
    ("evidence", "before", "after", "strength"),
    [
        (["staff"], "", "", "school"),
        (["parent"], "", "", "school"),
        (["staff", "parent"], "", "", "several"),
        (["measured"], "12", "20", "measured"),
        (["staff", "measured"], "12", "", "several"),
        ([], "", "", "school"),
    ],
)
def test_evidence_comes_to_its_strength(evidence: list[str], before: str, after: str, strength: str) -> None:
    assert strength_of(evidence, before=before, after=after) == strength
