"""What outcomes ask of a school, of the school that takes a second look, and what the clerk waits for (OBJ-1)."""

from datetime import date, timedelta

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines, deadlines_by_authority
from locality.communities.scope import Viewer
from locality.outcomes.models import Review, SecondLook
from locality.outcomes.queries import late_reviews_for, looks_for, reporters_of, reviews_for_schools
from locality.outcomes.rules import first_day_to_remind
from locality.outcomes.workflow import ReviewIs
from locality.tasks.offers import About, Offer, Reminder, Task, Waiting, due_on
from locality.values.working_days import day_of

MOST = 25
_AHEAD = timedelta(days=45)
"""More than 20 working days, whatever holidays there are."""


def tasks_for(viewer: Viewer) -> Offer:
    """A query for each of the three that the person may do; none for whoever may do nothing of it."""
    mine = (
        list(reviews_for_schools(viewer, viewer.today + _AHEAD)[:MOST])
        if viewer.can_somewhere(Permission.OUTCOMES_REPORT)
        else []
    )
    looks = list(looks_for(viewer)[:MOST]) if viewer.can_somewhere(Permission.OUTCOMES_LOOK) else []
    late = list(late_reviews_for(viewer)[:MOST]) if viewer.can_somewhere(Permission.REQUEST_HAND_OVER) else []
    known = [*(each.authority for each in (*mine, *late)), *(each.report.review.rfr.authority for each in looks)]
    deadlines = deadlines_by_authority(known, on=viewer.today)
    tasks = [_task(each, deadlines[each.authority_id], viewer.today) for each in mine]
    return Offer(
        tasks=(
            *(task for task in tasks if task),
            *(_look(each, deadlines[each.report.review.authority_id], viewer.today) for each in looks),
        ),
        waiting=tuple(_waiting(each, deadlines[each.authority_id], viewer.today) for each in late),
    )


def _about(review: Review) -> About:
    rfr = review.rfr
    return About(
        name=rfr.reference,
        href=reverse("request_outcomes", args=[rfr.reference]),
        place=review.school.name,
        part_of=review.community.name,
        topic=rfr.topic,
    )


def _task(review: Review, deadlines: Deadlines, today: date) -> Task | None:
    """To agree at once; to report from 20 working days before the review date."""
    if review.state == ReviewIs.TO_AGREE:
        return Task(
            what="Agree the outcomes of approved support",
            button="Agree outcomes",
            href=reverse("request_agree_outcomes", args=[review.rfr.reference]),
            about=_about(review),
            due=due_on(review.agree_by, deadlines, today),
            since=day_of(review.since),
        )
    if today < first_day_to_remind(deadlines, review.due_on):
        return None
    return Task(
        what="Report what came of the support",
        button="Report outcomes",
        href=reverse("request_report", args=[review.rfr.reference]),
        about=_about(review),
        due=due_on(review.due_on, deadlines, today),
    )


def _look(look: SecondLook, deadlines: Deadlines, today: date) -> Task:
    rfr = look.report.review.rfr
    page = reverse("request_second_look", args=[rfr.reference])
    return Task(
        what="Take a second look at another school’s report",
        button="Take a second look",
        href=page,
        about=About(name=rfr.reference, href=page, place=rfr.community.name, topic=rfr.topic),
        due=due_on(look.due_on, deadlines, today),
        since=day_of(look.drawn_at),
    )


def _waiting(review: Review, deadlines: Deadlines, today: date) -> Waiting:
    """What a school has not done in time: the clerk sees it, and can remind."""
    agrees = review.state == ReviewIs.TO_AGREE
    due = review.agree_by if agrees else review.due_on
    whom = f"editors and signatories at {review.school.name}"

    def people(on: date) -> list[User]:
        return reporters_of(review, on)

    return Waiting(
        now=f"{whom} need to {'agree the outcomes' if agrees else 'report what came of the support'}",
        about=_about(review),
        due=due_on(due, deadlines, today),
        since=due,
        age=deadlines.age(due, today),
        reminder=Reminder(
            kind="review",
            id=review.rfr.reference,
            whom=whom,
            people=people,
            authority=review.authority,
            reference=review.rfr.reference,
        ),
    )
