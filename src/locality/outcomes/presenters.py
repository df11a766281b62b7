"""What the pages of outcomes show: what was agreed, what was reported, where it stands, for one reader."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.audit.models import Event
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.scope import Viewer
from locality.outcomes.content import (
    EVIDENCE,
    FRAMEWORK,
    HAPPENED,
    LEVELS,
    NEXT,
    NOTHING_TO_SAY,
    STRENGTHS,
    strength_of,
)
from locality.outcomes.models import AgreedOutcome, Report, Result, Review, SecondLook
from locality.outcomes.queries import review_of, steps_of_review
from locality.outcomes.rules import first_day_to_remind, may_review, supports
from locality.outcomes.workflow import LOOKS, REVIEWS, OfReview, ReviewIs
from locality.resource_requests.content.questions import Kind
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.beside import Beside, Go, Happened
from locality.resource_requests.queries.identity import Reader
from locality.values.dates import show_day
from locality.values.money import NOTHING, say_money


@dataclass(frozen=True)
class Line:
    """A label and its text, as the reader may see it."""

    label: str
    text: str


@dataclass(frozen=True)
class OutcomeSeen:
    """One agreed outcome, and what was said of it."""

    number: int
    what: str
    start: str
    hoped: str
    framework: str
    level: str = ""
    note: str = ""
    second: str = ""
    """What the second school said of it."""


@dataclass(frozen=True)
class ReportSeen:
    """A report, for one reader."""

    who: str
    at: object
    number: int
    lines: tuple[Line, ...]
    outcomes: tuple[OutcomeSeen, ...]
    strength: str
    second_look: str


def outcomes_seen(
    outcomes: Iterable[AgreedOutcome], reader: Reader, results: Iterable[Result] = (), look: SecondLook | None = None
) -> tuple[OutcomeSeen, ...]:
    """The agreed outcomes with what a report says of each; with the second school's words once it has sent them."""
    said = {each.outcome_id: each for each in results}
    second = {each.outcome_id: LEVELS[each.level] for each in look.levels.all()} if look and look.at else {}
    return tuple(
        OutcomeSeen(
            each.number,
            reader.text(each.what),
            reader.text(each.start),
            reader.text(each.hoped),
            FRAMEWORK[each.framework],
            LEVELS[said[each.pk].level] if each.pk in said else "",
            _note(said[each.pk], reader) if each.pk in said else "",
            second.get(each.pk, ""),
        )
        for each in outcomes
    )


def _note(result: Result, reader: Reader) -> str:
    if result.why_cannot_say:
        return reader.text(result.why_cannot_say)
    if result.reached is not None and reader.sees_numbers:
        return f"{result.reached} of the pupils reached it."
    return ""


def report_seen(
    report: Report, outcomes: Sequence[AgreedOutcome], reader: Reader, returned: Decimal = NOTHING
) -> ReportSeen:
    """A report as this reader may see it. `returned`: what it and those before it gave back in all, in pounds."""
    look = getattr(report, "second_look", None)
    return ReportSeen(
        who=report.by.name,
        at=report.at,
        number=report.number,
        lines=tuple(line for line in _lines(report, reader, returned) if line.text),
        outcomes=outcomes_seen(outcomes, reader, report.results.all(), look),
        strength=""
        if report.happened in NOTHING_TO_SAY
        else STRENGTHS[strength_of(report.evidence, before=report.before, after=report.after)],
        second_look=_second_look(look),
    )


def _lines(report: Report, reader: Reader, returned: Decimal) -> Iterator[Line]:
    yield Line("Did the support happen?", HAPPENED[report.happened])
    yield Line("Why was it not as agreed?", reader.text(report.why_not))
    yield Line("How do you know?", ", ".join(EVIDENCE[each] for each in report.evidence))
    if report.measure:
        figures = f"{report.measure}: {report.before} before, {report.after} after"
        yield Line("Measured", reader.text(figures))
    yield Line("What did you see?", reader.text(report.how_known))
    yield Line("What did the pupil say?", reader.text(report.pupil_said) or not_asked(report, reader))
    if report.spent is not None:
        yield Line("Money spent", say_money(report.spent))
    if returned:
        own = report.returned or NOTHING
        whole = f" ({say_money(returned)} in all)" if returned != own else ""
        yield Line("Returned to the community", f"{say_money(own)}{whole}")
    if report.needed_until:
        yield Line("The rest is still needed until", show_day(report.needed_until))
    yield Line("What happens next?", NEXT[report.next])
    if report.happened not in NOTHING_TO_SAY:
        yield Line("Would you do it again?", "Yes" if report.again else "No")
    yield Line("For whom would it work?", reader.text(report.for_whom))


def not_asked(report: Report, reader: Reader) -> str:
    """Why the pupil was not asked."""
    return f"Not asked: {reader.text(report.not_asked)}" if report.not_asked else ""


def _second_look(look: SecondLook | None) -> str:
    if look is None:
        return ""
    if look.at is None:
        return f"{look.school.name} was drawn to take a second look by {show_day(look.due_on)}."
    return f"{look.school.name} took a second look. {look.words}".strip()


def texts_of(outcomes: Iterable[AgreedOutcome], reports: Iterable[Report]) -> Iterator[str]:
    """All that was typed in them: which pupils it names is recorded as a sight."""
    for each in outcomes:
        yield from (each.what, each.start, each.hoped)
    for report in reports:
        yield from (
            report.why_not,
            report.how_known,
            report.pupil_said,
            report.not_asked,
            report.for_whom,
            report.measure,
        )
        yield from (result.why_cannot_say for result in report.results.all())


def say_where_review_stands(review: Review, deadlines: Deadlines, today: date, *, own: bool) -> str:
    """Where it stands, who does what next, and by when."""
    school = "you" if own else review.school.name
    who = school[:1].upper() + school[1:]
    due = f"{show_day(review.due_on)}{deadlines.near(review.due_on, today)}"
    if review.state == ReviewIs.TO_AGREE:
        by, was = show_day(review.agree_by), review.agree_by < today
        need = "were due to" if own else "was due to"
        now = "need to" if own else "needs to"
        is_due = "was" if review.due_on < today else "is"
        return f"{who} {need if was else now} agree the outcomes by {by}. The review date {is_due} {show_day(review.due_on)}."
    if review.state == ReviewIs.UNDER_WAY:
        if review.due_on < today:
            return f"{who} {'were' if own else 'was'} due to report what came of the support by {due}."
        return f"{who} {'need' if own else 'needs'} to report what came of the support by {due}."
    if review.state == ReviewIs.REPORTED and review.reported_on:
        return f"{who} reported what came of the support on {show_day(review.reported_on)}."
    return "The decision was corrected and no longer approves support, so no report is needed."


def case_address(viewer: Viewer, review: Review) -> str:
    """Where the school of a review can write a case of what it tried, with the codes filled in and every text empty.

    Nothing for whoever writes no cases for it, or before it reported. One query.
    """
    if review.reported_on is None or not viewer.can(Permission.PRACTICE_WRITE, school=review.school):
        return ""
    rfr, decision = review.rfr, review.decision
    kinds = [kind for kind in Kind if getattr(decision, kind)]
    given = [("need", str(each)) for each in rfr.needs.order_by("pk").values_list("pk", flat=True)]
    given += [("school", str(review.school_id)), ("phase", review.school.phase)]
    given += [("key_stage", str(rfr.key_stage_id))] if rfr.key_stage_id else []
    given += [("kind", str(kinds[0]))] if len(kinds) == 1 else []
    return f"{reverse('practice_new')}?{urlencode(given)}"


def beside_request(viewer: Viewer, rfr: ResourceRequest) -> Beside | None:
    """On a request's page: where its outcomes stand, and the button of what its school is to do with them. One query."""
    if rfr.decision is None or not supports(rfr.decision):
        return None
    review = review_of(rfr)
    if review is None:
        return None
    own = review.school_id in viewer.school_ids
    deadlines = deadlines_of(review.authority, on=viewer.today)
    links = [Go("See the outcomes", reverse("request_outcomes", args=[rfr.reference]))]
    if may_review(viewer, OfReview.REPORT, review) and viewer.today >= first_day_to_remind(deadlines, review.due_on):
        links.insert(0, Go("Report outcomes", reverse("request_report", args=[rfr.reference]), button=True))
    elif review.state == ReviewIs.TO_AGREE and may_review(viewer, OfReview.AGREE, review):
        links.insert(0, Go("Agree outcomes", reverse("request_agree_outcomes", args=[rfr.reference]), button=True))
    sentence = say_where_review_stands(review, deadlines, viewer.today, own=own)
    return Beside("Outcomes", "outcomes", (sentence,), tuple(links))


def happened_to_review(rfr: ResourceRequest) -> list[Happened]:
    """For the request's timeline: what was agreed, moved, reported and looked at again. One query, none before a decision."""
    if rfr.decision is None:
        return []
    rows = {f"review.{event}": REVIEWS.row(event).done for event in REVIEWS.events}
    rows |= {f"second_look.{event}": LOOKS.row(event).done for event in LOOKS.events}
    return [
        Happened(f"{done}{_returned_in(each)}", each.actor_name, each.at)
        for each in steps_of_review(rfr)
        if (done := rows.get(each.action, ""))
    ]


def _returned_in(step: Event) -> str:
    back, none = (step.after or {}).get("returned"), say_money(NOTHING)
    return f", and returned {back}" if back not in (None, none) else ""
