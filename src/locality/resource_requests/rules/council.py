"""When the council may act on a request it received, and why not: one sentence, or nothing where it may."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from locality.accounts.models import User
from locality.communities.models import Office
from locality.resource_requests.content import council_words
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest, Step
from locality.resource_requests.workflow import E, G, S
from locality.values.dates import show_day, show_moment
from locality.values.refusals import Refusal
from locality.values.working_days import day_of

_NOT_ASKED = "There is no question from the council to answer."

MORE_RECORDED = "Someone recorded more here after you opened this page, so your entry is not recorded yet."
"""Why nothing is recorded of a request's money on a page that did not show what stands."""


def took_part(rfr: ResourceRequest, people: Iterable[int]) -> set[int]:
    """Those of these people who took part in deciding on the request: the council's part of it is for other hands.

    Who recorded any decision on it, and who held an office in the community or one of its schools when that decided.
    The database keeps the same (trigger of `CouncilSection`).
    """
    theirs = Decision.objects.filter(is_part_of(OuterRef("pk")), rfr=rfr)
    return set(User.objects.filter(Exists(theirs), pk__in=sorted(set(people))).values_list("pk", flat=True))


def is_part_of(person: int | OuterRef) -> Q:
    """Of decisions: whether this person took part, for rules and for lists of requests alike."""
    sat = Office.objects.filter(
        Q(end__isnull=True) | Q(end__gte=OuterRef("decided_on")),
        Q(community=OuterRef("rfr__community")) | Q(school__community=OuterRef("rfr__community")),
        person=OuterRef(person) if isinstance(person, OuterRef) else person,
        start__lte=OuterRef("decided_on"),
    )
    return Q(recorded_by=person) | Q(~Q(method=Decision.Method.COUNCIL), Exists(sat))


def something_else_was_approved(decision: Decision) -> bool:
    """Whether the decision grants more than a referral to the council."""
    return decision.outcome == Decision.Outcome.APPROVED and (
        decision.advice or decision.school_support or decision.funding
    )


def review_is_asked(rfr: ResourceRequest) -> bool:
    """Whether the community asked for the council's review (FORM-12) and the council has not answered yet."""
    decision = rfr.decision
    if rfr.state != S.ACKNOWLEDGED or decision is None or not decision.council_referral:
        return False
    return not Step.objects.filter(rfr=rfr, event=E.COUNCIL_KEEP, at__gte=decision.recorded_at).exists()


def still_asked(rfr: ResourceRequest) -> set[str]:
    """Who has yet to answer a question of the council about it: values of `CouncilQuestion.To`."""
    waiting = CouncilQuestion.objects.filter(rfr=rfr, answered_at=None)
    return set(waiting.values_list("to", flat=True))


def _is_asked(rfr: ResourceRequest, to: CouncilQuestion.To) -> bool:
    return CouncilQuestion.objects.filter(rfr=rfr, to=to, answered_at=None).exists()


def _why_not_before_review(rfr: ResourceRequest, _person: User) -> Refusal | None:
    if not review_is_asked(rfr):
        return None
    return Refusal("The community asked for the council’s review. A council moderator must decide that first.")


def _why_not_review(rfr: ResourceRequest, _person: User) -> Refusal | None:
    if review_is_asked(rfr):
        return None
    return Refusal("The community did not ask for the council’s review, or the council has already answered.")


def _why_not_answer_as_clerk(rfr: ResourceRequest, _person: User) -> Refusal | None:
    return None if _is_asked(rfr, CouncilQuestion.To.CLERK) else Refusal(_NOT_ASKED)


def _why_not_answer_as_school(rfr: ResourceRequest, _person: User) -> Refusal | None:
    return None if _is_asked(rfr, CouncilQuestion.To.SCHOOL) else Refusal(_NOT_ASKED)


def _why_not_ask(rfr: ResourceRequest, _person: User) -> Refusal | None:
    if not still_asked(rfr) >= set(CouncilQuestion.To.values):
        return None
    return Refusal("The school and the clerk have not answered your last questions yet. Wait for their answers.")


def _why_not_back(rfr: ResourceRequest, _person: User) -> Refusal | None:
    return None if rfr.final_amount else Refusal("Nothing is paid for this request, so there is no money to take back.")


def _why_not_refuse(rfr: ResourceRequest, _person: User) -> Refusal | None:
    if rfr.decision is None or not something_else_was_approved(rfr.decision):
        return None
    return Refusal(
        "The community approved other support, which declining would take away. Keep the community’s decision instead."
    )


def _why_not_leave(rfr: ResourceRequest, _person: User) -> Refusal | None:
    if rfr.decision is None or something_else_was_approved(rfr.decision):
        return None
    return Refusal("The community approved nothing except the council’s review. Approve or decline the request.")


def _why_other_hands(rfr: ResourceRequest, person: User) -> Refusal | None:
    if not took_part(rfr, [person.pk]):
        return None
    return Refusal(f"You took part in the decision on {rfr.reference}, so someone else must do this.")


COUNCIL_GUARDS: Mapping[G, Callable[[ResourceRequest, User], Refusal | None]] = {
    G.REVIEW_ANSWERED: _why_not_before_review,
    G.REVIEW_ASKED: _why_not_review,
    G.CLERK_IS_ASKED: _why_not_answer_as_clerk,
    G.SCHOOL_IS_ASKED: _why_not_answer_as_school,
    G.SOMEBODY_TO_ASK: _why_not_ask,
    G.MONEY_IS_PAID: _why_not_back,
    G.NOTHING_ELSE_APPROVED: _why_not_refuse,
    G.SOMETHING_ELSE_APPROVED: _why_not_leave,
    G.OTHER_HANDS: _why_other_hands,
}
"""The guards of the council's part, which its actions ask too: each says why not, or nothing."""


def who_replied(event: E, rfr: ResourceRequest, person: User) -> str:
    """Who answered the council's last question before this person could, and when; nothing where none was asked. One query."""
    to = CouncilQuestion.To.CLERK if event is E.REPLY else CouncilQuestion.To.SCHOOL
    asked = CouncilQuestion.objects.filter(rfr=rfr, to=to, answered_at__isnull=False)
    last = asked.select_related("answered_by").order_by("-answered_at").first()
    if last is None or last.answered_by is None or last.answered_at is None:
        return ""
    who = "You" if last.answered_by_id == person.pk else last.answered_by.name
    return f"{who} answered the council’s question on {show_moment(last.answered_at)}. You do not need to answer it."


def received_day(rfr: ResourceRequest) -> date:
    """The day the council received it; requests from before that was kept count from their last step."""
    return rfr.received_on or day_of(rfr.state_since)


def why_not_processed_on(rfr: ResourceRequest, day: date, today: date) -> Refusal | None:
    """The day of processing lies between receipt and today."""
    if day > today:
        return Refusal("The date the request was processed cannot be in the future.", "processed_on")
    if day < received_day(rfr):
        return Refusal(
            f"The date the request was processed cannot be before {show_day(received_day(rfr))}, when it was received.",
            "processed_on",
        )
    return None


def why_not_section(
    rfr: ResourceRequest,
    decision: Decision,
    *,
    final: Decimal | None,
    moderated: bool,
    reason: str,
    period: tuple[date | None, date | None],
    processed_on: date | None,
    today: date,
) -> list[Refusal]:
    """All that is wrong with the council's section, each at the answer that is to be mended (FORM-13).

    `period`: the days of support, as far as the section asks them. A form shows all; an action refuses with the first.
    """
    label = council_words.moderated(rfr.authority.short)
    found: list[Refusal | None] = [*why_not_final(decision, final, moderated=moderated, reason=reason, label=label)]
    starts_on, ends_on = period
    if starts_on and ends_on and ends_on < starts_on:
        found.append(Refusal("The last day of support must be the same as or after the first day", "ends_on"))
    if processed_on:
        found.append(why_not_processed_on(rfr, processed_on, today))
    return [each for each in found if each]


def why_not_final(
    decision: Decision, final: Decimal | None, *, moderated: bool, reason: str, label: str
) -> list[Refusal]:
    """All that is wrong with a final amount, each at the answer that is to be mended (FORM-13).

    `label`: what the form calls whether the request was moderated.
    """
    if not decision.funding:
        no_money = Refusal("No money was approved, so there is no final amount.", "final_amount")
        return [no_money] if final is not None else []
    if final is None:
        return [Refusal("Enter the final amount, or 0 if the council pays nothing", "final_amount")]
    if final == decision.amount:
        return []
    found = []
    if not reason.strip():
        found.append(Refusal("Enter why the final amount is different from the amount approved", "reason"))
    if not moderated:
        found.append(Refusal(f"Select yes for “{label}”, because the final amount is different", "moderated"))
    return found
