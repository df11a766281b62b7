"""Whether a school's question is about change for the children, not about a process or a service (SFA-2).

A help to whoever writes and to the chair, and never a refusal: it looks for a few signs, and can be wrong.
"""

import re
from dataclasses import dataclass

LONGEST_READ = 4_000
"""Characters of an answer that are looked at."""


@dataclass(frozen=True)
class Wording:
    """What was noticed, as the chair reads it; and what the writer could try."""

    finding: str
    instead: str


NO_QUESTION = Wording("It does not ask a question.", "Try starting with “How can we help …” or “What would help …”.")
A_SERVICE = Wording(
    "It asks for a service or for money.",
    "Try asking what should change for the children. You choose the support you need on another page.",
)
A_PROCESS = Wording("It asks about a process.", "Try asking what should change for the children.")
NO_CHILDREN = Wording("It does not say which children it is about.", "Try adding who they are, without their names.")

READY_TO_SEND = (
    "Please write a question about what should change for the children. You can keep the support you ask for as it is. "
    "For example: “How can 3 pupils in Year 2 come to feel safe enough to stay in class?”"
)
"""What the chair can add with one tick when a request goes back for its question."""

_SENTENCE = re.compile(r"[^.?!]+[.?!]?")
_WISH = re.compile(
    r"\b(?:we|i|the school|our school) (?:\w+ )?(?:need|want|request|require|would like|are asking|are applying|wish)\b"
    r"|\b(?:please|can we|could we|may we|can you|could you|will you) (?:\w+ )?"
    r"(?:fund|pay|provide|have|get|give|buy|employ|apply)\b"
    r"|\bapply(?:ing)? for\b|\bfunding (?:for|to|towards)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:TAs?|LSAs?|1:1|1-1|one[- ]to[- ]one|teaching assistants?|funding|funded|money|pounds|hours|top[- ]up|outreach|"
    r"resources?|equipment)\b|£",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"\b(?:EHCPs?|EHCNA|EHC plans?|needs assessments?|referrals?|refer|placements?|panels?|waiting lists?|"
    r"applications?|thresholds?|special schools? places?)\b",
    re.IGNORECASE,
)
_CHILDREN = re.compile(
    r"\b(?:pupils?|child|children|childrens|boys?|girls?|students?|learners?|young (?:people|person)|class(?:es)?|"
    r"groups?|reception|years? \w+|they|them|their|her|his|him|she|he)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:how|what (?:would|will|could|can|might|helps?|helped|works?|worked|else|should change)|which)\b",
    re.IGNORECASE,
)


def look_at(question: str) -> Wording | None:
    """What a reader of the question would notice first; None where nothing, or where nothing is written yet."""
    text = " ".join(question[:LONGEST_READ].split())
    if not text:
        return None
    asked = [each for each in _SENTENCE.findall(text) if each.endswith("?")]
    if not asked:
        return A_SERVICE if _WISH.search(text) else NO_QUESTION
    if not any(map(_is_about_change, asked)):
        if any(map(_PROCESS.search, asked)):
            return A_PROCESS
        if any(_WISH.search(each) or _SERVICE.search(each) for each in asked):
            return A_SERVICE
    return None if any(map(_CHILDREN.search, asked)) else NO_CHILDREN


def _is_about_change(asked: str) -> bool:
    """Whether it asks how or what, and not how to come by a service or through a process."""
    return bool(_CHANGE.search(asked) and not _WISH.search(asked) and not _PROCESS.search(asked))
