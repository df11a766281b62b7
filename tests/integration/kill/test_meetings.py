"""Every action of a live meeting is whole or has not happened, at whichever write or commit the process dies."""

import pytest

from tests.integration.kill.meetings import deciding_at_a_meeting, leading
from tests.integration.kill.requests import Story, story
from tests.integration.kill.runner import walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(leading, marks=[pytest.mark.clause("CHA-3"), pytest.mark.clause("CLK-3")]),
        pytest.param(deciding_at_a_meeting, marks=[pytest.mark.clause("CHA-8"), pytest.mark.clause("SFA-4")]),
    ],
    ids=lambda told: told.__name__,
)
def test_each_action_of_a_meeting_is_whole_wherever_the_process_dies(told: Story) -> None:
    assert walk(story(told)) > 15
