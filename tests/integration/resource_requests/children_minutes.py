"""Minutes and what follows a meeting, in which everybody wrote the marker pupil's name; and where that could come out."""

from datetime import time, timedelta

from django.urls import reverse
from django.utils import timezone

from locality.meetings.models import AgendaItem, Dispute, Interest, ItemRecord, RegisterRow
from locality.minutes.actions import minutes
from locality.minutes.actions.follow_up import report
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.working_days import day_of
from tests.held import add_action_point, register
from tests.integration.resource_requests.children_words import SAID, SHORT
from tests.world import Side, acting

Place = tuple[str, str]


def places_of_minutes(kent: Side, told: ResourceRequest) -> list[Place]:
    """One meeting with its minutes out, one whose draft is with the chair, and one in which the chair wants changes."""
    now, clerk, chair = timezone.now(), kent.people["clerk"], kent.people["chair"]
    out, draft, unfinished = _held(kent, told, days=30), _held(kent, told, days=10), _held(kent, told, days=5)
    for meeting in (out, draft, unfinished):
        minutes.ask_chair(meeting, by=acting(clerk), at=now)
    minutes.ask_for_changes(unfinished, wanted=SAID, by=acting(chair), at=now)
    minutes.ask_for_changes(draft, wanted=SAID, by=acting(chair), at=now)
    minutes.ask_chair(draft, by=acting(clerk), at=now)
    minutes.check(out, by=acting(chair), at=now)
    minutes.distribute(out, by=acting(clerk), at=now)
    minutes.begin_correction(out, why=SAID, by=acting(clerk), at=now)
    minutes.ask_chair(out, by=acting(clerk), at=now)
    minutes.check(out, by=acting(chair), at=now)
    minutes.distribute(out, by=acting(clerk), at=now)
    item = out.items.get(resource_request=told)
    point = add_action_point(kent, out, item=item)
    report(point, text=SAID[:400], state="open", by=acting(kent.people["representative"]), at=now)
    return [
        ("meeting_minutes", reverse("meeting_minutes", args=[out.pk])),
        *(
            (f"{name} {number} {kind}", reverse(name, args=[out.pk, number, kind]))
            for name in ("meeting_minutes_file", "meeting_minutes_release")
            for number, kind in ((1, "docx"), (2, "pdf"))
        ),
        *((f"version {number}", reverse("meeting_minutes_version", args=[out.pk, number])) for number in (1, 2)),
        *((name, reverse(name, args=[draft.pk])) for name in (
            "meeting_minutes_write", "meeting_minutes_send", "meeting_minutes_check")),
        ("minutes with changes wanted", reverse("meeting_minutes_write", args=[unfinished.pk])),
        ("meeting_minutes_correct", reverse("meeting_minutes_correct", args=[out.pk])),
        ("action_points", reverse("action_points") + "?which=all"),
        ("action_point", reverse("action_point", args=[point.pk])),
        ("attendance_record", reverse("attendance_record", args=[kent.community.pk])),
        *((f"meeting_hand_over {pk}", reverse("meeting_hand_over", args=[pk])) for pk in (draft.pk, kent.meeting.pk)),
    ]  # fmt: skip


def _held(kent: Side, told: ResourceRequest, *, days: int) -> Meeting:
    meeting = Meeting.objects.create(
        community=kent.community, day=day_of(timezone.now()) - timedelta(days=days), starts=time(15), ends=time(17),
        venue="The hall", state="held",
    )  # fmt: skip
    register(kent, meeting)
    seat = RegisterRow.objects.get(meeting=meeting, kind="chair")
    for position, request in ((1, None), (2, told)):
        item = AgendaItem.objects.create(
            meeting=meeting, position=position, title=f"{SHORT}: an item", text=SAID, minutes=5,
            kind="requests" if request else "welcome", resource_request=request,
        )  # fmt: skip
        ItemRecord.objects.create(item=item, notes=SAID, notes_revision=1, summary=SAID, summary_revision=1)
        Interest.objects.create(item=item, attendance=seat, interest=SAID[:300], declared_at=timezone.now())
        Dispute.objects.create(
            item=item, text=SAID, chairs_decision=SAID, noted_by=kent.people["clerk"], noted_at=timezone.now()
        )
        add_action_point(kent, meeting, item=item, state="done", settled_at=timezone.now())
    return meeting
