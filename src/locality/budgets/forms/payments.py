"""The forms of school advances."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from locality.budgets.forms.money import _OfAuthority as OfAuthority
from locality.budgets.rules.advances import why_not_these_days
from locality.budgets.rules.paid_back import LONGEST
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Confirm, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import Text
from locality.design.forms.numbers import WholeNumber
from locality.together.shared import SharedForm

_SEEN = re.compile(r"([0-9]{1,9}) ([0-9]{1,12}\.[0-9]{2})")


class AdvanceForm(OfAuthority, SharedForm):
    """One school advance: its name, its last day to gather, its day of payment."""

    authority = Pick(label="Council", noun="The council", empty="Select a council")
    name = Text(
        label="Name of the advance",
        noun="The name",
        empty="Enter a name for the advance",
        hint="For example, December 2026. Schools will see “paid in the December 2026 advance”.",
        max_length=60,
        width="20",
    )
    closes_on = Day(
        label="Last day to add payments",
        noun="The last day to add payments",
        empty="Enter the last day to add payments",
        hint="You cannot add payments after this day. For example, 11 12 2026",
    )
    pays_on = Day(
        label="Day of payment",
        noun="The day of payment",
        empty="Enter the day of payment",
        hint="For example, 18 12 2026",
    )

    def clean(self) -> dict[str, Any]:
        """It closes before it pays."""
        given = super().clean() or self.cleaned_data
        closes, pays = given.get("closes_on"), given.get("pays_on")
        if closes and pays and (why := why_not_these_days(closes, pays)):
            self.refuse(why.field, why.sentence)
        return given

    def advance(self) -> dict[str, Any]:
        """What `actions.add_advance` asks for."""
        return self.with_authority()

    def change(self) -> dict[str, Any]:
        """What `actions.change_advance` asks for."""
        given = self.with_authority()
        given.pop("authority")
        return given


class MonthlyAdvancesForm(OfAuthority):
    """An advance in each month of a year."""

    authority = Pick(label="Council", noun="The council", empty="Select a council")
    month = Pick(label="First month", noun="The first month", empty="Select the first month")
    months = WholeNumber(
        label="How many months?",
        noun="The number of months",
        empty="Enter how many months",
        minimum=1,
        maximum=24,
        initial=12,
    )
    pay_day = WholeNumber(
        label="Which day of the month is the day of payment?",
        noun="The day of the month",
        empty="Enter which day of the month is the day of payment",
        hint="If that is not a working day, we use the last working day before it.",
        minimum=1,
        maximum=31,
        initial=18,
    )
    closes_days_before = WholeNumber(
        label="How many working days before the day of payment does each advance close?",
        noun="The number of working days",
        empty="Enter how many working days before the day of payment each advance closes",
        hint="You can add payments until the end of the day it closes.",
        minimum=0,
        maximum=30,
        initial=5,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [
            date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1)
            for ahead in range(18)
        ]
        self.offer("month", [(each.isoformat(), f"{each:%B %Y}") for each in months])

    def monthly(self) -> dict[str, Any]:
        """What `actions.add_monthly_advances` asks for."""
        given = self.with_authority()
        return {"first_month": date.fromisoformat(given.pop("month")), **given}


class TakeOutForm(PageForm):
    """Why a payment waits for the next advance."""

    why = Text(
        label="Why are you removing this payment?",
        noun="Why you are removing the payment",
        empty="Enter why you are removing the payment",
        hint="We keep this in the log. Do not name a pupil.",
        max_length=300,
    )


class PaidBackForm(PageForm):
    """When and how a school paid back what it was to give back, where no advance takes it."""

    returned_on = Day(
        label="When was it paid back?",
        noun="The day it was paid back",
        empty="Enter the day it was paid back",
        hint="The day the council received the money. For example, 3 11 2026",
    )
    how = Text(
        label="How was it paid back?",
        noun="How it was paid back",
        empty="Enter how it was paid back",
        hint="For example, invoice 4711. The school and everyone who can see the budget will see this. Do not name a pupil.",
        max_length=LONGEST,
    )


class PayForm(PageForm):
    """Marking an advance as paid, with the figures that were shown when the page was opened."""

    confirm = Confirm(
        label="The council’s finance system has paid these payments, or will pay them on the day of payment",
        empty="Select the box to confirm that the finance system has paid these payments or will pay them",
    )

    def seen_figures(self) -> tuple[int, Decimal]:
        """The number of payments and their total, as the page showed them; (0, 0) for what is no such thing."""
        found = _SEEN.fullmatch(str(self.data.get("seen", "")))
        return (int(found[1]), Decimal(found[2])) if found else (0, Decimal(0))
