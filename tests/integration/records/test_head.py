"""HEAD reads nothing, so no sight is recorded for it, nor anything else written."""

import pytest
from django.urls import reverse

from locality.audit.models import Sight
from tests.integration.resource_requests.desk import Desk
from tests.world import Side, request_in

pytestmark = pytest.mark.django_db


def test_only_who_is_sent_the_page_has_seen_it(kent: Side) -> None:
    request = request_in(kent, "submitted")
    desk, path = Desk(kent.people["chair"]), reverse("request", args=[request.reference])
    assert desk.client.head(path).status_code == 200
    assert not Sight.objects.exists()
    assert desk.client.options(path).status_code == 204
    assert not Sight.objects.exists()
    assert desk.client.get(path).status_code == 200
    assert Sight.objects.count() == 1
