"""Errors are logged without what they quote."""

from locality.audit.logs import without_values
from locality.audit.seals import GENESIS, digest_of_row, digest_of_seal

PUPIL = "Marigold Xanthopoulos"


def test_an_error_is_logged_without_its_text() -> None:
    try:
        raise ValueError(PUPIL)
    except ValueError:
        event = without_values(None, "error", {"event": "broken", "exc_info": True})
    assert event["error"] == "ValueError"
    assert any("test_an_error_is_logged_without_its_text" in place for place in event["places"])
    assert PUPIL not in str(event)


def test_a_line_without_an_error_stays_as_it_is() -> None:
    assert without_values(None, "info", {"event": "fine"}) == {"event": "fine"}


def test_digests_tell_every_column_and_every_seal_before() -> None:
    assert digest_of_row({"id": 1, "a": "x"}) == digest_of_row({"a": "x", "id": 1})
    assert digest_of_row({"id": 1, "a": "x"}) != digest_of_row({"id": 1, "a": "y"})
    first = digest_of_seal(GENESIS, {"event": {"1": "aa"}})
    assert digest_of_seal(first, {"event": {"1": "aa"}}) != first
