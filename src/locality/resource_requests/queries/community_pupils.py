"""The pupils whom any school of a community ever typed: what is written on a request may name them too (RES-9).

A chair, a clerk or an officer compares requests. The database gives all of them in one text, which is also how it is told
whether anybody was added: a mask of some thousand pupils is made once in a process. Of them only those are looked at for
a request whom its texts may name.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Aggregate, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.resource_requests.models import KnownPupil

BETWEEN_PARTS, BETWEEN_PUPILS = "\x1f", "\x1e"
NO_SCHOOL = 0


class OfCommunity(NamedTuple):
    """A pupil whom a school of the community typed, and the pupil's own school."""

    hidden: Hidden
    school_id: int


class _Joined(Aggregate):
    """Texts in one, with a sign between them, in both databases."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, *args: Any, **kwargs: Any) -> Any:
        """SQLite calls it so in all its versions."""
        return self.as_sql(*args, function="GROUP_CONCAT", **kwargs)


def in_one_text() -> Aggregate:
    """Pupils as one text of a query."""
    said = [Cast(F(name), TextField()) for name in ("name", "born", "school")]
    signs = (Value(BETWEEN_PARTS, output_field=TextField()), Value(BETWEEN_PUPILS, output_field=TextField()))
    born = Coalesce(said[1], Value("", output_field=TextField()))
    return _Joined(Concat(said[0], signs[0], born, signs[0], said[2], output_field=TextField()), signs[1])


def known_in(communities: Iterable[int]) -> QuerySet[KnownPupil]:
    """All that the schools of these communities ever typed."""
    return KnownPupil.objects.filter(asking_school__community__in=communities).order_by()


def may_be_named(everybody: str, texts: Iterable[str]) -> list[OfCommunity]:
    """Which pupils of the text of `in_one_text` any of the texts may name or tell by a date of birth."""
    told = [text for text in texts if text and not text.isspace()]
    if not everybody or not told:
        return []
    mask, by_pupil = _read(everybody)
    return [found for each in mask.named_in(told) for found in by_pupil[each]]


@lru_cache(maxsize=4)  # one knows some thousand pupils and takes some megabytes
def _read(everybody: str) -> tuple[Mask, dict[Hidden, list[OfCommunity]]]:
    pupils: dict[Hidden, list[OfCommunity]] = {}
    for each in dict.fromkeys(map(_pupil, everybody.split(BETWEEN_PUPILS))):
        pupils.setdefault(each.hidden, []).append(each)
    return Mask(pupils), pupils


def _pupil(typed: str) -> OfCommunity:
    parts = typed.rsplit(BETWEEN_PARTS, 2)
    if len(parts) < len(("name", "born", "school")):  # a sign that parts pupils stood in the name
        return OfCommunity(Hidden(typed, ANY_PUPIL, elsewhere=True), NO_SCHOOL)
    name, born, school = parts
    day = date.fromisoformat(born) if born else None
    return OfCommunity(Hidden(name, ANY_PUPIL, day, elsewhere=True), int(school))
