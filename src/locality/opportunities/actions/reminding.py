"""The worker tells a host on the last day to book that fewer people have booked than are needed (RES-8)."""

from datetime import datetime

from django.db import transaction

from locality.audit.actions import record
from locality.opportunities.actions.steps import lock_opportunity
from locality.opportunities.actions.telling import tell_of_opportunity
from locality.opportunities.models import Opportunity
from locality.opportunities.queries.opportunities import people_of_host
from locality.opportunities.rules.opportunities import few_have_booked, when_it_starts
from locality.opportunities.workflow import OpportunityIs
from locality.values.sentences import count
from locality.values.working_days import day_of


@transaction.atomic
def remind_of_few(opportunity: Opportunity, *, at: datetime) -> bool:
    """Tell the host once that too few have booked; whether it was told now. May be called again and again."""
    opportunity, today = lock_opportunity(opportunity.pk), day_of(at)
    is_time = opportunity.books_until <= today <= opportunity.day and opportunity.reminded_on is None
    if opportunity.state != OpportunityIs.PUBLISHED or not is_time or not few_have_booked(opportunity):
        return False
    opportunity.reminded_on = today
    opportunity.save(update_fields=["reminded_on"])
    people = people_of_host(opportunity, today)
    record("opportunity.reminded", opportunity, by=None, at=at, after={"told": len(people)})
    booked = count(opportunity.taken, "person has", "people have")
    tell_of_opportunity(
        people,
        opportunity,
        subject=f"Fewer people than needed have booked: {opportunity.title}",
        lines=[
            f"{booked} booked {opportunity.title} on {when_it_starts(opportunity)}. You need {opportunity.fewest}.",
            "Cancel it, or say that you will go ahead.",
        ],
        by=None,
        at=at,
    )
    return True
