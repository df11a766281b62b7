"""The forms of money."""

from collections.abc import Sequence
from typing import Any

from locality.budgets.models import FundingYear
from locality.budgets.rules.money import LARGEST_RATE
from locality.communities.models import Authority
from locality.communities.rules import why_not_period
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import Text
from locality.design.forms.numbers import Pounds
from locality.values.money import LARGEST

MOST = str(LARGEST)


class AllocateForm(PageForm):
    """Money for a community, for one funding year."""

    year = Pick(label="Funding year", noun="The funding year", empty="Select a funding year")
    amount = Pounds(
        label="Amount",
        noun="The amount",
        empty="Enter an amount",
        minimum="0.01",
        maximum=MOST,
        hint="We’ll add this to any money the community already has for that year.",
    )
    why = Text(
        label="What is it for?",
        noun="What it is for",
        empty="Enter what the allocation is for",
        hint="For example, first half of the year. Everyone who can see the budget will see this.",
        max_length=300,
    )
    reference = Text(
        label="Reference",
        noun="The reference",
        required=False,
        max_length=40,
        width="20",
        hint="For example, the number of the council’s decision.",
    )

    def __init__(self, *args: Any, years: Sequence[FundingYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", [(str(year.pk), year.name) for year in years])

    def allocation(self, years: Sequence[FundingYear]) -> dict[str, Any]:
        """What `actions.allocate` asks for."""
        given = dict(self.cleaned_data)
        chosen = given.pop("year")
        return {"funding_year": next(year for year in years if str(year.pk) == chosen), **given}


class AdjustForm(PageForm):
    """A change to what was allocated to a community, or put into the contingency. `of`: "budget" or "contingency"."""

    direction = Choice(label="What do you want to do?", noun="The adjustment", empty="Select what you want to do")
    amount = Pounds(label="Amount", noun="The amount", empty="Enter an amount", minimum="0.01", maximum=MOST)
    why = Text(
        label="Why are you making this adjustment?",
        noun="Why you are making this adjustment",
        empty="Enter why you are making this adjustment",
        hint="Everyone who can see this money will see your reason.",
        max_length=300,
    )
    reference = Text(label="Reference", noun="The reference", required=False, max_length=40, width="20")

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("direction", [("add", f"Add to the {of}"), ("take", f"Reduce the {of}")])

    def adjustment(self) -> dict[str, Any]:
        """What `actions.adjust` asks for."""
        given = dict(self.cleaned_data)
        if given.pop("direction") == "take":
            given["amount"] = -given["amount"]
        return given


class _OfAuthority(PageForm):
    """Asks which authority is meant, where the person acts for several."""

    def __init__(self, *args: Any, authorities: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authorities = {str(each.pk): each for each in authorities}
        if len(self.authorities) == 1:
            del self.fields["authority"]
        else:
            choices = [(key, each.name) for key, each in self.authorities.items()]
            self.offer("authority", choices)

    def with_authority(self) -> dict[str, Any]:
        """What was given, with the authority in place of its number."""
        given = dict(self.cleaned_data)
        chosen = given.pop("authority", next(iter(self.authorities)))
        return {"authority": self.authorities[chosen], **given}


class FundingYearForm(_OfAuthority):
    """A period with a name."""

    authority = Pick(label="Council", noun="The council", empty="Select a council")
    name = Text(
        label="Name of the funding year",
        noun="The name of the funding year",
        empty="Enter a name for the funding year",
        hint="For example, 2027 to 2028",
        max_length=60,
        width="20",
    )
    start = Day(
        label="First day",
        noun="The first day",
        empty="Enter the first day of the funding year",
        hint="For example, 1 9 2027",
    )
    end = Day(
        label="Last day",
        noun="The last day",
        empty="Enter the last day of the funding year",
        hint="For example, 31 8 2028",
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given = super().clean() or self.cleaned_data
        start, end = given.get("start"), given.get("end")
        if start and end and (why := why_not_period(start, end)):
            self.refuse("end", why.sentence)
        return given

    def funding_year(self) -> dict[str, Any]:
        """What `actions.open_year` asks for."""
        return self.with_authority()


class ChangeYearForm(FundingYearForm):
    """A funding year that was typed wrongly; without its days where money hangs on them."""

    def __init__(self, *args: Any, year: FundingYear, keeps_days: bool, **kwargs: Any) -> None:
        initial = {"name": year.name, "start": year.start, "end": year.end}
        super().__init__(*args, authorities=[year.authority], initial=initial, **kwargs)
        self.year = year
        if keeps_days:
            del self.fields["start"], self.fields["end"]

    def change(self) -> dict[str, Any]:
        """What `actions.change_year` asks for."""
        return {"start": self.year.start, "end": self.year.end, **self.cleaned_data}


class CostingForm(_OfAuthority):
    """The rate of an item from a day on."""

    authority = Pick(label="Council", noun="The council", empty="Select a council")
    item = Text(
        label="Item", noun="The item", empty="Enter an item", hint="For example, teaching assistant", max_length=120
    )
    unit = Text(
        label="Unit", noun="The unit", empty="Enter a unit", hint="For example, hour", max_length=60, width="10"
    )
    rate = Pounds(
        label="Rate for one unit",
        noun="The rate",
        empty="Enter the rate for one unit",
        minimum="0.01",
        maximum=str(LARGEST_RATE),
    )
    valid_from = Day(
        label="When does the rate start?",
        noun="The date the rate starts",
        empty="Enter the date the rate starts",
        hint="Requests signed before this date keep their earlier rate.",
    )

    def costing(self) -> dict[str, Any]:
        """What `actions.add_costing` asks for."""
        return self.with_authority()
