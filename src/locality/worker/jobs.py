"""What the worker does when nobody asks: a plain list. Each job takes the moment, and may run at any time and again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import structlog
from django.core.management import call_command

from locality.accounts import forms_over_sign_in
from locality.audit.seals import seal
from locality.audit.watch import Watch
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.models import Authority, Community, DayOff
from locality.communities.queries import rules_on
from locality.exceptional.actions import remind_of_end
from locality.form_keys.uses import prune_keys
from locality.meetings.actions.board_reports import ask_for_board_report
from locality.meetings.models import ActionPoint
from locality.meetings.queries.follow_up import due_soon, held_without_report, meetings_soon, unreported_before
from locality.minutes.actions.reminding import by_owner, remind_together, remind_together_before
from locality.opportunities.actions.reminding import remind_of_few
from locality.opportunities.queries.opportunities import with_few_booked
from locality.outbox.delivery import deliver_due
from locality.outbox.lease import give_up_turn, take_turn
from locality.outbox.summaries import send_summaries
from locality.outcomes.actions.reminding import remind_of_review
from locality.outcomes.queries import reviews_to_remind
from locality.practice.actions.hiding import hide_new_names
from locality.practice.queries.names import schools_with_new_names
from locality.resource_requests.queries.requests import ending_soon
from locality.schedule.actions.inviting import follow_people
from locality.schedule.queries import out_of_step
from locality.tables import uploads
from locality.values.working_days import day_of
from locality.worker.watching import look_at_log

log = structlog.get_logger()

SATURDAY = 5
PERIODIC = "periodic work"
DAYS_OF_NOTICE = 3  # working days before an action point is due
WATCH = Watch()
REVIEWS_AHEAD = timedelta(days=45)  # more than 20 working days, whatever holidays there are
AGAIN = timedelta(minutes=1)  # a job that failed, or was another worker's


Stopping = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """`run` every so often, told the moment and whether the worker is to stop. Alone: in one worker at a time."""

    name: str
    run: Callable[[datetime, Stopping], object]
    every: timedelta
    alone: bool = True


def deliver(now: datetime, stopping: Stopping) -> None:
    """Send what is due; told to stop, only the message in hand."""
    deliver_due(now, stopping=stopping)


def summarise(now: datetime, _stopping: Stopping) -> None:
    """The daily summaries, from 07:00 on a working day."""
    send_summaries(now, is_working=is_day_for_summaries)


def seal_log(now: datetime, stopping: Stopping) -> None:
    """Seal what the log gained, and note the last seal outside the database."""
    sealed = False
    while not stopping() and seal(at=now) is not None:
        sealed = True
    if sealed:
        log.info("audit_sealed", digest=WATCH.note())


def verify_log(now: datetime, _stopping: Stopping) -> None:
    """Once a day: has anybody changed the log?"""
    look_at_log(WATCH, now)


def is_day_for_summaries(day: date) -> bool:
    """Monday to Friday, less England's bank holidays."""
    return day.weekday() < SATURDAY and not DayOff.objects.filter(day=day, kind=DayOff.Kind.BANK_HOLIDAY).exists()


def forget_old_forms(now: datetime, _stopping: Stopping) -> None:
    """Keys of forms older than a week."""
    prune_keys(now=now)


def forget_kept_forms(now: datetime, _stopping: Stopping) -> None:
    """Forms that were typed while signed out, and not come back for in a day."""
    forms_over_sign_in.prune_forms(now)


def forget_old_uploads(now: datetime, _stopping: Stopping) -> None:
    """Files that were tried a day ago and never confirmed."""
    uploads.prune_uploads(now)


def forget_old_sessions(_now: datetime, _stopping: Stopping) -> None:
    """Sessions that have ended."""
    call_command("clearsessions")


def remind_of_ends(now: datetime, stopping: Stopping) -> None:
    """Tell schools once that an exceptional allocation ends soon (EXC-6)."""
    today = day_of(now)
    days: dict[int, timedelta] = {}
    for rfr in ending_soon(today):
        if stopping():
            return
        if rfr.authority_id not in days:
            days[rfr.authority_id] = timedelta(days=rules_on(rfr.authority, today).exceptional_reminder_days)
        if rfr.last_day and rfr.last_day - days[rfr.authority_id] <= today:
            remind_of_end(rfr, at=now)


def remind_of_action_points(now: datetime, stopping: Stopping) -> None:
    """Tell the owners of open action points once before each is due, and before the next meeting (MBR-4, POST-2)."""
    today = day_of(now)
    known: dict[int, Deadlines] = {}

    def deadlines(of: Community) -> Deadlines:
        if of.authority_id not in known:
            known[of.authority_id] = deadlines_of(of.authority, on=today)
        return known[of.authority_id]

    def is_near(point: ActionPoint) -> bool:
        return deadlines(point.community).calendar.before(point.due_on, DAYS_OF_NOTICE) <= today

    for points in by_owner(each for each in due_soon(today) if is_near(each)):
        if stopping():
            return
        remind_together(points, at=now)
    asked: set[int] = set()
    for meeting in meetings_soon(today):
        if meeting.community_id in asked:
            continue
        asked.add(meeting.community_id)
        if deadlines(meeting.community).papers(meeting.day) <= today:
            for points in by_owner(unreported_before(meeting)):
                if stopping():
                    return
                remind_together_before(points, meeting=meeting, at=now)


def remind_of_reviews(now: datetime, stopping: Stopping) -> None:
    """Ask schools for their reports on outcomes: 20 and 5 working days before, on the day, and then once a week (OBJ-1)."""
    today = day_of(now)
    for review in reviews_to_remind(today + REVIEWS_AHEAD, today):
        if stopping():
            return
        remind_of_review(review, at=now)


def remind_of_few_bookings(now: datetime, stopping: Stopping) -> None:
    """Tell hosts on the last day to book that fewer people have booked than they need (RES-8)."""
    for opportunity in with_few_booked(day_of(now)):
        if stopping():
            return
        remind_of_few(opportunity, at=now)


def ask_for_board_reports(now: datetime, stopping: Stopping) -> None:
    """Give clerks the report of a quarter whose last meeting was cancelled or moved away (AGE-3)."""
    for authority in Authority.objects.order_by("pk"):
        for meeting in held_without_report(authority, day_of(now)):
            if stopping():
                return
            ask_for_board_report(meeting, at=now)


def follow_people_of_meetings(now: datetime, stopping: Stopping) -> None:
    """Invite who has joined a community to its meetings to come, and take out who has left (CLK-1)."""
    for meeting in out_of_step(day_of(now)):
        if stopping():
            return
        follow_people(meeting, at=now)


def hide_names_in_cases(now: datetime, stopping: Stopping) -> None:
    """Hide pupils who became known later in what lists and searches read of a school's cases (RES-9)."""
    for school in schools_with_new_names():
        if stopping():
            return
        hide_new_names(school=school, at=now)


JOBS = [
    Job("deliver messages", deliver, every=timedelta(0), alone=False),
    Job("daily summaries", summarise, every=timedelta(minutes=1)),
    Job("seal the log", seal_log, every=timedelta(minutes=1)),
    Job("verify the log", verify_log, every=timedelta(hours=1)),
    Job("remind of ends", remind_of_ends, every=timedelta(minutes=10)),
    Job("remind of action points", remind_of_action_points, every=timedelta(minutes=10)),
    Job("remind of reviews", remind_of_reviews, every=timedelta(hours=1)),
    Job("remind of few bookings", remind_of_few_bookings, every=timedelta(hours=1)),
    Job("hide names in cases", hide_names_in_cases, every=timedelta(minutes=10)),
    Job("ask for board reports", ask_for_board_reports, every=timedelta(hours=1)),
    Job("invite who has joined", follow_people_of_meetings, every=timedelta(hours=1)),
    Job("forget old forms", forget_old_forms, every=timedelta(hours=1)),
    Job("forget kept forms", forget_kept_forms, every=timedelta(hours=1)),
    Job("forget old uploads", forget_old_uploads, every=timedelta(hours=1)),
    Job("forget old sessions", forget_old_sessions, every=timedelta(hours=24)),
]


@dataclass
class Rounds:
    """One worker going round its jobs."""

    holder: str
    jobs: list[Job] = field(default_factory=lambda: JOBS)
    _next: dict[str, datetime] = field(default_factory=dict)

    def go(self, now: datetime, *, stopping: Stopping = lambda: False) -> list[str]:
        """Do each job whose time has come; returns the names of those that failed.

        A job that fails is logged, stops no other, and is tried again within a minute.
        """
        failed = []
        mine: bool | None = None
        for job in self.jobs:
            if stopping():
                break
            if now < self._next.get(job.name, now):
                continue
            self._next[job.name] = now + min(job.every, AGAIN)
            try:
                if job.alone and mine is None:
                    mine = take_turn(PERIODIC, holder=self.holder, now=now)
                if job.alone and not mine:
                    continue
                job.run(now, stopping)
            except Exception:
                log.error("job_failed", job=job.name, exc_info=True)
                failed.append(job.name)
            else:
                self._next[job.name] = now + job.every
        return failed

    def end(self, now: datetime) -> None:
        """Leave the periodic work to the next worker."""
        give_up_turn(PERIODIC, holder=self.holder, now=now)
