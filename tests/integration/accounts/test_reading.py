"""How a person likes to read is kept for them, and every page follows."""

import re

import pytest
from django.core.exceptions import ValidationError

from locality.accounts.actions.reading import set_reading
from locality.accounts.models import User
from tests.integration.resource_requests.desk import Desk
from tests.world import Side


def classes(page: str) -> list[str]:
    found = re.search(r'<html lang="en-GB" class="([^"]*)">', page)
    assert found
    return found[1].split()


USUAL = ["govuk-template", "app-template"]


def test_a_page_is_as_it_is_until_somebody_says_otherwise(kent: Side) -> None:
    assert classes(Desk(kent.people["clerk"]).get("home").content.decode()) == USUAL


def test_what_is_chosen_holds_on_each_page_and_for_nobody_else(kent: Side) -> None:
    desk = Desk(kent.people["clerk"])
    sent = desk.post("account_reading", text_size="150", colours="dark", also=["calm", "wide_spacing"])
    assert sent.status_code == 302
    assert "You’ve changed how you read Locality." in desk.get("account_reading").content.decode()
    for name in ("home", "requests", "account"):
        assert classes(desk.get(name).content.decode()) == [
            *USUAL, "app-text-150", "app-colours-dark", "app-spaced", "app-calm",
        ]  # fmt: skip
    assert classes(Desk(kent.people["chair"]).get("home").content.decode()) == USUAL
    page = desk.get("account_reading").content.decode()
    assert len(re.findall(r"<input[^>]* checked", page)) == 4


def test_back_to_as_it_was(kent: Side) -> None:
    desk = Desk(kent.people["clerk"])
    desk.post("account_reading", text_size="125", colours="device", also=["calm"])
    desk.post("account_reading", text_size="100", colours="light")
    assert classes(desk.get("home").content.decode()) == USUAL


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"colours": "light"}, "Select a size of text"),
        ({"text_size": "100"}, "Select which colours you want"),
        ({"text_size": "400", "colours": "light"}, "is not one of the choices"),
        ({"text_size": "100", "colours": "light", "also": ["nothing"]}, "is not one of the choices"),
    ],
)
def test_what_there_is_not_is_refused(kent: Side, fields: dict[str, object], sentence: str) -> None:
    answer = Desk(kent.people["clerk"]).send("account_reading", **fields)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert User.objects.get(pk=kent.people["clerk"].pk).text_size == 100


def test_the_action_asks_the_rule_itself(kent: Side) -> None:
    person = kent.people["clerk"]
    with pytest.raises(ValidationError, match="size of text"):
        set_reading(person=person, text_size=400, wide_spacing=False, colours="light", calm=False)
    with pytest.raises(ValidationError, match="light, dark"):
        set_reading(person=person, text_size=100, wide_spacing=False, colours="red", calm=False)
