"""Every action on a request is whole or has not happened, at whichever write or commit the process dies."""

import pytest

from tests.integration.kill.requests import (
    HALVES,
    Story,
    closing_a_year,
    deciding,
    deciding_for_council,
    deciding_outside_meetings,
    handing_over,
    handing_over_together,
    moving_money,
    processing,
    reviewing,
    signing,
    story,
    writing,
)
from tests.integration.kill.runner import walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("kill")]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(writing, marks=pytest.mark.clause("FORM-01")),
        pytest.param(signing, marks=pytest.mark.clause("FORM-10")),
        pytest.param(reviewing, marks=[pytest.mark.clause("CHA-1"), pytest.mark.clause("PRE-2")]),
        pytest.param(deciding, marks=[pytest.mark.clause("RES-7"), pytest.mark.clause("DIS-5")]),
        pytest.param(handing_over, marks=pytest.mark.clause("CLK-5")),
        pytest.param(handing_over_together, marks=pytest.mark.clause("CLK-5")),
        pytest.param(processing, marks=[pytest.mark.clause("FORM-13"), pytest.mark.clause("POST-4")]),
        pytest.param(deciding_for_council, marks=pytest.mark.clause("EXC-5")),
        pytest.param(deciding_outside_meetings, marks=[pytest.mark.clause("EXC-2"), pytest.mark.clause("EXC-6")]),
        pytest.param(moving_money, marks=pytest.mark.clause("RES-7")),
        pytest.param(closing_a_year, marks=pytest.mark.clause("RES-7")),
    ],
    ids=lambda told: told.__name__,
)
def test_each_action_is_whole_wherever_the_process_dies(told: Story) -> None:
    assert walk(story(told)) > 15


def test_an_action_in_two_transactions_is_found() -> None:
    """If this ever passes without finding it, the stories prove nothing."""
    with pytest.raises(AssertionError, match="“hand_over” is half done"):
        walk(HALVES)
