"""The school reports what came of it: results, how it knows, the money that is left, and a second look by lot (OBJ-1)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.audit.actions import record
from locality.budgets.actions.returning_unspent import Returned, return_unspent
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.outcomes.actions.steps import as_read, take_review
from locality.outcomes.actions.telling import tell_groups, tell_of_review
from locality.outcomes.content import MEASURED, NEEDS_WHY, NOTHING_TO_SAY, Came, Level, Strength, came_of, strength_of
from locality.outcomes.models import AgreedOutcome, DraftReport, Report, Result, Review, SecondLook
from locality.outcomes.queries import (
    locked_review,
    lookers_of,
    money_of,
    outcomes_of,
    returned_before,
    schools_to_draw,
    told_of,
    told_of_money,
)
from locality.outcomes.rules import (
    GONE_ON,
    NewReport,
    allow_review,
    drawn_school,
    is_drawn,
    last_day_to_look,
    why_not_begun,
    why_not_report,
)
from locality.outcomes.workflow import G, OfReview
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money
from locality.values.refusals import Refusal, refuse_first
from locality.values.transitions import Guards
from locality.values.working_days import day_of


@dataclass(frozen=True)
class Sent:
    """What a report brought about."""

    report: Report
    returned: Returned | None = None
    look: SecondLook | None = None


@transaction.atomic
def send_report(review: Review, new: NewReport, *, by: Viewer, at: datetime, seen: str | None = None) -> Sent:
    """Send the first report of a review, or another in its place; money that is left goes back in the same transaction.

    The earlier report stays on record, and what it gave back stays given back. Raises NotAllowed and NotPossible, and what
    the ledger refuses with.
    """
    review = locked_review(review)
    first = review.reported_on is None
    event = OfReview.REPORT if first else OfReview.CORRECT
    allow_review(by, event, review)
    today, outcomes, counted = day_of(at), outcomes_of(review), money_of(review)
    back = returned_before(review)
    refuse_first(
        why_not_report(
            new, numbers=[each.number for each in outcomes], pupils=review.rfr.pupil_count, money=counted, back=back, today=today
        )
    )  # fmt: skip
    report = _keep(review, new, outcomes, counted, by=by, at=at)
    _move(review, event, report, today, seen=seen, by=by, at=at)
    DraftReport.objects.filter(review=review, person=by.user).delete()
    returned = _give_back(review, report, by=by, at=at)
    look = _draw(review, report, at=at) if first and new.happened not in NOTHING_TO_SAY else None
    _tell(review, report, returned, look, by=by, at=at)
    return Sent(report, returned, look)


def _keep(
    review: Review, new: NewReport, outcomes: list[AgreedOutcome], money: Decimal, *, by: Viewer, at: datetime
) -> Report:
    """The report with its results; of what its answers make needless, nothing is kept."""
    moved_on, measured = new.happened in NOTHING_TO_SAY, MEASURED in new.evidence
    left = money - new.spent if new.spent is not None and money > 0 else NOTHING
    report = Report.objects.create(
        review=review,
        number=Report.objects.filter(review=review).count() + 1,
        decision=review.decision,
        happened=new.happened,
        why_not=new.why_not.strip() if new.happened in NEEDS_WHY else "",
        evidence=[] if moved_on else sorted(set(new.evidence)),
        how_known="" if moved_on else new.how_known.strip(),
        measure=new.measure.strip() if measured and not moved_on else "",
        before=new.before.strip() if measured and not moved_on else "",
        after=new.after.strip() if measured and not moved_on else "",
        pupil_said="" if moved_on else new.pupil_said.strip(),
        not_asked="" if moved_on or new.pupil_said.strip() else new.not_asked.strip(),
        spent=new.spent if money > 0 else None,
        returned=left if left > 0 and new.returns else None,
        needed_until=new.needed_until if left > 0 and not new.returns else None,
        next=new.next,
        again=new.again and not moved_on,
        for_whom=new.for_whom.strip() if new.again and not moved_on else "",
        by=by.user,
        at=at,
    )
    if not moved_on:
        Result.objects.bulk_create(_result(report, each, new) for each in outcomes)
    return report


def _result(report: Report, outcome: AgreedOutcome, new: NewReport) -> Result:
    said = new.results[outcome.number]
    why = said.why_cannot_say.strip() if said.level == Level.CANNOT_SAY else ""
    return Result(report=report, outcome=outcome, level=said.level, why_cannot_say=why, reached=said.reached)


def _move(
    review: Review, event: OfReview, report: Report, today: date, *, seen: str | None, by: Viewer, at: datetime
) -> None:
    levels = list(report.results.values_list("level", flat=True))
    came = came_of(levels) if levels else Came.CANNOT_SAY
    strength = strength_of(report.evidence, before=report.before, after=report.after)
    now = as_read(review, before=report.number)
    guards: Guards = {G.AS_SEEN: lambda: Refusal(GONE_ON) if seen not in (None, now) else None}
    if event == OfReview.REPORT:
        guards = {G.BEGUN: lambda: why_not_begun(review, day_of(at)), **guards}
    after = {"report": report.number, "came_of_it": str(came), "returned": say_money(report.returned or NOTHING)}
    take_review(
        review, event, guards, by=by, at=at, after=after,
        came_of_it=came, strength=strength if levels else Strength.SCHOOL, reported_on=today,
    )  # fmt: skip


def _give_back(review: Review, report: Report, *, by: Viewer, at: datetime) -> Returned | None:
    if not report.returned:
        return None
    why = f"{review.school.name} did not need {say_money(report.returned)}, as its report on outcomes says"
    return return_unspent(decision_id=review.decision_id, amount=report.returned, why=why, by=by.user, at=at)


def _draw(review: Review, report: Report, *, at: datetime) -> SecondLook | None:
    """One report in ten goes to another school of the community; where there is none, to nobody."""
    seed, reference = f"{review.authority_id}/{report.pk}", review.rfr.reference
    if not is_drawn(reference, seed):
        return None
    partners = review.rfr.partners.values_list("pk", flat=True)
    school = drawn_school(schools_to_draw(review, partners, day_of(at)), reference, seed)
    if school is None:
        return None
    due = last_day_to_look(deadlines_of(review.authority, on=day_of(at)), day_of(at))
    look = SecondLook.objects.create(report=report, school_id=school, drawn_at=at, due_on=due)
    record("second_look.drawn", look, by=None, at=at, after={"school": look.school.name})
    return look


def _tell(
    review: Review, report: Report, returned: Returned | None, look: SecondLook | None, *, by: Viewer, at: datetime
) -> None:
    school, today = review.school.name, day_of(at)
    did = "corrected" if report.number > 1 else "sent"
    lines = [f"{by.user.name} {did} the report of {school} on what came of its support."]
    told = told_of(review, today, but=by.user)
    if report.returned:
        told += told_of_money(review, today, but=by.user)
        lines += money_lines(school, returned, report.returned)
    what = "corrected its report on outcomes" if report.number > 1 else "reported what came of its support"
    back = f", and gives back {say_money(report.returned)}" if report.returned else ""
    tell_groups(told, review, kind="reported", subject=f"{school} {what}{back}", lines=lines, by=by, at=at)
    if look:
        tell_of_review(
            lookers_of(look, today),
            review,
            kind="second_look",
            subject=f"By {show_day(look.due_on)}: take a second look at a report",
            lines=[
                f"Your school, {look.school.name}, was drawn to read a report from another school in your community.",
                f"It takes about five minutes. Please send it by {show_day(look.due_on)}.",
            ],
            by=by.user,
            at=at,
            page="request_second_look",
        )


def money_lines(school: str, returned: Returned | None, amount: Decimal) -> list[str]:
    """What becomes of money that goes back, in sentences."""
    if returned is None or not amount:
        return []
    lines = []
    if returned.freed:
        lines.append(f"{say_money(returned.freed)} had not been paid yet. It is back in the community’s budget.")
    if returned.coming:
        lines.append(
            f"{say_money(returned.coming)} will be taken from the next advances of {school}, once they are large enough. It "
            "then goes back to the community’s budget."
        )
    return lines
