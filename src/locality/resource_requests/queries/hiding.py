"""What hides pupils in texts typed for a community, where no request is known: of a meeting's place, of money (RES-9)."""

from django.db.models import Q

from locality.communities.models import Community, Office, School
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.resource_requests.models import KnownPupil, Pupil


def without_pupils_of(text: str, communities: list[Community]) -> str:
    """The text without any pupil of the communities' schools; who serves there, and the schools, stay. Four queries.

    It is kept like this, and most such texts tell of no pupil: words of everyday English stay, whoever is called so.
    """
    of = [each.pk for each in communities]
    known = KnownPupil.objects.filter(asking_school__community__in=of).order_by().values_list("name", "born")
    signed = Pupil.objects.filter(version__rfr__community__in=of).order_by().values_list("name", "born")
    people = Office.objects.filter(Q(community__in=of) | Q(school__community__in=of)).order_by()
    places = Community.objects.filter(pk__in=of).values_list("name", "area__name", "authority__name")
    stay = [
        *people.values_list("person__name", flat=True),
        *School.objects.filter(community__in=of).values_list("name", flat=True),
        *(name for names in places for name in names),
    ]
    pupils = (Hidden(name, ANY_PUPIL, born, elsewhere=True) for name, born in known.union(signed))
    return Mask(pupils, stay, everyday=False)(text)
