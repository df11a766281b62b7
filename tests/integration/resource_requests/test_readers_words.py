"""A refusal names the state as the person who pressed reads it on the page: the school's word, or the officer's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.queries import viewer_of
from locality.council_section.actions import questioning
from locality.resource_requests.actions import reviewing
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E, S
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.world import Side, acting, draft

SAID = [
    (
        E.SUBMIT,
        S.ACCEPTED,
        "signatory",
        "You cannot do this now because the request is now “Accepted for the meeting”. Reload the page to see what you can do.",
    ),
    (
        E.SUBMIT,
        S.HANDED_OVER,
        "signatory",
        "You cannot do this now because the request is now “Sent to the council”. Reload the page to see what you can do.",
    ),
    (
        E.WITHDRAW,
        S.QUERIED,
        "signatory",
        "You cannot do this now because the request is now “Approved: council has a question”. "
        "Reload the page to see what you can do.",
    ),
    (
        E.DISCARD,
        S.SUBMITTED,
        "school_editor",
        "You cannot do this now because the request is now “Submitted”. Reload the page to see what you can do.",
    ),
    (
        E.REOPEN,
        S.RETURNED,
        "school_editor",
        "You cannot do this now because the request is now “Returned for changes”. Reload the page to see what you can do.",
    ),
    (
        E.REPLY_FOR_SCHOOL,
        S.HANDED_OVER,
        "school_editor",
        "You cannot do this now because the request is now “Sent to the council”. Reload the page to see what you can do.",
    ),
    (
        E.RETURN,
        S.HANDED_OVER,
        "chair",
        "You cannot do this now because the request is now “Sent to the area officer”. Reload the page to see what you can do.",
    ),
    (
        E.ACCEPT,
        S.ACCEPTED,
        "chair",
        "You cannot do this now because the request is now “Accepted for the meeting”. Reload the page to see what you can do.",
    ),
]
"""What is pressed, where the request stands, who presses, and what they are told."""

PRESS: dict[E, Callable[[Side, ResourceRequest], Any]] = {
    E.SUBMIT: lambda s, r: signing.submit(
        r, by=acting(s.people["signatory"]), signed_name="A", signed_role="Head", seen="", at=timezone.now()
    ),
    E.WITHDRAW: lambda s, r: signing.withdraw(r, reason="", by=acting(s.people["signatory"]), at=timezone.now()),
    E.DISCARD: lambda s, r: drafting.discard(r, by=acting(s.people["school_editor"]), at=timezone.now()),
    E.REOPEN: lambda s, r: drafting.reopen(r, by=acting(s.people["school_editor"]), at=timezone.now()),
    E.REPLY_FOR_SCHOOL: lambda s, r: questioning.reply(
        r, to=CouncilQuestion.To.SCHOOL, text="In May.", by=acting(s.people["school_editor"]), at=timezone.now()
    ),
    E.RETURN: lambda s, r: reviewing.return_to_school(
        r, missing="More", by=acting(s.people["chair"]), at=timezone.now()
    ),
    E.ACCEPT: lambda s, r: reviewing.accept(r, by=acting(s.people["chair"]), at=timezone.now()),
}


@pytest.mark.parametrize(("event", "state", "who", "sentence"), SAID)
def test_a_refusal_speaks_the_readers_words(kent: Side, event: E, state: S, who: str, sentence: str) -> None:
    rfr = draft(kent)
    ResourceRequest.objects.filter(pk=rfr.pk).update(state=state)
    rfr = ResourceRequest.objects.get(pk=rfr.pk)
    assert may(viewer_of(kent.people[who], day_of(timezone.now())), event, rfr).why == sentence
    with pytest.raises(NotPossible) as refused:
        PRESS[event](kent, rfr)
    assert refused.value.sentence == sentence
