"""Cases like what somebody writes: a few, the likest first, of those that this person may read (RES-2).

No request is ever read here. Most of the likeness is in codes, which the database compares among the newest; words are then
looked for in the likest alone, so that the time does not grow with the library.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from locality.communities.scope import Viewer
from locality.compiled.queries import NOBODY, CompiledQuery
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import cases_shared_with, listed
from locality.values.keys import searchable

NEWEST = 500
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
    """The cases most like this, with their needs: of one of the needs, or where none is given of the same kind and phase.

    `needs` and `key_stage` are ids of the council's lists; `words` is any text, of which the longest words count. Three
    queries at most; nothing is asked where nothing is given.
    """
    wanted = sorted(set(needs))
    if not (wanted or phase or kind):
        return []
    found = _by_codes.rows(
        viewer,
        wanted,
        phase,
        kind,
        key_stage or NOBODY,
        bool(wanted),
        bool(phase and not wanted),
        bool(kind and not wanted),
    )
    counted = _counted(words)
    likeness = {pk: points + sum(word in text for word in counted) for pk, points, text in found}
    first = sorted(likeness, key=lambda pk: (-likeness[pk], -pk))[:limit]
    read = {case.pk: case for case in listed.read(first)} if first else {}
    return [read[pk] for pk in first if pk in read]


@CompiledQuery
def _by_codes(  # noqa: PLR0917 - a query is asked with its values in a row
    viewer: Viewer,
    needs: Collection[int],
    phase: str,
    kind: str,
    stage: int,
    of_need: bool,
    of_phase: bool,
    of_kind: bool,
) -> QuerySet[PracticeCase, tuple[Any, ...]]:
    """The likest of the newest: key, points and words of each."""
    through = PracticeCase.needs.through.objects.filter(listitem__in=needs).order_by()
    found = cases_shared_with(viewer)
    if of_need:
        found = found.filter(pk__in=through.values("practicecase"))
    if of_phase:
        found = found.filter(phase=phase)
    if of_kind:
        found = found.filter(kind=kind)
    likeness = (
        _points("phase", phase, OF_PHASE) + _points("kind", kind, OF_KIND) + _points("key_stage", stage, OF_STAGE)
    )
    if of_need:
        of_case = through.filter(practicecase=OuterRef("pk")).values("practicecase")
        number = of_case.annotate(number=Count("pk")).values("number")  # type: ignore[misc] # the plugin forgets it
        likeness += Coalesce(Subquery(number), 0) * Value(OF_NEED)
    newest = PracticeCase.objects.filter(pk__in=found.order_by("-pk").values("pk")[:NEWEST])
    by_codes = newest.annotate(likeness=likeness).order_by("-likeness", "-pk")
    return by_codes.values_list("pk", "likeness", "search_text")[:FIRST_BY_CODES]


def _points(field: str, value: str | int, points: int) -> Combinable:
    return Case(When(**{field: value}, then=Value(points)), default=Value(0), output_field=IntegerField())


def _counted(words: str) -> list[str]:
    """The longest words of a text, each once: short ones stand in every text."""
    found = dict.fromkeys(word.strip(".,;:?!()\"'") for word in searchable(words).split())
    return sorted((word for word in found if len(word) >= SHORTEST), key=lambda word: -len(word))[:MOST_WORDS]
