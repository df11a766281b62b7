"""What the pages of school advances say."""

from collections.abc import Iterable
from datetime import date

from locality.budgets.models import Advance, Instalment
from locality.budgets.queries.advances import Figures
from locality.budgets.rules import advances
from locality.budgets.rules.advances import due_after, why_not_by_name
from locality.budgets.workflow import OfAdvance
from locality.communities.deadlines import deadlines_by_authority
from locality.values.dates import show_day, show_moment
from locality.values.money import say_money, show_money
from locality.values.refusals import Refusal
from locality.values.sentences import count

VIEWS = {"school": "by school", "payee": "by payee", "request": "by request"}


def chosen_view(asked: str | None) -> str:
    """How the payments of an advance are listed: by school where nothing of ours was asked for."""
    return asked if asked in VIEWS else "school"


def state_of(advance: Advance, today: date, payments: int) -> tuple[str, str]:
    """Where an advance stands, and the colour of its tag."""
    if advance.is_paid:
        return ("Marked as paid" if advance.pays_on > today else "Paid"), "green"
    if today > advance.closes_on and not payments:
        return "Nothing to pay", "grey"
    if today > advance.pays_on:
        return "To be marked as paid", "red"
    return ("Closed", "yellow") if today > advance.closes_on else ("Open", "blue")


def advance_sentence(advance: Advance, inside: Figures, due: Figures, today: date) -> str:
    """Where one advance stands, and what comes next."""
    payments = f"{count(inside.payments, 'payment')} to {count(inside.schools, 'school')}"
    day = show_day(advance.pays_on)
    if advance.paid_at:
        marked = f"{advance.paid_by} marked it as paid on {show_day(advance.paid_at)}."
        if advance.pays_on > today:
            return f"{say_money(inside.total)} to be paid on {day}: {payments}. {marked}"
        return f"{say_money(inside.total)} paid: {payments}. {marked}"
    closes = show_day(advance.closes_on)
    if today <= advance.closes_on:
        so_far = f"{say_money(inside.total)} so far: {payments}." if inside.payments else "No payments yet."
        waiting = _waiting(due, "is not in an advance yet")
        return f"{so_far}{waiting} You can add payments until {closes}. The day of payment is {day}."
    late = "was" if today > advance.pays_on else "is"
    held = f"{say_money(inside.total)}: {payments}." if inside.payments else "No payments."
    waits = _waiting(due, "can go into the next advance")
    return f"{held} It closed on {closes}.{waits} The day of payment {late} {day}."


def why_not_taken_out(advance: Advance | None) -> str:
    """Why a payment of this advance, or of none, stays where it is: for a page that was open while another was quicker."""
    if advance is None or advance.paid_at is None:
        return "This payment is no longer in an advance."
    marked = f"{advance.paid_by} marked the {advance.name} advance as paid on {show_moment(advance.paid_at)}"
    return f"{marked}, so you cannot remove the payment."


def _waiting(due: Figures, where: str) -> str:
    """What is due and in no advance; where more is to be taken back than paid, by how much."""
    payments = count(due.payments, "payment")
    if not due.payments:
        return ""
    if due.total < 0:
        return f" Schools owe {say_money(-due.total)} more than they are due ({payments}). It {where}."
    return f" {say_money(due.total)} ({payments}) is due and {where}."


def advances_sentence(following: Advance | None, today: date) -> str:
    """What finance has before it."""
    if following is None:
        return "There are no advances still to be paid. Add the next ones so that processed requests can be paid."
    if today <= following.closes_on:
        return (
            f"The {following.name} advance is next. Add payments by {show_day(following.closes_on)}. "
            f"The day of payment is {show_day(following.pays_on)}."
        )
    return (
        f"The {following.name} advance is next. It closed on {show_day(following.closes_on)}. Mark it as paid when the "
        f"finance system has paid it. The day of payment {'was' if today > following.pays_on else 'is'} "
        f"{show_day(following.pays_on)}."
    )


def advance_figures(advance: Advance, inside: Figures, due: Figures, today: date) -> list[dict[str, str]]:
    """The figures at the top of an advance."""
    found = [
        {
            "label": "Paid" if advance.is_paid and advance.pays_on <= today else "In this advance",
            "value": show_money(inside.total),
            "note": "",
        },
        {"label": "Payments", "value": f"{inside.payments:,}", "note": ""},
        {"label": "Schools", "value": f"{inside.schools:,}", "note": ""},
    ]
    if not advance.is_paid:
        note = count(due.payments, "payment") if due.payments else ""
        found.append({"label": "Due, not added yet", "value": show_money(due.total), "note": note})
    return found


def due_sentence(due: Figures, to_come_back: Figures, until: date) -> str:
    """What is due by a day and in no advance, and what is to come back from schools and waits until it does."""
    if due.payments:
        said = f"{say_money(due.total)} ({count(due.payments, 'payment')}) is due by {show_day(until)} and not in an advance yet."
    else:
        said = f"Every payment due by {show_day(until)} is in an advance."
    if not to_come_back.payments:
        return said
    school, is_paid = ("the school", "the school is") if to_come_back.schools == 1 else ("they", "they are")
    return (
        f"{said} {say_money(to_come_back.total)} is due back from {count(to_come_back.schools, 'school')}. An advance will "
        f"take it when {is_paid} paid enough, unless you record that {school} paid it back another way."
    )


def expected_by(waiting: Iterable[Instalment], today: date) -> dict[int, tuple[date, str]]:
    """By when each payment is expected (POST-4), and how late it is; nothing of what is taken back."""
    payments = [each for each in waiting if each.amount > 0]
    deadlines = deadlines_by_authority((each.plan.authority for each in payments), on=today)
    found = {}
    for each in payments:
        of_it = deadlines[each.plan.authority_id]
        due = of_it.paid(each.plan.approved_on, each.covers_from)
        found[each.pk] = (due, of_it.distance(due, today) if due < today else "")
    return found


def paid_back_rows(payment: Instalment, today: date) -> list[dict[str, str]]:
    """What a school is to give back, row by row."""
    return [
        {"key": "Due back", "value": show_money(-payment.amount)},
        {"key": "Owed since" if payment.due_on <= today else "Owed from", "value": show_day(payment.due_on)},
        {"key": "Community", "value": payment.plan.community.name},
        {"key": "Funding year", "value": payment.budget.funding_year.name},
    ]


def taken_out(payment: Instalment, advance: Advance) -> str:
    """What happens next to a payment that was taken out of an advance."""
    if payment.amount > 0:
        return (
            f"You’ve removed the payment for {payment.plan.reference}. It is due from {show_day(due_after(advance))}, so you "
            "can add it to the next advance."
        )
    return (
        f"You’ve removed {payment.plan.reference}. The school still owes {say_money(-payment.amount)}. The next advance will "
        "take it, unless you record under “Payments not in an advance yet” that the school paid it back."
    )


def why_not_pay(advance: Advance, inside: Figures, own: list[str], today: date) -> Refusal | None:
    """Why an advance cannot be marked as paid, before the button is pressed."""
    return (
        advances.why_not_now(advance, OfAdvance.PAY)
        or advances.why_not_yet(advance, today)
        or why_not_by_name(own)
        or (None if inside.payments else Refusal("There are no payments in this advance, so there is nothing to pay."))
    )
