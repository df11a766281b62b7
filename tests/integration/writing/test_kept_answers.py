"""What a kept form of a request, an advance or the rules says before it is sent after all."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from lxml import html

from locality.budgets.actions.allocating import add_costing
from locality.communities.models import Federation
from locality.resource_requests.content.questions import QUESTIONS
from locality.values.working_days import day_of
from locality.writing.presenters.draft import open_draft
from tests.integration.meetings.test_kept_names import send_signed_out
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, acting, needs, request_in

pytestmark = pytest.mark.django_db


def said(desk: Desk) -> dict[str, str]:
    """What the page of kept forms shows to be read, by its label."""
    tree = html.document_fromstring(desk.get("kept_form").content.decode())
    regions = tree.xpath("//*[contains(@class, 'app-conflict__text')]")
    return {tree.get_element_by_id(each.get("aria-labelledby")).text_content(): each.text_content() for each in regions}


def test_kept_rules_are_said_by_their_questions(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    answers = {"why": "Agreed in council", "solution_words": "300", "parents_informed": "asked", "chair_votes": "yes"}
    send_signed_out(team, ("rules_change", (), answers))
    shown = said(team)
    assert shown["Why are you changing the rules?"] == "Agreed in council"
    assert "300" in shown.values()
    assert not [label for label in shown if re.search("Solution words|Parents informed|Chair votes|_", label)]
    assert all(label.endswith("?") for label in shown), shown


def test_a_kept_correction_says_only_what_was_chosen(kent: Side) -> None:
    request = request_in(kent, "approved")
    officer = Desk(kent.people["chair"])
    today = day_of(timezone.now())
    answers = {
        "ground": "error", "reason": "The amount was typed wrongly.", "outcome": "approved", "amount": "900",
        "date_of_it": "stays", "decided_on-day": str(today.day), "decided_on-month": str(today.month),
        "decided_on-year": str(today.year), "declined_because": "none",
    }  # fmt: skip
    send_signed_out(officer, ("request_correct", (request.reference,), answers))
    shown = said(officer)
    assert shown["What has changed?"] == "The amount was typed wrongly."
    assert shown["Is the date of the decision wrong too?"] == "No, it stays"
    assert "Date of the decision" not in shown
    send_signed_out(officer, ("request_correct", (request.reference,), answers | {"date_of_it": "moves"}))
    assert "Date of the decision" in said(officer)


def test_what_its_page_can_show_again_is_not_sent_without_it(kent: Side) -> None:
    request = request_in(kent, "processed")
    officer = Desk(kent.people["hnf_officer"])
    last = day_of(timezone.now()) + timedelta(days=9)
    answers = {
        "what": "ended", "last_day-day": str(last.day), "last_day-month": str(last.month), "last_day-year": str(last.year),
        "amount": "50", "why": "The child has moved.",
    }  # fmt: skip
    send_signed_out(officer, ("request_give_back", (request.reference,), answers))
    page = text_of(officer.get("kept_form"))
    assert "Go on writing" in page
    assert "You can send it from its own page, which explains what the button does. Select “Go on writing”" in page
    assert "Send it now" not in page
    assert "Amount to take back" not in said(officer)


def test_a_press_without_a_text_is_called_one(kent: Side) -> None:
    request = request_in(kent, "approved")
    clerk = Desk(kent.people["clerk"])
    send_signed_out(clerk, ("request_reopen", (request.reference,), {}))
    page = text_of(clerk.get("kept_form"))
    assert "Your last change was not made" in page
    assert "What you typed is still here" not in page


def test_a_kept_answer_of_a_draft_is_said_by_its_question(kent: Side) -> None:
    request = request_in(kent, "draft")
    editor = Desk(kent.people["school_editor"])
    send_signed_out(editor, ("request_section", (request.reference, "support"), {"support": "advice", "key_stage": ""}))
    shown = text_of(editor.get("kept_form"))
    assert "Advice and guidance" in shown
    assert "Support Advice " not in shown
    assert "Send it now" in shown


def test_a_kept_pupil_and_a_kept_cost_are_said_by_their_pages(kent: Side) -> None:
    """Each answer by the label of its field, each choice by its words; then they can be sent from there."""
    now = timezone.now()
    costing = add_costing(
        authority=kent.authority, item="Teaching assistant", unit="hour", rate=Decimal("18.50"),
        valid_from=day_of(now), by=acting(kent.people["locality_team"]), at=now,
    )  # fmt: skip
    request, editor = request_in(kent, "draft"), Desk(kent.people["school_editor"])
    pupil = {"pupil.7.name": "Zephyrine Quorbury", "pupil.7.support": "ehcp", "pupil.7.born-day": "3"}
    send_signed_out(editor, ("request_pupil", (request.reference, 7), pupil))
    assert said(editor) == {
        "Full name": "Zephyrine Quorbury", "Current support": "EHCP", "Date of birth": "3",
    }  # fmt: skip
    line = {"line.7.item": str(costing.pk), "line.7.quantity": "2"}
    send_signed_out(editor, ("request_line", (request.reference, 7), line))
    assert said(editor)["Type of cost"] == "Teaching assistant"
    assert said(editor)["Quantity"] == "2"
    page = text_of(editor.get("kept_form"))
    assert "You cannot make it from here" not in page
    assert page.count("Send it now") == 2


def test_every_page_of_a_draft_is_sent_from_the_page_of_kept_forms(kent: Side) -> None:
    """Whatever was chosen there is said: a trust, schools, a key stage, days, numbers."""
    request, editor = request_in(kent, "draft"), Desk(kent.people["school_editor"])
    key, stage = next(iter(open_draft(request, day_of(timezone.now())).choices.key_stages.items()))
    pages: dict[str, dict[str, str]] = {
        "school": {
            "contact": "Ann Field",
            "trust": "other",
            "trust_other": "Oak Trust",
            "partners": str(kent.other_school.pk),
        },
        "pupils": {"key_stage": str(key), "needs": str(needs(kent, "SLCN")[0].pk), "parents_informed": "yes"},
        "support": {"support": "advice"},
    }
    federation = Federation.objects.create(authority=kent.authority, name="Oak Federation")
    trust = {"trust": f"federation-{federation.pk}"}
    send_signed_out(editor, ("request_section", (request.reference, "school"), trust))
    assert said(editor)["Multi Academy Trust / Federation (if applicable)"] == "Oak Federation"
    said_of = {
        "school": {"Ann Field", "Oak Trust", kent.other_school.name},
        "pupils": {stage, "Speech, language and communication needs", "Yes"},
        "support": {"Advice and guidance"},
    }
    for slug, typed in pages.items():
        send_signed_out(editor, ("request_section", (request.reference, slug), typed))
        assert said_of[slug] <= set(said(editor).values()), slug
    row = {"pupil.7.name": "Ola Kept", "pupil.7.year_group": "Year 4", "pupil.7.support": "sen_support"}
    born = {"pupil.7.born-day": "14", "pupil.7.born-month": "3", "pupil.7.born-year": "2018"}
    send_signed_out(editor, ("request_pupil", (request.reference, 7), row | born))
    assert said(editor)["Date of birth"] == "14 3 2018"
    assert said(editor)["Current support"] == "SEN Support"
    line = {"line.7.item": "other", "line.7.description": "Kit", "line.7.unit": "set", "line.7.rate": "5.25",
            "line.7.quantity": "2", "line.7.weeks": "3"}  # fmt: skip
    send_signed_out(editor, ("request_line", (request.reference, 7), line))
    assert {"Other", "Kit", "set", "5.25", "2", "3"} <= set(said(editor).values())
    page = text_of(editor.get("kept_form"))
    assert page.count("Send it now") == 6
    assert "You cannot make it from here" not in page


def test_a_kept_choice_of_schools_is_said_to_who_may_write_there(kent: Side) -> None:
    request, editor = request_in(kent, "draft"), Desk(kent.people["school_editor"])
    chosen = {"contact": "Ann Field", "partners": str(kent.other_school.pk)}
    send_signed_out(editor, ("request_section", (request.reference, "school"), chosen))
    assert kent.other_school.name in said(editor).values()
    stranger = Desk(kent.people["other_chair"])
    send_signed_out(stranger, ("request_section", (request.reference, "school"), chosen))
    assert kent.other_school.name not in said(stranger).values()


def test_two_kept_answers_are_told_apart_by_their_questions(kent: Side) -> None:
    request, editor = request_in(kent, "draft"), Desk(kent.people["school_editor"])
    for slug, name in (("solution", "solution"), ("outcomes", "outcomes")):
        send_signed_out(editor, ("request_section", (request.reference, slug), {name: f"Of the {slug}"}))
    assert said(editor) == {"Solution required": "Of the solution", QUESTIONS["outcomes"].label: "Of the outcomes"}
