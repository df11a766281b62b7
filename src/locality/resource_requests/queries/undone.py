"""What of the council's work a correction takes back: said before the button, and to whom it concerns (DIS-5, FORM-13)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.accounts.models import User
from locality.budgets.queries.payments import payments_of
from locality.resource_requests.models import CouncilSection, ResourceRequest
from locality.resource_requests.workflow import S
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.sentences import in_a_row


@dataclass(frozen=True)
class Undone:
    """The council's section of the decision that stops to count, and its payments that will not be made.

    `final_amount` in pounds; `other_amount`: another one is promised until it is processed again. `gathered` are the advances
    in which payments stand already, by name.
    """

    processed_on: date
    final_amount: Decimal | None
    other_amount: bool
    by: tuple[User, ...]
    payments: int
    gathered: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The whole of it, in words that hold before the correction and after it."""
        amount = f", with {say_money(self.final_amount)} as the final amount" if self.final_amount is not None else ""
        said = [
            f"The council processed the current decision on {show_day(self.processed_on)}{amount}.",
            "The council will need to record its section of the form again.",
        ]
        if self.other_amount:
            said.append("Until then, the amount of the corrected decision is committed, not the final amount.")
        if self.payments:
            planned = "Its planned payment is" if self.payments == 1 else f"Its {self.payments} planned payments are"
            taken = f" and removed from the advance {_names(self.gathered)}" if self.gathered else ""
            said.append(f"{planned} cancelled{taken}.")
        said.append("The corrected decision is sent to the area officer and the council again.")
        return said

    @property
    def beforehand(self) -> list[str]:
        """The same, as it is said before the button: who corrects one word of the summary would not expect it."""
        return [*self.sentences, "We do all of these whatever you change here, even a single word."]


def undone_by_correcting(rfr: ResourceRequest) -> Undone | None:
    """What a correction of this request takes back now; None where the council has not processed it. Two queries."""
    if rfr.state != S.PROCESSED or rfr.decision_id is None:
        return None
    section = CouncilSection.objects.select_related("moderated_by", "recorded_by").get(decision=rfr.decision_id)
    planned = [each for each in payments_of(rfr.decision_id) if not each.cancelled and each.paid_at is None]
    return Undone(
        processed_on=section.processed_on,
        final_amount=section.final_amount,
        other_amount=section.final_amount != rfr.approved_amount and rfr.ended_on is None,
        by=tuple({each.pk: each for each in (section.recorded_by, section.moderated_by)}.values()),
        payments=len(planned),
        gathered=tuple(dict.fromkeys(each.advance for each in planned if each.advance)),
    )


def _names(advances: tuple[str, ...]) -> str:
    return in_a_row(f"“{each}”" for each in advances)
