"""A report and the money it returns are whole or not there, wherever the process dies (OBJ-1, RES-7)."""

import pytest

from tests.integration.kill.outcomes import OUTCOMES
from tests.integration.kill.runner import walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("OBJ-1"),
    pytest.mark.clause("RES-7"),
    pytest.mark.both_databases("kill"),
]


def test_a_report_is_whole_wherever_the_process_dies() -> None:
    assert walk(OUTCOMES) > 20
