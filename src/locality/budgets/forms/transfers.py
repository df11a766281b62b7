"""The forms of transfers, of the contingency and of the year's end."""

from collections.abc import Sequence
from typing import Any

from locality.budgets.forms.money import MOST
from locality.budgets.models import Budget
from locality.communities.models import Community
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Confirm, Pick
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import Pounds
from locality.values.money import say_money

CONTINGENCY = "contingency"


class TransferForm(PageForm):
    """Money to move from one budget of a year to another."""

    source = Pick(label="Take it from", noun="Where it is taken from", empty="Select where the money is taken from")
    target = Pick(label="Move it to", noun="Where it goes", empty="Select where the money goes")
    amount = Pounds(label="Amount", minimum="0.01", maximum=MOST)
    why = Text(
        label="Why is it moved?",
        noun="Why it is moved",
        empty="Enter why the money is moved",
        hint="Everyone who sees either budget reads this. Don’t name a pupil.",
        max_length=250,
    )

    def __init__(self, *args: Any, budgets: Sequence[Budget], communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budgets = {str(each.pk): each for each in budgets if each.remaining > 0}
        self.communities = {str(each.pk): each for each in communities}
        left = {key: f"{each.holder}: {say_money(each.remaining)} remaining" for key, each in self.budgets.items()}
        self.offer("source", left.items())
        communities_named = ((key, each.name) for key, each in self.communities.items())
        self.offer("target", [(CONTINGENCY, "Contingency"), *communities_named])

    def transfer(self) -> dict[str, Any]:
        """What `actions.propose_transfer` asks for."""
        given = dict(self.cleaned_data)
        return given | {
            "source": self.budgets[given["source"]],
            "target": self.communities.get(given["target"]),
        }


class RefuseTransferForm(PageForm):
    """Why a transfer is refused."""

    reason = LongText(
        label="Why do you refuse it?",
        noun="Why you refuse it",
        empty="Enter why you refuse the transfer",
        words=None,
        max_length=300,
        rows=3,
    )


class ContingencyForm(PageForm):
    """Money for the council's contingency."""

    amount = Pounds(
        label="Amount", minimum="0.01", maximum=MOST, hint="It is added to what the contingency has already."
    )
    why = Text(label="What is it for?", noun="What it is for", empty="Enter what the allocation is for", max_length=300)
    reference = Text(
        label="Reference",
        required=False,
        max_length=40,
        width="20",
        hint="For example, the number of the council’s decision. It can be used once.",
    )


class CloseYearForm(PageForm):
    """The figures were seen, and the year is closed for good."""

    seen = Confirm(
        label="I have checked these figures. I know that the year can’t be opened again.",
        noun="The figures",
        empty="Confirm that you have checked the figures",
    )
