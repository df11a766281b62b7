"""What addresses of the practice library can name, and its forms filled in rightly."""

from typing import Any

from locality.practice.models import PracticeCase
from tests.house.permission_live import Fields, Sending
from tests.practice_world import case_in, mark, written
from tests.world import Side


def make_cases(side: Side) -> dict[str, dict[str, Any]]:
    """A draft, a case that is shared with the community beside one like it, and one that waits to be released."""
    draft = {"pk": case_in(side, "draft").pk}
    kept = case_in(side, "shared", title="A calm start to hard mornings for pupils")
    shared = {"pk": case_in(side, "shared").pk}
    return {
        **dict.fromkeys(("practice_change", "practice_share"), draft),
        **dict.fromkeys(("practice_case", "practice_review", "practice_withdraw", "practice_merge"), shared),
        "practice_release": {"pk": case_in(side, "asked", title="Reading with an adult at lunch").pk},
        "case to keep": {"pk": kept.pk},
    }


def _case(sending: Sending) -> Fields:
    given = written(sending.side)
    draft = PracticeCase.objects.filter(school=sending.side.school, state="draft").latest("pk")
    return {
        "title": given.title, "needs": list(given.needs), "phase": given.phase, "kind": given.kind, "tried": given.tried,
        "hours": given.hours, "weeks": given.weeks, "cost": given.cost, "result": given.result,
        "strength": given.strength, "unsuited": given.unsuited, "contact": "senco", "seen": mark(draft),
    }  # fmt: skip


def _share(sending: Sending) -> Fields:
    draft = PracticeCase.objects.filter(school=sending.side.school, state="draft").latest("pk")
    return {"with_whom": "community", "seen": mark(draft)}


def _release(sending: Sending) -> Fields:
    asked = PracticeCase.objects.filter(school=sending.side.school, state="asked").latest("pk")
    return {"choice": "back", "reason": "Say it without the class.", "seen": mark(asked)}


def _pull(_: Sending) -> Fields:
    return {"reason": "A child could be told by it."}


def _merge(sending: Sending) -> Fields:
    return {"other": PracticeCase.objects.filter(school=sending.side.school, state="shared").earliest("pk").pk}


PRACTICE_FORMS = {
    "case": _case, "share_case": _share, "release_case": _release, "pull_case": _pull, "merge_case": _merge,
}  # fmt: skip
