"""Every action on a request is whole or has not happened, at whichever write or commit the process dies."""

import pytest

from tests.integration.kill.harness import walk
from tests.integration.kill.requests import STORIES

HERE = "tests.integration.kill.requests"


@pytest.mark.parametrize(
    "story",
    [
        pytest.param("writing", marks=pytest.mark.clause("FORM-01")),
        pytest.param("signing", marks=pytest.mark.clause("FORM-10")),
        pytest.param("reviewing", marks=[pytest.mark.clause("CHA-1"), pytest.mark.clause("PRE-2")]),
        pytest.param("deciding", marks=[pytest.mark.clause("RES-7"), pytest.mark.clause("DIS-5")]),
        pytest.param("handing_over", marks=pytest.mark.clause("CLK-5")),
    ],
)
def test_each_action_is_whole_wherever_the_process_dies(story: str) -> None:
    assert story in STORIES
    points = walk(f"{HERE}.set_up_{story}", f"{HERE}.act", f"{HERE}.check")
    assert points > 20


def test_an_action_in_two_transactions_is_found() -> None:
    """If this ever passes without finding it, the stories prove nothing."""
    with pytest.raises(AssertionError, match="“hand_over” is half done"):
        walk(f"{HERE}.set_up_handing_over", f"{HERE}.act_in_halves", f"{HERE}.check")
