"""What the library asks of people: to release cases, and to look again at those of their school (OBJ-2)."""

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import to_look_at_again, waiting_for
from locality.tasks.offers import About, Alike, Offer, Task, due_on
from locality.values.working_days import day_of


def tasks_for(viewer: Viewer) -> Offer:
    """One query for whoever may release cases, and one for whoever writes them."""
    return Offer(tasks=(*_to_release(viewer), *_to_review(viewer)))


def _to_release(viewer: Viewer) -> list[Task]:
    if not viewer.can_somewhere(Permission.PRACTICE_RELEASE):
        return []
    found = waiting_for.read(viewer)
    page = reverse("practice")
    alike = Alike("Read and release {number} cases", "Show cases", About("What works", page), page, names_each=True)
    return [
        Task(
            what="Read and release a case",
            button="Read the case",
            href=reverse("practice_release", args=[each.pk]),
            about=_about(each),
            since=day_of(each.asked_at) if each.asked_at else None,
            alike=alike,
        )
        for each in found
    ]


def _to_review(viewer: Viewer) -> list[Task]:
    if not viewer.can_somewhere(Permission.PRACTICE_WRITE):
        return []
    found = to_look_at_again.read(viewer, viewer.today)
    page = reverse("practice")
    alike = Alike(
        "Check that {number} cases are still right", "Show cases", About("What works", page), page, names_each=True
    )
    return [
        Task(
            what="Check that your case is still right",
            button="Check the case",
            href=reverse("practice_review", args=[each.pk]),
            about=_about(each),
            due=due_on(each.review_on, deadlines_of(each.authority, on=viewer.today), viewer.today),
            alike=alike,
        )
        for each in found
    ]


def _about(case: PracticeCase) -> About:
    return About(case.shown_title, reverse("practice_case", args=[case.pk]), case.community.name)
