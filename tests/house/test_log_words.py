"""The log tells what was done in sentences: every action that is recorded anywhere has words for people."""

import ast
import re
from collections.abc import Iterator

import pytest

from locality.budgets.models import Entry
from locality.budgets.workflow import OfTransfer, OfYear
from locality.communities.workflow import E as OfInvitation
from locality.minutes.workflow import E as OfMinutes
from locality.opportunities.workflow import OfBooking, OfOpportunity
from locality.outcomes.workflow import OfLook, OfReview
from locality.practice.workflow import OfCase
from locality.records.presenters.log_words import SAID
from locality.resource_requests.workflow import E as OfRequest
from locality.support.workflow import OfOffer, OfPlacement
from tests.house.source import place, product_files, tree_of

RECORDERS = {"record": 0, "log_meeting": 0, "log_planning": 0, "_log": 0, "_note": 0}
"""What writes to the log, and which argument is the action."""
PASSED_ON = {"action"}
"""The name of the argument inside those of them that hand their action on."""
FILLED = {
    "resource_request.{}": [str(each) for each in OfRequest],
    "resource_request.remove_{}": ["pupil", "line"],
    "invitation.{}": ["resend", "withdraw", "accept"],
    "transfer.{}": [str(each) for each in OfTransfer],
    "practice_case.{}": [str(each) for each in OfCase],
    "support_offer.{}": [str(each) for each in OfOffer],
    "support.{}": [str(each) for each in OfPlacement],
    "opportunity.{}": [str(each) for each in OfOpportunity],
    "booking.{}": [str(each) for each in OfBooking],
    "funding_year.{}": [str(each) for each in OfYear],
    "budget.{}": [str(each) for each in Entry.Kind.values],
    "meeting.{}": [str(each) for each in OfMinutes],
    "review.{}": [str(each) for each in OfReview],
    "second_look.{}": [str(each) for each in OfLook],
    "{}.order": ["agenda_template", "discussion_steps"],
    "{}.leave_out": ["agenda_template", "discussion_steps"],
}
"""What is filled in where an action is put together."""
CODE = re.compile(r"[a-z]_[a-z]|[a-z]\.[a-z]")


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _imports_record(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "locality.audit.actions"
        and any(name.name == "record" for name in node.names)
        for node in ast.walk(tree)
    )


def _actions() -> Iterator[tuple[str, str]]:
    """Each action as it is written in the code, with {} where something is filled in, and where it is recorded."""
    for file in product_files():
        if "/audit/" in str(file):
            continue
        own = set(RECORDERS) if _imports_record(tree_of(file)) else {"log_meeting", "log_planning"}
        for call in ast.walk(tree_of(file)):
            if not isinstance(call, ast.Call) or _name(call) not in own or not call.args:
                continue
            given, where = call.args[RECORDERS[_name(call)]], f"{place(file)}:{call.lineno}"
            if isinstance(given, ast.Constant):
                yield str(given.value), where
            elif isinstance(given, ast.JoinedStr):
                yield (
                    "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in given.values),
                    where,
                )
            else:
                assert isinstance(given, ast.Name), f"{where} records what this test cannot read"
                assert given.id in PASSED_ON, f"{where} records what this test cannot read"


def _recorded() -> dict[str, str]:
    found: dict[str, str] = {}
    for action, where in _actions():
        for whole in [action.replace("{}", each) for each in FILLED[action]] if "{}" in action else [action]:
            found.setdefault(whole, where)
    return found


def test_every_action_that_is_recorded_has_words() -> None:
    recorded = _recorded()
    assert len(recorded) > 130, "the test does not find what is recorded"
    missing = {action: where for action, where in recorded.items() if action not in SAID}
    assert not missing


def test_no_words_are_left_of_what_nothing_records() -> None:
    assert set(SAID) == set(_recorded())


def test_the_events_of_an_invitation_are_those_of_its_workflow() -> None:
    assert FILLED["invitation.{}"] == [str(each) for each in OfInvitation]


@pytest.mark.parametrize(("action", "words"), SAID.items())
def test_the_words_are_a_sentence_and_no_code(action: str, words: str) -> None:
    assert words[:1].isupper(), action
    assert " " in words, action
    assert words.count("{}") == 1, action
    assert not CODE.search(words), action
