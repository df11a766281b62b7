"""The paragraph for a school's inclusion strategy names no pupil and no number that tells of one."""

from decimal import Decimal

import pytest

from locality.parents.presenters.strategy import paragraph, say_came
from locality.parents.queries.strategy import Agreed
from locality.resource_requests.content.questions import Kind


@pytest.mark.clause("RES-3")
def test_it_says_what_was_agreed_what_it_cost_and_what_came_of_it() -> None:
    agreed = Agreed(3, 12, (Kind.ADVICE, Kind.FUNDING), Decimal(4200))
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", agreed, "Of these, 2 reached what we hoped for.")
    assert text == (
        "Hill Road is part of a community of schools, Weald North. The schools share advice, help and money for pupils with "
        "special educational needs and disabilities. In 2026 to 2027, the community agreed 3 requests from our school for "
        "advice and guidance and a financial contribution. In all, the requests were for 12 pupils. The community agreed "
        "£4,200 for this support. Of these, 2 reached what we hoped for."
    )


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize(
    ("pupils", "said"), [(1, "fewer than 10 pupils"), (9, "fewer than 10 pupils"), (10, "10 pupils")]
)
def test_a_few_pupils_are_not_counted(pupils: int, said: str) -> None:
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", Agreed(2, pupils, (Kind.ADVICE,)))
    assert f"In all, the requests were for {said}." in text
    assert "£" not in text


@pytest.mark.clause("OBJ-3")
@pytest.mark.parametrize(
    ("came", "said"),
    [
        (["as_hoped"] * 2, ""),
        (["as_hoped"] * 3, "We have reported that this support came to what we hoped, or more."),
        (
            ["as_hoped", "none", "cannot_say"],
            "We have reported that some of this support came to what we hoped, and some did not yet.",
        ),
        (["none", "cannot_say", "none"], "We have reported that we cannot yet show what this support changed."),
    ],
)  # fmt: skip
def test_what_came_of_it_is_said_without_a_number_and_never_of_one_child(came: list[str], said: str) -> None:
    assert say_came(came) == said


@pytest.mark.clause("RES-3")
def test_without_a_request_it_says_so() -> None:
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", Agreed())
    assert text.endswith("In 2026 to 2027, the community has not agreed a request from our school so far.")
