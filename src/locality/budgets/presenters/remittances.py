"""Remittances as pages say them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.remittances import Control
from locality.communities.models import School, Trust
from locality.values.dates import show_day
from locality.values.money import say_money


def month_name(year: int, month: int) -> str:
    """ "December 2026"."""
    return f"{date(year, month, 1):%B} {year}"


def paid_in_advance(advance: Advance, schools: int, today: date) -> str:
    """On which day an advance was or will be paid, to how many schools."""
    when = "To be paid" if advance.pays_on > today else "Paid"
    return f"{when} to {schools} school{'' if schools == 1 else 's'} on {show_day(advance.pays_on)}."


def paid_for_school(school: School, month: str, control: Control, payments: Sequence[Instalment], today: date) -> str:
    """What was or will be paid for a school in a month, and to whom where that is not the school itself."""
    payees = sorted({each.payee_name for each in payments} - {school.name})
    to = f", to {' and '.join(payees)}" if payees else ""
    coming = [each for each in payments if each.advance and each.advance.pays_on > today]
    left = sum((each.amount for each in coming), Decimal(0))
    if control.total < left:
        back = f"{say_money(left - control.total)} was given back by {school.name} in {month}"
        more = any(each.amount > 0 for each in payments if each not in coming)
        back = f"{back}, beyond what was paid for it" if more else back
        return f"{back}. {say_money(left)} will be paid{to}." if coming else f"{back}."
    if not coming:
        return f"{say_money(control.total)} was paid for {school.name} in {month}{to}."
    if len(coming) == len(payments):
        return f"{say_money(control.total)} will be paid for {school.name} in {month}{to}."
    paid = say_money(control.total - left)
    return f"{paid} was paid for {school.name} in {month}, and {say_money(left)} will be paid{to}."


def paid_to_trust(trust: Trust, advance: Advance, control: Control, payments: Sequence[Instalment], today: date) -> str:
    """What a trust was or will be paid in an advance, and for how many academies."""
    schools = len({each.plan.school_id for each in payments})
    academies = f"{schools} school{'' if schools == 1 else 's'}"
    coming = advance.pays_on > today
    paid, day = ("will be paid", f", on {show_day(advance.pays_on)}") if coming else ("was paid", "")
    return f"{say_money(control.total)} {paid} to {trust.name} for {academies} in the {advance.name} advance{day}."
