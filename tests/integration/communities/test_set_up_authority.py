"""A council set up by whoever installs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from locality.communities.models import Authority

pytestmark = pytest.mark.django_db


def test_a_council_is_set_up_once() -> None:
    told = StringIO()
    call_command("set_up_authority", "Kent County Council", "886", stdout=told)
    assert Authority.objects.get().la_code == "886"
    assert Authority.objects.get().short == "KCC"
    assert "Kent County Council (KCC) is set up" in told.getvalue()
    with pytest.raises(CommandError, match="has already been set up"):
        call_command("set_up_authority", "Kent County Council", "886")


def test_a_short_name_of_its_own() -> None:
    call_command("set_up_authority", "Isle of Wight Council", "921", "--short-name", " IW  Council ", stdout=StringIO())
    assert Authority.objects.get().short == "IW Council"
    with pytest.raises(CommandError, match="20 letters or fewer"):
        call_command("set_up_authority", "Medway", "887", "--short-name", "The Council of Medway in Kent")


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="3 digits"):
        call_command("set_up_authority", "Kent County Council", "88")


def test_a_name_that_is_too_long_is_refused() -> None:
    with pytest.raises(CommandError, match="must be 120 characters or fewer"):
        call_command("set_up_authority", "K" * 121, "886")
    call_command("set_up_authority", "K" * 120, "886", stdout=StringIO())
    assert Authority.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Kent", "8" * 500), "3 digits"),
        (("Kent", "8\udce96"), "3 digits"),
        (("\udce9" * 3, "886"), "Enter the name"),
        (("Kent", "886", "--short-name", "K" * 500), "20 letters or fewer"),
    ],
)
def test_odd_words_are_refused_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("set_up_authority", *words)
    assert not Authority.objects.exists()
