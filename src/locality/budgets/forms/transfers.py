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

    source = Pick(label="Move money from", noun="Where the money is from", empty="Select where to move the money from")
    target = Pick(label="Move money to", noun="Where the money is going", empty="Select where to move the money to")
    amount = Pounds(label="Amount", noun="The amount", empty="Enter an amount", minimum="0.01", maximum=MOST)
    why = Text(
        label="Why do you want to move it?",
        noun="Why you want to move it",
        empty="Enter why you want to move the money",
        hint="Everyone who can see either budget will see this. Do not name a pupil.",
        max_length=250,
    )

    def __init__(self, *args: Any, budgets: Sequence[Budget], communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budgets = {str(each.pk): each for each in budgets if each.remaining > 0}
        self.communities = {str(each.pk): each for each in communities}
        left = {key: f"{each.holder}: {say_money(each.remaining)} available" for key, each in self.budgets.items()}
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
        label="Why are you refusing it?",
        noun="Why you are refusing it",
        empty="Enter why you are refusing the transfer",
        words=None,
        max_length=300,
        rows=3,
    )


class ContingencyForm(PageForm):
    """Money for the council's contingency."""

    amount = Pounds(
        label="Amount",
        noun="The amount",
        empty="Enter an amount",
        minimum="0.01",
        maximum=MOST,
        hint="We’ll add this to what is already in the contingency.",
    )
    why = Text(label="What is it for?", noun="What it is for", empty="Enter what the money is for", max_length=300)
    reference = Text(
        label="Reference",
        noun="The reference",
        required=False,
        max_length=40,
        width="20",
        hint="For example, the number of the council’s decision. You can use each reference once.",
    )


class CloseYearForm(PageForm):
    """The figures were seen, and the year is closed for good."""

    seen = Confirm(
        label="I have checked these figures. I understand that the year cannot be reopened.",
        noun="The figures",
        empty="Select the box to confirm that you have checked the figures",
    )
