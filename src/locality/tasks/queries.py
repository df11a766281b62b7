"""Reads of reminders."""

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from locality.tasks.models import Reminded


def last_reminded(kind: str, column: str) -> Subquery:
    """When somebody was last reminded of each thing of a queryset: for an annotation, so that it costs no query."""
    thing = Concat(Value(f"{kind}:"), Cast(OuterRef(column), CharField()))
    return Subquery(Reminded.objects.filter(thing=thing).values("at")[:1])
