"""Every action on minutes and on what follows is whole or has not happened, wherever the process dies."""

import pytest

from tests.integration.kill.minutes import following, minuting
from tests.integration.kill.requests import Story, story
from tests.integration.kill.runner import walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(minuting, marks=[pytest.mark.clause("CLK-4"), pytest.mark.clause("CLK-6")]),
        pytest.param(following, marks=[pytest.mark.clause("MBR-4"), pytest.mark.clause("CLK-3")]),
    ],
    ids=lambda told: told.__name__,
)
def test_each_action_is_whole_wherever_the_process_dies(told: Story) -> None:
    assert walk(story(told)) > 15
