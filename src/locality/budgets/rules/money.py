"""Why money can't be moved, in a sentence; None where it can."""

from datetime import date
from decimal import Decimal

from locality.budgets.models import Budget, FundingYear
from locality.communities.models import Community
from locality.values.dates import show_day
from locality.values.money import LARGEST, PENNY, say_money, show_money
from locality.values.periods import Period
from locality.values.refusals import Refusal

ASK = "Ask the council’s locality team"
LARGEST_RATE = Decimal("1000000.00")
"""The most that a unit of support may cost, in pounds, typed or in a file."""


def why_not_an_amount(amount: Decimal) -> Refusal | None:
    """An amount to move: above nothing, in whole pennies, not beyond what a form takes."""
    if not amount.is_finite() or amount <= 0:
        return Refusal("The amount must be more than £0.", "amount")
    if amount != amount.quantize(PENNY):
        return Refusal("The amount must be in whole pennies.", "amount")
    if amount > LARGEST:
        return Refusal(f"The amount must be {say_money(LARGEST)} or less.", "amount")
    return None


def why_not_a_rate(rate: Decimal) -> Refusal | None:
    """A rate of the costings: an amount, not beyond what a unit of support may cost."""
    if reason := why_not_an_amount(rate):
        return reason
    if rate > LARGEST_RATE:
        return Refusal(f"The rate must be {show_money(LARGEST_RATE)} or less.", "rate")
    return None


def why_not_commit(budget: Budget, amount: Decimal) -> Refusal | None:
    """An approval never goes beyond what remains (RES-7)."""
    if amount <= budget.remaining:
        return None
    return Refusal(
        f"{budget.holder} has {say_money(budget.remaining)} left in its {budget.funding_year.name} budget, and this needs "
        f"{say_money(amount)}. Approve a smaller amount, or ask the council’s locality team to increase the budget."
    )


def why_not_increase(budget: Budget, amount: Decimal) -> str:
    """The council adds to an approval from the same budget, of what remains there (FORM-13)."""
    return (
        f"{budget.holder} has {say_money(budget.remaining)} left in its {budget.funding_year.name} budget, and this final "
        f"amount needs {say_money(amount)} more. Enter a smaller amount, or move money to the community’s budget first."
    )


def why_no_budget(community: Community, on: date) -> str:
    """What to say where a community has no budget for a day."""
    return (
        f"{community.name} has no budget for {show_day(on)}, so you cannot approve money. "
        f"{ASK} to allocate one, or record the decision without a financial contribution."
    )


def why_not_again(reference: str, amount: Decimal) -> str:
    """One reference is one allocation: the same form or file twice gives the money once."""
    return f"{say_money(amount)} was already allocated under the reference {reference}. Enter a different reference."


def why_not_allocate(community: Community, year: FundingYear) -> Refusal | None:
    """A community is given money by its own authority, while it is open."""
    if community.authority_id != year.authority_id:
        return Refusal(f"{community.name} belongs to a different council from {year.name}.")
    if community.closed_on and community.closed_on < year.start:
        return Refusal(f"{community.name} closed on {show_day(community.closed_on)}, before {year.name} starts.")
    return None


def why_not_adjust(budget: Budget, amount: Decimal) -> Refusal | None:
    """An adjustment adds or takes; never below what is committed already."""
    if amount == 0:
        return Refusal("Enter an amount of more than £0.")
    if problem := why_not_an_amount(abs(amount)):
        return problem
    if budget.remaining + amount < 0:
        used = budget.committed + budget.paid
        return Refusal(
            f"{say_money(used)} of the {say_money(budget.allocated)} for {budget.holder} is already committed or paid. "
            f"You can reduce the budget by {say_money(budget.remaining)} or less."
        )
    return None


def why_not_release(amount: Decimal, held: Decimal) -> Refusal | None:
    """No more comes back than the decision still holds."""
    if amount <= held:
        return None
    return Refusal(f"{say_money(held)} is committed for this decision, so {say_money(amount)} cannot be released.")


def why_not_open_year(period: Period, years: list[FundingYear]) -> Refusal | None:
    """The years of an authority share no day."""
    for year in years:
        if year.period.overlaps(period):
            return Refusal(
                f"{year.name} is from {show_day(year.start)} to {show_day(year.end)}. "
                "Enter dates that are not in another funding year.",
                "start",
            )
    return None


def why_not_this_length(period: Period) -> Refusal | None:
    """A slip of the keyboard in a year shows as a period of many years."""
    if period.end is None or (period.end - period.start).days > 800:
        return Refusal("A funding year must be 2 years or shorter. Check the first and last day.", "end")
    return None
