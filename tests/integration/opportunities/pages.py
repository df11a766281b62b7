"""Pages of opportunities as a person opens and sends them."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.integration.opportunities.arranging import AHEAD, today
from tests.world import Side


def client_of(side: Side, who: str) -> Client:
    client = Client()
    client.force_login(side.people[who])
    return client


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def get(side: Side, who: str, name: str, *args: Any, query: str = "") -> str:
    answer = client_of(side, who).get(reverse(name, args=args) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return text_of(answer)


def status(side: Side, who: str, name: str, *args: Any) -> int:
    return client_of(side, who).get(reverse(name, args=args)).status_code


def send(side: Side, who: str, name: str, /, *args: Any, **fields: Any) -> HttpResponse:
    return client_of(side, who).post(reverse(name, args=args), {"form_key": str(uuid4()), **fields})


def seen_on(side: Side, who: str, name: str, *args: Any) -> str:
    """The mark that a page holds of what it showed."""
    page = client_of(side, who).get(reverse(name, args=args)).content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def day(name: str, value: date) -> dict[str, Any]:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def fields(**changes: Any) -> dict[str, Any]:
    """The form filled in: a course in ten days."""
    return {
        "kind": "course", "title": "First words", "what": "For Reception teachers.", **day("day", today() + AHEAD),
        "starts": "3:30pm", "ends": "17:00", "place": "The hall", "online_link": "", "places": "2", "fewest": "",
        **day("books_until", today() + AHEAD), "audience": "community", **changes,
    }  # fmt: skip
