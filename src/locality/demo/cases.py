"""Two years of the made-up schools' cases of practice: some worked, some did not, some wait to be released."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from locality.communities.models import ListItem, School
from locality.communities.scope import Viewer
from locality.demo.acting import acting
from locality.demo.case_texts import CASES, KS, Story
from locality.demo.requests import Cast
from locality.practice.actions import sharing, writing
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import needs_of
from locality.practice.rules.permitted import mark_of_case
from locality.practice.rules.written import Written

OLDEST = 760  # days: the first ones are due to be looked at again
ASKED, SHARED, DRAFTS = 2, 5, 1
"""How many of the newest wait to be released, are shared with their community only, or are still written."""
WITH_CONTACT = 3  # every third names its school
COMMUNITIES = 6


def write_cases(casts: list[Cast], now: datetime) -> None:
    """Each by the head of a school, in turn over some communities; released by the clerk a week later."""
    lists = {
        each.code or each.label: each
        for each in ListItem.objects.filter(authority=casts[0].community.authority, in_use=True)
    }
    schools = list(_schools(casts[:COMMUNITIES]))
    for number, story in enumerate(CASES):
        cast, school = schools[number % len(schools)]
        if school.phase != story.phase:
            school = next((each for each in cast.schools if each.phase == story.phase), school)
        at = now - timedelta(days=OLDEST - number * (OLDEST - 8) // len(CASES))
        head = acting(cast.heads[school.pk], now)
        case = writing.start_case(school=school, written=_written(story, number, lists), by=head, at=at)
        _share(case, len(CASES) - number, head, acting(cast.clerk, now), at)


def _schools(casts: list[Cast]) -> Iterator[tuple[Cast, School]]:
    """The schools of several communities, one of each in turn."""
    for place in range(max(len(cast.schools) for cast in casts)):
        for cast in casts:
            if place < len(cast.schools):
                yield cast, cast.schools[place]


def _written(story: Story, number: int, lists: dict[str, ListItem]) -> Written:
    stage = lists.get(KS.get(story.stage, ""))
    hours, weeks, cost = story.took
    result, strength = story.came
    return Written(
        title=story.title,
        needs=tuple(lists[code].pk for code in story.needs),
        phase=story.phase,
        key_stage=stage.pk if stage else None,
        kind=story.kind,
        tried=story.tried,
        hours=hours,
        weeks=weeks,
        cost=cost,
        result=result,
        strength=strength,
        unsuited=story.unsuited,
        contact="" if number % WITH_CONTACT else "senco",
    )


def _share(case: PracticeCase, from_last: int, head: Viewer, clerk: Viewer, at: datetime) -> None:
    """The newest of all are left where somebody has something to do with them."""
    if from_last <= DRAFTS:
        return
    with_all = from_last > DRAFTS + SHARED or from_last <= DRAFTS + ASKED
    sharing.share_case(case=case, with_all=with_all, confirmed=True, seen=_mark(case), by=head, at=at)
    if with_all and from_last > DRAFTS + ASKED:
        sharing.release_case(case=case, seen=_mark(case), by=clerk, at=at + timedelta(days=7))


def _mark(case: PracticeCase) -> str:
    case = PracticeCase.objects.get(pk=case.pk)
    return mark_of_case(case, [each.pk for each in needs_of(case)])
