"""A case goes to more people: its school shares it and asks for more, somebody else reads and releases it, or sends it back."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.outbox.actions import put
from locality.practice.actions.steps import hold_case, look_over_case, take_case
from locality.practice.actions.writing import review_day, typed_reason
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import needs_of
from locality.practice.rules.permitted import (
    why_not_another,
    why_not_as_seen,
    why_not_complete,
    why_not_past_the_gate,
)
from locality.practice.workflow import CaseIs, G, OfCase
from locality.values.refusals import NotPossible, Refusal, refuse
from locality.values.transitions import Guards
from locality.values.working_days import day_of

LONGEST_IN_SUBJECT = 45
Why = Callable[[], Refusal | None]


@transaction.atomic
def share_case(
    *, case: PracticeCase, with_all: bool, confirmed: bool, seen: str, by: Viewer, at: datetime
) -> PracticeCase:
    """Share a draft with the community; `with_all`: and ask to share it with everyone. Raises NotPossible.

    `confirmed`: the writer has read what the gate found besides names and dates of birth. `seen`: the mark of the case.
    """
    case = hold_case(case)
    needs = [each.pk for each in needs_of(case)]
    as_seen, gate = _guards_of_writer(case, needs, seen=seen, confirmed=confirmed)
    if case.state != CaseIs.SHARED or not with_all:
        complete: Why = lambda: why_not_complete(case, needs)  # noqa: E731 - a guard like the others
        if case.school.community is None:
            raise NotPossible(f"{case.school.name} is not in a community, so there is no one to share a case with.")
        columns = {
            "community": case.school.community,
            "shown_to": case.shown_to or PracticeCase.ShownTo.COMMUNITY,
            "review_on": review_day(day_of(at)),
        }
        guards: Guards = {G.AS_SEEN: as_seen, G.COMPLETE: complete, G.NAMES_NOBODY: gate}
        take_case(case, OfCase.SHARE, guards, by=by, at=at, columns=columns)
        as_seen = _nothing  # it was as seen before it was shared
    return _ask(case, as_seen, gate, by=by, at=at) if with_all else case


def _guards_of_writer(case: PracticeCase, needs: list[int], *, seen: str, confirmed: bool) -> tuple[Why, Why]:
    why_seen = why_not_as_seen(case, needs, seen)
    findings = look_over_case(case)
    return lambda: why_seen, lambda: why_not_past_the_gate(findings, confirmed=confirmed)


def _nothing() -> None:
    return None


def _ask(case: PracticeCase, as_seen: Why, gate: Why, *, by: Viewer, at: datetime) -> PracticeCase:
    guards: Guards = {G.AS_SEEN: as_seen, G.NAMES_NOBODY: gate}
    take_case(case, OfCase.ASK, guards, by=by, at=at, columns={"asked_by": by.user, "asked_at": at})
    _tell(
        who_may_release(case, at=at),
        subject=f"Read and release a case: {_short(case)}",
        line=f"{case.school.name} has asked to share a case with everyone. Read it, then release it or send it back.",
        link=reverse("practice_release", args=[case.pk]),
        at=at,
    )
    return case


@transaction.atomic
def release_case(*, case: PracticeCase, seen: str, by: Viewer, at: datetime) -> PracticeCase:
    """Somebody else has read the case and releases it to everyone in the council. Tells its school. Raises NotPossible."""
    case = hold_case(case)
    findings = look_over_case(case)
    guards: Guards = {
        **_guards_of_reader(case, seen=seen, by=by),
        G.STILL_NAMES_NOBODY: lambda: why_not_past_the_gate(findings, confirmed=True),
    }
    columns = {
        "shown_to": PracticeCase.ShownTo.ALL,
        "released_by": by.user,
        "released_at": at,
        "reason": "",
        "review_on": review_day(day_of(at)),
    }
    take_case(case, OfCase.RELEASE, guards, by=by, at=at, columns=columns)
    _tell(
        who_is_told(case, at=at),
        subject=f"Everyone can now read your case: {_short(case)}",
        line=f"{by.user.name} has read your case and released it. All schools of {case.authority.name} can read it.",
        link=reverse("practice_case", args=[case.pk]),
        at=at,
    )
    return case


@transaction.atomic
def send_case_back(*, case: PracticeCase, reason: str, seen: str, by: Viewer, at: datetime) -> PracticeCase:
    """Send a case back to its school with the reason: it is a draft again. Tells its school. Raises NotPossible."""
    refuse(None if reason.strip() else "Enter what the school needs to change", "reason")
    case = hold_case(case)
    said = typed_reason(case, reason)
    columns = {"reason": said, "review_on": None}
    take_case(case, OfCase.SEND_BACK, _guards_of_reader(case, seen=seen, by=by), by=by, at=at, columns=columns)
    _tell(
        who_is_told(case, at=at),
        subject=f"Change your case and share it again: {_short(case)}",
        line=f"{by.user.name} sent your case back. It is a draft again, which only your school can read.",
        more=f"Reason: {said}",
        link=reverse("practice_case", args=[case.pk]),
        at=at,
    )
    return case


@transaction.atomic
def pull_case(*, case: PracticeCase, reason: str, by: Viewer, at: datetime) -> PracticeCase:
    """Withdraw a case at once for its school, because a child could be told by it. Tells its school. Raises NotPossible."""
    refuse(None if reason.strip() else "Enter why you are withdrawing the case", "reason")
    case = hold_case(case)
    said = typed_reason(case, reason)
    take_case(case, OfCase.PULL, {}, by=by, at=at, columns={"reason": said, "review_on": None})
    _tell(
        who_is_told(case, at=at),
        subject=f"Your case was withdrawn: {_short(case)}",
        line=f"{by.user.name} has withdrawn your case, so no one else can read it.",
        more=f"Reason: {said}",
        link=reverse("practice_case", args=[case.pk]),
        at=at,
    )
    return case


def _guards_of_reader(case: PracticeCase, *, seen: str, by: Viewer) -> Guards:
    why_seen = why_not_as_seen(case, [each.pk for each in needs_of(case)], seen)
    return {G.BY_ANOTHER: lambda: why_not_another(case, by.user.pk), G.AS_SEEN: lambda: why_seen}


def who_may_release(case: PracticeCase, *, at: datetime) -> list[User]:
    """Who is asked to read it: the clerks of the community; the council's team where the community has none."""
    on = day_of(at)
    wrote = {case.started_by_id, case.written_by_id, case.asked_by_id}
    clerks = holders(Permission.PRACTICE_RELEASE, on=on, community=case.community)
    if found := [each for each in clerks if each.pk not in wrote]:
        return found
    team = holders(Permission.PRACTICE_RELEASE, on=on, authority=case.authority)
    return [each for each in team if each.pk not in wrote]


def who_is_told(case: PracticeCase, *, at: datetime) -> list[User]:
    """Who at the school hears of it: those who wrote it and asked for it; everyone who may write, where they have left."""
    writers = holders(Permission.PRACTICE_WRITE, on=day_of(at), school=case.school)
    wrote = {case.written_by_id, case.asked_by_id}
    return [each for each in writers if each.pk in wrote] or writers


def _short(case: PracticeCase) -> str:
    """The title for the subject of an email, which has 90 characters at most."""
    title = case.shown_title
    return title if len(title) <= LONGEST_IN_SUBJECT else f"{title[: LONGEST_IN_SUBJECT - 1].rpartition(' ')[0]}…"


def _tell(people: Iterable[User], *, subject: str, line: str, link: str, at: datetime, more: str = "") -> None:
    lines = [line, *([more] if more else [])]
    for person in people:
        put(to=person, kind="practice_case", subject=subject, lines=lines, link=link, at=at)
