"""The life of an invitation: every state by every event, as it should be, written by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from locality.communities.models import Invitation
from locality.communities.rules import why_not_invitation
from locality.communities.workflow import INVITATIONS, E
from locality.values.refusals import NotPossible
from tests.refusals import said

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
SENT = {"invited_at": NOW - timedelta(days=10), "expires_at": NOW + timedelta(days=4)}
STATES = {
    "waiting": Invitation(**SENT),
    "ended": Invitation(**SENT | {"expires_at": NOW}),
    "accepted": Invitation(**SENT, accepted_at=NOW),
    "withdrawn": Invitation(**SENT, withdrawn_at=NOW),
}
GOES_TO = {
    ("waiting", "resend"): "waiting",
    ("ended", "resend"): "waiting",
    ("waiting", "withdraw"): "withdrawn",
    ("ended", "withdraw"): "withdrawn",
    ("waiting", "accept"): "accepted",
}
SAID = {
    (
        "ended",
        "accept",
    ): "This invitation ended on Tuesday 24 November 2026. Ask the person who sent it to send it again.",
    ("accepted", "accept"): "This invitation has been used. Sign in to Locality with the address it was sent to.",
    ("accepted", "resend"): "This invitation has been used. Sign in to Locality with the address it was sent to.",
    ("accepted", "withdraw"): "This invitation has been accepted. End the office instead.",
    (
        "withdrawn",
        "accept",
    ): "This invitation has been withdrawn. Ask the person who sent it why, or who invites you now.",
    (
        "withdrawn",
        "resend",
    ): "This invitation has been withdrawn. Ask the person who sent it why, or who invites you now.",
    (
        "withdrawn",
        "withdraw",
    ): "This invitation has been withdrawn. Ask the person who sent it why, or who invites you now.",
}


@pytest.mark.parametrize("state", [each.slug for each in INVITATIONS.states])
@pytest.mark.parametrize("event", list(E))
def test_every_event_in_every_state(state: str, event: E) -> None:
    invitation = STATES[state]
    assert invitation.state_at(NOW) == state
    let = {guard: lambda: None for guard in INVITATIONS.guards(event)}
    assert said(why_not_invitation(invitation, NOW, event)) == SAID.get((state, event))
    if goes_to := GOES_TO.get((state, event)):
        assert INVITATIONS.ask(state, event, let) == goes_to
        return
    with pytest.raises(NotPossible, match="You cannot do this now because the invitation is now “"):
        INVITATIONS.ask(state, event, let)


def test_only_taking_it_up_has_guards() -> None:
    assert {event: INVITATIONS.guards(event) for event in INVITATIONS.events} == {
        "resend": (),
        "withdraw": (),
        "accept": (
            "it was sent to the address of whoever takes it up",
            "whoever sent it may still give that office",
            "no account of that address was closed",
        ),
    }
