"""Why an action on money was refused. Each is a NotPossible: its `sentence` is for the person."""

from decimal import Decimal

from locality.values.transitions import NotPossible


class MoneyRefused(NotPossible):
    """The movement breaks a rule of the ledger. `field`: the argument that is to be mended, where it is one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class NoBudget(MoneyRefused):
    """The community has no budget for the day of the decision."""


class NotEnough(MoneyRefused):
    """More was asked than remains; both in pounds."""

    def __init__(self, sentence: str, *, asked: Decimal, remaining: Decimal) -> None:
        super().__init__(sentence)
        self.asked = asked
        self.remaining = remaining


def refuse(reason: str | None, field: str | None = None) -> None:
    """Raise MoneyRefused where a rule gave a reason; `field` as there."""
    if reason:
        raise MoneyRefused(reason, field=field)
