"""The discussion of a request at the meeting: rounds, what is said, interests, positions, decision, what is noted."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.queries.money import balance
from locality.communities.models import AuthorityRules
from locality.live.actions.interests import declare
from locality.live.actions.note_taking import keep_texts
from locality.meetings.actions.texts import Typed
from locality.meetings.models import ActionPoint, Contribution, Dispute, Interest, ItemRecord, Position, RegisterRow
from locality.resource_requests.models import Decision
from locality.together.texts import Seen
from locality.values.working_days import day_of
from tests.house.permission_forms import day
from tests.integration.meetings.live import room
from tests.integration.resource_requests.desk import text_of
from tests.world import PUPIL, Side, acting


def approval(**changes: Any) -> dict[str, Any]:
    today = day_of(timezone.now())
    review = day("review_on", today + timedelta(days=100))
    support = day("starts_on", today) | day("ends_on", today + timedelta(days=70))
    return (
        {"outcome": "approved", "responses": ["funding", "advice"], "amount": "1000", "method": "consensus"}
        | review
        | support
        | changes
    )


@pytest.mark.clause("CHA-6", "SFA-1")
def test_a_round_goes_member_by_member_each_may_pass_and_nobody_is_left_out_unnoticed(kent: Side) -> None:
    here = room(kent).discussing("Clarification")
    chair, pk = here.desk("chair"), here.meeting.pk
    page = text_of(chair.get("meeting_live", pk))
    assert "Member School 1 next" in page
    assert f"Not yet called: Member School 1, Member School 2, {kent.other_school.name}" in page
    assert "Asking Member" not in page.split("Not yet called")[0].split("Step 3")[1]  # the asking school answers
    chair.post("meeting_word", pk, next="turn")
    assert here.running.speaker == here.row(here.members[0])
    member = here.desk(here.members[1])
    assert "Member School 1 speaking" in text_of(member.get("meeting_live", pk))
    chair.post("meeting_word", pk, next="pass")
    page = text_of(member.get("meeting_live", pk))
    assert "Member School 1 has passed" in page
    assert "Member School 2 speaking" in page
    solutions = here.step("Solutions")
    refused = chair.post("meeting_go", pk, step=str(solutions.pk))
    assert refused.status_code == 400
    assert "Not yet called in this round: " in text_of(refused)
    assert "Call them, or move on anyway." in text_of(refused)
    assert chair.post("meeting_go", pk, item=str(here.item().pk)).status_code == 400
    assert chair.post("meeting_go", pk, round="yes").status_code == 400
    assert chair.post("meeting_go", pk, round="yes", anyway="yes").status_code == 302
    assert here.running.round == 2
    assert kent.other_school.name in Event.objects.get(action="meeting.left_out").after["who"]
    assert chair.post("meeting_go", pk, round="yes", anyway="yes").status_code == 400  # two rounds at most
    for _ in range(3):
        chair.post("meeting_word", pk, next="turn")
    assert "Not yet called: " in text_of(chair.get("meeting_live", pk))  # the officer, who stands apart
    chair.post("meeting_word", pk, next="turn")
    assert chair.post("meeting_go", pk, step=str(solutions.pk)).status_code == 302
    assert "Step 4 of 4: Solutions" in text_of(member.get("meeting_live", pk))
    chair.post("meeting_word", pk, to=str(here.row(here.members[1]).pk))
    assert here.running.speaker == here.row(here.members[1])
    assert chair.post("meeting_word", pk, to=str(here.row("asking_member").pk)).status_code == 400


@pytest.mark.clause("SFA-4", "CHA-6")
def test_solutions_are_kept_by_member_by_clerk_and_by_themselves_and_nothing_is_lost(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk = here.meeting.pk
    clerk, member = here.desk("clerk"), here.desk(here.members[0])
    row = here.row(here.members[0])
    assert clerk.post("meeting_said", pk, who=str(row.pk), text=f"{PUPIL} may visit.").status_code == 302
    assert member.post("meeting_said", pk, text="A calm corner.").status_code == 302
    kept = Contribution.objects.get(attendance=row)
    assert kept.text == "Pupil A may visit.\nA calm corner."
    assert kept.turn_at is not None
    page = text_of(here.desk("representative").get("meeting_live", pk))
    assert "Solutions: what was said Member School 1 Pupil A may visit. A calm corner." in page
    assert member.post("meeting_said", pk, text=" ").status_code == 400
    assert here.desk("asking_member").post("meeting_said", pk, text="Me too").status_code == 400
    officer = here.desk("hnf_officer")
    assert officer.post("meeting_said", pk, text="Outreach is free.").status_code == 302
    assert "(area officer) Outreach is free." in text_of(clerk.get("meeting_live", pk))


@pytest.mark.clause("DUR-1", "DEC-1")
def test_an_interest_takes_a_person_out_of_the_room_the_round_and_the_count(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, member = here.meeting.pk, here.desk(here.members[0])
    here.desk("chair").post("meeting_positions", pk, ask="yes")
    member.post("meeting_position", pk, stance="agree")
    assert member.post("meeting_interest", pk, item=str(here.item().pk), interest="My niece").status_code == 302
    page = text_of(here.desk("clerk").get("meeting_live", pk))
    assert "Out of the room: interest" in page
    assert "0 agree, 0 disagree, 0 abstain" in page
    assert "You have declared an interest in this item. Leave the discussion until it ends." in text_of(
        member.get("meeting_live", pk)
    )
    assert not Position.objects.exists()
    assert member.post("meeting_position", pk, stance="agree").status_code == 400
    assert member.post("meeting_said", pk, text="But").status_code == 400
    again = member.post("meeting_interest", pk, item=str(here.item().pk), interest="Again")
    assert again.status_code == 400
    assert re.search(
        r'<a href="#conflict-item">[^<]+ has already declared an interest in this item', again.content.decode()
    )
    conflict = Interest.objects.get()
    assert here.desk(here.members[1]).post("meeting_back", pk, conflict.pk).status_code == 404
    first = here.meeting.items.order_by("position").first()
    assert here.desk("chair").post("meeting_go", pk, item=str(first.pk), anyway="yes").status_code == 302
    conflict.refresh_from_db()
    assert conflict.back_at is not None
    assert "Out of the room" not in text_of(here.desk("clerk").get("meeting_live", pk))
    clerk = here.desk("clerk")
    who = str(here.row("representative").pk)
    assert clerk.post("meeting_interest", pk, who=who, item=str(here.item().pk), interest="Governor").status_code == 302
    assert clerk.post("meeting_back", pk, Interest.objects.latest("pk").pk).status_code == 302


@pytest.mark.clause("CHA-8", "DEC-1")
def test_positions_are_taken_by_those_entitled_alone_and_the_asking_schools_stands_apart(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    assert here.desk(here.members[0]).post("meeting_position", pk, stance="agree").status_code == 400  # not asked
    clerk.post("meeting_positions", pk, ask="yes")
    here.desk(here.members[0]).post("meeting_position", pk, stance="agree")
    here.desk("asking_member").post("meeting_position", pk, stance="agree")
    here.desk("chair").post("meeting_position", pk, stance="abstain")
    clerk.post("meeting_position", pk, who=str(here.row(here.members[1]).pk), stance="disagree")
    here.desk(here.members[0]).post("meeting_position", pk, stance="disagree")  # may change
    assert here.desk("hnf_officer").post("meeting_position", pk, stance="agree").status_code == 403
    assert clerk.post("meeting_position", pk, stance="agree").status_code == 403
    assert here.desk(here.members[0]).post("meeting_position", pk, stance="maybe").status_code == 400
    RegisterRow.objects.filter(pk=here.row("representative").pk).update(votes=False)
    assert here.desk("representative").post("meeting_position", pk, stance="agree").status_code == 403
    page = text_of(clerk.get("meeting_live", pk))
    assert "1 agree, 2 disagree, 1 abstain. A majority disagrees." in page
    assert "(the school asking) Agree" in page
    assert Position.objects.filter(item=here.item()).count() == 4
    assert Position.objects.get(of_asking_school=True).attendance == here.row("asking_member")
    # somebody else's position can't be entered by a member
    here.desk(here.members[0]).post("meeting_position", pk, who=str(here.row("chair").pk), stance="agree")
    assert Position.objects.get(attendance=here.row("chair")).stance == "abstain"


@pytest.mark.clause("CHA-8", "DEC-1")
def test_where_the_rule_excludes_the_asking_school_nobody_is_offered_its_buttons(kent: Side) -> None:
    AuthorityRules.objects.create(
        authority=kent.authority, valid_from=day_of(timezone.now()), asking_school_votes=False
    )
    here = room(kent).discussing("Solutions")
    clerk, pk, asks = here.desk("clerk"), here.meeting.pk, here.desk("asking_member")
    clerk.post("meeting_positions", pk, ask="yes")
    buttons = reverse("meeting_position", args=[pk])
    page = asks.get("meeting_live", pk)
    assert "The school asking does not give a position on its own request." in text_of(page)
    assert buttons not in page.content.decode()
    member = here.desk(here.members[0]).get("meeting_live", pk)
    assert buttons in member.content.decode()
    page = clerk.get("meeting_live", pk)
    assert f"{kent.school.name} (the school asking) Does not give a position on its own request" in text_of(page)
    assert f'<input type="hidden" name="who" value="{here.row("asking_member").pk}">' not in page.content.decode()
    assert f'<input type="hidden" name="who" value="{here.row(here.members[0]).pk}">' in page.content.decode()
    assert "The school asking does not give a position" in text_of(asks.post("meeting_position", pk, stance="agree"))
    assert not Position.objects.exists()


@pytest.mark.clause("CHA-7", "CHA-8", "SFA-3", "SFA-4")
def test_the_summary_comes_before_the_decision_and_what_is_known_is_not_typed_again(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, item, clerk = here.meeting.pk, here.item(), here.desk("clerk")
    refused = clerk.get("meeting_decide", pk, item.pk)
    assert refused.status_code == 400
    assert "Write the chair’s summary of the discussion, then record the decision." in text_of(refused)
    assert clerk.post("meeting_decide", pk, item.pk, **approval()).status_code == 400
    clerk.post(
        "meeting_texts",
        pk,
        item.pk,
        summary=f"All agreed that {PUPIL} needs it.",
        notes="",
        **{"revision-summary": "0"},
    )
    clerk.post("meeting_said", pk, who=str(here.row(here.members[0]).pk), text="A calm corner")
    clerk.post("meeting_positions", pk, ask="yes")
    here.desk(here.members[0]).post("meeting_position", pk, stance="agree")
    page = text_of(clerk.get("meeting_decide", pk, item.pk))
    assert "£100,000.00" in page
    assert "All agreed that Pupil A needs it." in page
    assert "1 agree, 0 disagree, 0 abstain" in page
    live = text_of(clerk.get("meeting_live", pk))
    assert re.search(r"So far 1 of [2-9] has given a position\.", live)
    beyond = clerk.post("meeting_decide", pk, item.pk, **approval(amount="100001"))
    assert beyond.status_code == 400
    assert "£100,000" in text_of(beyond)
    assert clerk.post("meeting_decide", pk, item.pk, **approval()).status_code == 302
    decision = Decision.objects.get(rfr=here.requests[0])
    assert (decision.summary, decision.agree, decision.disagree) == ("All agreed that Pupil A needs it.", 1, 0)
    assert decision.decided_on == here.meeting.day
    read = text_of(here.desk("signatory").get("request", here.requests[0].reference))
    assert "A calm corner" not in read  # what was offered instead is kept with a refusal alone (DUR-7)
    assert balance(kent.community, day_of(timezone.now())).remaining == Decimal(99_000)
    page = text_of(here.desk("representative").get("meeting_live", pk))
    assert "Approved" in page
    assert "for £1,000" in page
    assert clerk.get("meeting_decide", pk, item.pk).status_code == 403


@pytest.mark.clause("CHA-8")
def test_a_refusal_starts_from_the_solutions_said_and_a_deferral_says_what_is_needed(kent: Side) -> None:
    here = room(kent, requests=2).summed_up()
    pk, clerk = here.meeting.pk, here.desk("clerk")
    clerk.post("meeting_said", pk, who=str(here.row(here.members[0]).pk), text="A visit\nA calm corner")
    page = clerk.get("meeting_decide", pk, here.item().pk).content.decode()
    assert "Member School 1: A visit&#10;Member School 1: A calm corner" in page
    sent = clerk.post("meeting_decide", pk, here.item().pk, outcome="declined", reasons="Free help first.",
                      own_provision="A morning group.", alternatives="Member School 1: A visit", method="chair")  # fmt: skip
    assert sent.status_code == 302
    assert Decision.objects.get(rfr=here.requests[0]).alternatives == "Member School 1: A visit"
    chair = here.desk("chair")
    chair.post("meeting_go", pk, item=str(here.item(1).pk), anyway="yes")
    clerk.post("meeting_texts", pk, here.item(1).pk, summary="More is needed.", **{"revision-summary": "0"})
    sent = chair.post("meeting_decide", pk, here.item(1).pk, outcome="deferred", needed="A plan", method="consensus")
    assert sent.status_code == 302
    here.requests[1].refresh_from_db()
    assert here.requests[1].state == "deferred"


@pytest.mark.clause("DUR-1", "CHA-8")
def test_a_chair_with_an_interest_does_not_decide(kent: Side) -> None:
    here = room(kent).summed_up()
    pk, item = here.meeting.pk, here.item()
    kent.people["conflicted_chair"].offices.filter(role="chair").update(end=day_of(timezone.now()) - timedelta(days=1))
    RegisterRow.objects.filter(person=kent.people["conflicted_chair"]).update(state="absent")
    declare(here.meeting, item, here.row("chair"), interest="Uncle", by=acting(kent.people["chair"]), at=timezone.now())
    refused = here.desk("chair").post("meeting_decide", pk, item.pk, **approval())
    assert refused.status_code == 400
    assert "someone else must record" in text_of(refused)
    refused = here.desk("clerk").post("meeting_decide", pk, item.pk, **approval(method="chair"))
    assert "decided by consensus" in text_of(refused)
    assert here.desk("clerk").post("meeting_decide", pk, item.pk, **approval()).status_code == 302


@pytest.mark.clause("SFA-3", "DUR-8")
def test_action_points_and_disputes_are_noted_and_the_chairs_decision_is_final(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    due = day("due_on", day_of(timezone.now()) + timedelta(days=14))
    owner = str(here.row(here.members[0]).pk)
    assert (
        clerk.post("meeting_action_point", pk, text=f"Send the plan for {PUPIL}", owner=owner, **due).status_code == 302
    )
    point = ActionPoint.objects.get()
    assert (point.owner, point.text, point.item) == (here.members[0], "Send the plan for Pupil A", here.item())
    past = day("due_on", day_of(timezone.now()) - timedelta(days=1))
    assert clerk.post("meeting_action_point", pk, text="Late", owner=owner, **past).status_code == 400
    assert clerk.post("meeting_action_point", pk, text="", owner="0", **due).status_code == 400
    given = {"item": str(here.item().pk), "parties": f"Member School 1 and {PUPIL}", "chairs_decision": ""}
    assert clerk.post("meeting_dispute", pk, **given, text=f"Whether {PUPIL} is eligible").status_code == 302
    dispute = Dispute.objects.get()
    assert (dispute.text, dispute.parties) == ("Whether Pupil A is eligible", "Member School 1 and Pupil A")
    assert "The chair has not decided yet" in text_of(clerk.get("meeting_live", pk))
    assert clerk.post("meeting_dispute_settle", pk, dispute.pk, chairs_decision="").status_code == 400
    assert clerk.post("meeting_dispute_settle", pk, dispute.pk, chairs_decision="Eligible").status_code == 302
    assert "The chair’s final decision: Eligible" in text_of(here.desk("representative").get("meeting_live", pk))
    assert clerk.post("meeting_dispute_settle", pk, dispute.pk, chairs_decision="Not").status_code == 400
    assert clerk.post("meeting_dispute_settle", pk, 0, chairs_decision="Not").status_code == 404


@pytest.mark.clause("CHA-7")
def test_two_who_write_one_text_are_shown_both(kent: Side) -> None:
    here = room(kent).discussing()
    pk, item = here.meeting.pk, here.item()
    chair, clerk = here.desk("chair"), here.desk("clerk")

    def save(who: Any, text: str, revision: str) -> Any:
        fields = {"fields": ["notes"], "notes": text, "revision-notes": revision}
        return who.post("meeting_autosave", pk, item.pk, **fields).json()

    first = save(clerk, "First", "0")["revisions"]["notes"]
    assert first == str(Seen.of(1, "First"))
    (told,) = save(chair, "Other", "0")["conflicts"]
    assert {name: told[name] for name in ("name", "theirs", "by", "own", "revision", "together")} == {
        "name": "notes", "theirs": "First", "by": kent.people["clerk"].name, "own": False, "revision": first,
        "together": "First\n\nOther",
    }  # fmt: skip
    assert ItemRecord.objects.get(item=item).notes == "First"
    clash = chair.post(
        "meeting_texts", pk, item.pk, notes="Other", summary="", **{"revision-notes": "0", "revision-summary": "0"}
    )
    assert clash.status_code == 409
    assert "First" in text_of(clash)
    assert f'name="revision-notes" value="{first}"' in clash.content.decode()
    assert save(chair, "First and other", "1")["revisions"] == {"notes": str(Seen.of(2, "First and other"))}
    assert (
        here.desk("representative").post("meeting_autosave", pk, item.pk, fields=["notes"], notes="x").status_code
        == 403
    )


def test_a_meeting_has_no_word_for_another_communitys_rows(kent: Side, elsewhere: Side) -> None:
    here = room(kent).discussing("Solutions")
    there = room(elsewhere).discussing("Solutions")
    clerk, pk = here.desk("clerk"), here.meeting.pk
    clerk.post("meeting_positions", pk, ask="yes")
    far = str(there.row(there.members[0]).pk)
    assert clerk.post("meeting_word", pk, to=far).status_code == 404
    assert clerk.post("meeting_position", pk, who=far, stance="agree").status_code == 404
    assert clerk.post("meeting_said", pk, who=far, text="x").status_code == 400
    assert clerk.post("meeting_interest", pk, who=far, item=str(here.item().pk), interest="x").status_code == 400
    assert (
        clerk.post(
            "meeting_interest", pk, who=str(here.row("chair").pk), item=str(there.item().pk), interest="x"
        ).status_code
        == 400
    )
    assert clerk.post("meeting_go", pk, item=str(there.item().pk)).status_code == 404
    assert clerk.post("meeting_go", pk, step=str(there.step("Solutions").pk)).status_code == 404
    assert clerk.post("meeting_decide", pk, there.item().pk, **approval()).status_code == 404
    assert clerk.post("meeting_texts", pk, there.item().pk, notes="x").status_code == 404
    assert clerk.post("meeting_register", pk, who=[far], mark="left").status_code == 400


@pytest.mark.clause("DUR-8")
def test_a_dispute_left_undecided_is_settled_after_the_meeting_until_its_minutes_go_out(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    given = {"item": str(here.item().pk), "parties": "Two schools", "chairs_decision": "", "text": "Who pays"}
    for _ in range(2):
        clerk.post("meeting_dispute", pk, **given)
    first, second = Dispute.objects.order_by("pk")
    declare(
        here.meeting,
        here.item(),
        here.row("chair"),
        interest="Uncle",
        by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )
    said = text_of(clerk.get("meeting_end", pk))
    assert f"Disputes the chair has not decided: {kent.school.name}, between Two schools" in said
    assert "Until the minutes are distributed, you can record the chair’s decision on the live meeting page." in said
    clerk.post("meeting_end", pk)
    assert "Record the chair’s decision" in text_of(clerk.get("meeting_live", pk))
    assert clerk.post("meeting_dispute_settle", pk, first.pk, chairs_decision="").status_code == 400
    assert clerk.post("meeting_dispute_settle", pk, first.pk, chairs_decision="The council").status_code == 302
    assert "The chair’s final decision: The council" in text_of(here.desk("representative").get("meeting_live", pk))
    assert "Record the chair’s decision" not in text_of(here.desk("chair").get("meeting_live", pk))
    assert here.desk("chair").post("meeting_dispute_settle", pk, second.pk, chairs_decision="Us").status_code == 400
    type(here.meeting).objects.filter(pk=pk).update(state="minuted")
    assert "Record the chair’s decision" not in text_of(clerk.get("meeting_live", pk))
    refused = clerk.post("meeting_dispute_settle", pk, second.pk, chairs_decision="Us")
    assert refused.status_code == 400
    second.refresh_from_db()
    assert second.chairs_decision == ""


@pytest.mark.clause("CHA-7")
def test_the_decision_is_offered_once_there_is_a_summary_and_the_steps_end_with_the_meeting(kent: Side) -> None:
    here = room(kent).discussing("Solutions")
    pk, clerk = here.meeting.pk, here.desk("clerk")
    page = text_of(clerk.get("meeting_live", pk))
    assert "Write the chair’s summary below, then record the decision." in page
    assert reverse("meeting_decide", args=[pk, here.item().pk]) not in clerk.get("meeting_live", pk).content.decode()
    assert re.search(r"Step [1-9] of [1-9]: ", page)
    keep_texts(
        here.meeting,
        here.item(),
        {"summary": Typed("All agree.", 0)},
        by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )
    assert reverse("meeting_decide", args=[pk, here.item().pk]) in clerk.get("meeting_live", pk).content.decode()
    clerk.post("meeting_end", pk)
    assert not re.search(r"Step [1-9] of [1-9]: ", text_of(clerk.get("meeting_live", pk)))
