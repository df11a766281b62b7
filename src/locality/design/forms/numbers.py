"""Fields for figures: whole numbers and amounts of money."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from locality.design.forms.fields import Text
from locality.values.money import MoneyError, parse_money
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
            raise self.refuse(f"{self.noun} must be a whole number, like 12")
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
        except MoneyError as error:
            raise self._refused(error.code, error.must) from error
        if self.minimum is not None and amount < self.minimum:
            raise self._refused("min_value")
        if self.maximum is not None and amount > self.maximum:
            raise self._refused("max_value")
        return amount

    def _refused(self, code: str, must: str = "") -> ValidationError:
        """The sentence for the field, with its own limit where it has one: also for what no amount may be."""
        if code == "min_value" and self.minimum is not None:
            must = f"must be £{self.minimum:,.2f} or more"
        if code == "max_value" and self.maximum is not None:
            must = f"must be £{self.maximum:,.2f} or less"
        return self.refuse(f"{self.noun} {must}", code)


def _for_figures(kwargs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What inputs of figures share, unless the caller said otherwise."""
    return {"max_length": LONGEST_NUMBER, "spellcheck": False} | more | kwargs
