"""Another school says what it would have said: the same words, without knowing the school's (OBJ-1)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from locality.audit.actions import record
from locality.communities.scope import Viewer
from locality.outcomes.content import LEVELS
from locality.outcomes.models import SecondLevel, SecondLook
from locality.outcomes.queries import locked_look, outcomes_of
from locality.outcomes.rules import allow_look, why_no_look_now, why_not_look
from locality.outcomes.workflow import LOOKS, G, OfLook
from locality.resource_requests.actions.steps import without_names
from locality.values.refusals import Refusal, refuse_first


@transaction.atomic
def send_second_look(
    look: SecondLook, levels: Mapping[int, str], *, words: str, by: Viewer, at: datetime
) -> SecondLook:
    """Send a second look: a level for each outcome by its number. Raises NotAllowed and NotPossible."""
    look = locked_look(look)
    allow_look(by, OfLook.LOOK, look)
    LOOKS.ask(look.state, OfLook.LOOK, {G.OTHER_SCHOOL: lambda: why_not_look(by, look)}, why_no_look_now(look))
    outcomes = outcomes_of(look.report.review)
    refuse_first(
        Refusal("Select where you would say things are now", f"level_{each.number}")
        for each in outcomes
        if levels.get(each.number) not in LEVELS
    )
    look.words, look.by, look.at = without_names(look.report.review.rfr, words.strip()), by.user, at
    look.save(update_fields=["words", "by", "at"])
    SecondLevel.objects.bulk_create(
        SecondLevel(look=look, outcome=each, level=levels[each.number]) for each in outcomes
    )
    record(f"second_look.{OfLook.LOOK}", look, by=by.user, at=at)
    return look
