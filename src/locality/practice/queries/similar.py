"""Cases like what somebody writes: a few, the likest first, of those that this person may read (RES-2).

No request is ever read here. Most of the likeness is in codes, which the database compares first; words are then looked
for in the likest alone, so that the time does not grow with the texts.
"""

from collections.abc import Collection, Iterable

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.expressions import Combinable

from locality.communities.scope import Viewer
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import cases_shared_with
from locality.values.keys import searchable

NEWEST = 1_000
"""So many are compared: of more, the older ones would only cost time."""
FIRST_BY_CODES = 100
MOST_WORDS, SHORTEST = 8, 5
OF_NEED, OF_KIND, OF_PHASE, OF_STAGE = 4, 3, 3, 2


def similar_cases(
    viewer: Viewer,
    needs: Collection[int] = (),
    phase: str = "",
    key_stage: int | None = None,
    kind: str = "",
    words: str = "",
    limit: int = 5,
) -> list[PracticeCase]:
    """The cases most like this, with their needs: of one of the needs, or where none is given of the same kind or phase.

    `needs` and `key_stage` are ids of the council's lists; `words` is any text, of which the longest words count. Four
    queries at most; nothing is asked where nothing is given.
    """
    wanted = sorted(set(needs))
    found = cases_shared_with(viewer)
    if wanted:
        through = PracticeCase.needs.through.objects
        found = found.filter(pk__in=through.filter(listitem__in=wanted).values("practicecase"))
    elif kind or phase:
        found = found.filter(**{name: value for name, value in (("kind", kind), ("phase", phase)) if value})
    else:
        return []
    newest = found.order_by("-pk").values("pk")[:NEWEST]
    likest_first = PracticeCase.objects.filter(pk__in=newest)
    by_codes = likest_first.annotate(likeness=_likeness(phase, key_stage, kind, wanted)).order_by("-likeness", "-pk")
    if not (counted := _counted(words)):
        return _read(by_codes, limit)
    likest = list(by_codes.values_list("pk", "likeness")[:FIRST_BY_CODES])
    return _with_words(dict(likest), counted, limit)


def _likeness(phase: str, key_stage: int | None, kind: str, needs: list[int]) -> Combinable:
    found = (
        _points("phase", phase, OF_PHASE) + _points("kind", kind, OF_KIND) + _points("key_stage", key_stage, OF_STAGE)
    )
    for need in needs:
        has = Exists(PracticeCase.needs.through.objects.filter(practicecase=OuterRef("pk"), listitem=need))
        found += Case(When(has, then=Value(OF_NEED)), default=Value(0), output_field=IntegerField())
    return found


def _points(field: str, value: str | int | None, points: int) -> Case:
    if not value:
        return Case(default=Value(0), output_field=IntegerField())
    return Case(When(**{field: value}, then=Value(points)), default=Value(0), output_field=IntegerField())


def _counted(words: str) -> list[str]:
    """The longest words of a text, each once: short ones stand in every text."""
    found = dict.fromkeys(word.strip(".,;:?!()\"'") for word in searchable(words).split())
    return sorted((word for word in found if len(word) >= SHORTEST), key=lambda word: -len(word))[:MOST_WORDS]


def _with_words(likest: dict[int, int], words: Iterable[str], limit: int) -> list[PracticeCase]:
    rest = dict(PracticeCase.objects.filter(pk__in=likest).order_by().values_list("pk", "search_text"))
    said = {pk: likeness + sum(word in rest.get(pk, "") for word in words) for pk, likeness in likest.items()}
    first = sorted(said, key=lambda pk: (-said[pk], -pk))[:limit]
    read = {case.pk: case for case in _read(PracticeCase.objects.filter(pk__in=first), limit)}
    return [read[pk] for pk in first if pk in read]


def _read(found: QuerySet[PracticeCase], limit: int) -> list[PracticeCase]:
    rows = found.defer("title", "tried", "unsuited", "search_text", "reason").select_related("key_stage")
    return list(rows.prefetch_related("needs")[:limit])
