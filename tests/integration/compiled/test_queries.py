"""A query made once gives what Django gives for each set of ids and days, and asks the database once."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from locality.communities.models import Office, School
from locality.compiled.queries import CompiledQuery
from tests.world import Side

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("SQL")]

SCHOOL, OFFICE = 1, 2


class Asked:
    """The names of schools, and the offices held in communities on a day; counts how often it was put into SQL."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(
        self, schools: Collection[int], communities: Collection[int], day: date
    ) -> QuerySet[Any, tuple[Any, ...]]:
        self.made += 1
        began = Value(date(2000, 1, 1))
        named = School.objects.filter(pk__in=schools).annotate(a_kind=Value(SCHOOL), day=began)
        held = Office.objects.filter(community__in=communities, start__lte=day, role="clerk")
        told = held.annotate(a_kind=Value(OFFICE), a_name=F("person__name"))
        return (
            named.order_by()
            .values_list("a_kind", "name", "day")
            .union(told.order_by().values_list("a_kind", "a_name", "start"), all=True)
        )


def test_it_gives_the_rows_of_the_ids_and_the_day_it_is_asked_with(kent: Side) -> None:
    query = CompiledQuery(Asked())
    clerk, began = kent.people["clerk"], Office.objects.get(person=kent.people["clerk"]).start
    first, second = (SCHOOL, kent.school.name, date(2000, 1, 1)), (SCHOOL, kent.other_school.name, date(2000, 1, 1))
    offices = {(OFFICE, clerk.name, began), (OFFICE, kent.people["former_clerk"].name, began)}
    community = [kent.community.pk]
    assert query.rows([kent.school.pk], [], began) == [first]
    assert set(query.rows([kent.school.pk, kent.other_school.pk], community, began)) == {first, second, *offices}
    assert set(query.rows({kent.other_school.pk}, community, began)) == {second, *offices}
    assert query.rows([], community, date(2001, 1, 1)) == []
    assert query.rows([], [], began) == []
    assert isinstance(query.rows([], community, began)[0][2], date)


def test_it_is_put_into_sql_once_for_a_number_of_ids_and_asked_in_one_query(kent: Side) -> None:
    asked = Asked()
    query = CompiledQuery(asked)
    day = date(2026, 1, 1)
    ids = [kent.school.pk, kent.other_school.pk, kent.far_school.pk]
    for schools in ([], ids[:1], ids[1:2]):
        query.rows(schools, [], day)
    assert asked.made == 1
    with CaptureQueriesContext(connection) as queries:
        assert len(query.rows(ids, [], day)) == 3
        assert len(query.rows([*ids, ids[0]], [kent.community.pk], date(2027, 1, 1))) == 3 + 2
    assert len(queries) == 2
    assert asked.made == 2, "three ids and four are one form"


def test_many_ids_are_found_too(kent: Side) -> None:
    query = CompiledQuery(Asked())
    found = query.rows(range(1, 700), [], date(2026, 1, 1))
    assert {name for _, name, _ in found} == set(School.objects.filter(pk__lt=700).values_list("name", flat=True))
    assert found


def test_more_ids_than_are_filled_up_are_asked_for_as_they_are(kent: Side) -> None:
    """1,025 ids would become 2,048 parameters a part."""
    query = CompiledQuery(Asked())
    with CaptureQueriesContext(connection) as queries:
        found = query.rows(range(kent.school.pk, kent.school.pk + 1_025), [], date(2026, 1, 1))
    assert (SCHOOL, kent.school.name, date(2000, 1, 1)) in found
    assert queries[0]["sql"].count(",") < 1_100
