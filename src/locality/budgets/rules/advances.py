"""When an advance can be changed, gathered into and paid, to whom, and what is taken back with it; pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from locality.budgets.models import Advance, Instalment
from locality.budgets.workflow import ADVANCES, OfAdvance
from locality.communities.models import School
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money
from locality.values.refusals import Refusal
from locality.values.sentences import in_a_row
from locality.values.working_days import WorkingDays

NAMED = 5  # references named in a sentence; the rest are counted
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_USUAL_MARKS = frozenset(" .,:;'’‘-‐–—()/&+")
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<year>20[0-9]{{2}})\b")


@dataclass(frozen=True)
class Payee:
    """Whom the council's finance system pays, and by which number it knows them, such as "LAEstab 886/2345"."""

    name: str
    code: str

    @property
    def code_kind(self) -> str:
        """LAEstab of a maintained school, UID (group number) of a trust, URN of an academy without one."""
        return self.code.partition(" ")[0]

    @property
    def number(self) -> str:
        """The number alone."""
        return self.code.partition(" ")[2]


def payee_of(school: School) -> Payee:
    """A maintained school is paid itself; an academy through its trust, where it has one."""
    if school.is_academy and school.trust:
        return Payee(school.trust.name, f"UID {school.trust.uid}"[:20])
    if school.is_academy or not school.laestab:
        return Payee(school.name, f"URN {school.urn}")
    return Payee(school.name, f"LAEstab {school.laestab}")


def tidy_name(name: str) -> str:
    """An advance is spoken of as "the December 2026 advance": its name is without that last word."""
    words = name.split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1].lower() == "advance" else words)


def why_not_advance(name: str, pays_on: date, others: Iterable[Advance]) -> Refusal | None:
    """An advance has a name and a day of its own."""
    if not name:
        return Refusal("Enter a name for the advance.", "name")
    for other in others:
        if other.name.lower() == name.lower():
            return Refusal(f"There is already an advance called {other.name}. Enter a different name.", "name")
        if other.pays_on == pays_on:
            return Refusal(
                f"The {other.name} advance already pays on {show_day(pays_on)}. Enter a different day.", "pays_on"
            )
    return None


def why_not_these_days(closes_on: date, pays_on: date) -> Refusal | None:
    """An advance closes before it pays, or on the same day."""
    if closes_on <= pays_on:
        return None
    return Refusal("The day of payment must be the same as or after the last day to add payments", "pays_on")


def why_not_pay_day(pays_on: date, banks: WorkingDays) -> Refusal | None:
    """Nothing is paid on a weekend, a bank holiday or a closure day."""
    if banks.is_working(pays_on):
        return None
    return Refusal(
        f"{show_day(pays_on)} is not a working day, so nothing can be paid on it. "
        f"Enter {show_day(banks.before(pays_on, 1))} or {show_day(banks.after(pays_on, 1))}.",
        "pays_on",
    )


def why_not_these_letters(name: str) -> Refusal | None:
    """Schools and the finance system read the name in letters and files: nothing that another font or program lacks."""
    if all(letter in _USUAL_MARKS or unicodedata.category(letter)[0] in "LM" or letter.isdecimal() for letter in name):
        return None
    return Refusal(
        "The name can only have letters, numbers, spaces and marks such as full stops, commas, hyphens and brackets.",
        "name",
    )


def why_not_over(closes_on: date, today: date) -> Refusal | None:
    """Into an advance whose closing day is over nothing could be gathered, whenever it pays."""
    if closes_on >= today:
        return None
    return Refusal(
        f"The last day to add payments, {show_day(closes_on)}, has passed, so you could not add any. Enter today or a later day.",
        "closes_on",
    )


def is_month(name: str) -> bool:
    """Whether the name is a month and its year, "December 2026", and nothing else."""
    return _MONTH_AND_YEAR.fullmatch(name.lower()) is not None


def why_not_this_name(name: str, pays_on: date) -> Refusal | None:
    """Schools read the name as the time of payment: a month and a year in it are those of the day of payment."""
    named_for = _MONTH_AND_YEAR.search(name.lower())
    if named_for is None:
        return None
    month, year = MONTHS.index(named_for["month"]) + 1, int(named_for["year"])
    if (year, month) == (pays_on.year, pays_on.month):
        return None
    return Refusal(
        f"The name says {MONTHS[month - 1].capitalize()} {year}, but the day of payment is {show_day(pays_on)}. "
        "Change the name or the day.",
        "name",
    )


_WHEN_PAID = {
    OfAdvance.CHANGE: "is paid, so you cannot change it.",
    OfAdvance.GATHER: "is paid. Add payments that are due now to the next one.",
    OfAdvance.TAKE_OUT: "is paid, so you cannot remove payments.",
    OfAdvance.PAY: "has already been marked as paid.",
}


def why_not_now(advance: Advance, event: OfAdvance) -> Refusal | None:
    """What is paid stays."""
    if ADVANCES.is_possible(advance.state, event):
        return None
    return Refusal(f"The {advance.name} advance {_WHEN_PAID[event]}")


def why_not_pay_on(pays_on: date, latest_gathered: date | None) -> Refusal | None:
    """Nothing gathered may come to be paid before it is due."""
    if latest_gathered and latest_gathered > pays_on:
        return Refusal(
            f"A payment in this advance is due on {show_day(latest_gathered)}. "
            "Enter that day or a later one, or remove the payment first.",
            "pays_on",
        )
    return None


def why_not_due(payment: Instalment, advance: Advance) -> Refusal | None:
    """Nothing is paid before it is due."""
    if payment.due_on <= advance.pays_on:
        return None
    return Refusal(f"This payment is due on {show_day(payment.due_on)}, after the {advance.name} advance pays.")


def why_left_out(payment: Instalment, advance: Advance) -> Refusal | None:
    """What finance took out of an advance does not come into it again."""
    if payment.taken_out_of_id != advance.pk:
        return None
    return Refusal(f"This was removed from the {advance.name} advance. You can add it to the next one.")


def monthly(
    first: date, *, months: int, pay_day: int, closes_days_before: int, calendar: WorkingDays
) -> list[tuple[str, date, date]]:
    """Name, closing day and day of payment of an advance in each month: on the day given or the working day before."""
    found = []
    for number in range(months):
        month = first.year * 12 + first.month - 1 + number
        start = date(month // 12, month % 12 + 1, 1)
        wanted = min(start + timedelta(days=pay_day - 1), _last_of(start))
        pays_on = wanted if calendar.is_working(wanted) else calendar.before(wanted, 1)
        found.append((f"{start:%B} {start.year}", calendar.before(pays_on, closes_days_before), pays_on))
    return found


def _last_of(start: date) -> date:
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def why_not_any_more(advance: Advance, today: date) -> Refusal | None:
    """Payments are gathered into an advance until its closing day."""
    if advance.closes_on < today:
        return Refusal(
            f"The {advance.name} advance closed on {show_day(advance.closes_on)}. "
            "Add payments to the next one, or change the day this one closes."
        )
    return None


def why_not_before(earlier: Advance | None) -> Refusal | None:
    """They are gathered into the next advance, not into a later one."""
    if earlier:
        return Refusal(
            f"Add payments to the {earlier.name} advance first. It pays on {show_day(earlier.pays_on)} and is still open."
        )
    return None


@dataclass
class Taken:
    """Which instalments an advance takes; `split`: of one below zero, how much (above zero) it can take back now."""

    ids: list[int] = field(default_factory=list)
    split: dict[int, Decimal] = field(default_factory=dict)


def choose_payments(due: Sequence[tuple[int, int, Decimal]], already: dict[int, Decimal]) -> Taken:
    """All that is due above zero; money to come back only as far as the school is paid in the same advance.

    `due`: instalment, school and amount in order; `already`: what is in the advance, by school. No school's sum goes
    below zero: the rest is taken back with the next advance.
    """
    taken = Taken()
    sums: dict[int, Decimal] = defaultdict(Decimal, already)
    for pk, school, amount in due:
        if amount > 0:
            taken.ids.append(pk)
            sums[school] += amount
    for pk, school, amount in due:
        if amount > 0 or sums[school] <= 0:
            continue
        back = min(-amount, sums[school])
        sums[school] -= back
        if back == -amount:
            taken.ids.append(pk)
        else:
            taken.split[pk] = back
    return taken


def due_after(advance: Advance) -> date:
    """From which day a payment is due that was removed from an advance: the day after the schools get that one."""
    return advance.pays_on + timedelta(days=1)


def why_not_yet(advance: Advance, today: date) -> Refusal | None:
    """An advance is not marked as paid before its closing day."""
    if today < advance.closes_on:
        return Refusal(
            f"You can add payments to the {advance.name} advance until the end of {show_day(advance.closes_on)}. "
            "You can mark it as paid on that day or later."
        )
    return None


def why_not_by(instalments: Iterable[Instalment], person_id: int) -> Refusal | None:
    """Different hands: whoever processed or moderated a request can't release its payments."""
    return why_not_by_name(
        sorted(
            {
                each.plan.reference
                for each in instalments
                if person_id in (each.plan.processed_by_id, each.plan.moderated_by_id)
            }
        )
    )


def why_not_by_name(own: Sequence[str]) -> Refusal | None:
    """The same, of the references of what the person processed."""
    if not own:
        return None
    it, its = ("it", "its payment") if len(own) == 1 else ("them", "their payments")
    return Refusal(
        f"You processed or moderated {name_references(own)}, so someone else must release {its}. "
        f"Ask a colleague, or remove {it} first."
    )


def why_not_these(instalments: Sequence[Instalment], held: dict[tuple[int, int], Decimal]) -> Refusal | None:
    """What is in an advance can be paid: there is something, no year is closed, no decision holds less, no sum is below zero.

    `held`: what each decision (second) still holds in each budget (first), in pounds.
    """
    if not instalments:
        return Refusal("There are no payments in this advance, so there is nothing to pay.")
    closed = sorted({each.budget.funding_year.name for each in instalments if each.budget.funding_year.closed_at})
    if closed:
        return Refusal(
            f"The funding year {closed[0]} is closed, so nothing can be paid from it. Remove its payments first."
        )
    wanted: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    schools: dict[int, Decimal] = defaultdict(Decimal)  # two schools can have one name
    for each in instalments:
        wanted[each.budget_id, each.plan.decision_id] += each.amount
        schools[each.plan.school_id] += each.amount
    short = sorted(
        {
            each.plan.reference
            for each in instalments
            if wanted[key := (each.budget_id, each.plan.decision_id)] > held.get(key, NOTHING)
        }
    )
    if short:
        return Refusal(
            f"This advance would pay more for {name_references(short)} than is approved. Remove the payment first."
        )
    below = sorted({each.plan.school.name for each in instalments if schools[each.plan.school_id] < 0})
    if below:
        return Refusal(f"{name_references(below)} would be paid less than £0. Add due payments again first.")
    return None


@dataclass(frozen=True)
class ComingBack:
    """What one school is still to give back, in pounds; `covered`: enough is planned to be paid to it to take it from."""

    school: str
    amount: Decimal
    covered: bool


def why_it_waits(back: Sequence[ComingBack]) -> str:
    """Why money that is to come back is in no advance, and of which schools; nothing where none waits."""
    if not back:
        return ""
    parts = [f"{say_money(each.amount)} from {each.school}" for each in back]
    school = "the school has" if len(parts) == 1 else "the schools have"
    return (
        f"Still due back: {name_references(parts)}. It cannot be taken from this advance, because {school} no payment in it "
        "to take it from. If it was paid back another way, record that under “Payments not in an advance yet”."
    )


def name_references(references: Sequence[str]) -> str:
    """A few by name, the others counted: "RFR-2026-00418, RFR-2026-00420 and 3 more"."""
    if len(references) > NAMED:
        return f"{', '.join(references[:NAMED])} and {len(references) - NAMED} more"
    return in_a_row(references)
