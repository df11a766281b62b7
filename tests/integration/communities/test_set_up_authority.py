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
    with pytest.raises(CommandError, match="has been set up already"):
        call_command("set_up_authority", "Kent County Council", "886")


def test_a_short_name_of_its_own() -> None:
    call_command("set_up_authority", "Isle of Wight Council", "921", "--short-name", " IW  Council ", stdout=StringIO())
    assert Authority.objects.get().short == "IW Council"
    with pytest.raises(CommandError, match="20 letters or fewer"):
        call_command("set_up_authority", "Medway", "887", "--short-name", "The Council of Medway in Kent")


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="3 figures"):
        call_command("set_up_authority", "Kent County Council", "88")
