"""Whose names the gate looks for, and what hides them on the way out: the pupils known of a school (RES-9)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Min, Q, QuerySet

from locality.communities.models import Community, Office, School
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask, mask_for
from locality.practice.models import PracticeCase
from locality.resource_requests.models import KnownPupil, Pupil


def mask_of_school(school: School) -> Mask:
    """What hides every pupil known of a school, in a text that tells of no request. Two queries.

    Names of those who serve there, and of places, stay. An everyday word that begins a sentence is the word.
    """
    known = KnownPupil.objects.filter(Q(asking_school=school) | Q(school=school)).order_by().values_list("name", "born")
    signed = Pupil.objects.filter(school=school).order_by().values_list("name", "born")
    pupils = sorted(set(known.union(signed)), key=lambda each: (each[0], str(each[1])))
    return mask_for(
        tuple(Hidden(name, ANY_PUPIL, born, elsewhere=True) for name, born in pupils), tuple(_people_of(school))
    )


def _people_of(school: School) -> Iterable[str]:
    offices = Office.objects.filter(Q(school=school) | Q(community=school.community_id, community__isnull=False))
    people = offices.order_by("pk").values_list("person__name", flat=True)
    community = school.community
    places = (community.name, community.area.name, community.authority.name) if community and community.area else ()
    return dict.fromkeys([*people, school.name, *places])


def places_of(school: School) -> list[str]:
    """Names of schools and communities that could tell whose case it is: the school's own first. One query."""
    schools = School.objects.filter(authority=school.authority_id).exclude(pk=school.pk).order_by()
    communities = Community.objects.filter(authority=school.authority_id).order_by()
    return [
        school.name,
        *sorted(schools.values_list("name", flat=True).union(communities.values_list("name", flat=True))),
    ]


def schools_with_new_names() -> list[School]:
    """The schools of which a pupil became known after a case of theirs was last looked through. Two queries."""
    latest: dict[int, datetime] = {}
    for of in ("asking_school", "school"):
        for school, at in KnownPupil.objects.order_by().values_list(of).annotate(at=Max("typed_at")):
            latest[school] = max(at, latest.get(school, at))
    oldest = PracticeCase.objects.order_by().values_list("school").annotate(at=Min("hidden_at"))
    behind = [school for school, at in oldest if school in latest and latest[school] > at]
    return list(School.objects.filter(pk__in=behind).select_related("authority", "community").order_by("pk"))


def cases_behind(school: School) -> QuerySet[PracticeCase]:
    """Its cases that were looked through before a pupil of the school became known."""
    known = KnownPupil.objects.filter(Q(asking_school=school) | Q(school=school)).order_by()
    latest = known.aggregate(at=Max("typed_at"))["at"]
    return (
        PracticeCase.objects.filter(school=school, hidden_at__lt=latest).order_by("pk")
        if latest
        else (PracticeCase.objects.none())
    )
