"""The council's part of a request as one reader sees it: the council’s section, the payments, the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.budgets.queries.held import Holding
from locality.budgets.queries.payments import PaymentLine
from locality.resource_requests.content import council_words
from locality.resource_requests.models import CouncilSection, Decision
from locality.resource_requests.presenters.form_view import Row, day_or_blank
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.where_it_stands import ToPay
from locality.values.dates import show_day, show_short_day
from locality.values.money import say_money, show_money


def council_section(decision: Decision | None, reader: Reader, council: str) -> list[Row]:
    """The rows of the council's section under the paper form's labels (FORM-13); blank before it is processed.

    `council`: its short name.
    """
    labels = ("Final amount", council_words.moderated(council), "Moderated / Approved by", "Request processed")
    moderation: CouncilSection | None = getattr(decision, "moderation", None)
    if moderation is None:
        return [Row(label, ("",)) for label in labels]
    final = moderation.final_amount
    texts = (
        show_money(final) if final is not None else "No funding",
        "Yes" if moderation.moderated else "No",
        moderation.moderated_by.name,
        day_or_blank(moderation.processed_on),
    )
    rows = [Row(label, (text,)) for label, text in zip(labels, texts, strict=True)]
    if moderation.reason:
        rows.insert(
            1, Row("Why it is different from the amount approved", tuple(reader.text(moderation.reason).split("\n")))
        )
    return rows


@dataclass(frozen=True)
class PaymentSeen:
    """One payment in words: for which days, how much, and where it is."""

    covers: str
    amount: Decimal
    where: str
    cancelled: bool


@dataclass(frozen=True)
class PaymentsSeen:
    """The payments of a request, and in pounds what was paid, what is to come, and what the school is to give back."""

    lines: list[PaymentSeen]
    paid: Decimal
    to_come: Decimal
    owed: Decimal

    @property
    def sentence(self) -> str:
        """ "£400 is paid, £600 is to come, and £50 is to be given back": each sum for itself."""
        back = f"{say_money(self.owed)} is to be given back." if self.owed else ""
        if not self.to_come:
            if not self.paid:
                return f"Nothing is paid, and {back or 'nothing is to come.'}"
            return f"{say_money(self.paid)} is paid" + (f", and {back}" if back else ": that is all of it.")
        coming = f"{say_money(self.to_come)} is to come"
        if not self.paid:
            return f"Nothing is paid yet. {coming}" + (f", and {back}" if back else ".")
        paid = f"{say_money(self.paid)} is paid"
        return f"{paid}, {coming}, and {back}" if back else f"{paid}, and {coming}."


def payments_seen(found: Iterable[PaymentLine], reader: Reader, today: date) -> PaymentsSeen:
    """The payments as the reader may see them; what is marked as paid for a later day is still to come."""
    lines = list(found)
    paid = sum((each.amount for each in lines if each.is_paid(today)), Decimal(0))
    waiting = [each.amount for each in lines if not each.is_paid(today) and not each.cancelled]
    to_come = sum((each for each in waiting if each > 0), Decimal(0))
    owed = -sum((each for each in waiting if each < 0), Decimal(0))
    seen = [PaymentSeen(_covers(each), each.amount, _where(each, reader, today), each.cancelled) for each in lines]
    return PaymentsSeen(seen, paid, to_come, owed)


def _covers(line: PaymentLine) -> str:
    return f"{show_short_day(line.covers.start)} to {show_short_day(line.covers.end)}"


def _where(line: PaymentLine, reader: Reader, today: date) -> str:
    back = line.amount < 0
    if line.cancelled:
        return f"Cancelled: {reader.text(line.cancelled_because)}"
    if line.returned_how and line.pays_on:
        return f"Paid back on {show_short_day(line.pays_on)}: {reader.text(line.returned_how)}"
    if line.is_paid(today):
        return f"{'Taken back' if back else 'Paid'} in the {_advance(line)}"
    if line.advance and line.pays_on:
        return f"{'Taken from' if back else 'To be paid in'} the {_advance(line)} on {show_short_day(line.pays_on)}"
    if back:
        return "To be given back: taken from the school’s next advance, or paid back otherwise"
    if line.due_on > today:
        return f"To be paid in the first school advance on or after {show_short_day(line.due_on)}"
    return "To be paid in the next school advance"


def _advance(line: PaymentLine) -> str:
    return line.advance if "advance" in line.advance.lower() else f"{line.advance} advance"


def ledger_sentences(decision: Decision, holdings: list[Holding], holder: str) -> list[str]:
    """What the council's section will do to the ledger, said before the button is pressed."""
    if not decision.funding:
        return ["No money was approved, so the council pays nothing and the budget does not change."]
    said = [
        f"{say_money(each.held)} is committed for this request in {each.year}. {holder} has another "
        f"{say_money(each.remaining)} available."
        for each in holdings
    ]
    return [
        *said,
        f"A lower final amount returns the difference to {holder}’s budget. A higher one uses what is available, and cannot "
        "be more than that.",
        "The council’s finance team will then pay the final amount in the school advances.",
    ]


def who_pays(to_pay: ToPay | None, pay_by: date | None) -> str:
    """What comes after the council's section: who pays, and by when; nothing where there is nothing to pay."""
    if to_pay is None or pay_by is None:
        return ""
    which = "the first payment" if to_pay.more else "the payment"
    start = f"on or after {show_day(to_pay.next_due)}" if to_pay.next_due > pay_by else f"by {show_day(pay_by)}"
    return f"Next, the council’s finance team will make {which} in a school advance {start}."
