"""Worlds written again from memory are the worlds that were made."""

import pytest
from django.utils import timezone

from locality.communities.models import Authority
from tests.world import Side, make_side, request_in


@pytest.fixture(params=["made", "written again"])
def kent_twice(db: None, request: pytest.FixtureRequest) -> Side:
    """A council that no other test has: made once, and written again for the second test."""
    return make_side("Twicemade", "899", 899_000, now=timezone.now())


def test_what_an_answer_holds_is_what_the_database_holds(kent_twice: Side) -> None:
    rfr = request_in(kent_twice, "accepted")
    assert rfr.authority.settings_stamp == Authority.objects.get(pk=kent_twice.authority.pk).settings_stamp
    assert [each.event for each in rfr.steps.all()] == ["start", "submit", "accept"]
    assert rfr.school.pk == kent_twice.school.pk
