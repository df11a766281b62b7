"""While a school writes: what others tried stands beside the question, and no request of another school (RES-2)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from locality.communities.models import AuthorityRules, School
from locality.practice.queries.like_this import Sums, sums_like_this
from tests.integration.outcomes.reviewing import agreed, sent
from tests.practice_world import case_in
from tests.world import PUPIL, Side, draft, needs, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-2")]


def _page(side: Side, rfr: Any, slug: str, who: str = "school_editor") -> str:
    client = Client()
    client.force_login(side.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(f"/requests/{rfr.reference}/write/{slug}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("slug", ["solution", "funding"])
def test_cases_like_it_stand_beside_the_question_and_the_costs(kent: Side, slug: str) -> None:
    case_in(kent, "released")
    rfr = draft(kent, needs=",".join(str(each.pk) for each in needs(kent, "SEMH")))
    page = _page(kent, rfr, slug)
    assert "What others tried" in page
    assert "A calm start for pupils who find mornings hard" in page
    assert "60 hours over 12 weeks, under £500. What came of it: some of what we hoped." in page
    assert "/practice/?phase=primary&amp;need=" in page


def test_drafts_withdrawn_cases_and_other_councils_are_never_there(kent: Side, elsewhere: Side) -> None:
    case_in(kent, "draft")
    case_in(kent, "withdrawn")
    case_in(elsewhere, "released")
    rfr = draft(kent, needs=",".join(str(each.pk) for each in needs(kent, "SEMH")))
    assert "What others tried" not in _page(kent, rfr, "solution")


def test_sums_count_the_decided_requests_of_one_need_and_phase(kent: Side) -> None:
    semh = needs(kent, "SEMH")
    typed = {"needs": ",".join(str(each.pk) for each in semh)}
    for _ in range(2):
        review = agreed(kent)
        review.rfr.needs.set(semh)
        sent(kent, review)
    for state in ("approved", "declined", "submitted", "draft"):
        request_in(kent, state, **typed)
    found = sums_like_this(kent.authority.pk, [each.pk for each in semh], "primary")
    assert found == Sums(decided=4, agreed=3, reported=2, hoped=2)
    assert sums_like_this(kent.authority.pk, [each.pk for each in semh], "secondary") == Sums()
    assert sums_like_this(kent.authority.pk, [], "primary") == Sums()


def test_nothing_of_another_schools_request_is_told(kent: Side) -> None:
    """Not with enough of them for sums, and not for the words that both hold."""
    AuthorityRules.objects.filter(authority=kent.authority).update(small_number_below=1)
    semh = needs(kent, "SEMH")
    typed = {"needs": ",".join(str(each.pk) for each in semh)}
    theirs = request_in(kent, "approved", solution=f"How can {PUPIL} enjoy the trampoline in the hall?", **typed)
    School.objects.filter(pk=theirs.school_id).update(phase="primary")
    mine = draft(kent, solution="How can a pupil enjoy the trampoline?", **typed)
    page = _page(kent, mine, "funding")
    assert "Of 1 request with these needs, all were agreed." in page
    for word in (theirs.reference, PUPIL, "in the hall"):
        assert word not in page


def test_the_page_asks_five_queries_more_at_most(
    kent: Side, django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        case_in(kent, "released")
    rfr = draft(kent, needs=",".join(str(each.pk) for each in needs(kent, "SEMH")))
    client = Client()
    client.force_login(kent.people["school_editor"], backend="allauth.account.auth_backends.AuthenticationBackend")
    path = f"/requests/{rfr.reference}/write/solution/"
    client.get(path)
    asked: list[int] = []

    def count_of(page: Callable[[], Any]) -> int:
        with django_assert_max_num_queries(60) as found:
            page()
        return len(found)

    asked.append(count_of(lambda: client.get(path)))
    monkeypatch.setattr("locality.writing.views.sections.BESIDE", ())
    asked.append(count_of(lambda: client.get(path)))
    assert asked[0] - asked[1] <= 5
