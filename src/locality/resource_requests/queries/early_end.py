"""Support that ends before its agreed last day: which days can be recorded, and what is free again (POST-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from locality.budgets.queries.payments import PaymentLine
from locality.budgets.rules.plans import Days, kept_until
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.dates import show_day, show_plain_day
from locality.values.money import say_money
from locality.values.refusals import Refusal

DAY = timedelta(days=1)


def never_began(starts_on: date | None, ended_on: date | None) -> bool:
    """Whether support that was to start on a day never did: its last day was recorded as one before."""
    return starts_on is not None and ended_on is not None and ended_on < starts_on


def still_ended(rfr: ResourceRequest, starts_on: date | None, ends_on: date | None) -> date | None:
    """The last day that was recorded of a request's support, as it holds for other days that replace those of its decision.

    Support that never began did not begin on other days either. None where nothing was recorded, or where the new days
    leave no early end: none are agreed (a refusal), or they begin after that day or end by it.
    """
    ended_on = rfr.ended_on
    if ended_on is None or starts_on is None or ends_on is None:
        return None
    if rfr.decision and never_began(rfr.decision.starts_on, ended_on):
        return starts_on - DAY
    return ended_on if starts_on <= ended_on < ends_on else None


def owed_until(ended_on: date | None, amount: Decimal, starts_on: date | None, ends_on: date | None) -> Decimal:
    """What of an amount for days of support, in pounds, is for days until its recorded last one: its share by days."""
    if ended_on is None or starts_on is None or ends_on is None:
        return amount
    return kept_until(Days(starts_on, ends_on), amount, ended_on)


@dataclass(frozen=True)
class EarlyEnd:
    """The days of support as they were agreed, the last day that was recorded before, and what is paid and not paid yet.

    `paid` has what was marked as paid, and what comes back of it or did already.
    """

    support: Days
    recorded: date | None
    unpaid: tuple[PaymentLine, ...]
    paid: tuple[PaymentLine, ...] = ()

    @property
    def first(self) -> date:
        """The earliest last day: the day before the support, for support that never started."""
        return self.support.start - DAY

    @property
    def last(self) -> date:
        """The latest last day that is early."""
        return self.support.end - DAY

    @property
    def never_began(self) -> bool:
        """Whether it was recorded that the support never started: no day is earlier."""
        return never_began(self.support.start, self.recorded)

    def freed(self, last_day: date) -> Decimal:
        """What is not paid yet for later days, in pounds: what the ledger gives back."""
        owed = (each.amount - kept_until(each.covers, each.amount, last_day) for each in self.unpaid)
        return sum(owed, Decimal("0.00"))

    def paid_ahead(self, last_day: date) -> Decimal:
        """What was paid for later days and does not come back yet, in pounds: an early end leaves it as it is."""
        kept = (kept_until(each.covers, each.amount, last_day) for each in self.paid if each.amount > 0)
        return max(sum((each.amount for each in self.paid), Decimal("0.00")) - sum(kept), Decimal("0.00"))

    @property
    def to_be_given_back(self) -> list[PaymentLine]:
        """What is on its way back and was neither taken nor paid back."""
        return [each for each in self.paid if each.amount < 0 and not each.paid_at]

    def amount_hint(self, most_back: Decimal, today: date) -> str:
        """How much comes back at most, in pounds, and what of it was paid for later days than the last one."""
        most = f"At most {say_money(most_back)}."
        ahead = self.paid_ahead(self.recorded) if self.recorded else Decimal(0)
        if not ahead or not self.recorded:
            return most
        for_what = "support that never started" if self.never_began else f"days after {show_day(self.recorded)}"
        return f"{most} {self._paid_or_marked(today)} for {for_what}: {say_money(ahead)}."

    def _paid_or_marked(self, today: date) -> str:
        """What an advance pays is paid on its day: before it, it is marked as paid."""
        went_out = {each.is_paid(today) for each in self.paid if each.amount > 0}
        if went_out == {True}:
            return "Paid"
        return "Paid or marked as paid" if True in went_out else "Marked as paid"

    def why_not(self, last_day: date) -> Refusal | None:
        """Why a day can't be recorded as the last one: it is not early, or not earlier than the one on record.

        An earlier one puts the day right, also where nothing more is free again with it.
        """
        if not self.first <= last_day <= self.last:
            return Refusal(
                f"The last day of support must be from {show_day(self.first)} (the support never started) to "
                f"{show_day(self.last)}. It was agreed until {show_day(self.support.end)}",
                "last_day",
            )
        if self.recorded is None:
            return None
        if self.never_began:
            return Refusal("It is already recorded that the support never started", "last_day")
        already = f"{show_day(self.recorded)} is already recorded as the last day"
        if last_day == self.recorded:
            return Refusal(already, "last_day")
        later = f"{already}. Support can only end earlier than that"
        return Refusal(later, "last_day") if last_day > self.recorded else None

    def happened(self, last_day: date, today: date) -> str:
        """What is recorded with a day, as pages and messages say it."""
        if last_day == self.first:
            return "The support never started."
        return f"Support {'ended' if last_day < today else 'ends'} on {show_day(last_day)}."

    def in_short(self, last_day: date, today: date) -> str:
        """The same in the subject of an email, which begins with “Support”."""
        if last_day == self.first:
            return "never started"
        return f"{'ended' if last_day < today else 'ends'} on {show_plain_day(last_day)}"

    def beforehand(self, today: date) -> list[str]:
        """What will be free again, said before anything is recorded; how much that is with today as the last day."""
        open_sum = sum((each.amount for each in self.unpaid), Decimal(0))
        said = [f"The support was agreed from {show_day(self.support.start)} to {show_day(self.support.end)}."]
        if self.never_began:
            return [*said, "It is already recorded that the support never started."]
        if self.recorded:
            said.append(
                f"{show_day(self.recorded)} is already recorded as its last day. You can record an earlier one."
            )
        if paid := self.paid_ahead(self.first):
            said.append(
                f"{say_money(paid)} has already been paid or marked as paid. Ending the support early does not take it back. "
                "To take back what was for later days, come back to this page afterwards. Record it as money that the school did "
                "not use. We take it from the school’s next advance. If the school is not due another payment, finance records "
                "that the school paid it back another way."
            )
        if not open_sum:
            return [*said, "There is nothing left to pay, so nothing more goes back to the budget."]
        said.append(
            f"{say_money(open_sum)} has not been paid yet. We cancel what is for days after the last day, and it goes back to the "
            "community’s budget. A payment for days before and after is split by days."
        )
        if self.first <= today <= self.last and (freed := self.freed(today)):
            said.append(f"If today were the last day, {say_money(freed)} would go back to the budget.")
        return [*said, "You cannot undo this."]


def early_end(support: Days, recorded: date | None, lines: Iterable[PaymentLine]) -> EarlyEnd:
    """Of the payments of a request, those that an early end may still cancel."""
    counted = [each for each in lines if not each.cancelled]
    unpaid = (each for each in counted if each.amount > 0 and not each.paid_at)
    paid = (each for each in counted if each.amount < 0 or each.paid_at)
    return EarlyEnd(support, recorded, tuple(unpaid), tuple(paid))


def ended_beforehand(ended_on: date | None, decision: Decision) -> list[str]:
    """What a correction makes of the last day that was recorded, said before it is made."""
    if ended_on is None:
        return []
    if never_began(decision.starts_on, ended_on):
        return [
            "It is recorded that the support never started. A correction does not change that, so none of the corrected "
            "amount is committed or paid. The timeline shows who recorded it."
        ]
    return [
        f"{show_day(ended_on)} is recorded as the last day of support. Nothing of the corrected amount is committed or paid "
        "for later days. This no longer counts if the corrected days start after that day or end by it. The timeline "
        "shows who recorded it."
    ]


def ended_sentence(before: date | None, ended_on: date | None, now: Decision) -> list[str]:
    """What became of the last day that was recorded, once a decision is replaced: `before`, and what counts of it now."""
    if before is None or now.outcome != Decision.Outcome.APPROVED:
        return []
    if ended_on is None:
        return [
            f"{show_day(before)} was recorded as the last day of support. It no longer counts with the days agreed now."
        ]
    return [_stays(ended_on, now, now.amount)]


def ended_in_section(ended_on: date | None, decision: Decision) -> list[str]:
    """What an early end that was recorded before means for the council's section, said before that is recorded."""
    if ended_on is None or not decision.funding:
        return []
    said = [_stays(ended_on, decision, decision.amount)]
    if not never_began(decision.starts_on, ended_on):
        said.append("Enter the final amount for all agreed days. We do not pay what is for later days.")
    return said


def paid_until(ended_on: date, decision: Decision, final: Decimal) -> str:
    """What is paid of a final amount, in pounds, of support that ended early before the council processed it."""
    if never_began(decision.starts_on, ended_on):
        return "Nothing will be paid, because it is recorded that the support never started."
    paid = say_money(owed_until(ended_on, final, decision.starts_on, decision.ends_on))
    return f"{paid} of it will be paid, for days until {show_day(ended_on)}, the recorded last day of support."


def _stays(ended_on: date, decision: Decision, amount: Decimal | None) -> str:
    if never_began(decision.starts_on, ended_on):
        return "It stays recorded that the support never started" + (
            ", so none of its amount is committed or paid." if amount else "."
        )
    if not amount:
        return f"{show_day(ended_on)} stays recorded as the last day of support."
    held = owed_until(ended_on, amount, decision.starts_on, decision.ends_on)
    return (
        f"{show_day(ended_on)} stays recorded as the last day of support, so {say_money(held)} of its amount is committed, "
        "and nothing for later days."
    )


def ahead_sentence(ahead: Decimal) -> str:
    """What to do about money that was paid for days on which no support was given; nothing where there is none."""
    if not ahead:
        return ""
    return (
        f"{say_money(ahead)} has been paid or marked as paid for later days. Select “Take back money” again to take "
        "back what the school does not need."
    )


def freed_sentence(freed: Decimal) -> str:
    """What an early end gave back to the budget."""
    if freed:
        return f"{say_money(freed)} that was not paid yet goes back to the budget."
    return "Nothing was left to pay for later days, so nothing goes back to the budget."
