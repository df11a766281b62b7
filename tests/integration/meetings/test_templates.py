"""The agenda template and the steps of a discussion are data that the locality team keeps (AGE-1, SFA-1)."""

from typing import Any

import pytest
from django.utils import timezone

from locality.audit.models import Event
from locality.meetings.actions import agenda, templates
from locality.meetings.models import DiscussionStep, TemplateItem
from locality.meetings.queries.agenda import items_of, steps_of, template_of
from locality.values.refusals import NotPossible
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting


@pytest.fixture
def team(kent: Side) -> Desk:
    return Desk(kent.people["locality_team"])


def titles(side: Side) -> list[str]:
    return [each.title for each in template_of(side.authority)]


@pytest.mark.clause("AGE-1")
def test_the_team_reads_the_six_items_and_makes_them_its_own(kent: Side, elsewhere: Side, team: Desk) -> None:
    page = text_of(team.get("agenda_template"))
    for shown in ("1. Welcome", "6. Finance", "Clarification", "55 minutes", "The balance sheet of that day"):
        assert shown in page
    assert "Remove" not in page
    assert not TemplateItem.objects.exists()
    for _ in range(2):
        assert team.post("agenda_template_order", adopt="yes").status_code == 302
    assert TemplateItem.objects.filter(authority=kent.authority).count() == 6
    assert DiscussionStep.objects.filter(authority=kent.authority).count() == 4
    assert not TemplateItem.objects.filter(authority=elsewhere.authority).exists()
    assert "Remove" in text_of(team.get("agenda_template"))
    assert Event.objects.filter(action="agenda_template.adopt").count() == 1


@pytest.mark.clause("AGE-1")
def test_a_changed_template_holds_for_agendas_drawn_up_from_then_on(kent: Side, team: Desk) -> None:
    assert kent.meeting is not None
    team.post("agenda_template_order", adopt="yes")
    first, *_, last = template_of(kent.authority)
    changed = team.post("agenda_template_change", "item", last.pk, title="Money", minutes="15", kind="finance")
    assert changed.status_code == 302
    assert team.post("agenda_template_order", **{"item-up": str(last.pk)}).status_code == 302
    assert team.post("agenda_template_leave_out", "item", first.pk).status_code == 302
    assert (
        team.post("agenda_template_add", "item", title="Any other business", minutes="5", kind="other").status_code
        == 302
    )
    assert titles(kent)[-3:] == ["Money", "Group Solution Discussions / Case Studies", "Any other business"]
    agenda.draw_up(kent.meeting, by=kent.people["chair"], at=timezone.now())
    drawn = list(items_of(kent.meeting))
    assert [item.title for item in drawn] == titles(kent)
    assert next(item for item in drawn if item.title == "Money").minutes == 15
    team.post("agenda_template_change", "item", last.pk, title="Sums", minutes="20", kind="finance")
    assert [item.title for item in items_of(kent.meeting)] == [item.title for item in drawn]


@pytest.mark.clause("SFA-1")
def test_steps_and_their_times_are_changed_moved_and_taken_out(kent: Side, team: Desk) -> None:
    team.post("agenda_template_order", adopt="yes")
    question, description, *_ = steps_of(kent.authority)
    fields = {
        "title": "Story", "guidance": "Tell it.", "manner": "asking", "minutes_from": "2", "minutes_to": "4", "rounds": "1",
    }  # fmt: skip
    assert team.post("agenda_template_change", "step", description.pk, **fields).status_code == 302
    assert team.post("agenda_template_order", **{"step-down": str(question.pk)}).status_code == 302
    assert [step.title for step in steps_of(kent.authority)] == ["Story", "Question", "Clarification", "Solutions"]
    assert (steps_of(kent.authority)[0].minutes_from, steps_of(kent.authority)[0].minutes_to) == (2, 4)
    for wrong in ({"minutes_to": "1"}, {"minutes_from": "0"}, {"rounds": "9"}, {"manner": "shout"}, {"title": ""}):
        assert team.post("agenda_template_change", "step", description.pk, **fields | wrong).status_code == 400, wrong
    assert team.post("agenda_template_leave_out", "step", question.pk).status_code == 302
    assert DiscussionStep.objects.filter(pk=question.pk, in_use=False).exists()
    added = team.post("agenda_template_add", "step", **fields | {"title": "Thanks"})
    assert added.status_code == 302
    assert [step.title for step in steps_of(kent.authority)] == ["Story", "Clarification", "Solutions", "Thanks"]


def test_what_an_agenda_needs_stays(kent: Side, team: Desk) -> None:
    team.post("agenda_template_order", adopt="yes")
    discussions = next(each for each in template_of(kent.authority) if each.kind == "requests")
    assert team.post("agenda_template_leave_out", "item", discussions.pk).status_code == 400
    for kind in ("other", "finance"):
        sent = team.post("agenda_template_change", "item", discussions.pk, title="x", minutes="5", kind=kind)
        assert sent.status_code == 400, kind
    assert team.post("agenda_template_add", "item", title="More", minutes="5", kind="welcome").status_code == 400
    steps = steps_of(kent.authority)
    for step in steps[1:]:
        assert team.post("agenda_template_leave_out", "step", step.pk).status_code == 302
    assert "last one" in text_of(team.post("agenda_template_leave_out", "step", steps[0].pk))
    with pytest.raises(NotPossible, match="Someone has removed"):
        templates.shift(steps[1], up=True, by=acting(kent.people["locality_team"]), at=timezone.now())


@pytest.mark.both_databases("order")
@pytest.mark.parametrize(
    "sent", [{}, {"item-up": "0"}, {"item-up": "x"}, {"up": "1"}, {"thing-up": "1"}, {"-up": "1"}], ids=str
)
def test_an_order_that_names_no_line_changes_nothing(kent: Side, team: Desk, sent: dict[str, Any]) -> None:
    team.post("agenda_template_order", adopt="yes")
    before = titles(kent)
    assert team.post("agenda_template_order", **sent).status_code == 400
    assert titles(kent) == before
