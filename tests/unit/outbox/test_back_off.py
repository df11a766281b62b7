"""When an unsent message is tried again."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from locality.outbox.delivery import next_attempt, server_is_away

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (50, 240)])
def test_the_wait_grows_to_four_hours(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "error", [OSError("no route"), TimeoutError(), SMTPServerDisconnected(), SMTPDataError(421, b"Going down")]
)
def test_a_server_that_is_away_ends_the_round(error: Exception) -> None:
    assert server_is_away(error)


@pytest.mark.parametrize(
    "error", [SMTPRecipientsRefused({"a@b.example": (550, b"Unknown")}), SMTPDataError(554, b"No"), ValueError()]
)
def test_a_message_refused_does_not(error: Exception) -> None:
    assert not server_is_away(error)
