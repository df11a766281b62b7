"""Remittances as pages say them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.remittances import Control
from locality.communities.models import School, Trust
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.sentences import count, in_a_row


def month_name(year: int, month: int) -> str:
    """ "December 2026"."""
    return f"{date(year, month, 1):%B} {year}"


def paid_in_advance(advance: Advance, schools: int, today: date) -> str:
    """On which day an advance was or will be paid, to how many schools."""
    paid = "The council will pay" if advance.pays_on > today else "The council paid"
    return f"{paid} {count(schools, 'school')} on {show_day(advance.pays_on)}."


def paid_for_school(school: School, month: str, payments: Sequence[Instalment], today: date) -> str:
    """What was or will be paid for a school in a month, to whom where that is not the school itself, and what it paid back.

    What an advance took off is no sum of its own: the school was paid the less. What was paid back otherwise is.
    """
    in_advances = [(each, each.advance) for each in payments if each.advance]
    payees = sorted({each.payee_name for each, _ in in_advances} - {school.name})
    through = f" through {in_a_row(payees)}" if payees else ""
    paid = [each.amount for each, advance in in_advances if advance.pays_on <= today]
    coming = [each.amount for each, advance in in_advances if advance.pays_on > today]
    back = [-each.amount for each in payments if each.returned_on]
    if not in_advances:
        return f"{school.name} paid back {_sum(back)} in {month}."
    if not coming:
        said = f"The council paid {school.name} {_sum(paid)} in {month}{through}."
    elif not paid:
        said = f"The council will pay {school.name} {_sum(coming)} in {month}{through}."
    else:
        said = f"The council paid {school.name} {_sum(paid)} in {month} and will pay {_sum(coming)}{through}."
    return f"{said} The school paid back {_sum(back)}." if back else said


def _sum(amounts: Sequence[Decimal]) -> str:
    return say_money(sum(amounts, Decimal(0)))


def paid_to_trust(trust: Trust, advance: Advance, control: Control, payments: Sequence[Instalment], today: date) -> str:
    """What a trust was or will be paid in an advance, and for how many academies."""
    schools = len({each.plan.school_id for each in payments})
    coming = advance.pays_on > today
    paid, day = ("will pay", f" on {show_day(advance.pays_on)}") if coming else ("paid", "")
    for_schools = f"for {count(schools, 'school')} in the {advance.name} advance{day}"
    return f"The council {paid} {trust.name} {say_money(control.total)} {for_schools}."
