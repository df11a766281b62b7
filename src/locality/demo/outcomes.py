"""What the made-up schools agreed and reported: most in time, with a spread of results; some are still to come."""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.queries import holders
from locality.demo.acting import acting
from locality.outcomes.actions.agreeing import agree_outcomes, extend_review
from locality.outcomes.actions.looking import send_second_look
from locality.outcomes.actions.reporting import send_report
from locality.outcomes.content import Level
from locality.outcomes.models import Review, SecondLook
from locality.outcomes.queries import lookers_of, money_of
from locality.outcomes.rules import NewOutcome, NewReport, NewResult
from locality.values.working_days import day_of

AGREED_AFTER = timedelta(days=6)
LATE = timedelta(days=24)
FORGOTTEN = timedelta(days=70)
"""After which even the slowest school has agreed or reported, but for a few."""
OUTCOMES = (
    NewOutcome("Stays in whole-class lessons", "About 10 minutes, 2 mornings a week", "30 minutes, 4 mornings a week", "learning"),
    NewOutcome("Asks an adult for help before leaving the room", "Leaves 3 or 4 times a day", "Leaves once a day or less", "voice"),
    NewOutcome("Eats lunch with other pupils", "Eats alone in the office", "Eats in the hall 4 days a week", "community"),
    NewOutcome("Comes in on time", "Late on most days", "On time 4 days a week", "future"),
    NewOutcome("Follows a picture timetable alone", "Needs an adult for each change", "Manages most changes alone", "independence"),
    NewOutcome("Says how they feel in words or pictures", "Hits out when upset", "Uses the cards on most days", "quality_of_life"),
    NewOutcome("Reads with others for 10 minutes", "Will not read in a group", "Reads in a group twice a week", "learning"),
    NewOutcome("Feels safe at playtime", "Stays beside an adult", "Plays with others on most days", "safety"),
)  # fmt: skip
LEVELS = (
    *[Level.HOPED] * 8, *[Level.SOME] * 6, *[Level.MORE] * 2, *[Level.NO_CHANGE] * 2, Level.FURTHER_BACK, Level.CANNOT_SAY,
)  # fmt: skip
SEEN = {
    Level.HOPED: "The tally of lessons shows it since half-term, and the class teacher agrees.",
    Level.MORE: "The tally shows more than we planned for, and it holds on days without the extra adult.",
    Level.SOME: "Mornings are better. Afternoons have not changed.",
    Level.NO_CHANGE: "The tally is as it was. The assistant left after six weeks and we could not replace her.",
    Level.FURTHER_BACK: "The move to a new room undid what we had gained.",
    Level.CANNOT_SAY: "The support started late.",
}
PUPIL_SAID = (
    "I like my cards.",
    "I know what comes next now.",
    "I still find the hall too loud.",
    "It helps when I can choose.",
)
EVIDENCE: tuple[tuple[str, ...], ...] = (
    ("staff", "pupil"),
    ("staff",),
    ("staff", "parent", "work"),
    ("measured", "staff"),
)
FOR_WHOM = "Younger pupils who cope in small groups, with a room nearby."


def report_on_outcomes(now: datetime) -> None:
    """Agree and report what schools would have by now, each by the actions that people use."""
    chance = random.Random(41)  # noqa: S311 - made-up data, the same at every start
    reviews = Review.objects.select_related("rfr", "school__authority", "community", "authority", "decision")
    people: dict[int, User | None] = {}
    for number, review in enumerate(reviews.order_by("pk")):
        if review.school_id not in people:
            found = holders(Permission.OUTCOMES_REPORT, on=day_of(now), school=review.school)
            people[review.school_id] = found[0] if found else None
        person = people[review.school_id]
        agreed_at = review.since + AGREED_AFTER
        if person and agreed_at <= now and (number % 9 != 4 or review.since < now - FORGOTTEN):
            _live(review, number, person, agreed_at, now, chance)


def _live(review: Review, number: int, person: User, agreed_at: datetime, now: datetime, chance: random.Random) -> None:
    chosen = chance.sample(OUTCOMES, k=1 + number % 2)
    agree_outcomes(review, chosen, by=acting(person, agreed_at), at=agreed_at)
    if number % 17 == 3 and review.due_on > day_of(agreed_at):
        later = review.due_on + timedelta(days=28)
        because = "The support started a half-term late."
        extend_review(review, due_on=later, because=because, by=acting(person, agreed_at), at=agreed_at)
        review.due_on = later
    slow = number % 5 == 2
    reported_at = timezone.make_aware(datetime.combine(review.due_on, time(16, 20)))
    reported_at += LATE if slow else -timedelta(days=number % 6)
    forgets = (slow and review.due_on > day_of(now - FORGOTTEN)) or number % 8 == 2
    if reported_at <= now and not forgets:
        _report(review, chosen, number, person, reported_at, chance)


def _report(
    review: Review,
    outcomes: Sequence[NewOutcome],
    number: int,
    person: User,
    at: datetime,
    chance: random.Random,
) -> None:
    same = {3: Level.NO_CHANGE, 7: Level.CANNOT_SAY}.get(number % 9)
    levels = [same or chance.choice(LEVELS) for _ in outcomes]
    evidence = EVIDENCE[number % len(EVIDENCE)]
    review.rfr.refresh_from_db()
    money = money_of(review)
    spent = (money * Decimal("0.8")).quantize(Decimal(1)) if number % 8 == 5 else money
    sent = send_report(
        review,
        NewReport(
            happened="in_part" if Level.NO_CHANGE in levels else "as_agreed",
            why_not="We could not find an assistant for the second half-term." if Level.NO_CHANGE in levels else "",
            next=("own", "ends", "request", "own")[number % 4],
            results={
                place: NewResult(level, SEEN[level] if level == Level.CANNOT_SAY else "")
                for place, level in enumerate(levels, 1)
            },
            evidence=evidence,
            how_known=SEEN[levels[0]],
            measure="Boxall Profile" if "measured" in evidence else "",
            before="14" if "measured" in evidence else "",
            after="21" if "measured" in evidence else "",
            pupil_said=PUPIL_SAID[number % len(PUPIL_SAID)],
            spent=spent if money > 0 else None,
            returns=False,
            needed_until=day_of(at) + timedelta(days=90) if money > spent else None,
            again=levels[0] in (Level.HOPED, Level.MORE, Level.SOME),
            for_whom=FOR_WHOM,
        ),
        by=acting(person, at),
        at=at,
    )
    if sent.look and number % 3:
        _look_again(sent.look, levels, at + timedelta(days=5), chance)


def _look_again(look: SecondLook, levels: Sequence[Level], at: datetime, chance: random.Random) -> None:
    people = lookers_of(look, day_of(at))
    if people and at <= timezone.now():
        said = {place: level if chance.random() < 0.7 else Level.SOME for place, level in enumerate(levels, 1)}
        send_second_look(look, said, words="", by=acting(people[0], at), at=at)
