"""A council's words for needs, each with the school census's code beside it."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from locality.communities.models import ListItem
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


@pytest.mark.both_databases("a constraint")
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
