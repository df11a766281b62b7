"""When a review can be agreed, moved, reported and looked at again; the days and the lot of it. Pure but for models."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer
from locality.outcomes.content import EVIDENCE, MEASURED, NEEDS_WHY, NOTHING_TO_SAY, Level
from locality.outcomes.models import MOST_OUTCOMES, Review, SecondLook
from locality.outcomes.workflow import LOOKS, REVIEWS, LookIs, OfLook, OfReview, ReviewIs
from locality.resource_requests.models import Decision
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.refusals import NotAllowed, Refusal

DAYS_TO_AGREE = 10  # working days after the approval
DAYS_TO_LOOK = 10  # working days after the report
REMIND_BEFORE = (20, 5)  # working days before the review date; from then on weekly
AGAIN_AFTER = timedelta(days=7)
LONGEST_MOVE = timedelta(days=366)
ONE_IN = 10
GONE_ON = "This page has changed since you opened it. Check what it says now, then press the button again."


def last_day_to_agree(deadlines: Deadlines, decided_on: date) -> date:
    """The last day to agree the outcomes of what was approved on a day."""
    return deadlines.calendar.after(decided_on, DAYS_TO_AGREE)


def last_day_to_look(deadlines: Deadlines, reported_on: date) -> date:
    """The last day of a second look at what was reported on a day."""
    return deadlines.calendar.after(reported_on, DAYS_TO_LOOK)


def first_day_to_remind(deadlines: Deadlines, due_on: date) -> date:
    """From when on the school is asked for its report."""
    return deadlines.calendar.before(due_on, REMIND_BEFORE[0])


def is_reminded_on(deadlines: Deadlines, due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether a reminder goes out today: 20 and 5 working days before, on the review date, and then once a week."""
    if today >= due_on:
        return reminded_on is None or reminded_on < due_on or today - reminded_on >= AGAIN_AFTER
    passed = [day for days in REMIND_BEFORE if (day := deadlines.calendar.before(due_on, days)) <= today]
    return bool(passed) and (reminded_on is None or reminded_on < max(passed))


def supports(decision: Decision) -> bool:
    """Whether a decision approves support that something can come of: a review by the council alone is none."""
    kinds = decision.advice or decision.school_support or decision.funding
    return decision.outcome == Decision.Outcome.APPROVED and kinds


def why_not_now(review: Review, event: OfReview) -> Refusal | None:
    """Why an event does not belong to where a review stands, with what stands; None where it does."""
    if REVIEWS.is_possible(review.state, event):
        return None
    return Refusal(
        {
            ReviewIs.TO_AGREE: "Agree the outcomes first. Then you can report what came of them.",
            ReviewIs.UNDER_WAY: "You have not sent a report yet, so there is nothing to correct.",
            ReviewIs.REPORTED: (
                f"You sent the report on {show_day(review.reported_on)}. If something in it is wrong, correct the report."
                if review.reported_on
                else ""
            ),
            ReviewIs.ENDED: "The decision on this request was corrected, so you do not need to report on it.",
        }[ReviewIs(review.state)]
    )


def allow_review(by: Viewer, event: OfReview, review: Review) -> None:
    """Refuse whoever does not hold, at the school of the review, what the table asks for. Raises NotAllowed."""
    if not by.can(Permission(REVIEWS.row(event).permission), school=review.school):
        raise NotAllowed(NO_OFFICE)


def may_review(by: Viewer, event: OfReview, review: Review) -> bool:
    """Whether a page offers it."""
    holds = by.can(Permission(REVIEWS.row(event).permission), school=review.school)
    return holds and REVIEWS.is_possible(review.state, event)


def why_not_extended(review: Review) -> Refusal | None:
    """A review date moves once."""
    if review.extended_from is None:
        return None
    return Refusal(
        f"The review date has already been moved from {show_day(review.extended_from)}. You can move it only once."
    )


def days_to_move(review: Review, today: date) -> tuple[date, date]:
    """The first and the last day that a review date can move to."""
    first = max(review.due_on, today) + timedelta(days=1)
    return first, max(first, review.due_on + LONGEST_MOVE)


def why_not_later(review: Review, due_on: date, because: str, today: date) -> Refusal | None:
    """To a later day, within a year, and with a reason."""
    first, last = days_to_move(review, today)
    if not first <= due_on <= last:
        return Refusal(f"The new review date must be from {show_day(first)} to {show_day(last)}.", "due_on")
    return None if because.strip() else Refusal("Enter why you need to move the review date.", "because")


def why_not_begun(review: Review, today: date) -> Refusal | None:
    """Nothing comes of support before its first day."""
    first = review.decision.starts_on or review.decision.decided_on
    if first <= today:
        return None
    return Refusal(f"The support starts on {show_day(first)}. You can report what came of it from that day.")


def why_not_look(by: Viewer, look: SecondLook) -> Refusal | None:
    """The school that was drawn looks, and not the school that reported."""
    review = look.report.review
    if review.school_id in by.school_ids or by.user.pk == look.report.by_id:
        return Refusal("You act for the school that sent this report, so someone else must take the second look.")
    return None


def allow_look(by: Viewer, event: OfLook, look: SecondLook) -> None:
    """Refuse whoever does not act for the school that was drawn. Raises NotAllowed."""
    if not by.can(Permission(LOOKS.row(event).permission), school=look.school):
        raise NotAllowed(NO_OFFICE)


def why_no_look_now(look: SecondLook) -> Refusal | None:
    """One look a report."""
    return Refusal("Your school has already sent this second look.") if look.state == LookIs.DONE else None


def is_drawn(reference: str, seed: str) -> bool:
    """Whether the lot falls on a report: on one in ten, always the same for the same seed and reference."""
    return _lot(seed, reference) % ONE_IN == 0


def drawn_school(schools: Iterable[int], reference: str, seed: str) -> int | None:
    """Which of these schools, by the same lot; None of none."""
    return min(schools, key=lambda each: (_lot(seed, reference, str(each)), each), default=None)


def _lot(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("\x00".join(words).encode()).digest()[:8], "big")


@dataclass(frozen=True)
class NewOutcome:
    """An outcome as it is agreed."""

    what: str
    start: str
    hoped: str
    framework: str


@dataclass(frozen=True)
class NewResult:
    """What a report says of one outcome, which stands under its number."""

    level: str
    why_cannot_say: str = ""
    reached: int | None = None


@dataclass(frozen=True)
class NewReport:
    """A report as the school sends it. `returns`: what it did not spend goes back now; pounds."""

    happened: str
    next: str
    results: dict[int, NewResult] = field(default_factory=dict)
    why_not: str = ""
    evidence: tuple[str, ...] = ()
    how_known: str = ""
    measure: str = ""
    before: str = ""
    after: str = ""
    pupil_said: str = ""
    not_asked: str = ""
    spent: Decimal | None = None
    returns: bool = False
    needed_until: date | None = None
    again: bool = False
    for_whom: str = ""


def why_not_outcomes(outcomes: Sequence[NewOutcome]) -> list[Refusal]:
    """One to three, each whole."""
    if not outcomes:
        return [Refusal("Enter at least one outcome.", "what_1")]
    if len(outcomes) > MOST_OUTCOMES:
        return [Refusal(f"Enter {MOST_OUTCOMES} outcomes or fewer.")]
    wanting = []
    for number, each in enumerate(outcomes, 1):
        for name, text, sentence in (
            ("what", each.what, "Enter what will be different for the pupils"),
            ("start", each.start, "Enter where things are now"),
            ("hoped", each.hoped, "Enter what you hope to see by the review date"),
            ("framework", each.framework, "Select which outcome of the framework it is for"),
        ):
            if not text.strip():
                wanting.append(Refusal(f"{sentence}{f' (outcome {number})' if number > 1 else ''}", f"{name}_{number}"))
    return wanting


def why_not_report(
    new: NewReport, *, numbers: Sequence[int], pupils: int, money: Decimal, back: Decimal, today: date
) -> list[Refusal]:
    """What a report still needs. `money`: what was approved and is not returned; `back`: what came back before; pounds."""
    moved_on = new.happened in NOTHING_TO_SAY
    wanting = [
        Refusal("Enter why it was not as agreed", "why_not")
        if new.happened in NEEDS_WHY and not new.why_not.strip()
        else None,
        *([] if moved_on else _why_not_results(new, numbers, pupils)),
        *([] if moved_on else _why_not_known(new)),
        *_why_not_money(new, money, back, today),
    ]
    return [each for each in wanting if each]


def _why_not_results(new: NewReport, numbers: Sequence[int], pupils: int) -> list[Refusal | None]:
    wanting: list[Refusal | None] = []
    for number in numbers:
        of = f" (outcome {number})" if len(numbers) > 1 else ""
        result = new.results.get(number)
        if result is None or not result.level:
            wanting.append(Refusal(f"Select where things are now{of}", f"level_{number}"))
        elif result.level == Level.CANNOT_SAY and not result.why_cannot_say.strip():
            wanting.append(Refusal(f"Enter why you cannot say yet{of}", f"why_cannot_say_{number}"))
        elif result.reached is not None and result.reached > pupils:
            wanting.append(Refusal(f"How many pupils reached it must be {pupils} or fewer{of}", f"reached_{number}"))
    return wanting


def _why_not_known(new: NewReport) -> list[Refusal | None]:
    says = any(result.level != Level.CANNOT_SAY for result in new.results.values())
    measured = MEASURED in new.evidence
    return [
        Refusal("Select how you know", "evidence")
        if says and not new.evidence
        else Refusal("Select how you know from the list", "evidence")
        if set(new.evidence) - EVIDENCE.keys()
        else None,
        Refusal("Enter which assessment or scale you used", "measure")
        if measured and not new.measure.strip()
        else None,
        Refusal("Enter the result before the support", "before") if measured and not new.before.strip() else None,
        Refusal("Enter the result after the support", "after") if measured and not new.after.strip() else None,
        None
        if new.pupil_said.strip() or new.not_asked.strip()
        else Refusal("Enter what the pupil said, or why you did not ask", "pupil_said"),
    ]


def say_returned(back: Decimal) -> str:
    """What an earlier report gave back, and whom to ask where that was a mistake; nothing where nothing came back."""
    if not back:
        return ""
    ask = "If that was a mistake, ask your area’s High Needs Funding officer."
    return f" Your school has already returned {say_money(back)}. {ask}"


def _why_not_money(new: NewReport, money: Decimal, back: Decimal, today: date) -> list[Refusal | None]:
    if money <= 0:
        return []
    if new.spent is None:
        return [Refusal("Enter how much of the money you spent, or 0", "spent")]
    if new.spent > money:
        return [Refusal(f"The amount you spent must be {say_money(money)} or less.{say_returned(back)}", "spent")]
    if new.spent == money or new.returns:
        return []
    if new.needed_until is None:
        return [Refusal("Enter until when you still need the rest", "needed_until")]
    if new.needed_until <= today:
        return [Refusal("The day until which you need the rest must be in the future", "needed_until")]
    if new.needed_until > today + LONGEST_MOVE:
        last = show_day(today + LONGEST_MOVE)
        return [Refusal(f"The day until which you need the rest must be on or before {last}", "needed_until")]
    return []
