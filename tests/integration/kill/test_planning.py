"""Every action of planning a meeting is whole or has not happened, at whichever write or commit the process dies."""

import pytest

from tests.integration.kill.harness import Scenario
from tests.integration.kill.planning import (
    PlanningStory,
    ToldOfMeetings,
    advising,
    keeping_templates,
    ordering,
    scheduling,
    sending,
)
from tests.integration.kill.runner import walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.sqlite_alone(
        "its events hold rows' own numbers, which PostgreSQL does not give again after a story undone"
    ),
]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(scheduling, marks=[pytest.mark.clause("PRE-1"), pytest.mark.clause("CLK-1")]),
        pytest.param(ordering, marks=pytest.mark.clause("CHA-2")),
        pytest.param(sending, marks=pytest.mark.clause("CLK-2")),
        pytest.param(advising, marks=pytest.mark.clause("MEM-5")),
        pytest.param(keeping_templates, marks=pytest.mark.clause("AGE-1")),
    ],
    ids=lambda told: told.__name__,
)
def test_each_action_is_whole_wherever_the_process_dies(told: PlanningStory) -> None:
    one = ToldOfMeetings(told)
    assert walk(Scenario(one.set_up, one.acts, one.check)) > 15
