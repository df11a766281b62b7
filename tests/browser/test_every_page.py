"""Every page of the product, in every state it can be in, wide and narrow, by two engines and the markup checker.

Every page is opened in each run; the engines look at those that are not known to be clean (harness/known.py).
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import clear_url_caches, reverse
from playwright.sync_api import Browser

from locality.accounts.models import User
from locality.demo import people
from locality.demo.people import PERSONAS
from tests.browser.conftest import PATIENCE
from tests.browser.pages.full_world import FullWorld, make_full_world
from tests.browser.pages.inspector import Inspector
from tests.browser.pages.look import Look
from tests.browser.pages.looks import LOOKS, NO_PAGES, parts_of
from tests.browser.pages.preparing import PREPARE
from tests.house.urls import all_url_names

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEMO_TEMPLATES = Path(people.__file__).parent / "jinja2"  # the app is not installed outside demo mode
PARTS = 2  # one for each worker: each makes the world anew, which takes as long as twenty pages
FIRST = {look.name: look for look in reversed(LOOKS)}
"""Each page once, and what it says of a form sent empty: what IBM's engine looks at."""


@pytest.fixture
def world(transactional_db: None, settings: Any) -> Iterator[FullWorld]:
    settings.ROOT_URLCONF = "tests.browser.pages.urls_with_demo"
    settings.TEMPLATES = [each | {"DIRS": [DEMO_TEMPLATES]} for each in settings.TEMPLATES]
    clear_url_caches()
    logging.disable(logging.WARNING)
    full = make_full_world()
    User.objects.bulk_create(User(email=persona.email, name=persona.name) for persona in PERSONAS)
    yield full
    logging.disable(logging.NOTSET)
    clear_url_caches()


def _client(world: FullWorld, look: Look) -> Client:
    """Signed in as the one who looks, with what must have happened before."""
    client = Client()
    cache.clear()
    if look.who:
        person = world.person(look.who)
        client.force_login(person, backend=BACKEND)
        PREPARE[look.after](client, person)
    return client


def _path(world: FullWorld, look: Look) -> str:
    if look.name.startswith("/"):
        return look.name
    given = world.things.get(look.name, {}) | look.args
    if look.state:
        given["reference"] = world.requests[look.state].reference
    return reverse(look.name, kwargs=given) + look.query


def test_no_page_is_left_out() -> None:
    listed = {look.name for look in (*LOOKS, *NO_PAGES)} - {"/no-such-page/", "demo_personas", "demo_mail"}
    assert listed == set(all_url_names()), "Add the page to tests/browser/pages/looks.py."


def test_what_is_called_no_page_shows_none(world: FullWorld) -> None:
    for look in NO_PAGES:
        answer = _client(world, look).get(_path(world, look))
        is_page = answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")
        assert not is_page, f"{look.called} shows a page: list it among LOOKS."


@pytest.mark.parametrize("looks", list(parts_of(LOOKS, PARTS)), ids=lambda looks: f"{len(looks)} pages")
def test_every_page(world: FullWorld, browser: Browser, live_server: object, looks: tuple[Look, ...]) -> None:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(PATIENCE)
    inspector = Inspector(context, str(live_server))
    for look in looks:
        inspector.become(_client(world, look))
        inspector.open(_path(world, look), status=look.status, seen=look.called, by_both=FIRST[look.name] is look)
        if look.empty:
            inspector.send_empty(seen=f"{look.called}, sent empty")
    context.close()
    assert not inspector.faults, "\n".join(inspector.faults)
