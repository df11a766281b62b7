"""Remittances as pages say them."""

from collections.abc import Sequence
from datetime import date

from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.remittances import Control
from locality.communities.models import School, Trust
from locality.values.money import say_money


def month_name(year: int, month: int) -> str:
    """ "December 2026"."""
    return f"{date(year, month, 1):%B} {year}"


def paid_for_school(school: School, month: str, control: Control, payments: Sequence[Instalment]) -> str:
    """What was paid for a school in a month, and to whom where that is not the school itself."""
    payees = sorted({each.payee_name for each in payments} - {school.name})
    to = f", to {' and '.join(payees)}" if payees else ""
    return f"{say_money(control.total)} was paid for {school.name} in {month}{to}."


def paid_to_trust(trust: Trust, advance: Advance, control: Control, payments: Sequence[Instalment]) -> str:
    """What a trust was paid in an advance, and for how many academies."""
    schools = len({each.plan.school_id for each in payments})
    academies = f"{schools} school{'' if schools == 1 else 's'}"
    return f"{say_money(control.total)} was paid to {trust.name} for {academies} in the {advance.name} advance."
