"""The summary of what is wrong follows the page, from the top down, whatever order the form has."""

import re

import pytest
from django.utils import timezone

from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk
from tests.integration.resource_requests.test_one_truth import approved
from tests.world import Side, exceptional_in, has_met, request_in

pytestmark = pytest.mark.django_db


def order(page: str) -> list[str]:
    """The fields that the summary leads to, in its order; they must stand in the page in the same."""
    summary = page[page.index("govuk-error-summary__list") :]
    linked = re.findall(r'href="#(id_[^"]+)"', summary[: summary.index("</ul>")])
    places = [page.index(f' id="{each}"') for each in linked]
    assert places == sorted(places), linked
    return linked


def test_after_a_refused_correction(kent: Side) -> None:
    request = exceptional_in(kent, "granted")
    sent = {"ground": "error", "reason": "", "outcome": "declined", "date_of_it": "moves", "invites": ""}
    refused = Desk(kent.people["chair"]).post("request_correct", request.reference, **sent)
    assert refused.status_code == 400
    found = order(refused.content.decode())
    assert found.index("id_invites") < found.index("id_decided_on-day")
    assert len(found) > 3


def test_after_a_refused_decision(kent: Side) -> None:
    request = request_in(kent, "accepted")
    has_met(request)
    sent = approved(day_of(timezone.now()), summary="", method="", amount="99999999", decided_on_0="")
    refused = Desk(kent.people["chair"]).post("request_decide", request.reference, **sent)
    found = order(refused.content.decode())
    assert found[0] == "id_summary"
    assert found.index("id_amount") < found.index("id_method")
