"""Figures in words: sentences, cells, and what is hidden."""

from dataclasses import replace
from decimal import Decimal

import pytest

from locality.communities.models import AuthorityRules
from locality.insights.presenters import exceptional, late
from locality.insights.queries.exceptional import Counted, Outcome
from locality.insights.queries.lateness import Clock, HowOften, Place, Waited
from locality.insights.rules.lateness import Tally

RULES = AuthorityRules()
ONE = Counted("tribunal_order", Outcome.APPROVED, "East", "Weald North", False, 2, 7, Decimal(100))
NORTH, SOUTH, WEST = Place("East", "Weald North"), Place("East", "Weald South"), Place("West", "Weald West")


def pupils(*found: Counted) -> list[str]:
    table = exceptional.by_place(found, RULES)
    return [*(row.pupils for row in table.rows), table.total.pupils]


@pytest.mark.clause("EXC-1")
def test_pupils_are_shown_hidden_and_never_to_be_worked_out() -> None:
    other, third = replace(ONE, community="Weald South"), replace(ONE, community="Weald West")
    assert pupils(ONE, other) == ["7", "7", "14"]
    assert pupils(replace(ONE, pupils=3), other) == ["not shown", "not shown", "10"]
    assert pupils(replace(ONE, pupils=3), other, third) == ["not shown", "not shown", "7", "17"]
    assert pupils(replace(ONE, pupils=3, inside=True)) == ["3", "3"]
    # one pupil a request: their total would say so of each
    assert pupils(replace(ONE, pupils=2), replace(other, pupils=2), third) == [
        "not shown",
        "not shown",
        "7",
        "not shown",
    ]


@pytest.mark.clause("EXC-1")
def test_exceptional_requests_in_a_sentence() -> None:
    waiting = replace(ONE, outcome=Outcome.WAITING, requests=1)
    assert exceptional.say_exceptional([], "so far") == "There have been no exceptional requests so far."
    assert exceptional.say_exceptional([ONE], "so far") == "There have been 2 exceptional requests so far: 2 approved."
    assert exceptional.say_exceptional([waiting], "in 2026") == (
        "There has been 1 exceptional request in 2026: 1 waiting for the chair."
    )
    table = exceptional.by_reason([ONE, waiting], RULES)
    assert [row.requests for row in table.rows] == [0, 0, 3, 0]
    assert table.total.outcomes == (1, 2, 0, 0, 0)


@pytest.mark.clause("POST-4")
def test_what_is_late_in_a_sentence_and_by_area() -> None:
    assert late.say_late({}) == "Nothing is late."
    counts = {
        NORTH: dict(zip(Clock, (1, 0, 0), strict=True)), SOUTH: dict(zip(Clock, (1, 0, 1), strict=True)),
        WEST: dict(zip(Clock, (0, 1, 0), strict=True)),
    }  # fmt: skip
    assert (
        late.say_late(counts)
        == "Late now: 2 requests to send to the area officer, 1 request to process and 1 payment to a school."
    )
    assert [(row.name, row.all, row.is_area) for row in late.count_rows(counts)] == [
        ("East", 3, True), ("Weald North", 1, False), ("Weald South", 2, False), ("West", 1, True),
        ("Weald West", 1, False),
    ]  # fmt: skip
    assert late.chosen_clock(None, {WEST: counts[WEST]}) is Clock.PROCESSING
    assert late.chosen_clock("payment", counts) is Clock.PAYMENT
    assert late.chosen_clock("nothing", {}) is Clock.HAND_OVER


@pytest.mark.clause("CLK-5")
@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), "–"),
        (Tally(open=2), "2 not due yet"),
        (Tally(in_time=4), "none of 4 late"),
        (Tally(in_time=3, late_open=1, open=2), "1 of 4 late (25%), 2 not due yet"),
    ],
)
def test_a_tally_in_words(tally: Tally, words: str) -> None:
    assert late.said(tally) == words


@pytest.mark.clause("CLK-5")
def test_how_often_is_added_up_by_area_and_over_all() -> None:
    def often(waited: Waited, **parts: int) -> HowOften:
        return HowOften({clock: Tally(**parts) for clock in Clock}, waited)

    rows = late.often_rows({NORTH: often(Waited(2, 3), in_time=1), WEST: often(Waited(1, 0), done_late=1)})
    assert [row.name for row in rows] == ["East", "Weald North", "West", "Weald West", "All areas"]
    assert [row.acknowledged for row in rows] == ["2 days", "2 days", "the same day", "the same day", "1 day"]
    assert rows[-1].cells[0] == Tally(in_time=1, done_late=1)
    rows = late.often_rows({NORTH: often(Waited(2, 3, 1, 41)), WEST: often(Waited(0, 0, 2, 1))})
    assert [row.acknowledged for row in rows][1::2] == [
        "2 days (1 still waiting, the longest for 41 days)", "– (2 still waiting, the longest for 1 day)"
    ]  # fmt: skip
    assert rows[-1].acknowledged == "2 days (3 still waiting, the longest for 41 days)"
