"""The made-up requests, in every state, each brought there by the actions that people use."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Self

from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.queries.money import rates_on, year_on
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.models import Authority, Community, ListItem, School
from locality.demo.acting import acting
from locality.demo.dates import PAST, WITH_HISTORY
from locality.demo.stories import (
    AGE_OF_YEAR,
    ALTERNATIVES,
    DETAILS,
    FIRST_NAMES,
    LAST_NAMES,
    MISSING,
    OWN_PROVISION,
    REASONS,
    STORIES,
    SUMMARY,
    Story,
)
from locality.demo.turnout import positions
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing

REVIEWED = (timedelta(days=35), timedelta(days=49), timedelta(days=84))
"""How long after its decision support is reviewed: some of it early, so that there is something to see of it."""
SEPTEMBER = 9
"""The month in which a school year begins, and in which the oldest of a year group are born."""


@dataclass(frozen=True)
class Cast:
    """Who acts in one community: for each school its head, who signs, and its representative, who sits in meetings."""

    community: Community
    schools: list[School]
    heads: dict[int, User]
    members: dict[int, User]
    chair: User
    clerk: User
    officer: User


def write_requests(casts: list[Cast], now: datetime, chance: random.Random) -> None:
    """Requests of past meetings in some communities, and the next meeting's in each of them."""
    deadlines = deadlines_of(casts[0].community.authority, on=day_of(now))
    offered = Offered.by(casts[0].community.authority)
    for number, cast in enumerate(casts[:WITH_HISTORY]):
        Writer(cast, now, chance, offered, deadlines).all(first=number == 0)


@dataclass(frozen=True)
class Offered:
    """What the council's lists offer: key stages by their labels, needs by their census codes."""

    key_stages: dict[str, int]
    needs: dict[str, int]

    @classmethod
    def by(cls, authority: Authority) -> Self:
        items = list(ListItem.objects.filter(authority=authority))
        return cls(
            {item.label: item.pk for item in items if item.list_name == ListItem.ListName.KEY_STAGE},
            {item.code: item.pk for item in items if item.code},
        )


class Writer:
    """Writes the requests of one community."""

    def __init__(
        self, cast: Cast, now: datetime, chance: random.Random, offered: Offered, deadlines: Deadlines
    ) -> None:
        self.cast, self.now, self.chance, self.offered, self.deadlines = cast, now, chance, offered, deadlines

    def all(self, *, first: bool) -> None:
        today = day_of(self.now)
        meetings = Meeting.objects.filter(community=self.cast.community).order_by("day")
        past = [each for each in meetings if each.day < today]
        for ago, meeting in enumerate(reversed(past)):
            came = positions(len(self.cast.schools), ago=ago, first=first)
            for turn in range(2 if ago else 3):
                self.past(meeting, turn, ago, came)
        for meeting in meetings:
            if meeting.day == today:
                self.today(meeting)
        ahead = next(each for each in meetings if each.day > today)
        self.ahead(ahead, first=first)

    def today(self, meeting: Meeting) -> None:
        """What a meeting of today discusses: the personas' school first, then two others; each accepted in time."""
        persona = self.personas_school()
        others = [school for school in self.cast.schools if school != persona]
        for school, story in zip((persona, *others), (STORIES[0], STORIES[1], STORIES[3]), strict=False):
            rfr = self.submitted(before=meeting.day, school=school, story=story)
            at = _at(self.deadlines.calendar.before(meeting.day, 7), 11)
            reviewing.accept(rfr, by=acting(self.cast.chair, at), at=at)

    def personas_school(self) -> School:
        return next(school for school in self.cast.schools if self.cast.heads[school.pk].name == "Daniel Hart")

    def past(self, meeting: Meeting, turn: int, ago: int, came: int) -> None:
        """A request of a meeting that has been held: decided by those who came, and further the longer ago it was."""
        rfr = self.submitted(before=meeting.day)
        at = _at(self.deadlines.papers(meeting.day), 11)
        rfr = reviewing.accept(rfr, by=acting(self.cast.chair, at), at=at)
        at = _at(meeting.day, 16)
        lately = ago == 0 and self.deadlines.hand_over(meeting.day) >= day_of(self.now)
        if lately and turn == 2:
            return  # the meeting ended before it was decided
        if turn == 1 and ago != 1:
            self.declined(rfr, meeting.day, at, came)
            return
        amount = rfr.requested_amount
        starts, ends = self.support(meeting.day)
        review = meeting.day + REVIEWED[(turn if ago < PAST else ago) % 3]
        deciding.decide(
            rfr,
            NewDecision(
                outcome=Decision.Outcome.APPROVED, summary=SUMMARY, method=Decision.Method.CONSENSUS,
                decided_on=meeting.day, advice=rfr.asks_advice or not amount, school_support=rfr.asks_school_support,
                funding=bool(amount), details=DETAILS,
                amount=(amount * Decimal("0.8")).quantize(Decimal(1)) if amount else None,
                starts_on=starts, ends_on=ends, review_on=review, agree=came - 1, disagree=0, abstain=1,
            ),
            by=acting(self.cast.clerk, at), at=at,
        )  # fmt: skip
        if lately:
            return  # the hand-over is due
        sent = _at(self.deadlines.hand_over(meeting.day), 10)
        handing_over.hand_over(rfr, by=acting(self.cast.clerk, sent), at=sent)
        if ago == 0 or (ago == 1 and turn == 0 and self.chance.random() < 0.2):
            return  # the officer has yet to acknowledge it
        received = sent + timedelta(days=1)
        handing_over.acknowledge(rfr, by=acting(self.cast.officer, received), at=received)

    def support(self, day: date) -> tuple[date, date]:
        """From a week after the decision, for two terms or until the funding year ends."""
        year = year_on(self.cast.community.authority, day)
        starts, ends = day + timedelta(days=7), day + timedelta(days=150)
        return starts, min(ends, year.end) if year else ends

    def declined(self, rfr: ResourceRequest, day: date, at: datetime, came: int) -> None:
        deciding.decide(
            rfr,
            NewDecision(
                outcome=Decision.Outcome.DECLINED, summary=SUMMARY, method=Decision.Method.CHAIR, decided_on=day,
                reasons=REASONS, own_provision=OWN_PROVISION, alternatives=ALTERNATIVES, agree=2, disagree=came - 3, abstain=1,
            ),
            by=acting(self.cast.clerk, at), at=at,
        )  # fmt: skip

    def ahead(self, meeting: Meeting, *, first: bool) -> None:
        """Requests of the next meeting, and drafts."""
        due = min(self.deadlines.submission(meeting.day), day_of(self.now) - timedelta(days=1))
        reviewed = _after(due, self.now)
        accepted = self.submitted(before=meeting.day, on=due)
        if accepted.meeting_id:
            reviewing.accept(accepted, by=acting(self.cast.chair, reviewed), at=reviewed)
        self.submitted(before=meeting.day, on=due)
        if not first:
            return
        home = self.cast.schools
        returned = self.submitted(before=meeting.day, on=due, school=home[2])
        reviewing.return_to_school(returned, missing=MISSING, by=acting(self.cast.chair, reviewed), at=reviewed)
        persona = self.personas_school()
        self.submitted(before=meeting.day, on=due, school=persona)
        signed = self.draft(persona, STORIES[2], self.now - timedelta(days=2))
        drafting.ask_to_sign(
            signed,
            by=acting(self.cast.heads[persona.pk], self.now - timedelta(days=1)),
            at=self.now - timedelta(days=1),
        )
        half = self.draft(persona, STORIES[0], self.now - timedelta(hours=5), parts=("solution", "support", "contact"))
        drafting.save_answers(
            half,
            {"outcomes": Typed("By July each pupil", 0)},
            by=acting(half.created_by, self.now - timedelta(hours=4)),
            at=self.now - timedelta(hours=4),
        )

    def submitted(
        self, *, before: date, on: date | None = None, school: School | None = None, story: Story | None = None
    ) -> ResourceRequest:
        school = school or self.chance.choice(self.cast.schools)
        day = on or self.deadlines.calendar.before(self.deadlines.submission(before), 2)
        at = _at(day, 9, self.chance.randrange(60))
        head = self.cast.heads[school.pk]
        rfr = self.draft(school, story or self.chance.choice(STORIES), at - timedelta(days=1), signed=at)
        return signing.submit(
            rfr,
            by=acting(head, at),
            signed_name=head.name,
            signed_role="Head teacher",
            seen=signing.fingerprint(rfr),
            at=at,
        )

    def draft(
        self,
        school: School,
        story: Story,
        at: datetime,
        parts: tuple[str, ...] = (),
        kind: ResourceRequest.Kind = ResourceRequest.Kind.STANDARD,
        also: Mapping[str, str] | None = None,
        signed: datetime | None = None,
    ) -> ResourceRequest:
        """A draft as its head wrote it; `also`: answers that the story does not hold; `signed`: whose rates count."""
        head = self.cast.heads[school.pk]
        contact = f"{head.name}, 01632 960{self.chance.randrange(999):03d}"
        rfr = drafting.start(school=school, by=acting(head, at), at=at, contact=contact, kind=kind)
        typed = self.typed(story, day_of(signed or at)) | dict(also or {})
        chosen = {name: text for name, text in typed.items() if not parts or name in parts}
        drafting.save_answers(
            rfr,
            {name: Typed(text, 0) for name, text in chosen.items()},
            by=acting(head, at + timedelta(minutes=20)),
            at=at + timedelta(minutes=20),
        )
        return rfr

    def typed(self, story: Story, today: date) -> dict[str, str]:
        answers = {
            "solution": story.solution,
            "title": story.title,
            "outcomes": story.outcomes,
            "support": story.support,
            "support_given": story.support_given,
            "key_stage": str(self.offered.key_stages[story.key_stage]),
            "needs": ",".join(str(self.offered.needs[code]) for code in story.needs),
            "parents_informed": "yes",
        }
        if story.use:
            answers["use"] = story.use
        for row, year in enumerate(story.years, 1):
            answers |= {f"pupil.{row}.{part}": text for part, text in self.pupil(year).items()}
        for row, (item, unit, quantity, weeks, rate) in enumerate(story.lines, 1):
            line = self.priced(item, today) or {"item": "other", "description": item, "unit": unit, "rate": rate}
            line |= {"quantity": quantity, "weeks": weeks}
            answers |= {f"line.{row}.{part}": text for part, text in line.items()}
        return answers

    def priced(self, item: str, today: date) -> dict[str, str]:
        """The item of the costings reference, where the council has a rate for it."""
        rates = {rate.item: rate.pk for rate in rates_on(self.cast.community.authority, today)}
        return {"item": str(rates[item])} if item in rates else {}

    def pupil(self, year_group: str) -> dict[str, str]:
        """A pupil who is in the year group now: whoever copies an old request sees no warning of it."""
        today, month = day_of(self.now), self.chance.randrange(1, 13)
        began = today.year if today.month >= SEPTEMBER else today.year - 1
        year = began - AGE_OF_YEAR[year_group] - (1 if month >= SEPTEMBER else 0)
        born = date(year, month, self.chance.randrange(1, 28))
        return {
            "name": f"{self.chance.choice(FIRST_NAMES)} {self.chance.choice(LAST_NAMES)}",
            "born_day": str(born.day),
            "born_month": str(born.month),
            "born_year": str(born.year),
            "year_group": year_group,
            "support": self.chance.choice(("sen_support", "sen_support", "sen_support", "ehcp")),
            "looked_after": "yes" if self.chance.random() < 0.05 else "no",
        }


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _after(day: date, now: datetime) -> datetime:
    return min(_at(day, 15), now - timedelta(hours=1))
