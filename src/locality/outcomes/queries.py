"""Reads of reviews, entered through the viewer's scope."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import slugs_with
from locality.audit.models import Event
from locality.budgets.queries.held import coming_back, kept_by_decisions
from locality.communities.queries import holders, offices_on
from locality.communities.scope import Viewer
from locality.outcomes.models import AgreedOutcome, DraftReport, Report, Result, Review, SecondLevel, SecondLook
from locality.outcomes.workflow import ReviewIs
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.who_is_told import Audience, told_groups
from locality.resource_requests.workflow import Tell
from locality.values.money import NOTHING


def _whole(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return reviews.select_related(
        "rfr__school__authority", "rfr__community__area", "rfr__authority", "rfr__version", "rfr__decision", "decision", "school",
        "community", "authority",
    ).defer("rfr__search_text")  # fmt: skip


def review_of(rfr: ResourceRequest) -> Review | None:
    """The review of a request that the viewer may see, with its school and community: one query."""
    return _whole(Review.objects.filter(rfr=rfr)).first()


def steps_of_review(rfr: ResourceRequest) -> list[Event]:
    """What was done about the outcomes of a request, by the log, newest first: one query."""
    found = Event.objects.filter(subject_type__in=("review", "second_look"), subject_id=rfr.reference)
    return list(found.of_authorities([rfr.authority_id]).newest_first())


def locked_review(review: Review) -> Review:
    """The review as it stands now, held until the transaction ends."""
    return _whole(Review.objects.select_for_update(of=("self",))).get(pk=review.pk)


def outcomes_of(review: Review) -> list[AgreedOutcome]:
    """The agreed outcomes, in order."""
    return list(AgreedOutcome.objects.filter(review=review))


def reports_of(review: Review) -> list[Report]:
    """The school's reports, the latest first, each with its results and its second look."""
    results = Prefetch("results", Result.objects.select_related("outcome"))
    levels = Prefetch("second_look__levels", SecondLevel.objects.select_related("outcome"))
    found = Report.objects.filter(review=review).select_related("by", "second_look__school", "second_look__by")
    return list(found.prefetch_related(results, levels).order_by("-number"))


def draft_of(viewer: Viewer, review: Review) -> DraftReport | None:
    """What this person typed into a report and has not sent: one query."""
    return DraftReport.objects.filter(review=review, person=viewer.user).first()


def look_at(viewer: Viewer, reference: str) -> SecondLook | None:
    """The latest second look that a school of this person was drawn for, of a request of this reference."""
    if "\x00" in reference:
        return None
    found = SecondLook.objects.filter(report__review__rfr__reference=reference)
    mine = viewer.scope(Permission.OUTCOMES_LOOK).q(school="school_id")
    return (
        found.filter(mine)
        .select_related(
            "school", "report__by", "report__review__rfr__school__authority", "report__review__rfr__community__area",
            "report__review__rfr__version", "report__review__rfr__authority", "report__review__school",
            "report__review__rfr__decision",
        )
        .order_by("-pk")
        .first()
    )  # fmt: skip


def money_of(review: Review) -> Decimal:
    """What its school has or is to get, in pounds, less what was given back or is to be: two queries.

    None of it can be spent or returned before the council has processed it: then nothing, without a query.
    """
    if review.rfr.processed_on is None:
        return NOTHING
    kept = kept_by_decisions([review.decision_id]).get(review.decision_id, NOTHING)
    return kept - coming_back(review.decision_id)


def returned_before(review: Review) -> Decimal:
    """What earlier reports of it gave back, in pounds."""
    found = Report.objects.filter(review=review, returned__isnull=False).values_list("returned", flat=True)
    return sum((each for each in found if each), NOTHING)


def returned_with(report: Report, reports: Iterable[Report]) -> Decimal:
    """What a report and those before it gave back in all, in pounds."""
    return sum((each.returned or NOTHING for each in reports if each.number <= report.number), NOTHING)


def reviews_for_schools(viewer: Viewer, until: date) -> QuerySet[Review]:
    """What the schools of this person are to agree or, by a review date until this day, to report; soonest first."""
    mine = viewer.scope(Permission.OUTCOMES_REPORT).q(school="school_id")
    due = Q(state=ReviewIs.TO_AGREE) | Q(state=ReviewIs.UNDER_WAY, due_on__lte=until)
    return _whole(Review.objects.filter(mine & due)).order_by("due_on", "pk")


def late_reviews_for(viewer: Viewer) -> QuerySet[Review]:
    """What schools have not agreed or reported in time, for the clerks of their communities; the oldest first."""
    mine = viewer.scope(Permission.REQUEST_HAND_OVER).q(community="community_id")
    late = Q(state=ReviewIs.TO_AGREE, agree_by__lt=viewer.today) | Q(state=ReviewIs.UNDER_WAY, due_on__lt=viewer.today)
    return _whole(Review.objects.filter(mine & late)).order_by("due_on", "pk")


def looks_for(viewer: Viewer) -> QuerySet[SecondLook]:
    """The second looks that this person's schools are to take, soonest first."""
    mine = viewer.scope(Permission.OUTCOMES_LOOK).q(school="school_id")
    return (
        SecondLook.objects.filter(mine, at=None)
        .select_related("report__review__rfr__community", "report__review__rfr__authority", "school")
        .order_by("due_on", "pk")
    )


def reviews_to_remind(until: date, today: date) -> QuerySet[Review]:
    """What may be asked for today: under way, with a review date until this day, not reminded today."""
    found = Review.objects.filter(state=ReviewIs.UNDER_WAY, due_on__lte=until)
    return _whole(found.filter(Q(reminded_on=None) | Q(reminded_on__lt=today))).order_by("due_on", "pk")


def schools_to_draw(review: Review, others: Iterable[int], on: date) -> list[int]:
    """The open schools of the community that took no part in the request and have somebody who can take a second look."""
    found = review.community.schools.exclude(pk__in=[review.school_id, *others]).filter(closed_on=None)
    lookers = offices_on(on).filter(role__in=slugs_with(Permission.OUTCOMES_LOOK), school=OuterRef("pk"))
    return list(found.filter(Exists(lookers)).order_by("pk").values_list("pk", flat=True))


def told_of(review: Review, on: date, *, but: User | None) -> list[Audience]:
    """Whom a report or a moved review date tells: the clerk of its community."""
    return told_groups([Tell.CLERK], review.rfr, on=on, but=but)


def told_of_money(review: Review, on: date, *, but: User | None) -> list[Audience]:
    """Whom money that goes back tells too: the officer who processes what the communities of its area approve."""
    return told_groups([Tell.OFFICER], review.rfr, on=on, but=but)


def reporters_of(review: Review, on: date) -> list[User]:
    """Who reports for its school."""
    return holders(Permission.OUTCOMES_REPORT, on=on, school=review.school)


def lookers_of(look: SecondLook, on: date) -> list[User]:
    """Who takes the second look for the school that was drawn."""
    return holders(Permission.OUTCOMES_LOOK, on=on, school=look.school)


def locked_look(look: SecondLook) -> SecondLook:
    """A second look as it stands now, held until the transaction ends."""
    found = SecondLook.objects.select_for_update(of=("self",))
    return found.select_related("school", "report__review__rfr__school", "report__review__rfr__community").get(
        pk=look.pk
    )
