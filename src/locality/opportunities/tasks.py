"""What opportunities ask of their hosts: offered to the home page (RES-8)."""

from django.urls import reverse

from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.opportunities.models import Opportunity
from locality.opportunities.queries.opportunities import to_do_for
from locality.tasks.offers import About, Alike, Offer, Task, due_on
from locality.values.dates import show_short_day
from locality.values.sentences import count


def tasks_for(viewer: Viewer) -> Offer:
    """One query for who hosts; none for whoever does not."""
    return Offer(tasks=tuple(_task(each, viewer) for each in to_do_for(viewer)))


def _task(opportunity: Opportunity, viewer: Viewer) -> Task:
    page = reverse("opportunity", args=[opportunity.pk])
    what = About(
        opportunity.title, page, opportunity.host, topic=f"{opportunity.get_kind_display()} on {show_short_day(opportunity.day)}"
    )  # fmt: skip
    if opportunity.day < viewer.today:
        past = f"{reverse('opportunities')}?when=past"
        return Task(
            what="Say who came",
            button="Say who came",
            href=reverse("opportunity_who_came", args=[opportunity.pk]),
            about=what,
            since=opportunity.day,
            alike=Alike("Say who came to {number} opportunities", "See them", About("Past opportunities", past), past),
        )
    booked = count(opportunity.taken, "person has", "people have")
    return Task(
        what=f"Fewer people than needed have booked: cancel or go ahead. {booked} booked, and you need {opportunity.fewest}.",
        button="Decide",
        href=page,
        about=what,
        due=due_on(opportunity.day, deadlines_of(opportunity.authority, on=viewer.today), viewer.today),
        since=opportunity.books_until,
    )
