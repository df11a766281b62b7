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
    kind = f"{opportunity.get_kind_display()} on {show_short_day(opportunity.day)}"
    if opportunity.day < viewer.today:
        past = f"{reverse('opportunities')}?when=past"
        return Task(
            what="Say who came",
            button="Say who came",
            href=reverse("opportunity_who_came", args=[opportunity.pk]),
            about=About(kind, page, opportunity.host, topic=opportunity.title),
            since=opportunity.day,
            alike=Alike("Say who came to {number} opportunities", "See them", About("Past opportunities", past), past),
        )
    booked = f"{count(opportunity.taken, 'person', 'people')} of the {opportunity.fewest} you need"
    return Task(
        what="Fewer people than needed have booked: cancel or go ahead",
        button="Cancel or go ahead",
        href=page,
        about=About(kind, page, opportunity.host, topic=opportunity.title, size=booked),
        due=due_on(opportunity.day, deadlines_of(opportunity.authority, on=viewer.today), viewer.today),
        since=opportunity.books_until,
    )
