"""What a council is called for short."""

import pytest

from locality.communities.models import Authority
from locality.communities.models.authority import initials_of
from locality.communities.rules import why_not_short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kent County Council", "KCC"),
        ("Marlshire County Council", "MCC"),
        ("Council of the Isles of Scilly", "CIS"),
        ("Bath and North East Somerset Council", "BNESC"),
        ("Wealdshire", "Wealdshire"),
        ("Westmorlandshireshireshire", "Westmorlandshireshir"),
        ("", ""),
    ],
)
def test_without_one_it_is_the_initials(name: str, short: str) -> None:
    assert initials_of(name) == short
    assert Authority(name=name).short == short
    assert Authority(name=name, short_name="Ours").short == "Ours"


@pytest.mark.parametrize(
    ("name", "allowed"), [("KCC", True), ("a" * 20, True), ("a" * 21, False), ("–", False), ("", False)]
)
def test_a_short_name_fits_into_a_label(name: str, allowed: bool) -> None:
    assert (why_not_short_name(name) is None) == allowed
