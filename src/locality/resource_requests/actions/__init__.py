"""Everything that happens to a request: one function each, atomic, with its audit event and its messages."""

from locality.resource_requests.actions.council import decide_for_council, keep_community_decision, take_up
from locality.resource_requests.actions.decision import correct, decide
from locality.resource_requests.actions.drafting import (
    ask_to_sign,
    copy,
    discard,
    remove_row,
    reopen,
    save_answers,
    start,
)
from locality.resource_requests.actions.exceptional import (
    contact_school,
    continue_as_standard,
    decide_exceptional,
    forward,
    remind_of_end,
)
from locality.resource_requests.actions.hand_over import (
    HandedOver,
    acknowledge,
    acknowledge_all,
    answer,
    ask,
    hand_over,
    hand_over_all,
)
from locality.resource_requests.actions.meetings import follow_cancelled, put_off
from locality.resource_requests.actions.moderation import (
    CouncilSection,
    cancel_return,
    end_early,
    moderate,
    return_money,
)
from locality.resource_requests.actions.questions import ask_question, reply
from locality.resource_requests.actions.review import accept, admit, return_to_school
from locality.resource_requests.actions.rulings import Ruling
from locality.resource_requests.actions.steps import as_read, without_names
from locality.resource_requests.actions.submission import fingerprint, submit, submit_exceptional, withdraw
from locality.together.texts import Typed

__all__ = [
    "CouncilSection",
    "HandedOver",
    "Ruling",
    "Typed",
    "accept",
    "acknowledge",
    "acknowledge_all",
    "admit",
    "answer",
    "as_read",
    "ask",
    "ask_question",
    "ask_to_sign",
    "cancel_return",
    "contact_school",
    "continue_as_standard",
    "copy",
    "correct",
    "decide",
    "decide_exceptional",
    "decide_for_council",
    "discard",
    "end_early",
    "fingerprint",
    "follow_cancelled",
    "forward",
    "hand_over",
    "hand_over_all",
    "keep_community_decision",
    "moderate",
    "put_off",
    "remind_of_end",
    "remove_row",
    "reopen",
    "reply",
    "return_money",
    "return_to_school",
    "save_answers",
    "start",
    "submit",
    "submit_exceptional",
    "take_up",
    "withdraw",
    "without_names",
]
