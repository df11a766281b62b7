"""Every field of every form of the product, sent empty, far too long, hostile, of the wrong type, missing, several times.

The forms are found by walking every page, as a person who may open it and in a state that shows them; what a browser
would find on the page is what is attacked. Every answer is a page with a sentence, or leads on; within a second; nothing
that was typed is lost, nothing is half done, and no field that the form does not ask for does anything. What a page
answers does not depend on the database: all is sent on SQLite, and on PostgreSQL what databases differ in.
"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import resolve

from locality.resource_requests.forms.decision_fields import ApprovalForm
from tests.house.urls import all_url_names
from tests.integration.every_form.attacks import Arsenal
from tests.integration.every_form.markup import Form, forms_of
from tests.integration.every_form.naming import all_classes, all_forms, classes_made, forms_named
from tests.integration.every_form.rows import undone
from tests.integration.every_form.siege import Siege
from tests.integration.every_form.visits import visits_of
from tests.integration.every_form.world import World, make_world

# Forms that stand on the page of another address than their own
SHOWN_AT = {
    "account": ("account", "kept_form"),
    "account_logout": ("account_logout", "account_confirm_login_code", "mfa_authenticate"),
    "people_search": ("people",),
    "message_again": ("messages",),
    "requests_search": ("requests",),
    "practice_search": ("practice",),
    "remind": ("home",),
    "request_copy": ("request",),
    "request_ask_to_sign": ("request_check",),
    "request_reopen": ("request_check",),
    "request_pupil": ("request_pupil", "request_pupil_add"),
    "request_continue": ("request", "home"),
    "advance_gather": ("advance",),
    "support_search": ("support",),
    "support_offer_pause": ("support_offer",),
    "opportunity_go_ahead": ("opportunity",),
    "support_offer_reopen": ("support_offer",),
    "meeting_agenda_order": ("meeting_agenda",),
    "meeting_papers_send": ("meeting_papers",),
    "meeting_adviser_remind": ("meeting_advisers",),
    "agenda_template_order": ("agenda_template",),
    "meeting_answer": ("meeting_answer", "meeting"),
    "meeting_minutes_to_chair": ("meeting_minutes_send",),
    "meeting_minutes_approve": ("meeting_agenda",),
    "request_line": ("request_line", "request_line_add"),
    **dict.fromkeys(
        (
            "meeting_begin", "meeting_go", "meeting_register", "meeting_guest_add", "meeting_interest",
            "meeting_back", "meeting_word", "meeting_said", "meeting_positions", "meeting_position",
            "meeting_action_point", "meeting_dispute", "meeting_dispute_settle",
        ),
        ("meeting_live",),
    ),
    "meeting_texts": ("meeting_live", "meeting_texts"),
}  # fmt: skip
NOT_HERE = {
    "demo/personas.html#0",  # exists in demo mode alone, with made-up people: not walked here
    "live/go_on.html#0",  # asked for a step that is named in the address; nothing is typed (test_turns.py)
}

pytestmark = [
    pytest.mark.django_db,  # each test's own transaction lies inside the module's, and is taken back
    pytest.mark.both_databases("every action"),
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, and kept (reading in a large transaction is slow); the database is emptied at the end."""
    with django_db_blocker.unblock():
        logging.disable(logging.ERROR)  # each refusal with its trace: thousands of lines
        with forms_named():
            yield make_world()
        logging.disable(logging.NOTSET)
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def arsenal(world: World, shared_data: Path) -> Arsenal:
    strings = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    return Arsenal(strings[::40], world.others(), only_stored=connection.vendor == "postgresql")


def test_every_form_of_the_product_is_reached(world: World) -> None:
    with classes_made() as classes:
        seen, attacked = set(), set()
        for name in all_url_names():
            with undone():
                found = [form for visit in visits_of(name, world) for form in forms_of(visit.answer)]
            seen |= {(form.id, resolve(form.path).url_name) for form in found}
            attacked |= {(form.id, name) for form in found if is_of(form, name)}
        attacked |= {(form, name) for form, name in seen for page in SHOWN_AT.get(name, ()) if page}
    assert {form for form, _ in seen} == all_forms() - NOT_HERE
    assert seen == attacked, "A form is sent to an address that is not attacked where it stands: see SHOWN_AT."
    left = [each for each in all_classes() - classes if each.declared_fields and "Example" not in each.__name__]
    assert left == [ApprovalForm], "the base of the forms of a decision, which is no page's by itself"


@pytest.mark.parametrize("name", all_url_names())
def test_bad_input_is_answered_with_a_sentence_and_nothing_is_lost(name: str, world: World, arsenal: Arsenal) -> None:
    faults: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for page in SHOWN_AT.get(name, (name,)):
        with undone():
            for visit in visits_of(page, world):
                for form in forms_of(visit.answer):
                    look = (form.method, form.path if form.method == "get" else "", *sorted(form.names))
                    if is_of(form, name) and look not in seen:
                        seen.add(look)
                        faults += Siege(name, form, visit, world, arsenal).faults()
    assert not faults, "\n".join(faults)


def is_of(form: Form, name: str) -> bool:
    return bool(resolve(form.path).url_name == name)
