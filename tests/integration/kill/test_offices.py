"""Offices, invitations, rules and messages sent again are whole or have not happened, wherever the process dies."""

import pytest

from tests.integration.kill.offices import OF_COUNCIL, OF_PEOPLE
from tests.integration.kill.runner import walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.clause("MEM-2")
def test_invitations_and_offices_are_whole_wherever_the_process_dies() -> None:
    assert walk(OF_PEOPLE) > 20


def test_rules_and_messages_sent_again_are_whole_wherever_the_process_dies() -> None:
    assert walk(OF_COUNCIL) > 10
