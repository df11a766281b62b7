"""The receiving school says whether finished support helped, and what changed (RES-6)."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.communities.hiding import without_pupils
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.support.actions.answering import lock_placement
from locality.support.actions.steps import take_placement
from locality.support.models import Helped, Placement
from locality.support.queries.helped import last_said
from locality.support.rules import placements as rules
from locality.support.workflow import OfPlacement
from locality.values.refusals import refuse
from locality.values.whole import whole

LONGEST_CHANGED = 300


@transaction.atomic
def judge_support(
    *, placement: Placement, helped: str, changed: str, by: Viewer, at: datetime, seen: int | None = None
) -> Helped:
    """Say whether it helped, and what changed; said again, the last counts. Nobody is told. Raises NotPossible.

    `seen`: the answer that the page showed, 0 for none, where a page asks.
    """
    placement = lock_placement(placement)
    allow(by, Permission.SUPPORT_JUDGE, school=placement.receiver)
    refuse(rules.why_not_answer(helped))
    refuse(rules.why_not_answered_as_seen(last_said(placement), seen))
    take_placement(placement, OfPlacement.JUDGE, {}, by=by, at=at, after={"helped": helped})
    said = whole(
        without_pupils(changed.strip(), [placement.receiver.community, placement.school.community]), LONGEST_CHANGED
    )
    return Helped.objects.create(placement=placement, helped=Helped.Answer(helped), changed=said, by=by.user, at=at)
