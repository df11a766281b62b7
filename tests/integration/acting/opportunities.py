"""What can be done with opportunities and with places at them, and who may."""

from django.utils import timezone

from locality.opportunities.actions import booking, holding, publishing, steps, telling
from locality.opportunities.models import Booking
from tests.integration.acting.acts import INNER, Do, act
from tests.integration.opportunities.arranging import books, held, past, published, said
from tests.world import Side

KEEPS = ("representative", "other_signatory", "locality_team")


@act(publishing.add_opportunity, *KEEPS)
def _(side: Side) -> Do:
    return lambda by: publishing.add_opportunity(host=side.other_school, said=said(), by=by, at=timezone.now())


@act(publishing.change_opportunity, *KEEPS)
def _(side: Side) -> Do:
    opportunity = published(side)
    return lambda by: publishing.change_opportunity(
        opportunity=opportunity, said=said(title="Another"), by=by, at=timezone.now()
    )


@act(publishing.go_ahead, *KEEPS)
def _(side: Side) -> Do:
    opportunity = published(side, fewest=2)
    return lambda by: publishing.go_ahead(opportunity=opportunity, by=by, at=timezone.now())


@act(publishing.cancel_opportunity, *KEEPS)
def _(side: Side) -> Do:
    opportunity = published(side)
    return lambda by: publishing.cancel_opportunity(opportunity=opportunity, reason="Ill", by=by, at=timezone.now())


@act(booking.book_place, "signatory", "school_editor", "conflicted_chair")
def _(side: Side) -> Do:
    """For the first school: whoever holds a role there."""
    opportunity = published(side)
    return lambda by: booking.book_place(opportunity=opportunity, school=side.school, by=by, at=timezone.now())


@act(booking.give_up_place, "signatory")
def _(side: Side) -> Do:
    """Whose place it is, and nobody else."""
    place = books(side, published(side), "signatory")
    return lambda by: booking.give_up_place(booking=place, by=by, at=timezone.now())


@act(holding.record_who_came, *KEEPS)
def _(side: Side) -> Do:
    opportunity = past(side, "signatory")
    came = [each.pk for each in Booking.objects.filter(opportunity=opportunity)]
    return lambda by: holding.record_who_came(opportunity=opportunity, came=came, by=by, at=timezone.now())


@act(holding.answer_question, "signatory")
def _(side: Side) -> Do:
    """Who came, and nobody else."""
    opportunity = past(side, "signatory")
    place = Booking.objects.get(opportunity=opportunity)
    held(side, opportunity, place)
    return lambda by: holding.answer_question(booking=place, text="Move it.", by=by, at=timezone.now())


for _each in (steps.take_opportunity, steps.take_booking):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = "asks the table, for the actions that have asked who may"
for _each in (telling.tell_of_opportunity, telling.tell_who_is_on_the_way, telling.tell_who_moved_up):
    INNER[f"{_each.__module__}.{_each.__qualname__}"] = "the emails of what an action has done"
INNER[f"{steps.__name__}.allow_to_keep"] = "is what the actions ask with"
