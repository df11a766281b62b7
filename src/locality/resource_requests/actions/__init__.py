"""Everything that happens to a request: one function each, atomic, with its audit event and its messages."""

from locality.resource_requests.actions.decision import Ruling, correct, decide
from locality.resource_requests.actions.drafting import (
    Conflict,
    Saved,
    Typed,
    ask_to_sign,
    copy,
    remove_row,
    reopen,
    save_answers,
    start,
)
from locality.resource_requests.actions.hand_over import acknowledge, answer, ask, hand_over
from locality.resource_requests.actions.review import accept, admit, return_to_school
from locality.resource_requests.actions.submission import fingerprint, submit, withdraw

__all__ = [
    "Conflict",
    "Ruling",
    "Saved",
    "Typed",
    "accept",
    "acknowledge",
    "admit",
    "answer",
    "ask",
    "ask_to_sign",
    "copy",
    "correct",
    "decide",
    "fingerprint",
    "hand_over",
    "remove_row",
    "reopen",
    "return_to_school",
    "save_answers",
    "start",
    "submit",
    "withdraw",
]
