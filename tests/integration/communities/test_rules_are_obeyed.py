"""Changing a rule changes what people are offered: the rules that need a council to be seen at work."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules, Office, Term
from locality.schedule.models import Invitee
from tests.integration.meetings.live import room
from tests.world import Side, draft, request_in


def change(side: Side, **rules: Any) -> None:
    """The same rules, but for these."""
    AuthorityRules.objects.filter(authority=side.authority).update(**rules)
    side.authority.refresh_from_db()


def page(side: Side, role: str, name: str, *args: Any) -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.clause("FORM-12")
def test_what_a_community_may_decide(kent: Side) -> None:
    reference = request_in(kent, "to_decide").reference
    deferred, referral = 'value="deferred"', 'value="council_referral"'
    found = page(kent, "chair", "request_decide", reference)
    assert (deferred in found, referral in found) == (True, True)
    change(kent, defer_allowed=False)
    found = page(kent, "chair", "request_decide", reference)
    assert (deferred in found, referral in found) == (False, True)
    change(kent, defer_allowed=True, council_referral_allowed=False)
    found = page(kent, "chair", "request_decide", reference)
    assert (deferred in found, referral in found) == (True, False)


@pytest.mark.clause("MEM-3")
@pytest.mark.parametrize(
    ("rules", "votes"),
    [
        ({}, {"chair": True, "clerk": False, "adviser": False, "member without authority": False}),
        ({"chair_votes": False}, {"chair": False, "clerk": False, "adviser": False, "member without authority": False}),
        ({"clerk_votes": True}, {"chair": True, "clerk": True, "adviser": False, "member without authority": False}),
        ({"advisers_vote": True}, {"chair": True, "clerk": False, "adviser": True, "member without authority": False}),
        (
            {"delegated_authority_needed": False},
            {"chair": True, "clerk": False, "adviser": False, "member without authority": True},
        ),
    ],
)
def test_who_votes(kent: Side, rules: dict[str, bool], votes: dict[str, bool]) -> None:
    change(kent, **rules)
    here = room(kent)
    member, adviser = here.members[0], kent.people["finance"]
    Invitee.objects.create(meeting=here.meeting, person=adviser, invited_at=timezone.now())
    Office.objects.filter(person=member).update(delegated_authority_by="", delegated_authority_on=None)
    here.begin()
    people: dict[str, Any] = {
        "chair": "chair", "clerk": "clerk", "adviser": adviser, "member without authority": member,
    }  # fmt: skip
    assert {who: here.row(person).votes for who, person in people.items()} == votes


@pytest.mark.clause("PRE-2")
def test_which_days_count(kent: Side) -> None:
    for number, start, end in ((3, date(2027, 1, 4), date(2027, 2, 12)), (4, date(2027, 2, 22), date(2027, 3, 25))):
        Term.objects.create(authority=kent.authority, year_name="2026-27", number=number, start=start, end=end)
    monday = date(2027, 3, 1)  # two weeks before it lie 15 to 19 February, without school
    kent.authority.refresh_from_db()
    assert deadlines_of(kent.authority, on=monday).submission(monday) == date(2027, 2, 15)
    change(kent, day_count="school")
    assert deadlines_of(kent.authority, on=monday).submission(monday) == date(2027, 2, 8)


@pytest.mark.clause("FORM-08", "FORM-04")
def test_how_long_answers_can_be(kent: Side) -> None:
    reference = draft(kent).reference

    def limits() -> tuple[bool, bool]:
        solution = page(kent, "school_editor", "request_section", reference, "solution")
        outcomes = page(kent, "school_editor", "request_section", reference, "outcomes")
        return "You can use up to 61 words" in solution, "You can use up to 62 words" in outcomes

    assert limits() == (False, False)
    change(kent, solution_words=61, other_answer_words=62)
    assert limits() == (True, True)


@pytest.mark.clause("POST-4")
def test_how_money_is_usually_paid_is_chosen_when_the_council_processes(kent: Side) -> None:
    reference = request_in(kent, "acknowledged").reference

    def chosen() -> str:
        found = page(kent, "moderator", "request_moderate", reference)
        return next(
            part.split('value="')[1].split('"')[0] for part in found.split('name="pattern"') if " checked" in part[:80]
        )

    assert chosen() == "one_sum"
    change(kent, payment_pattern="monthly")
    assert chosen() == "monthly"
