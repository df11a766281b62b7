"""The code speaks the words of the glossary: its models are called by them, and a request of ours is never the web's."""

import ast
import re

import pytest
from django.apps import apps

from tests.house.source import DOCS, PRODUCT, place, product_files

PART_OF = {
    "AgendaItem": "Agenda template", "Advising": "Adviser", "AuthorityRules": "Rules", "Budget": "Allocation",
    "CalendarFeed": "Meeting", "Contribution": "Round", "CostingItem": "Costing", "CouncilQuestion": "Council’s section",
    "DayOff": "Working day", "DiscussionStep": "Round", "Dispute": "Decision", "Distribution": "Minutes",
    "District": "Area", "DraftAnswer": "Draft", "Entry": "Ledger", "Event": "Sight", "FormUse": "Web request",
    "FundingLine": "Costing", "Invitee": "Meeting", "ItemRecord": "Minutes", "KeptForm": "Web request",
    "KnownPupil": "Identity", "ListItem": "Authority", "MeetingStep": "State", "Message": "Reminder",
    "OfficerQuestion": "Hand-over", "Opening": "Papers", "Paper": "Papers", "PastRegistration": "Membership",
    "PracticeCase": "Case",
    "PrivateNote": "Papers", "Progress": "Action point", "Pupil": "Identity", "ReferenceCounter": "Request",
    "RegisterRow": "Register", "Reminded": "Reminder", "Result": "Report", "SecondLevel": "Second look", "Refusal": "Permission",
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


TOO_MUCH = {
    "hold", "keep", "kept", "named", "note", "places", "settle", "settled", "shown", "standing", "take", "tell", "tells", "told",
}  # fmt: skip
"""Words that meant four to six things each: a function that another file calls also says of what."""


def _called_elsewhere() -> set[tuple[str, str]]:
    """Module and name of what one file of the product takes from another."""
    found = set()
    for file in product_files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        taken = {
            each.asname or each.name: (node.module, each.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for each in node.names
        }
        found |= set(taken.values())
        found |= {
            (".".join(taken[node.value.id]), node.attr)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in taken
        }
    return found


def test_what_another_file_calls_says_what_it_does_to_what() -> None:
    wrong = [
        f"{module}.{name}"
        for module, name in sorted(_called_elsewhere())
        if module.startswith("locality.") and name in TOO_MUCH and _is_function(module, name)
    ]
    assert wrong == []


def _is_function(module: str, name: str) -> bool:
    path = PRODUCT.parent.joinpath(*module.split(".")).with_suffix(".py")
    if not path.exists():
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.parse(path.read_text()).body)
