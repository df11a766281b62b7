"""What names the marker pupil after a decision, outside meetings and at them; and where that could come out."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from locality.budgets.actions import allocating, gathering_advances, paying_back, transferring
from locality.budgets.models import Advance, Budget, Instalment, Transfer
from locality.council_section.actions import moderating, questioning
from locality.exceptional import actions as outside_meetings_actions
from locality.live.actions import running
from locality.live.actions.action_points import add_action_point
from locality.live.actions.discussing import keep_said
from locality.live.actions.disputing import note_dispute
from locality.live.actions.interests import declare
from locality.live.actions.note_taking import keep_texts
from locality.live.actions.registering import mark
from locality.meetings.actions.advisers import invite
from locality.meetings.actions.agenda import add_item, draw_up, put_off
from locality.meetings.actions.cancelling import cancel
from locality.meetings.actions.papers import attach, distribute, keep_note
from locality.meetings.actions.texts import Typed
from locality.meetings.models import RegisterRow
from locality.meetings.queries.agenda import steps_of
from locality.practice.actions import sharing
from locality.practice.actions.hiding import hide_new_names
from locality.practice.models import PracticeCase
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.schedule.actions.arranging_meetings import move_meeting
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.integration.resource_requests.children_words import FILE, SAID, SHORT
from tests.practice_world import case_in
from tests.practice_world import mark as mark_of
from tests.world import (
    Side,
    acting,
    add_meeting,
    exceptional_draft,
    exceptional_in,
    pay_in_advance,
    payday,
    refusal,
    request_in,
    ruling,
    section,
)
from tests.world import send as sign

Place = tuple[str, str]
TEXTS = {"solution": SAID, "contact": SAID, "use": SAID}


def with_the_council(kent: Side) -> list[ResourceRequest]:
    """Paid, and partly given back; received with two questions; waiting for the council's decision."""
    now, moderator = timezone.now(), kent.people["moderator"]
    said = ruling(summary=SAID, details=SAID)
    paid = request_in(kent, "acknowledged", decided=said, **TEXTS)
    for to, who in ((CouncilQuestion.To.SCHOOL, "signatory"), (CouncilQuestion.To.CLERK, "clerk")):
        questioning.ask_question(paid, to=to, text=SAID, by=acting(moderator), at=now)
        questioning.reply(paid, to=to, text=SAID, by=acting(kent.people[who]), at=now)
    moderating.moderate(paid, section(kent, final_amount=Decimal(900), reason=SAID), by=acting(moderator), at=now)
    pay_in_advance(kent, paid=True)
    paid.refresh_from_db()
    moderating.return_money(paid, amount=Decimal(100), why=SAID, by=acting(moderator), at=now)
    back, today = Instalment.objects.get(plan__decision_id=paid.decision_id, amount__lt=0), day_of(now)
    paying_back.record_return(instalment=back, returned_on=today, how=SAID, by=acting(kent.people["finance"]), at=now)
    ended = request_in(kent, "acknowledged", decided=said, **TEXTS)
    moderating.moderate(ended, section(kent), by=acting(moderator), at=now)
    moderating.end_early(ended, last_day=day_of(now) + timedelta(days=9), why=SAID, by=acting(moderator), at=now)
    asked = request_in(kent, "acknowledged", decided=said, **TEXTS)
    for to in CouncilQuestion.To:
        questioning.ask_question(asked, to=to, text=SAID, by=acting(moderator), at=now)
    referred = ruling(summary=SAID, details=SAID, council_referral=True)
    requests = [paid, ended, asked, request_in(kent, "with_council", decided=referred, **TEXTS)]
    return [ResourceRequest.objects.get(pk=each.pk) for each in requests]


def outside_meetings(kent: Side) -> list[ResourceRequest]:
    """With the chair; declined, and told; declined, not yet told; referred."""
    now, chair = timezone.now(), kent.people["chair"]
    found = [exceptional_in(kent, "urgent", **TEXTS)]
    referral = refusal(summary=SAID, outcome=Decision.Outcome.REFERRED, invites_standard=False)
    for decided in (refusal(summary=SAID), refusal(summary=SAID), referral):
        request = sign(kent, exceptional_draft(kent, **TEXTS))
        outside_meetings_actions.decide_exceptional(request, decided, by=acting(chair), at=now)
        found.append(ResourceRequest.objects.get(pk=request.pk))
    outside_meetings_actions.contact_school(found[1], note=SAID, by=acting(kent.people["clerk"]), at=now)
    return [ResourceRequest.objects.get(pk=each.pk) for each in found]


def places_of_meetings(kent: Side) -> list[Place]:
    """A meeting with requests on its agenda, one of them put off, and its papers sent twice; and one that is cancelled.

    Its room, an item of the chair's, the titles and file names of papers, and what is new name the pupil.
    """
    now, chair, clerk, meeting = timezone.now(), kent.people["chair"], kent.people["clerk"], kent.meeting
    assert meeting is not None
    meeting = move_meeting(
        meeting, day=meeting.day, starts=meeting.starts, ends=meeting.ends, venue=f"Room of {SHORT}", online_link="",
        by=acting(clerk), at=now,
    )  # fmt: skip
    request_in(kent, "accepted", **TEXTS)
    later = add_meeting(kent.community, now, in_working_days=40)
    items = [each for each in draw_up(meeting, by=chair, at=now) if each.resource_request_id]
    put_off(items[-1], to=later, why=SAID, by=acting(chair), at=now)
    invite(
        meeting, email=kent.people["invited_adviser"].email, name="Ada Viser", expertise="health", items=[items[0]],
        by=acting(kent.people["clerk"]), at=now,
    )  # fmt: skip
    own = add_item(meeting, title=f"{SHORT}: transport", minutes=5, text=SAID, by=acting(chair), at=now)
    papers = [
        attach(
            meeting,
            item=each,
            title=f"Report on {SHORT}",
            name=FILE,
            content=b"A plan for lunch.",
            by=acting(clerk),
            at=now,
        )
        for each in (items[0], own, None)
    ]
    distribute(meeting, what="", by=acting(clerk), at=now)
    distribute(meeting, what=SAID, by=acting(clerk), at=now)
    keep_note(
        items[0], {"text": Typed(SAID, 0), "read": Typed("yes", 0)}, by=acting(kent.people["hnf_officer"]), at=now
    )
    item = {"pk": meeting.pk, "item": items[0].pk}
    dropped = add_meeting(kent.community, now, in_working_days=50)
    request = request_in(kent, "accepted", **TEXTS)
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=dropped)
    cancel(dropped, why=SAID, by=acting(chair), at=now)
    pages = ("meeting", "meeting_file", "meeting_move", "meeting_cancel", "meeting_agenda", "meeting_papers",
             "meeting_pack", "meeting_advisers", "meeting_adviser_add", "meeting_paper_add",
             "meeting_item_add")  # fmt: skip
    return [
        ("meetings", reverse("meetings")),
        *((name, reverse(name, args=[meeting.pk])) for name in pages),
        *((name, reverse(name, kwargs=item)) for name in ("meeting_item", "meeting_item_put_off")),
        *(
            (f"own item {name}", reverse(name, args=[meeting.pk, own.pk]))
            for name in ("meeting_item", "meeting_item_change", "meeting_item_remove")
        ),
        *(
            (f"{name} {number}", reverse(name, args=[meeting.pk, paper.pk]))
            for name in ("meeting_paper", "meeting_paper_remove")
            for number, paper in enumerate(papers, 1)
        ),
        ("later agenda", reverse("meeting_agenda", args=[later.pk])),
        ("cancelled meeting", reverse("meeting", args=[dropped.pk])),
        ("request of the cancelled meeting", reverse("request_timeline", args=[request.reference])),
        ("calendar_feed", reverse("calendar_feed", args=[make_feed(person=chair, at=now).token])),
    ]


def places_of_a_live_meeting(kent: Side) -> list[Place]:
    """A meeting of today at which the pupil is named in all that can be typed."""
    now, chair, clerk = timezone.now(), kent.people["chair"], kent.people["clerk"]
    request = request_in(kent, "accepted", **TEXTS)
    meeting = Meeting.objects.create(
        community=kent.community, day=day_of(now), starts=time(0, 1), ends=time(23, 59), venue="The hall"
    )
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=meeting)
    running.begin(meeting, by=acting(chair), at=now)
    rows = list(RegisterRow.objects.filter(meeting=meeting, person__isnull=False))
    mark(meeting, [row.pk for row in rows], RegisterRow.State.PRESENT, by=acting(clerk), at=now)
    item = meeting.items.get(resource_request=request)
    running.go_to_item(meeting, item, anyway=True, by=acting(chair), at=now)
    running.go_to_step(meeting, steps_of(kent.authority)[-1], anyway=True, by=acting(chair), at=now)
    of = {row.person_id: row for row in rows}
    member, officer = of[kent.people["representative"].pk], of[kent.people["hnf_officer"].pk]
    keep_said(meeting, member, text=SAID, was_heard=True, by=acting(clerk), at=now)
    keep_texts(meeting, item, {"notes": Typed(SAID, 0), "summary": Typed(SAID, 0)}, by=acting(chair), at=now)
    declare(meeting, item, officer, interest=SAID, by=acting(clerk), at=now)
    welcome = meeting.items.filter(resource_request=None).earliest("position")
    keep_texts(meeting, welcome, {"notes": Typed(SAID, 0), "summary": Typed(SAID, 0)}, by=acting(chair), at=now)
    declare(meeting, welcome, officer, interest=SAID, by=acting(clerk), at=now)
    for each in (item, welcome, None):
        add_action_point(meeting, item=each, text=SAID, owner=member, due_on=day_of(now), by=acting(clerk), at=now)
    for each in (item, welcome):
        note_dispute(meeting, each, parties=SAID, text=SAID, chairs_decision=SAID, by=acting(clerk), at=now)
    return [
        *(
            (name, reverse(name, args=[meeting.pk]))
            for name in ("meeting_live", "meeting_projector", "meeting_now", "meeting_end")
        ),
        ("meeting_decide", reverse("meeting_decide", args=[meeting.pk, item.pk])),
        ("live agenda", reverse("meeting_agenda", args=[meeting.pk])),
    ]


def places_of_money(kent: Side, paid: ResourceRequest) -> list[Place]:
    """Ledger, advances, remittances and figures, as pages and as sheets."""
    moved, named = _transfers(kent), _named_in_money(kent)
    payment = Instalment.objects.filter(plan__decision_id=paid.decision_id, advance__isnull=False).latest("pk")
    advance, today = payment.advance_id, day_of(timezone.now())
    year = Budget.objects.filter(community=kent.community).latest("funding_year__start").funding_year_id
    month = {"pk": kent.school.pk, "year": today.year, "month": today.month}
    plain = ("home", "received", "remittances", "advances", "payments_due", "transfers", "balances", "figures", "late",
             "late_how_often", "exceptional_figures", "requests", "messages", "log")  # fmt: skip
    sheets = [
        (f"{name} {kind}", reverse(name, kwargs={**given, "kind": kind}))
        for kind in ("csv", "xlsx")
        for name, given in (
            ("finance_file", {"pk": advance}),
            ("remittance_advance_export", {"pk": advance}),
            ("remittance_school_export", month),
            ("balances_export", {}),
        )
    ]
    return [
        *((name, reverse(name)) for name in plain),
        *((f"received {state}", f"{reverse('received')}?state={state}") for state in ("to-pay", "processed")),
        *((name, reverse(name, args=[kent.community.pk])) for name in ("community_money", "balance_sheet")),
        *((name, reverse(name, args=[year])) for name in ("contingency", "year_end")),
        *((name, reverse(name, args=[advance])) for name in ("advance", "advance_pay", "remittance_advance")),
        *((f"advance {number}", reverse("advance", args=[each.pk])) for number, each in enumerate(named, 1)),
        ("advance by request", f"{reverse('advance', args=[advance])}?by=request"),
        ("remittance_school", reverse("remittance_school", kwargs=month)),
        *((f"transfer {number}", reverse("transfer", args=[each.pk])) for number, each in enumerate(moved, 1)),
        *sheets,
    ]


def places_of_cases(kent: Side) -> list[Place]:
    """Cases that name the pupil: a draft; one shared before the pupil was known; one sent back, one pulled, each for a reason."""
    now, clerk = timezone.now(), acting(kent.people["clerk"])
    texts = {"title": SHORT[:100], "tried": SAID, "unsuited": SAID}
    draft = case_in(kent, "draft", **texts)
    shared, asked, back, pulled = (case_in(kent, state) for state in ("shared", "asked", "asked", "shared"))
    before = now - timedelta(days=400)
    PracticeCase.objects.filter(pk__in=[shared.pk, asked.pk]).update(**texts, hidden_at=before)
    hide_new_names(school=kent.school, at=now)
    sharing.send_case_back(case=back, reason=SAID[:300], seen=mark_of(back), by=clerk, at=now)
    sharing.pull_case(case=pulled, reason=SAID[:300], by=clerk, at=now)
    both = ("practice_case", "practice_withdraw")
    return [
        ("practice", reverse("practice")),
        *((f"{name} {each.pk}", reverse(name, args=[each.pk])) for each in (shared, asked) for name in both),
        *((f"practice_case {each.pk}", reverse("practice_case", args=[each.pk])) for each in (draft, back, pulled)),
        ("practice_review", reverse("practice_review", args=[shared.pk])),
        ("practice_release", reverse("practice_release", args=[asked.pk])),
        *((name, reverse(name, args=[draft.pk])) for name in ("practice_change", "practice_share")),
    ]


def _named_in_money(kent: Side) -> list[Advance]:
    """The pupil in references and reasons of the council's money, and in the names of two advances."""
    now, team = timezone.now(), kent.people["locality_team"]
    budget = (
        Budget.objects.select_related("funding_year").filter(community=kent.community).latest("funding_year__start")
    )
    typed = {"amount": Decimal(10), "why": SAID[:300], "reference": SHORT[:40], "by": acting(team), "at": now}
    allocating.allocate(community=kent.community, funding_year=budget.funding_year, **typed)
    allocating.adjust(budget=budget, **typed)
    allocating.allocate_contingency(funding_year=budget.funding_year, **typed)
    days = [payday(kent.authority, day_of(now) + timedelta(days=ahead)) for ahead in (300, 310)]
    finance: dict[str, Any] = {"by": acting(kent.people["finance"]), "at": now}
    added, changed = (
        gathering_advances.add_advance(authority=kent.authority, name=name, closes_on=day, pays_on=day, **finance)
        for name, day in zip((f"For {SHORT}", "Later"), days, strict=True)
    )
    gathering_advances.change_advance(
        advance=changed, name=f"Of {SHORT}", closes_on=changed.closes_on, pays_on=changed.pays_on, **finance
    )
    return [added, changed]


def _transfers(kent: Side) -> list[Transfer]:
    """One waits, one is confirmed, one is refused."""
    now, team, finance = timezone.now(), kent.people["locality_team"], kent.people["finance"]
    source = Budget.objects.filter(community=kent.community).latest("funding_year__start")
    moved = [
        transferring.propose_transfer(
            source=source, funding_year=source.funding_year, target=kent.neighbour, amount=Decimal(10), why=SAID, by=acting(team),
            at=now,
        )
        for _ in range(3)
    ]  # fmt: skip
    transferring.confirm_transfer(transfer=moved[1], by=acting(finance), at=now)
    transferring.refuse_transfer(transfer=moved[2], reason=SAID, by=acting(finance), at=now)
    return moved
