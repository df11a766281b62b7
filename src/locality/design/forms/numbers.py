"""Fields for figures: whole numbers and amounts of money."""

import re
from typing import Any

from locality.design.forms.fields import Text
from locality.values.money import parse_money
from locality.values.typed import figures

LONGEST_NUMBER = 20


class WholeNumber(Text):
    """A whole number."""

    inputmode = "numeric"
    clean_text = staticmethod(figures)

    def __init__(self, *, minimum: int | None = 0, maximum: int | None = None, **kwargs: Any) -> None:
        self.minimum = minimum
        self.maximum = maximum
        super().__init__(**_for_figures(kwargs, width="5"))

    def to_python(self, value: object) -> Any:
        """The number; commas between thousands are allowed."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        text = super().to_python(value)
        if not text:
            return None
        if not re.fullmatch(r"[-−]?[0-9]+\.?|[-−]?[0-9]{1,3}(,[0-9]{3})+\.?", text, re.ASCII):
            raise self.refuse(f"{self.noun} must be a whole number in figures, like 12")
        number = int(text.rstrip(".").replace(",", "").replace("−", "-"))
        if self.minimum is not None and number < self.minimum:
            raise self.refuse(f"{self.noun} must be {self.minimum:,} or more", "min_value")
        if self.maximum is not None and number > self.maximum:
            raise self.refuse(f"{self.noun} must be {self.maximum:,} or fewer", "max_value")
        return number


class Pounds(Text):
    """An amount of money, to the penny."""

    inputmode = "decimal"
    clean_text = staticmethod(figures)

    def __init__(self, *, minimum: str | None = "0", maximum: str | None = "10000000", **kwargs: Any) -> None:
        self.minimum = parse_money(minimum) if minimum is not None else None
        self.maximum = parse_money(maximum) if maximum is not None else None
        super().__init__(**_for_figures(kwargs, width="10", prefix="£"))

    def to_python(self, value: object) -> Any:
        """The amount; pound sign, commas and spaces are allowed."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = parse_money(text)
        except ValueError as error:
            raise self.refuse(f"{self.noun} must be an amount in pounds, like 1,250 or 1250.50") from error
        if self.minimum is not None and amount < self.minimum:
            raise self.refuse(f"{self.noun} must be £{self.minimum:,.2f} or more", "min_value")
        if self.maximum is not None and amount > self.maximum:
            raise self.refuse(f"{self.noun} must be £{self.maximum:,.2f} or less", "max_value")
        return amount


def _for_figures(kwargs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What inputs of figures share, unless the caller said otherwise."""
    return {"max_length": LONGEST_NUMBER, "spellcheck": False} | more | kwargs
