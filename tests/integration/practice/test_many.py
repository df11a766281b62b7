"""Twenty thousand cases: like ones are found within 50 milliseconds, on both databases, and the list stays quick."""

import random
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.practice.content import Cost, Phase, Result, Strength
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import cases_shared_with, narrowed
from locality.practice.queries.similar import similar_cases
from locality.resource_requests.content.questions import Kind
from tests.practice_world import TRIED
from tests.world import Side, acting, needs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-2")]

MANY = 20_000
QUESTION = (
    "How can a small group of pupils who find mornings hard come to feel safe enough to stay in class, with a mentor at the "
    "gate and predictable routines through the whole of the day?"
)


def fill(kent: Side) -> list[int]:
    """Cases of every kind, each with one or two needs, a third of them shared with the community alone."""
    chance, now = random.Random(7), timezone.now()
    items, editor, clerk = [each.pk for each in needs(kent)], kent.people["school_editor"], kent.people["clerk"]
    text = f"{TRIED} {TRIED} {TRIED} ".lower()
    rows = []
    for number in range(MANY):
        everyone = number % 3 > 0
        school, community = (kent.school, kent.community) if number % 2 else (kent.far_school, kent.neighbour)
        rows.append(
            PracticeCase(
                authority=kent.authority, community=community, school=school, title=f"Case {number}", shown_title="Case",
                phase=chance.choice(Phase.values), kind=str(chance.choice(list(Kind))), tried=TRIED, hours=1, weeks=1,
                cost=chance.choice(Cost.values), result=chance.choice(Result.values), strength=Strength.SCHOOL,
                search_text=f"case {number} {text}", state="released" if everyone else "shared",
                shown_to="all" if everyone else "community", started_by=editor, started_at=now, written_by=editor,
                written_at=now, hidden_at=now, released_by=clerk if everyone else None, released_at=now if everyone else None,
            )
        )  # fmt: skip
    PracticeCase.objects.bulk_create(rows, batch_size=500)
    through = PracticeCase.needs.through
    links = [
        through(practicecase_id=pk, listitem_id=item)
        for pk in PracticeCase.objects.values_list("pk", flat=True)
        for item in chance.sample(items, chance.choice((1, 2)))
    ]
    through.objects.bulk_create(links, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return items


def milliseconds(do) -> float:  # type: ignore[no-untyped-def]
    """The best of several: what other processes take of the machine is no time of ours. SQLite works in this process."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    do()
    found = []
    for _ in range(15):
        began = clock()
        do()
        found.append(1_000 * (clock() - began))
    return min(found)


@pytest.mark.both_databases("search")
def test_similar_cases_are_found_in_time_among_many(kent: Side, elsewhere: Side) -> None:
    items = fill(kent)
    asked = {"phase": "primary", "kind": "advice", "words": QUESTION}
    for role in ("representative", "other_chair", "locality_team"):
        viewer = acting(kent.people[role])
        assert milliseconds(lambda viewer=viewer: similar_cases(viewer, items[:2], **asked)) < 50, role
        assert (
            milliseconds(lambda viewer=viewer: similar_cases(viewer, kind="advice", phase="primary", words=QUESTION))
            < 50
        )
        assert len(similar_cases(viewer, items[:2], **asked)) == 5
        with CaptureQueriesContext(connection) as queries:
            similar_cases(viewer, items[:2], **asked)
        assert len(queries) <= 3
    far = acting(kent.people["other_chair"])
    seen = similar_cases(far, items[:3], limit=200)
    assert seen
    assert all(each.state == "released" or each.community_id == kent.neighbour.pk for each in seen)
    library = cases_shared_with(far)
    assert milliseconds(lambda: list(narrowed(library, phase="primary").values_list("pk", flat=True)[:25])) < 50
    assert milliseconds(library.count) < 100
