"""Places are booked, given up and passed on whole or not at all, and counted once, wherever the process dies."""

import pytest

from tests.integration.kill.opportunities import OPPORTUNITIES
from tests.integration.kill.runner import walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("RES-8"),
    pytest.mark.both_databases("kill"),
]


def test_places_are_whole_wherever_the_process_dies() -> None:
    assert walk(OPPORTUNITIES) > 30
