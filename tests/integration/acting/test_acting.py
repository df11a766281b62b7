"""Whoever acts is asked in the action: called by anybody without the right, each refuses in a sentence and writes nothing."""

import hashlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from locality.communities.scope import Viewer
from locality.values.refusals import NotPossible
from tests.integration.acting import (  # noqa: F401 - they fill the list
    meetings,
    money,
    opportunities,
    outcomes,
    people,
    practice,
    requests,
    support,
)
from tests.integration.acting.acts import ACTS, FIRST, INNER, OWN, acts_of
from tests.integration.acting.rooms import ROOMS
from tests.world import Side, acting

SRC = Path(__file__).parents[3] / "src" / "locality"


@pytest.mark.parametrize("room", ROOMS)
def test_each_action_of_a_room_is_listed_and_one_that_asks_takes_a_viewer(room: str) -> None:
    found = acts_of(room)
    listed = {name for name in {**ACTS, **INNER, **OWN} if name.startswith(f"locality.{room}.")}
    assert found.keys() == listed
    plain = {
        name
        for name, signature in found.items()
        if name in ACTS and signature.parameters["by"].annotation not in (Viewer, Viewer | None)
    }
    assert not plain


def test_no_page_calls_an_action_that_asks_nobody() -> None:
    inner = {(name.rsplit(".", 2)[1], name.rsplit(".", 1)[1]) for name in INNER}
    calls = [
        f"{path.relative_to(SRC)}: {module}.{name}"
        for path in SRC.rglob("*.py")
        if {"views", "pages", "management"}.intersection(path.relative_to(SRC).parts)
        for module, name in inner
        if (text := path.read_text())
        and re.search(rf"actions\.{module} import [^\n]*\b{name}\b|\b{module}\.{name}\(", text)
    ]
    assert not calls


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_action_is_refused_to_everybody_without_the_right(name: str, kent: Side, elsewhere: Side) -> None:
    listed = ACTS[name]
    do = listed.prepare(kent)
    before = written()
    # of the other council those who have the right there: whoever has it nowhere is asked in this council
    strangers = {f"the other council’s {slug}": elsewhere.people[slug] for slug in listed.roles - {"administrator"}}
    own = {slug: person for slug, person in kent.people.items() if slug not in listed.roles}
    done, wordless = [], []
    for who, person in (strangers | own).items():
        try:
            do(acting(person))
        except (NotPossible, PermissionDenied) as refusal:
            if not str(refusal).rstrip("”").endswith((".", "?")):
                wordless.append(f"{who}: {refusal}")
        else:
            done.append(who)
    assert not done
    assert not wordless
    assert written() == before, "something was written for somebody who was refused"
    do(acting(kent.people[FIRST[name]]))
    assert written() != before


def written() -> str:
    """A mark of everything that stands in the database."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        digest.update(repr(sorted(model._base_manager.values_list(), key=repr)).encode())
    return digest.hexdigest()
