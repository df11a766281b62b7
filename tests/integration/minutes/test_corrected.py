"""A corrected decision in the minutes of its meeting: one truth, whether they are out or not (DIS-5, DUR-6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.live.actions.deciding import decide
from locality.live.actions.running import end, reopen
from locality.meetings.models import AgendaItem, Contribution, ItemRecord, Minutes
from locality.minutes.actions import minutes as actions
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.held import hold
from tests.integration.live.test_discussion import approval, day
from tests.integration.meetings.live import room
from tests.integration.minutes.test_minutes import sent, ways_out, words_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, ruling

Clock = Callable[[str], Any]
FIRST = PUPIL.split()[0]


def correct(
    kent: Side, request: ResourceRequest, *, reason: str = "The minute says so.", by: User | None = None, **changes: Any
) -> Decision:
    """As the chair does it: the amount, and what else is given; all else stays, its date too."""
    request.refresh_from_db()
    assert request.decision
    made = request.decision
    asked = ruling(decided_on=made.decided_on, summary=made.summary, starts_on=made.starts_on, ends_on=made.ends_on)
    return deciding.correct(
        request, replace(asked, **changes), ground=Decision.Ground.ERROR, reason=reason,
        by=acting(by or kent.people["chair"]), at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def held(kent: Side, clock: Clock) -> tuple[ResourceRequest, Meeting]:
    """A meeting of 26 November that approved £4,200; today is 28 November."""
    clock("2026-11-26 17:00")
    request = hold(kent, chair_was_out=False, decided=ruling(amount=Decimal(4200)))
    assert kent.meeting
    clock("2026-11-28 10:00")
    return request, kent.meeting


def draft_of(kent: Side, meeting: Meeting) -> str:
    return text_of(Desk(kent.people["clerk"]).get("meeting_minutes_send", meeting.pk))


@pytest.mark.clause("DIS-5", "DUR-6")
@pytest.mark.parametrize(
    "on", [date(2026, 11, 26), date(2026, 11, 28)], ids=["its date stays", "its date is corrected"]
)
def test_minutes_that_are_not_out_say_the_corrected_decision_by_themselves(
    kent: Side, held: tuple[ResourceRequest, Meeting], on: date
) -> None:
    request, meeting = held
    assert "£4,200.00" in draft_of(kent, meeting)
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=timezone.now())
    page = text_of(Desk(kent.people["clerk"]).get("request_correct", request.reference))
    assert (
        "The minutes of Thursday 26 November 2026 are not distributed yet. They will include the corrected decision"
        in page
    )
    actions.check(meeting, by=acting(kent.people["chair"]), at=timezone.now())
    correct(kent, request, amount=Decimal(3900), decided_on=on)
    page = draft_of(kent, meeting)
    assert "Approved: Advice and guidance, financial contribution, £3,900.00" in page
    assert "£4,200.00" not in page
    assert "Corrected on Saturday 28 November 2026: Final amount approved: £4,200 before, £3,900 now." in page
    assert "The minute says so." in page
    # what the chair had checked is to be checked again, and the clerk is told
    assert Minutes.objects.get().state == "draft"
    assert Message.objects.filter(kind="meeting.minutes_send", to=kent.people["clerk"]).count() == 1
    actions.ask_chair(meeting, by=acting(kent.people["clerk"]), at=timezone.now())
    actions.check(meeting, by=acting(kent.people["chair"]), at=timezone.now())
    actions.distribute(meeting, by=acting(kent.people["clerk"]), at=timezone.now())
    for way, answer in ways_out(Desk(kent.people["representative"]), meeting).items():
        assert "£3,900.00" in words_of(answer), way
        assert "£4,200.00" not in words_of(answer), way


@pytest.mark.clause("DIS-5", "CLK-6")
def test_minutes_that_are_out_get_a_new_version_and_their_readers_are_told(
    kent: Side, held: tuple[ResourceRequest, Meeting]
) -> None:
    request, meeting = held
    sent(kent, meeting)
    page = text_of(Desk(kent.people["clerk"]).get("request_correct", request.reference))
    assert "The minutes of Thursday 26 November 2026 have been distributed. We’ll distribute a new version" in page
    Message.objects.all().delete()
    correct(kent, request, amount=Decimal(3900), reason=f"{PUPIL} needs fewer hours.")
    first, second = Minutes.objects.order_by("number")
    assert (first.state, second.state, second.number) == ("distributed", "distributed", 2)
    assert "4,200.00" in str(first.content)
    assert "3,900.00" in str(second.content)
    reference = request.reference
    assert second.correction == f"Chair Wealdshire corrected the decision on {reference}. A pupil needs fewer hours."
    told = set(Message.objects.filter(kind="meeting.minutes").values_list("to__email", flat=True))
    assert {kent.people[role].email for role in ("representative", "clerk", "chair")} <= told
    reader = Desk(kent.people["representative"])
    for way, answer in ways_out(reader, meeting, 2).items():
        words = words_of(answer)
        assert "£3,900.00" in words, way
        assert FIRST not in words, way
    page = words_of(reader.get("meeting_minutes", meeting.pk))
    assert "Version 2, a correction: Chair Wealdshire corrected the decision on" in page
    assert "without the chair’s check" not in page  # the chair, who had checked the rest, made it
    Message.objects.all().delete()
    correct(kent, request, amount=Decimal(3800))
    assert Minutes.objects.count() == 3
    assert "3,800.00" in str(Minutes.objects.get(number=3).content)


@pytest.mark.clause("CLK-6")
@pytest.mark.parametrize(
    ("who", "checked", "unchecked"), [("clerk", True, True), ("chair", False, True), ("chair", True, False)]
)
def test_a_version_says_that_no_chair_checked_it_only_where_that_is_so(
    kent: Side, held: tuple[ResourceRequest, Meeting], who: str, checked: bool, unchecked: bool
) -> None:
    """Corrected by the clerk; by the chair, of minutes that nobody had checked; by the chair who had checked them."""
    request, meeting = held
    if checked:
        sent(kent, meeting)
    else:
        Meeting.objects.filter(pk=meeting.pk).update(state="minuted")
        Minutes.objects.create(
            meeting=meeting, number=1, state="distributed", content={}, distributed_by=kent.people["clerk"],
            distributed_at=timezone.now(),
        )  # fmt: skip
    correct(kent, request, by=kent.people[who], amount=Decimal(3900))
    page = words_of(Desk(kent.people["representative"]).get("meeting_minutes", meeting.pk))
    assert f"Version 2, a correction: {kent.people[who].name} corrected the decision on {request.reference}. " in page
    assert ("The chair had not checked these minutes when they were distributed." in page) is unchecked
    assert Minutes.objects.get(number=2).checked_by == (None if unchecked else kent.people["chair"])


def test_a_correction_that_is_being_written_takes_the_decision_in(
    kent: Side, held: tuple[ResourceRequest, Meeting]
) -> None:
    request, meeting = held
    sent(kent, meeting)
    actions.begin_correction(meeting, why="The time was wrong.", by=acting(kent.people["clerk"]), at=timezone.now())
    page = text_of(Desk(kent.people["clerk"]).get("request_correct", request.reference))
    assert (
        "Version 1 of the minutes of Thursday 26 November 2026 is distributed, and version 2 is being written. "
        "Version 2 will include the corrected decision."
    ) in page
    assert "not been sent yet" not in page
    correct(kent, request, amount=Decimal(3900))
    assert Minutes.objects.count() == 2
    assert "£3,900.00" in draft_of(kent, meeting)


@pytest.mark.clause("CHA-7")
def test_what_a_correction_says_of_the_discussion_counts_until_somebody_writes_after_it(
    kent: Side, held: tuple[ResourceRequest, Meeting], clock: Clock
) -> None:
    request, meeting = held
    item = AgendaItem.objects.get(meeting=meeting, resource_request=request)
    name = f"summary-{item.pk}"
    correct(kent, request, amount=Decimal(3900))
    assert "A mentor would help Pupil A most." in draft_of(kent, meeting)  # what was written; the correction left it
    correct(kent, request, amount=Decimal(3900), summary="Fewer hours were agreed.")
    page = draft_of(kent, meeting)
    assert "Fewer hours were agreed." in page
    assert "A mentor would help" not in page
    write = Desk(kent.people["clerk"]).get("meeting_minutes_write", meeting.pk).content.decode()
    assert "Fewer hours were agreed." in write
    clock("2026-11-28 11:00")
    actions.save_texts(
        meeting,
        {name: actions.Typed("Fewer hours; all agreed.", 1)},
        by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )
    assert "Fewer hours; all agreed." in draft_of(kent, meeting)


@pytest.mark.clause("CHA-7")
def test_a_summary_changed_on_the_request_s_own_page_is_the_one_of_the_minutes(kent: Side, clock: Clock) -> None:
    """The page begins with what the meeting saved; whoever records the decision there writes no second truth."""
    clock("2026-11-26 16:00")
    here = room(kent).summed_up()
    (request,) = here.requests
    clerk = here.desk("clerk")
    assert "All agreed.</textarea>" in clerk.get("request_decide", request.reference).content.decode()
    clock("2026-11-26 16:20")
    typed = approval(summary="All agreed, for one term.", details="As asked.") | day("decided_on", here.meeting.day)
    sent = clerk.post("request_decide", request.reference, **typed)
    assert sent.status_code == 302, text_of(sent)
    end(here.meeting, by=acting(kent.people["chair"]), at=timezone.now())
    page = draft_of(kent, here.meeting)
    assert "All agreed, for one term." in page
    assert "All agreed. " not in page
    clock("2026-11-26 16:40")
    texts = {f"summary-{here.item().pk}": actions.Typed("All agreed in the end.", 1)}
    actions.save_texts(here.meeting, texts, by=acting(kent.people["clerk"]), at=timezone.now())
    assert "All agreed in the end." in draft_of(kent, here.meeting)


@pytest.mark.clause("CHA-7", "CLK-4")
def test_the_summary_recorded_with_the_decision_is_not_written_twice(kent: Side) -> None:
    request = hold(kent, chair_was_out=False, decided=ruling(summary="All agreed that routines help."))
    assert kent.meeting
    item = AgendaItem.objects.get(meeting=kent.meeting, resource_request=request)
    ItemRecord.objects.filter(item=item).update(summary="", summary_revision=0, summary_at=None)
    page = Desk(kent.people["clerk"]).get("meeting_minutes_write", kent.meeting.pk).content.decode()
    assert "All agreed that routines help.</textarea>" in page
    assert "All agreed that routines help." in draft_of(kent, kent.meeting)


def test_a_decision_dated_days_later_stands_in_the_minutes_of_its_meeting(kent: Side, clock: Clock) -> None:
    clock("2026-11-26 17:00")
    request = hold(kent, chair_was_out=False)
    assert kent.meeting
    clock("2026-11-30 10:00")
    correct(kent, request, amount=Decimal(700), decided_on=date(2026, 11, 30))
    assert "£700.00" in draft_of(kent, kent.meeting)
    request.refresh_from_db()
    assert request.decision
    assert request.decision.meeting == kent.meeting


@pytest.mark.clause("DIS-5", "CLK-6")
def test_before_a_correction_it_is_said_which_versions_are_out(
    kent: Side, held: tuple[ResourceRequest, Meeting]
) -> None:
    request, meeting = held
    assert request.decision
    by, at = kent.people, timezone.now()
    day = "the minutes of Thursday 26 November 2026"
    assert actions.what_follows(request.decision) == (
        "The minutes of Thursday 26 November 2026 are not distributed yet. They will include the corrected decision."
    )
    sent(kent, meeting)
    actions.begin_correction(meeting, why="The time was wrong.", by=acting(by["clerk"]), at=at)
    actions.ask_chair(meeting, by=acting(by["clerk"]), at=at)
    again = "Version 2 will include the corrected decision, and the chair will need to check it again."
    assert (
        actions.what_follows(request.decision)
        == f"Version 1 of {day} is distributed, and version 2 is with the chair. {again}"
    )
    actions.check(meeting, by=acting(by["chair"]), at=at)
    assert actions.what_follows(request.decision) == (
        f"Version 1 of {day} is distributed, and version 2 is checked by the chair. {again}"
    )
    actions.distribute(meeting, by=acting(by["clerk"]), at=at)
    assert actions.what_follows(request.decision) == (
        "The minutes of Thursday 26 November 2026 have been distributed. We’ll distribute a new version "
        "with the corrected decision and your reason."
    )


# At the live meeting -----------------------------------------------------------------------------------------------


@pytest.mark.clause("DUR-7")
def test_solutions_that_members_offered_do_not_stand_under_an_approval(kent: Side) -> None:
    here = room(kent).summed_up()
    Contribution.objects.create(
        item=here.item(), step=here.step("Solutions"), attendance=here.row("representative"),
        text="Ask the outreach team.", at=timezone.now(),
    )  # fmt: skip
    clerk = here.desk("clerk")
    assert (
        "Ask the outreach team.</textarea>"
        in clerk.get("meeting_decide", here.meeting.pk, here.item().pk).content.decode()
    )
    typed = approval(alternatives="Ask the outreach team.")
    assert clerk.post("meeting_decide", here.meeting.pk, here.item().pk, **typed).status_code == 302
    assert Decision.objects.get().alternatives == ""


def test_a_reopened_meeting_records_the_decision_it_had_put_off(kent: Side) -> None:
    """Ended undecided, the request went to the next meeting; the reopened one decides it all the same, and keeps it."""
    here = room(kent).summed_up()
    chair, (request,) = kent.people["chair"], here.requests
    end(here.meeting, by=acting(chair), at=timezone.now())
    request.refresh_from_db()
    assert request.meeting == kent.meeting
    assert kent.meeting
    assert kent.meeting.day > day_of(timezone.now())
    with pytest.raises(NotPossible, match="You can record its decision from that day"):
        deciding.decide(request, ruling(), by=acting(chair), at=timezone.now())
    reopen(here.meeting, why="The decision was left out.", by=acting(chair), at=timezone.now())
    made = decide(here.meeting, here.item(), ruling(), by=acting(chair), at=timezone.now() + timedelta(minutes=1))
    request.refresh_from_db()
    assert (made.meeting, request.meeting, request.state) == (here.meeting, here.meeting, "approved")
