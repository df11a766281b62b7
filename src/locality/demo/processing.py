"""What the made-up council did with the requests it received: most are processed, some wait, a few are asked about."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.models import PaymentPlan
from locality.budgets.queries.money import year_on
from locality.council_section.actions import moderating, questioning
from locality.council_section.actions.moderating import NewSection
from locality.demo.acting import acting
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.workflow import S
from locality.values.working_days import day_of

PROMPT = timedelta(days=12)  # from receipt to processing
LONGEST = timedelta(days=90)  # after which nothing waits any more
SUPPORT = timedelta(days=150)
SHORT = timedelta(days=70)  # until when there may be no term to pay by
PATTERNS = (PaymentPlan.Pattern.ONE_SUM, PaymentPlan.Pattern.TERMLY, PaymentPlan.Pattern.MONTHLY)
REASON = "The rate of the costings reference is lower than the one that was entered."
QUESTION = "For how many weeks is the assistant needed? The lines say 26, the details say two terms."


def process_received(moderator: User, now: datetime) -> None:
    """Bring the received requests on, each by the actions that people use."""
    received = ResourceRequest.objects.filter(state=S.ACKNOWLEDGED).select_related("decision", "authority")
    for number, rfr in enumerate(received.order_by("received_on", "pk")):
        age = day_of(now) - (rfr.received_on or day_of(now))
        if age > LONGEST or (age > PROMPT and number % 9 != 8):
            _process(rfr, number, moderator, now)
        elif number % 3 == 0:
            to = CouncilQuestion.To.SCHOOL if number % 2 else CouncilQuestion.To.CLERK
            asked = now - timedelta(hours=3)
            questioning.ask_question(rfr, to=to, text=QUESTION, by=acting(moderator, asked), at=asked)


def _process(rfr: ResourceRequest, number: int, moderator: User, now: datetime) -> None:
    decision = rfr.decision
    if decision is None or rfr.received_on is None:
        return
    day = rfr.received_on + PROMPT
    final = _final(decision.amount, number)
    starts, ends = _period(rfr, decision)
    at = min(timezone.make_aware(datetime.combine(day, time(11, number % 60))), now)
    moderating.moderate(
        rfr,
        NewSection(
            final_amount=final,
            moderated=final != decision.amount or number % 2 == 0,
            moderated_by=moderator,
            processed_on=day,
            reason=REASON if final != decision.amount else "",
            pattern=PATTERNS[number % len(PATTERNS)] if ends - starts > SHORT else PaymentPlan.Pattern.ONE_SUM,
            starts_on=starts,
            ends_on=ends,
        ),
        by=acting(moderator, at),
        at=at,
    )


def _final(approved: Decimal | None, number: int) -> Decimal | None:
    if approved is None or number % 4 != 1:
        return approved
    return (approved * Decimal("0.9")).quantize(Decimal(1))


def _period(rfr: ResourceRequest, decision: Decision) -> tuple[date, date]:
    if decision.starts_on and decision.ends_on:
        return decision.starts_on, decision.ends_on
    year = year_on(rfr.authority, decision.decided_on)
    latest = decision.decided_on + SUPPORT
    return decision.decided_on, min(latest, year.end) if year else latest
