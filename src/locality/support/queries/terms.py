"""Which term a day counts in: hours are offered a term."""

from collections.abc import Iterable
from datetime import date, timedelta

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, Term
from locality.values.periods import Period

_LONGEST_HOLIDAY = timedelta(days=60)


def term_of(authority: Authority, day: date) -> Period:
    """The term of a day; of a day in holidays the next one. Where the council set none, the part of its funding year."""
    return terms_of_day([authority], day)[authority.pk]


def terms_of_day(authorities: Iterable[Authority], day: date) -> dict[int, Period]:
    """The same for several councils, by id: one query."""
    of = list(authorities)
    ahead = Term.objects.filter(
        authority__in=[each.pk for each in of], end__gte=day, start__lte=day + _LONGEST_HOLIDAY
    ).order_by("-start")
    found = {
        authority: Period(start, end) for authority, start, end in ahead.values_list("authority_id", "start", "end")
    }
    return {each.pk: found.get(each.pk) or deadlines_of(each, on=day).quarter(day) for each in of}
