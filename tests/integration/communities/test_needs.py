"""A council's words for needs, each with the school census's code beside it."""

import re
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.actions.needs import add_need, change_need
from locality.communities.models import ListItem
from locality.values.refusals import NotPossible
from tests.integration.resource_requests.desk import Desk, marks, text_of
from tests.migrated import apps_at
from tests.world import Side, needs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-3")]

CODES = ["SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "DS", "OTH", "NSA"]


def test_a_new_council_has_the_needs_of_the_census(kent: Side) -> None:
    found = ListItem.objects.filter(authority=kent.authority, list_name="need").values_list("code", "label", "in_use")
    assert [code for code, _, _ in found] == CODES
    assert found[4] == ("SEMH", "Social, emotional and mental health", True)
    assert found[13] == ("NSA", "SEN support but no specialist assessment of type of need", True)
    stages = ListItem.objects.filter(authority=kent.authority, list_name="key_stage")
    assert {stage.code for stage in stages} == {""}


@pytest.mark.both_databases("migration")
def test_a_council_set_up_before_gets_them_and_keeps_its_own_words(kent: Side, elsewhere: Side) -> None:
    listed = ListItem.objects.filter(authority=kent.authority, list_name="need")
    listed.delete()
    listed.create(authority=kent.authority, list_name="need", label="Anxiety", in_use=False)
    listed.create(authority=kent.authority, list_name="need", label="Vision impairment", position=9)
    migration = import_module("locality.communities.migrations.0006_needs")
    migration.give_needs(apps_at("communities", "0006_needs"), None)
    kept = {item.label: (item.code, item.position, item.in_use) for item in listed.all()}
    assert len(kept) == 15
    assert kept["Anxiety"] == ("", 0, False)
    assert kept["Vision impairment"] == ("VI", 9, True)
    assert kept["Autistic spectrum disorder"] == ("ASD", 10, True)
    assert [item.code for item in needs(elsewhere)] == CODES


@pytest.mark.both_databases("constraint")
@pytest.mark.parametrize(("name", "code"), [("need", "XYZ"), ("need", "semh"), ("key_stage", "SEMH")])
def test_no_other_code_and_none_on_another_list(kent: Side, name: str, code: str) -> None:
    with pytest.raises(IntegrityError, match="census_code_of_a_need"), transaction.atomic():
        ListItem.objects.create(authority=kent.authority, list_name=name, label="Anything", code=code)
    own = ListItem.objects.create(authority=kent.authority, list_name="need", label="Anxiety", code="SEMH")
    connection.check_constraints()
    assert [item.label for item in ListItem.objects.filter(authority=kent.authority, code="SEMH")] == [
        own.label,
        "Social, emotional and mental health",
    ]


@pytest.fixture
def team(kent: Side) -> Desk:
    return Desk(kent.people["locality_team"])


def labels(side: Side) -> list[str]:
    return [item.label for item in ListItem.objects.filter(authority=side.authority, list_name="need")]


def change(side: Side, need: ListItem, **changes: Any) -> ListItem:
    usual: dict[str, Any] = {"label": need.label, "in_use": True, "after": None}
    return change_need(need=need, by=side.viewer("locality_team"), at=timezone.now(), **usual | changes)


def test_the_list_says_what_schools_can_select_with_its_code(team: Desk, kent: Side) -> None:
    assert reverse("needs") in team.get("council").content.decode()
    ListItem.objects.filter(authority=kent.authority, code="DS").update(in_use=False)
    page = text_of(team.get("needs"))
    assert "Social, emotional and mental health SEMH Yes" in page
    assert "Down syndrome DS No, hidden" in page


def test_a_need_of_the_councils_own_is_added_where_it_says(team: Desk, kent: Side) -> None:
    semh = needs(kent, "SEMH")[0]
    page = team.get("need_add").content.decode()
    assert re.search(rf'<option value="{needs(kent, "NSA")[0].pk}" selected>After “SEN support but', page)
    done = team.post("need_add", label=" Anxiety\u200b  at school ", code="SEMH", after=str(semh.pk))
    assert done.status_code == 302
    assert labels(kent)[4:7] == [semh.label, "Anxiety at school", "Speech, language and communication needs"]
    assert team.post("need_add", label="Sleep", after="first").status_code == 302
    assert labels(kent)[0] == "Sleep"
    added = ListItem.objects.get(authority=kent.authority, label="Anxiety at school")
    assert (added.code, added.in_use) == ("SEMH", True)
    event = Event.objects.filter(action="need.add").earliest("pk")
    assert event.after == {"need": "Anxiety at school", "code": "SEMH", "offered": True, "place": 6}
    assert "Added a need to the list: Anxiety at school" in text_of(team.get("log"))


def test_a_need_is_renamed_hidden_and_moved(team: Desk, kent: Side) -> None:
    semh, vi = needs(kent, "SEMH", "VI")
    page = team.get("need_change", semh.pk)
    assert "Its census code is SEMH." in text_of(page)
    fields = {"label": "Wellbeing", "after": str(vi.pk), "in_use": "no", **marks(page)}
    assert team.post("need_change", semh.pk, **fields).status_code == 302
    semh.refresh_from_db()
    assert (semh.label, semh.code, semh.in_use) == ("Wellbeing", "SEMH", False)
    assert labels(kent)[4:8] == [
        "Speech, language and communication needs", "Hearing impairment", "Vision impairment", "Wellbeing",
    ]  # fmt: skip
    event = Event.objects.get(action="need.change")
    assert event.before == {"need": "Social, emotional and mental health", "offered": True, "place": 5}
    assert event.after == {"need": "Wellbeing", "offered": False, "place": 8}
    assert "Changed a need in the list: Wellbeing" in text_of(team.get("log"))
    page = team.get("need_change", semh.pk)
    again = {"label": "Wellbeing", "after": str(vi.pk), "in_use": "no", **marks(page)}
    team.post("need_change", semh.pk, **again)
    assert Event.objects.filter(action="need.change").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": " \u200b "}, "Enter what you call this need"),
        ({"label": "A" * 81}, "80 characters or fewer"),
        ({"label": "down  SYNDROME"}, "“Down syndrome” is already in the list"),
        ({"code": "semh"}, "Select"),
        ({"after": "987654"}, "Select"),
        ({"after": ""}, "Select where in the list it goes"),
    ],
)
def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(
    team: Desk, kent: Side, typed: dict[str, str], said: str
) -> None:
    before = labels(kent)
    page = team.post("need_add", **{"label": "Anxiety", "code": "", "after": "first"} | typed)
    assert page.status_code == 400
    assert said in text_of(page)
    assert labels(kent) == before


def test_at_least_one_need_is_offered_always(kent: Side) -> None:
    semh = needs(kent, "SEMH")[0]
    ListItem.objects.filter(authority=kent.authority, list_name="need").exclude(pk=semh.pk).update(in_use=False)
    with pytest.raises(NotPossible, match="at least one need"):
        change(kent, semh, in_use=False)
    change(kent, needs(kent, "ASD")[0], in_use=True)
    assert not change(kent, semh, in_use=False).in_use


def test_a_list_has_at_most_sixty_needs_and_those_can_still_be_changed(kent: Side) -> None:
    ListItem.objects.bulk_create(
        ListItem(authority=kent.authority, list_name="need", label=f"Need {number}", position=50)
        for number in range(60 - len(CODES))
    )
    with pytest.raises(NotPossible, match="up to 60 needs"):
        add_need(
            authority=kent.authority, label="One more", code="", after=None, by=kent.viewer("locality_team"),
            at=timezone.now(),
        )  # fmt: skip
    assert change(kent, needs(kent, "SEMH")[0], label="Wellbeing").label == "Wellbeing"


@pytest.mark.parametrize("change_of", ["own", "code"])
def test_a_need_of_another_council_is_no_place_in_the_list(kent: Side, elsewhere: Side, change_of: str) -> None:
    theirs = needs(elsewhere, "SEMH")[0]
    given: dict[str, Any] = {"code": "XX", "after": None} if change_of == "code" else {"code": "", "after": theirs.pk}
    with pytest.raises(NotPossible, match="Select"):
        add_need(authority=kent.authority, label="Anxiety", by=kent.viewer("locality_team"), at=timezone.now(), **given)
    assert "Anxiety" not in labels(kent)


def test_two_windows_undo_nothing_of_each_other(team: Desk, kent: Side) -> None:
    semh = needs(kent, "SEMH")[0]
    here, there = (marks(team.get("need_change", semh.pk)) for _ in range(2))
    after = str(needs(kent, "PMLD")[0].pk)
    seen = {"label": semh.label, "after": after, "in_use": "yes"}
    assert team.post("need_change", semh.pk, **there, **seen | {"in_use": "no"}).status_code == 302
    assert team.post("need_change", semh.pk, **here, **seen | {"label": "Wellbeing"}).status_code == 302
    semh.refresh_from_db()
    assert (semh.label, semh.in_use) == ("Wellbeing", False)


def test_the_list_takes_a_fixed_number_of_queries(team: Desk, kent: Side, django_assert_num_queries: Any) -> None:
    team.get("needs")
    with django_assert_num_queries(4):
        team.get("needs")
    ListItem.objects.bulk_create(
        ListItem(authority=kent.authority, list_name="need", label=f"Need {number}") for number in range(30)
    )
    with django_assert_num_queries(4):
        team.get("needs")
