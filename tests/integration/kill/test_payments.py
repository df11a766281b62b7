"""Gathering an advance and marking it as paid are whole or have not happened, wherever the process dies."""

import pytest

from tests.integration.kill.payments import HALVES, WHOLE
from tests.integration.kill.runner import walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("kill")]


@pytest.mark.clause("POST-4")
@pytest.mark.clause("RES-7")
def test_an_advance_is_gathered_and_paid_whole_wherever_the_process_dies() -> None:
    assert walk(WHOLE) > 15


def test_a_payment_in_two_transactions_is_found() -> None:
    """If this ever passes without finding it, the walk proves nothing."""
    with pytest.raises(AssertionError, match="half paid"):
        walk(HALVES)
