"""Reads of what the council received, and of who answers for it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.budgets.queries.held import instalments_to_pay, paid_entries
from locality.budgets.queries.payments import PaymentLine, most_returnable, support_of
from locality.communities.models import Area
from locality.communities.queries import holders, offices_on
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.resource_requests.events import AFTER_PROCESSING
from locality.resource_requests.models import CouncilQuestion, ResourceRequest, Step
from locality.resource_requests.queries.early_end import EarlyEnd, early_end
from locality.resource_requests.queries.requests import Requests, requests
from locality.resource_requests.rules.council import took_part
from locality.resource_requests.states import PROCESSED_STATES, RECEIVED_STATES, whose_turn
from locality.resource_requests.workflow import E, S, Turn
from locality.values.marks import mark_of
from locality.values.numbers import typed_number

To = CouncilQuestion.To
_LONGEST_COUNT = 4  # digits: nobody records more often


def received_by(viewer: Viewer) -> Requests:
    """The requests in which this person does the council's part: an officer's area, or the whole council."""
    places = viewer.scope(Permission.REQUEST_MODERATE)
    return requests().filter(places.q(area="community__area_id", authority="authority_id"))


def review_asked() -> Q:
    """Received, and the community asked for the council's own review, which is still to come."""
    answered = Step.objects.filter(rfr=OuterRef("pk"), event=E.COUNCIL_KEEP, at__gte=OuterRef("decision__recorded_at"))
    return Q(~Exists(answered), state=S.ACKNOWLEDGED, decision__council_referral=True)


def open_question_to(to: CouncilQuestion.To) -> Q:
    """Whether a question of the council to the school, or to the clerk, waits for its answer.

    From the few questions to their requests: from each request to its questions, all that was ever paid would be read.
    """
    return Q(pk__in=CouncilQuestion.objects.filter(to=to, answered_at=None).values("rfr"))


@CompiledModels
def council_questions_of(rfr: int) -> QuerySet[CouncilQuestion]:
    """The council's questions on a request, and the answers."""
    return CouncilQuestion.objects.filter(rfr=rfr).select_related("asked_by", "answered_by").order_by("id")


def moderators_of(rfr: ResourceRequest, *, on: date) -> list[User]:
    """Who may stand on the form as "Moderated / Approved by": the area's officers and the council's moderators.

    Not who took part in deciding on the request, nor who holds an office in its school.
    """
    people = holders(Permission.REQUEST_MODERATE, on=on, area=rfr.community.area, authority=rfr.authority)
    return sorted(in_other_hands(rfr, people, on=on), key=lambda each: (each.name, each.pk))


def in_other_hands(rfr: ResourceRequest, people: Collection[User], *, on: date) -> list[User]:
    """Those who neither took part in deciding on the request nor hold an office in its school: two queries."""
    apart = took_part(rfr, [each.pk for each in people])
    apart |= set(offices_on(on).filter(school=rfr.school_id).values_list("person_id", flat=True))
    return [each for each in people if each.pk not in apart]


class Waiting(StrEnum):
    """What a received request waits for; the values stand in addresses."""

    ALL = ""
    TO_PROCESS = "to-process"
    TO_DECIDE = "to-decide"
    TO_PAY = "to-pay"
    PROCESSED = "processed"


_STATES: Mapping[Waiting, Iterable[str]] = {
    Waiting.ALL: RECEIVED_STATES,
    Waiting.TO_PROCESS: whose_turn(Turn.PROCESSOR),
    Waiting.TO_DECIDE: whose_turn(Turn.MODERATOR),
    Waiting.TO_PAY: PROCESSED_STATES,
    Waiting.PROCESSED: PROCESSED_STATES,
}


def still_to_pay() -> Exists:
    """Whether something of a request's decision is still to be paid."""
    return Exists(instalments_to_pay().filter(plan__decision_id=OuterRef("decision_id")))


def queue(viewer: Viewer, waiting: Waiting, *, area_id: int | None = None) -> Requests:
    """What the council received, oldest deadline first.

    A request to be processed comes in the order of receipt, one to be paid in that of approval: under one set of rules
    these are the orders of their deadlines.
    """
    found = received_by(viewer).filter(state__in=_STATES[waiting])
    if area_id:
        found = found.filter(community__area_id=area_id)
    if waiting is Waiting.TO_PAY:
        found = found.filter(still_to_pay())
    if waiting in {Waiting.TO_PAY, Waiting.PROCESSED}:
        return found.order_by("approved_on", "pk")
    return found.order_by(F("received_on").asc(nulls_first=True), "pk")


def areas_of(viewer: Viewer) -> QuerySet[Area]:
    """The areas in which this person does the council's part, by name."""
    scope = viewer.scope(Permission.REQUEST_MODERATE)
    return Area.objects.filter(scope.q(area="pk", authority="authority_id")).order_by("name")


@CompiledModels
def queue_rows(keys: Collection[int]) -> Requests:
    """The rows of a page of the queue, by the keys of requests that its reader may see.

    With places, the next payment's day, and whether any was made.
    """
    of_decision = instalments_to_pay().filter(plan__decision_id=OuterRef("decision_id"))
    of_decision = of_decision.order_by("due_on", "covers_from")
    return (
        requests()
        .with_places()
        .filter(pk__in=keys)
        .annotate(
            next_due=Subquery(of_decision.values("due_on")[:1]),
            begins=Subquery(of_decision.values("covers_from")[:1]),
            paid_once=Exists(paid_entries().filter(decision_id=OuterRef("decision_id"))),
        )
    )


def most_back(rfr: ResourceRequest, today: date) -> Decimal:
    """What of the money paid can still come back, in pounds: where support ended early, also what is marked as paid."""
    return most_returnable(rfr.decision_id or 0, today, marked=rfr.ended_on is not None)


def as_recorded(rfr: ResourceRequest, payments: Iterable[PaymentLine]) -> str:
    """The mark of a request's money as a page shows it: its early end, and its payments. Before it, how many steps led there.

    One query. `recorded_since` tells what such a mark does not know of.
    """
    lines = [[each.number, str(each.amount), each.cancelled, each.paid_at is not None] for each in payments]
    ended = rfr.ended_on.isoformat() if rfr.ended_on else ""
    return f"{_after_processing(rfr).count()} {mark_of([ended, lines])}"


def recorded_since(rfr: ResourceRequest, seen: str) -> QuerySet[Step]:
    """What was recorded of a request's money after a page with this mark was made; nothing where no page had it."""
    known = typed_number(seen.partition(" ")[0], _LONGEST_COUNT)
    steps = _after_processing(rfr)
    if known is None:
        return steps.none()
    return steps.select_related("by", "meeting").order_by("pk")[known:]


def _after_processing(rfr: ResourceRequest) -> QuerySet[Step]:
    return Step.objects.filter(rfr=rfr, event__in=AFTER_PROCESSING)


def early_end_of(rfr: ResourceRequest, payments: Iterable[PaymentLine]) -> EarlyEnd | None:
    """What an early end of this support would mean for these payments of it; None where none were planned: one query."""
    support = support_of(rfr.decision_id or 0)
    return early_end(support, rfr.ended_on, payments) if support else None
