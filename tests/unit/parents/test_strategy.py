"""The paragraph for a school's inclusion strategy names no pupil and no number that tells of one."""

from decimal import Decimal

import pytest

from locality.parents.presenters.strategy import paragraph, say_came
from locality.parents.queries.strategy import Agreed
from locality.resource_requests.content.questions import Kind


@pytest.mark.clause("RES-3")
def test_it_says_what_was_agreed_what_it_cost_and_what_came_of_it() -> None:
    agreed = Agreed(3, 12, (Kind.ADVICE, Kind.FUNDING), Decimal(4200), 11)
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", agreed, "Of these, 2 reached what we hoped for.")
    assert text == (
        "Hill Road is part of a community of schools, Weald North. The schools share advice, help and money for pupils with "
        "special educational needs and disabilities. In 2026 to 2027, the community agreed 3 requests from our school for "
        "advice and guidance and a financial contribution. In all, the requests were for 12 pupils. The community’s "
        "money for this support comes to £4,200. Of these, 2 reached what we hoped for."
    )


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize(("requests", "pupils"), [(1, 1), (1, 9), (3, 9)])
def test_of_few_pupils_neither_the_requests_nor_the_money_is_told(requests: int, pupils: int) -> None:
    agreed = Agreed(requests, pupils, (Kind.ADVICE, Kind.FUNDING), Decimal(4824), pupils)
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", agreed)
    assert text.endswith(
        " In 2026 to 2027, the community agreed support for some of our pupils: advice and guidance and a financial "
        "contribution."
    )
    assert "£" not in text


@pytest.mark.clause("RES-9")
def test_the_money_of_few_among_many_is_not_told() -> None:
    """One funded request among many others: its sum would be that of one child."""
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", Agreed(12, 30, (Kind.FUNDING,), Decimal(4824), 9))
    assert text.endswith("In all, the requests were for 30 pupils.")


def test_one_request_for_many_pupils_is_said_as_one() -> None:
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", Agreed(1, 10, (Kind.ADVICE,)))
    assert text.endswith(
        "the community agreed 1 request from our school for advice and guidance. In all, the request was for 10 pupils."
    )


@pytest.mark.clause("OBJ-3")
@pytest.mark.parametrize(
    ("came", "said"),
    [
        (["as_hoped"] * 4, ""),
        (["as_hoped"] * 4 + ["cannot_say"] * 3, ""),  # of four children alone
        (["cannot_say"] * 6, ""),
        (["as_hoped"] * 5, "We have reported that this support came to what we hoped, or more."),
        (["some"] * 5 + ["cannot_say"], "We have reported that this support brought some of what we hoped."),
        (["none"] * 5, "We have reported that this support did not yet change what we hoped."),
        (
            ["as_hoped", "none", "none", "none", "some"],
            "We have reported that some of this support came to what we hoped, or more.",
        ),
        (
            ["some", "none", "none", "none", "some"],
            "We have reported that some of this support brought some of what we hoped.",
        ),
    ],
)  # fmt: skip
def test_what_came_of_it_is_said_without_a_number_and_never_of_one_child(came: list[str], said: str) -> None:
    assert say_came(came) == said


@pytest.mark.clause("RES-3")
def test_without_a_request_it_says_so() -> None:
    text = paragraph("Hill Road", "Weald North", "2026 to 2027", Agreed())
    assert text.endswith("In 2026 to 2027, the community has not agreed a request from our school so far.")
    text = paragraph("Hill Road", "Weald North", "2025 to 2026", Agreed(), past=True)
    assert text.endswith("In 2025 to 2026, the community did not agree a request from our school.")
