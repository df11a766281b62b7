"""The made-up council's rates: a costings reference, so that a school chooses an item instead of guessing a price."""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from locality.budgets.actions.allocating import add_costing
from locality.communities.models import Authority
from locality.communities.scope import Viewer

RATES = (
    ("Teaching assistant", "hour", "14.20", "13.75"),
    ("Teaching assistant, trained in a need", "hour", "16.40", "15.90"),
    ("Speech and language assistant", "hour", "16.75", "16.20"),
    ("Mentor", "hour", "19.50", "18.90"),
    ("Teacher of a specialist service", "hour", "52.00", "50.40"),
    ("Educational psychologist", "half day", "310.00", "300.00"),
    ("Supply cover for a teacher", "day", "210.00", "203.00"),
    ("Sound-field equipment, hire", "set", "38.00", "36.50"),
    ("Training for the whole staff", "session", "420.00", "405.00"),
)
"""Item, unit, the rate of this funding year and of the one before, in pounds: made up."""


def add_costings(authority: Authority, first: int, *, by: Viewer) -> None:
    """The rates of last year's and of this year's first day, September being the first month."""
    for item, unit, now, before in RATES:
        for year, rate in ((first - 1, before), (first, now)):
            starts = date(year, 9, 1)
            add_costing(
                authority=authority, item=item, unit=unit, rate=Decimal(rate), valid_from=starts, by=by,
                at=timezone.make_aware(datetime.combine(starts, time(9))),
            )  # fmt: skip
