"""Support is arranged, answered and given whole or not at all, and its hours are counted once, wherever the process dies."""

import pytest

from tests.integration.kill.runner import walk
from tests.integration.kill.support import SUPPORT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("RES-6"),
    pytest.mark.both_databases("kill"),
]


def test_support_is_whole_wherever_the_process_dies() -> None:
    assert walk(SUPPORT) > 30
