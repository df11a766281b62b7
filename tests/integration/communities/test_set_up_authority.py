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
    assert "Kent County Council is set up" in told.getvalue()
    with pytest.raises(CommandError, match="has been set up already"):
        call_command("set_up_authority", "Kent County Council", "886")


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="3 figures"):
        call_command("set_up_authority", "Kent County Council", "88")
