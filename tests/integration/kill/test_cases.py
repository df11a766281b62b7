"""Every action on a case of practice is whole or has not happened, at whichever write or commit the process dies."""

import pytest

from tests.integration.kill.cases import story_of_cases
from tests.integration.kill.runner import walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("kill"), pytest.mark.clause("OBJ-2")]


def test_each_action_on_a_case_is_whole_wherever_the_process_dies() -> None:
    assert walk(story_of_cases()) > 15
