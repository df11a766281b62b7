"""The code speaks the words of the glossary: its models are called by them, and a request of ours is never the web's."""

import ast
import re

import pytest
from django.apps import apps

from tests.house.source import DOCS, place, product_files

PART_OF = {
    "AgendaItem": "Agenda template", "Advising": "Adviser", "AuthorityRules": "Rules", "Budget": "Allocation",
    "CalendarFeed": "Meeting", "Contribution": "Round", "CostingItem": "Costing", "CouncilQuestion": "Council’s section",
    "DayOff": "Working day", "DiscussionStep": "Round", "Dispute": "Decision", "Distribution": "Minutes",
    "District": "Area", "DraftAnswer": "Draft", "Entry": "Ledger", "Event": "Sight", "FormUse": "Web request",
    "FundingLine": "Costing", "Invitee": "Meeting", "ItemRecord": "Minutes", "KeptForm": "Web request",
    "KnownPupil": "Identity", "ListItem": "Authority", "MeetingStep": "State", "Message": "Reminder",
    "OfficerQuestion": "Hand-over", "Opening": "Papers", "Paper": "Papers", "PastRegistration": "Membership",
    "PrivateNote": "Papers", "Progress": "Action point", "Pupil": "Identity", "ReferenceCounter": "Request",
    "RegisterRow": "Register", "Reminded": "Reminder", "Refusal": "Permission",
    "ResourceRequest": "Request", "School": "Membership",
    "Step": "State", "TemplateItem": "Agenda template", "Term": "Working day", "Turn": "Web request", "Upload": "Costing",
    "User": "Office",
}  # fmt: skip
"""Models that are no word of the glossary themselves: the word that they are a part of."""


def _glossary() -> set[str]:
    return set(re.findall(r"^\| \*\*([^*]+)\*\* \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.M))


def _spoken(name: str) -> str:
    """ "LiveMeeting" as it is said: "live meeting"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _same(word: str) -> str:
    return word.lower().replace("’s", "").replace("-", " ")


@pytest.fixture(scope="module")
def models() -> set[str]:
    return {
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith("locality.")
        for model in config.get_models()
    }


def test_each_model_is_called_by_a_word_of_the_glossary(models: set[str]) -> None:
    words = _glossary()
    said = {_same(word) for word in words}
    assert len(models) > 50
    assert {name for name in models if _spoken(name) not in said} == set(PART_OF)
    assert set(PART_OF.values()) <= words


def _annotated(tree: ast.AST) -> list[tuple[int, str, str]]:
    """Line, name and annotation of every parameter, variable and field."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation:
            found.append((node.lineno, node.arg, ast.unparse(node.annotation)))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append((node.lineno, node.target.id, ast.unparse(node.annotation)))
    return found


def test_a_request_for_resource_is_never_called_request() -> None:
    """`request` is the web's alone, and `found` says nothing."""
    wrong = [
        f"{place(file)}:{line} {name}: {kind}"
        for file in product_files()
        for line, name, kind in _annotated(ast.parse(file.read_text(encoding="utf-8")))
        if re.fullmatch(r"(ResourceRequest)( \| None)?", kind) and name in {"request", "found", "resource_request"}
    ]
    assert wrong == []
