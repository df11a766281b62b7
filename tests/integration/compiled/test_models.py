"""Models of a query made once are those that Django reads, with all they bring; who asks reads what is theirs alone."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.models import Community, Office, School
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels, CompiledQuery
from tests.world import Side, acting, person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("SQL")]


def _schools(viewer: Viewer) -> QuerySet[School]:
    found = School.objects.filter(pk__in=viewer.scope(Permission.REQUEST_SEE).schools)
    return found.select_related("community__area", "trust").annotate(met=Value(viewer.today)).order_by("pk")


def test_models_come_with_what_is_selected_annotated_deferred_and_prefetched(kent: Side) -> None:
    def of_community(pk: int) -> QuerySet[Community]:
        found = Community.objects.filter(pk=pk).defer("name").annotate(number=Count("schools"))
        return found.select_related("area").prefetch_related("schools")

    with CaptureQueriesContext(connection) as queries:
        (found,) = CompiledModels(of_community).read(kent.community.pk)
        assert found == kent.community
        assert found.area == kent.area
        assert {*found.schools.all()} == {kent.school, kent.other_school}
        assert getattr(found, "number", None) == 2
    assert len(queries) == 2
    assert found.get_deferred_fields() == {"name"}
    assert not found._state.adding
    assert found._state.db == "default"


def test_what_is_not_there_is_none(kent: Side) -> None:
    (found,) = CompiledModels(_schools).read(kent.viewer("signatory"))
    with CaptureQueriesContext(connection) as queries:
        assert found.trust is None
        assert found.community == kent.community
    assert not queries


def test_people_of_one_form_share_the_sql_and_each_reads_what_is_theirs(kent: Side) -> None:
    made = []

    def counted(viewer: Viewer) -> QuerySet[School]:
        made.append(viewer)
        return _schools(viewer)

    query = CompiledModels(counted)
    today = kent.viewer("signatory").today
    assert query.read(kent.viewer("signatory")) == [kent.school]
    assert query.read(kent.viewer("other_signatory")) == [kent.other_school]
    assert query.read(kent.viewer("signatory"))[0].met == today  # type: ignore[attr-defined]
    assert len(made) == 1, "one form"
    assert query.read(kent.viewer("chair")) == [], "no school is theirs"
    both = person(kent, "signatory", start=date(2020, 1, 1), slug="both")
    Office.objects.create(
        person=both, role="signatory", authority=kent.authority, school=kent.far_school, start=date(2020, 1, 1)
    )
    assert query.read(acting(both)) == [kent.school, kent.far_school]
    assert len(made) == 3, "another role, another number of offices"


def test_places_of_different_kinds_with_one_id_are_told_apart(kent: Side) -> None:
    def places(viewer: Viewer) -> QuerySet[Office]:
        scope = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
        return Office.objects.filter(scope.q(community="community_id", area="area_id"), person=viewer.user.pk)

    school = School.objects.create(
        pk=kent.community.pk + 70_000, authority=kent.authority, urn=999_001, establishment_number="9001",
        district=kent.school.district, name="Same number", phase="primary", kind="mainstream",
    )  # fmt: skip
    community = Community.objects.create(
        pk=school.pk, authority=kent.authority, area=kent.area, district=kent.school.district, name="C", slug="c-7"
    )
    chair = person(kent, "chair", start=date(2020, 1, 1), slug="of_two", community=community)
    Office.objects.create(
        person=chair, role="signatory", authority=kent.authority, school=school, start=date(2020, 1, 1)
    )
    viewer = acting(chair)
    assert len(viewer.ids) == len({("user", chair.pk), "school", "community", "authority"})
    assert [each.community for each in CompiledModels(places).read(viewer)] == [community]


def test_it_is_counted_by_the_database(kent: Side) -> None:
    def of(communities: list[int]) -> QuerySet[School]:
        return School.objects.filter(community__in=communities).order_by("name")

    query = CompiledQuery(of)
    with CaptureQueriesContext(connection) as queries:
        assert query.count([kent.community.pk]) == 2
        assert query.count([kent.community.pk, kent.neighbour.pk]) == 3
        assert query.count([]) == 0
    assert len(queries) == 3


def test_what_can_find_nothing_is_not_asked(kent: Side) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert CompiledModels(_schools).read(kent.viewer("nobody")) == []
        assert CompiledQuery(_schools).count(kent.viewer("nobody")) == 0
    assert not [each for each in queries if "communities_school" in each["sql"] and "office" not in each["sql"]]


def test_what_is_worked_out_from_what_is_asked_with_is_refused(kent: Side) -> None:
    """It would stay what it was for whoever asked first."""

    def a_week_before(day: date) -> QuerySet[Office]:
        return Office.objects.filter(start__lte=date.fromordinal(day.toordinal() - 7))

    def beginning(word: str) -> QuerySet[School]:
        return School.objects.filter(name__startswith=word)

    def the_next(pk: int) -> QuerySet[School]:
        return School.objects.filter(pk=pk + 1)

    for build, asked in ((a_week_before, date(2026, 1, 8)), (beginning, "Wea"), (the_next, kent.school.pk)):
        with pytest.raises(ValueError, match="works"):
            CompiledModels(build).read(asked)


def test_what_is_no_id_of_a_viewer_can_not_be_read_into_it(kent: Side) -> None:
    def by_name(viewer: Viewer) -> QuerySet[School]:
        return School.objects.filter(authority__in=viewer.authorities)

    def by_address(viewer: Viewer) -> QuerySet[Office]:
        return Office.objects.filter(person__email=viewer.user.email)

    with pytest.raises(AttributeError):
        CompiledModels(by_name).read(kent.viewer("clerk"))
    with pytest.raises(type(kent.people["clerk"]).DoesNotExist):
        CompiledModels(by_address).read(kent.viewer("clerk"))


def test_the_day_is_of_the_form(kent: Side) -> None:
    """What is worked out of today is worked out again tomorrow."""
    viewer = kent.viewer("signatory")
    tomorrow = Viewer(viewer.user, viewer.offices, date.fromordinal(timezone.localdate().toordinal() + 1))
    query = CompiledModels(_schools)
    assert query.read(viewer)[0].met == viewer.today  # type: ignore[attr-defined]
    assert query.read(tomorrow)[0].met == tomorrow.today  # type: ignore[attr-defined]


def test_what_several_rows_lead_to_is_one_model(kent: Side) -> None:
    def schools(pks: list[int]) -> QuerySet[School]:
        return School.objects.filter(pk__in=pks).select_related("community__area", "trust").order_by("pk")

    one, two, far = CompiledModels(schools).read([kent.school.pk, kent.other_school.pk, kent.far_school.pk])
    assert one.community is two.community
    assert (one.community, far.community) == (kent.community, kent.neighbour)
    assert far.community is not None
    assert one.community is not None
    assert far.community.area == one.community.area == kent.area
    again, *_ = CompiledModels(schools).read([kent.school.pk])
    assert again.community is not one.community, "of one reading alone"
