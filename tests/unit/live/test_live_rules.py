"""Rounds, timers and votes of a live meeting (CHA-5, CHA-6, CHA-8)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.live.rules import tally, why_no_position
from locality.meetings.rules.rounds import Place, next_in, places_in_round, without_a_turn
from locality.meetings.rules.timers import clock, left_words, state_of, used, used_words

PEOPLE = st.lists(st.integers(1, 30), unique=True, max_size=12)


@pytest.mark.clause("CHA-6")
@given(PEOPLE, st.data())
def test_whoever_follows_the_round_reaches_everyone_once(order: list[int], data: st.DataObject) -> None:
    passed: dict[int, bool] = {}
    speaker = data.draw(st.sampled_from([None, *order]))
    spoke = [speaker] if speaker else []
    while (following := next_in(order, passed, speaker)) is not None:
        if speaker is not None:
            passed[speaker] = data.draw(st.booleans())
        assert following not in passed
        speaker = following
        spoke.append(following)
    assert sorted(spoke) == sorted(order)
    assert without_a_turn(order, passed, speaker) == []


@pytest.mark.clause("CHA-6")
@given(PEOPLE, st.data())
def test_who_is_left_out_is_who_neither_speaks_nor_had_a_turn(order: list[int], data: st.DataObject) -> None:
    passed = {who: data.draw(st.booleans()) for who in order if data.draw(st.booleans())}
    speaker = data.draw(st.sampled_from([None, *order]))
    found = places_in_round(order, passed, speaker)
    left_out = without_a_turn(order, passed, speaker)
    assert left_out == [who for who, place in found.items() if place in {Place.NEXT, Place.WAITS}]
    assert sum(place == Place.NEXT for place in found.values()) == bool(left_out)


def test_a_round_without_anyone_has_no_next() -> None:
    assert next_in([], {}, None) is None
    assert places_in_round([], {}, 3) == {}


@pytest.mark.clause("CHA-5")
@pytest.mark.parametrize(
    ("seconds", "words", "state"),
    [
        (0, "5:00 left of 5:00", "running"),
        (239, "1:01 left of 5:00", "running"),
        (240, "1:00 left of 5:00", "ending"),
        (300, "0:00 left of 5:00", "ending"),
        (301, "0:01 over 5:00", "over"),
        (4000, "1:01:40 over 5:00", "over"),
    ],
)
def test_a_timer_says_what_is_left_and_warns(seconds: int, words: str, state: str) -> None:
    assert (left_words(5, seconds), state_of(5, seconds)) == (words, state)


@pytest.mark.clause("CHA-5")
def test_the_record_says_what_was_used_and_by_how_much_it_ran_over() -> None:
    now = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
    assert used(100, now - timedelta(seconds=50), now) == 150
    assert used(100, None, now) == 100
    assert used(100, now + timedelta(seconds=5), now) == 100
    assert used_words(5, 300) == "5:00 used"
    assert used_words(5, 420) == "7:00 used, 2:00 over"
    assert clock(65) == "1:05"


@pytest.mark.clause("CHA-8", "DEC-1")
@given(st.lists(st.sampled_from(["agree", "disagree", "abstain"])))
def test_every_position_counts_once(stances: list[str]) -> None:
    counted = tally(stances)
    assert counted.total == len(stances)
    assert counted.agree == stances.count("agree")


@pytest.mark.clause("DEC-1")
def test_the_asking_school_takes_a_position_where_the_rules_let_it() -> None:
    assert why_no_position(votes=True, present=True, out=False, asks=False) == ""
    assert "does not give a position on its own request" in why_no_position(
        votes=True, present=True, out=False, asks=True
    )


@pytest.mark.clause("CHA-8")
@pytest.mark.parametrize(
    ("stances", "meaning"),
    [
        ("", "No one has given a position yet."),
        ("aab", "No one disagrees."),
        ("aad", "A majority agrees."),
        ("add", "A majority disagrees."),
        ("adb", "There is no majority."),
        ("b", "There is no majority."),
    ],
)
def test_what_a_count_comes_to(stances: str, meaning: str) -> None:
    words = {"a": "agree", "d": "disagree", "b": "abstain"}
    assert tally(words[each] for each in stances).meaning == meaning


@pytest.mark.clause("CHA-8")
def test_a_count_that_goes_on_says_how_far_it_is() -> None:
    assert tally(["agree"], waiting=8).meaning == (
        "Everyone who gave a position agrees. So far 1 of 9 has given a position."
    )
    assert tally(["agree", "disagree"], waiting=1).meaning == (
        "There is no majority. So far 2 of 3 have given a position."
    )
    assert tally([], waiting=9).meaning == "No one has given a position yet."


@pytest.mark.clause("DEC-1")
def test_why_somebody_takes_no_position() -> None:
    assert why_no_position(votes=True, present=True, out=False) == ""
    assert "delegated authority" in why_no_position(votes=False, present=True, out=False)
    assert "interest" in why_no_position(votes=True, present=True, out=True)
    assert "You are not marked as present." in why_no_position(votes=True, present=False, out=False)
