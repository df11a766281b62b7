"""The form, its event and its messages are whole, wherever the process dies."""

import pytest

from tests.integration.kill.harness import walk

HERE = "tests.integration.kill.example"


def test_a_form_its_event_and_its_messages_are_whole_wherever_the_process_dies() -> None:
    points = walk(f"{HERE}.setup", f"{HERE}.act", f"{HERE}.check", recover=f"{HERE}.recover")
    assert points > 30


def test_the_harness_finds_an_action_in_two_halves() -> None:
    with pytest.raises(AssertionError, match="half done"):
        walk(f"{HERE}.setup", f"{HERE}.act_in_two_halves", f"{HERE}.check_halves")
