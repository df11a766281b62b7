"""A few made-up exceptional requests, in each of the states that they can be in. Every case is invented."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, School
from locality.communities.queries import rules_on
from locality.demo.acting import acting
from locality.demo.requests import Cast, Offered, Writer
from locality.demo.stories import Story
from locality.exceptional import actions
from locality.resource_requests.actions import handing_over
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.requests import ending_soon
from locality.values.working_days import day_of
from locality.writing.actions import continuing, signing

Reason = ResourceRequest.Reason

_ACCIDENT = Story(
    title="Back in class after an accident, Year 6",
    solution="What would let a Year 6 pupil come back to class safely six weeks after an accident, with a brain injury that "
    "changes from week to week? The hospital’s advice is short days and one adult who knows the plan.",
    outcomes="The pupil is in school for two hours a day from the first week, and for whole mornings by the last, by the "
    "register. The family and the hospital’s nurse agree each Friday what comes next.",
    support="funding,advice",
    use="A trained assistant for the hours in school. The school pays for the training and for the quiet room.",
    support_given="The SENCO has visited the ward each week, and the class keeps in touch by letter.",
    key_stage="Key Stage 2",
    needs=("PD", "SEMH"),
    years=("Year 6",),
    lines=(("Teaching assistant, trained in a need", "hour", "10", "10", "16.40"),),
)
_ARRIVED = Story(
    title="A safe start for a child new to Reception",
    solution="How can we keep a Reception child safe who joined us on Monday from another county, with a plan that the new "
    "papers do not yet describe? We ask for some weeks of support while we find out what the child needs.",
    outcomes="The child is with the class for stories and play each day by half term. By then we know what helps, and say so "
    "in a standard request if support is to go on.",
    support="funding",
    use="An assistant for the mornings until half term. The school covers lunch and afternoons.",
    support_given="The head of early years works alongside the child now; the class is one adult short meanwhile.",
    key_stage="Early years",
    needs=("NSA",),
    years=("Reception",),
    lines=(("Assistant for the mornings", "hour", "15", "6", "14.20"),),
)
_RATIONALE = "The need could not be foreseen and the next meeting is too far off. The sum is for some weeks only."
_NOT_NOW = "The support begins after the next meeting, where all schools can help with it. Please bring it there."
_BEYOND = "What the tribunal has ordered is more than a community can give. The council should decide."
_MORNING = time(6)
_AFTERNOON = time(14)
_TOLD = "By telephone. Spoke to the head, who will bring the question to the next meeting."


@dataclass(frozen=True)
class _Case:
    """One request: how many days ago it was sent, why, for which weeks, and how far it has come."""

    ago: int
    reason: ResourceRequest.Reason
    story: Story
    weeks: int
    ends: str


_CASES = (
    (
        _Case(55, Reason.SUDDEN_CHANGE, _ACCIDENT, 10, "handed over"),
        _Case(1, Reason.NEW_ADMISSION, _ARRIVED, 6, "sent"),
    ),
    (
        _Case(2, Reason.OTHER_AUTHORITY, _ARRIVED, 6, "declined"),
        _Case(4, Reason.TRIBUNAL_ORDER, _ACCIDENT, 10, "referred"),
    ),
    (_Case(20, Reason.TRIBUNAL_ORDER, _ACCIDENT, 10, "forwarded"),),
    (_Case(30, Reason.NEW_ADMISSION, _ARRIVED, 6, "contacted"),),
    (_Case(12, Reason.SUDDEN_CHANGE, _ACCIDENT, 10, "approved"),),
)


def write_exceptional(casts: list[Cast], now: datetime) -> None:
    """Exceptional requests of the first communities."""
    chance = random.Random(7)  # noqa: S311 - made-up data, the same at every start
    authority = casts[0].community.authority
    deadlines = deadlines_of(authority, on=day_of(now))
    offered = Offered.by(authority)
    for cast, cases in zip(casts, _CASES, strict=False):
        writer = Writer(cast, now, chance, offered, deadlines)
        for number, case in enumerate(cases):
            _write(writer, cast, case, _school(cast, number), now)


def remind_schools(authority: Authority, now: datetime) -> None:
    """Remind the schools whose support ends soon, each on the day on which the worker would have done it.

    After all else: a reminder says what comes next, and by then the council has processed most of them.
    """
    today = day_of(now)
    notice = timedelta(days=rules_on(authority, today).exceptional_reminder_days)
    for rfr in ending_soon(today):
        if rfr.ends_on and rfr.approved_on and rfr.ends_on - notice <= today:
            day = max(rfr.ends_on - notice, rfr.approved_on + timedelta(days=1))
            morning = timezone.make_aware(datetime.combine(day, _MORNING))
            actions.remind_of_end(rfr, at=min(morning, now))


def _school(cast: Cast, number: int) -> School:
    """The personas' own school first, so that they see what a school sees."""
    persona = [school for school in cast.schools if cast.heads[school.pk].name == "Daniel Hart"]
    others = [school for school in cast.schools if school not in persona]
    return (persona + others)[number]


def _write(writer: Writer, cast: Cast, case: _Case, school: School, now: datetime) -> None:
    sent = timezone.make_aware(datetime.combine(day_of(now) - timedelta(days=case.ago), _AFTERNOON))
    starts_on = day_of(sent) + timedelta(days=2)
    ends_on = starts_on + timedelta(weeks=case.weeks, days=-1)
    head = cast.heads[school.pk]
    draft = writer.draft(
        school,
        case.story,
        sent - timedelta(hours=5),
        kind=ResourceRequest.Kind.EXCEPTIONAL,
        signed=sent,
        also={"exceptional_reason": case.reason, **_typed("starts_on", starts_on), **_typed("ends_on", ends_on)},
    )
    rfr = signing.submit_exceptional(
        draft,
        by=acting(head, sent),
        signed_name=head.name,
        signed_role="Head teacher",
        seen=signing.fingerprint(draft),
        at=sent,
    )
    if case.ends == "sent":
        return
    decided = sent + timedelta(hours=2)
    ruling = _ruling(rfr, case.ends, day_of(decided))
    actions.decide_exceptional(rfr, ruling, by=acting(cast.chair, decided), at=decided)
    later = sent + timedelta(days=1)
    if case.ends == "handed over":
        handing_over.hand_over(rfr, by=acting(cast.clerk, later), at=later)
        handing_over.acknowledge(rfr, by=acting(cast.officer, later + timedelta(days=1)), at=later + timedelta(days=1))
    elif case.ends == "contacted":
        actions.contact_school(rfr, note=_TOLD, by=acting(cast.clerk, later), at=later)
        continuing.continue_as_standard(rfr, by=acting(head, later + timedelta(days=2)), at=later + timedelta(days=2))
    elif case.ends == "forwarded":
        actions.forward(rfr, by=acting(cast.clerk, later), at=later)


def _typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def _ruling(rfr: ResourceRequest, ends: str, today: date) -> NewDecision:
    if ends in {"declined", "contacted"}:
        return NewDecision(
            outcome=Decision.Outcome.DECLINED, summary=_NOT_NOW, method=Decision.Method.CHAIR, decided_on=today,
            invites_standard=True,
        )  # fmt: skip
    if ends in {"referred", "forwarded"}:
        return NewDecision(
            outcome=Decision.Outcome.REFERRED, summary=_BEYOND, method=Decision.Method.CHAIR, decided_on=today
        )
    amount = rfr.requested_amount or Decimal(500)
    return NewDecision(
        outcome=Decision.Outcome.APPROVED, summary=_RATIONALE, method=Decision.Method.CHAIR, decided_on=today,
        advice=rfr.asks_advice, funding=True, amount=amount, review_on=rfr.ends_on,
        starts_on=rfr.starts_on, ends_on=rfr.ends_on,
    )  # fmt: skip
