"""What can happen to cases of practice, as a story: each action is whole wherever the process dies."""

from datetime import datetime

from django.utils import timezone

from locality.audit.models import Event
from locality.outbox.models import Message
from locality.practice.actions import merging, sharing, writing
from locality.practice.models import PracticeCase
from tests.integration.kill.harness import Act, Scenario
from tests.integration.kill.requests import Told, person
from tests.practice_world import case_in, mark, written
from tests.world import Side, acting, make_side


def lives_of_cases(at: datetime) -> dict[str, Act]:
    """A draft is shared and asked for at once, then released and merged; another case is sent back and changed."""
    draft, asked, kept = PracticeCase.objects.order_by("pk")
    writer, clerk = acting(person("school_editor"), at), acting(person("clerk"), at)
    given = written(_side(kept), weeks=3)
    return {
        "share": lambda: sharing.share_case(
            case=draft, with_all=True, confirmed=True, seen=mark(draft), by=writer, at=at
        ),
        "release": lambda: sharing.release_case(case=draft, seen=mark(draft), by=clerk, at=at),
        "send_back": lambda: sharing.send_case_back(case=asked, reason="Not yet", seen=mark(asked), by=clerk, at=at),
        "change": lambda: writing.change_case(case=asked, written=given, seen=mark(asked), by=writer, at=at),
        "merge": lambda: merging.merge_case(case=draft, into=kept, by=clerk, at=at),
    }


def _side(case: PracticeCase) -> Side:
    """As much of the council as a case is written for."""
    area, community, school = case.community.area, case.community, case.school
    assert area
    return Side(case.authority, area, community, community, school, school, school)


class OfCases(Told):
    """The story, told by cases, messages and the log."""

    record = (PracticeCase, PracticeCase.needs.through, Message, Event)

    def world(self) -> None:
        """A draft, a case that is asked for, and one that everyone reads."""
        side = make_side("Wealdshire", "801", 801000, now=timezone.now())
        for state in ("draft", "asked", "released"):
            case_in(side, state)


def story_of_cases() -> Scenario:
    """The walk of the story."""
    one = OfCases(lives_of_cases)
    return Scenario(one.set_up, one.acts, one.check)
