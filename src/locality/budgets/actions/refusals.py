"""Why money can't be committed: refusals whose kind matters to whoever asked. Their field is the amount."""

from decimal import Decimal

from locality.values.refusals import NotPossible


class NoBudget(NotPossible):
    """The community has no budget for the day of the decision."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, "amount")


class NotEnough(NotPossible):
    """More was asked than remains; both in pounds."""

    def __init__(self, sentence: str, *, asked: Decimal, remaining: Decimal) -> None:
        super().__init__(sentence, "amount")
        self.asked = asked
        self.remaining = remaining
