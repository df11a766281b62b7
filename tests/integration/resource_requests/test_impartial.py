"""Nobody who holds an office in a school acts for community or council on its requests."""

import pytest
from django.utils import timezone

from locality.communities.models import Office
from locality.communities.queries import viewer_of
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules import permitted
from locality.resource_requests.workflow import E, G, S
from locality.values.working_days import day_of
from tests.world import Side, draft

OTHERS_DO = [
    (E.ADMIT, S.SUBMITTED, "chair"),
    (E.ACCEPT, S.SUBMITTED, "chair"),
    (E.RETURN, S.SUBMITTED, "chair"),
    (E.APPROVE, S.ACCEPTED, "clerk"),
    (E.DECLINE, S.ACCEPTED, "clerk"),
    (E.DEFER, S.ACCEPTED, "clerk"),
    (E.CORRECT_TO_APPROVED, S.DECLINED, "clerk"),
    (E.CORRECT_TO_DECLINED, S.APPROVED, "clerk"),
    (E.CORRECT_TO_REFUSED, S.APPROVED, "chair"),
    (E.ACKNOWLEDGE, S.HANDED_OVER, "hnf_officer"),
    (E.ASK, S.HANDED_OVER, "hnf_officer"),
    (E.GRANT, S.URGENT, "chair"),
    (E.REFUSE, S.URGENT, "chair"),
    (E.REFER, S.URGENT, "chair"),
    (E.TAKE_UP, S.ACKNOWLEDGED, "moderator"),
    (E.COUNCIL_APPROVE, S.WITH_COUNCIL, "moderator"),
    (E.COUNCIL_DECLINE, S.WITH_COUNCIL, "moderator"),
    (E.COUNCIL_KEEP, S.WITH_COUNCIL, "moderator"),
    (E.MODERATE, S.ACKNOWLEDGED, "hnf_officer"),
    (E.MODERATE, S.ACKNOWLEDGED, "moderator"),
    (E.QUERY, S.ACKNOWLEDGED, "moderator"),
    (E.GIVE_BACK, S.PROCESSED, "moderator"),
]
"""What is done to a request, the state it is done in, and an office that does it."""


@pytest.mark.parametrize(("event", "state", "role"), OTHERS_DO, ids=str)
def test_a_person_of_both_offices_leaves_it_to_another(kent: Side, event: E, state: S, role: str) -> None:
    request = draft(kent)
    ResourceRequest.objects.filter(pk=request.pk).update(state=state)
    request = ResourceRequest.objects.get(pk=request.pk)
    both, today = kent.people[role], day_of(timezone.now())
    sentence = f"You have a role at {kent.school.name}, so someone else must do this for its request."
    assert permitted.may(viewer_of(both, today), event, request).why not in {
        sentence,
        "Your role does not allow this.",
    }
    Office.objects.create(person=both, role="school_editor", authority=kent.authority, school=kent.school, start=today)
    assert permitted.may(viewer_of(both, today), event, request) == permitted.Answer(False, sentence)


def test_each_of_them_is_tried() -> None:
    assert {event for event, _, _ in OTHERS_DO} == {
        row.event for row in MACHINE.transitions if G.OTHER_SCHOOL in row.guards
    }
