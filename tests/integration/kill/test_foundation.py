"""The form, its event and its messages are whole, wherever the process dies."""

import pytest

from tests.integration.kill.example import CHAIN, HALVES
from tests.integration.kill.runner import walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("kill")]


def test_a_form_its_event_and_its_messages_are_whole_wherever_the_process_dies() -> None:
    assert walk(CHAIN) > 30


def test_the_harness_finds_an_action_in_two_halves() -> None:
    with pytest.raises(AssertionError, match="half done"):
        walk(HALVES)
