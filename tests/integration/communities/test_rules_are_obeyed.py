"""Changing a rule changes what people are offered: the rules that need a council to be seen at work."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml.html import document_fromstring

from locality.communities.actions.rule_changes import set_rules
from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules, Office, Term
from locality.resource_requests.models import DraftAnswer
from locality.schedule.models import Invitee
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import Desk
from tests.world import Side, acting, draft, request_in, submit


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
    Invitee.objects.create(meeting=here.meeting, person=adviser, as_adviser=True, invited_at=timezone.now())
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
    for rule in ({"payment_pattern": "monthly"}, {"payment_pattern": "termly"}, {"payment_pattern": "advances"}):
        change(kent, **rule)
        assert chosen() == rule["payment_pattern"]


INFORMED = "Have you told the pupils’ parents or carers about this request?"
CONSENTED = "Have the pupils’ parents or carers consented to this request in writing?"


def test_parents_are_asked_about_as_the_council_rules(kent: Side) -> None:
    """Under each rule the form asks for what is required; an answer to the other question is no answer to this one."""
    request = draft(kent)

    def asked() -> tuple[bool, bool, bool]:
        pupils = page(kent, "school_editor", "request_section", request.reference, "pupils")
        check = page(kent, "school_editor", "request_check", request.reference)
        missing = "Select whether parents or carers have consented in writing" in check
        return INFORMED in pupils and INFORMED in check, CONSENTED in pupils and CONSENTED in check, missing

    assert asked() == (True, False, False)
    change(kent, parents_informed="required")
    assert asked() == (True, False, False)
    change(kent, parents_informed="consent")
    assert asked() == (False, True, True)
    DraftAnswer.objects.filter(rfr=request, name="parents_informed").update(text="consent")
    assert asked() == (False, True, False)
    submit(kent, request)
    form = page(kent, "signatory", "request", request.reference)
    assert "Parents or carers consented in writing" in form
    assert "Parents or carers told" not in form


def test_rules_that_cant_both_be_kept_are_refused_at_their_field(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    tree = document_fromstring(team.get("rules_change").content.decode())
    (form,) = (each for each in tree.forms if "why" in each.fields)
    sent = dict(form.form_values()) | {"why": "Agreed"}
    rules = {
        "sen_support_eligible": "no",
        "ehcp_eligible": "no",
        "submission_days_before": "5",
        "papers_days_before": "8",
    }
    refused = team.post("rules_change", **sent | rules)
    assert refused.status_code == 400
    found = refused.content.decode()
    assert 'href="#id_ehcp_eligible">If pupils on SEN support and pupils with a plan are both left out' in found
    assert 'href="#id_papers_days_before">The papers would go out before submission closes.' in found
    with pytest.raises(NotPossible, match="no pupil can be in a request") as why:
        set_rules(
            authority=kent.authority, valid_from=day_of(timezone.now()) + timedelta(days=1), why="Agreed",
            values={"ehcp_eligible": False, "sen_support_eligible": False},
            by=acting(kent.people["locality_team"]), at=timezone.now(),
        )  # fmt: skip
    assert why.value.field == "ehcp_eligible"
