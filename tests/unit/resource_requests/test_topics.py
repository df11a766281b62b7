"""The line that says what a request is about."""

import pytest

from locality.resource_requests.queries.topics import first_words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("How can we help?", "How can we help?"),
        ("  How can\n\nwe   help? ", "How can we help?"),
        (
            "How can three Year 2 pupils who leave the classroom many times a morning come to feel safe enough to stay?",
            "How can three Year 2 pupils who leave the classroom many times a morning come to feel safe…",
        ),
        ("a" * 200, "a" * 90 + "…"),
        ("", ""),
    ],
)
def test_it_is_the_beginning_cut_between_words(text: str, line: str) -> None:
    assert first_words(text) == line
