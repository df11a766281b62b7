"""The help with the wording of a question (SFA-2): it notices what a chair would, and lets good questions be."""

from time import perf_counter

import pytest

from locality.demo.stories import STORIES
from locality.resource_requests.content.question_wording import (
    A_PROCESS,
    A_SERVICE,
    NO_CHILDREN,
    NO_QUESTION,
    READY_TO_SEND,
    Wording,
    look_at,
)

pytestmark = pytest.mark.clause("SFA-2")


@pytest.mark.parametrize(
    "question",
    [
        "How can 3 pupils in Year 2 come to feel safe enough to stay in class?",
        "What would help a Year 9 pupil to come back to lessons? He has been at home since June.",
        "We need ideas. How can we help the children to eat together?",
        "Four children do not speak yet.\nWhat helps them to be understood?",
        "Which ways of starting the day have helped pupils in other schools to settle?",
        "How can Pupil A take part in funded trips with his class?",
        "How could our teaching assistants help the group to read on their own?",
        "",
        " \n ",
        *(each.solution for each in STORIES),
    ],
)
def test_a_question_about_change_for_the_children_is_let_be(question: str) -> None:
    assert look_at(question) is None


@pytest.mark.parametrize(
    ("question", "noticed"),
    [
        ("We need a TA for 15 hours a week for a boy in Year 2.", A_SERVICE),
        ("We would like funding for a sensory room.", A_SERVICE),
        ("Can we have a teaching assistant for Pupil A?", A_SERVICE),
        ("Please could we have £4,000 for 1:1 support?", A_SERVICE),
        ("Could you provide outreach for two pupils?", A_SERVICE),
        ("How do we apply for funding for three pupils?", A_SERVICE),
        ("How do we get an EHC plan for this child?", A_PROCESS),
        ("Can the pupil have a needs assessment sooner?", A_PROCESS),
        ("When will the panel look at the referral?", A_PROCESS),
        ("Behaviour in Year 4.", NO_QUESTION),
        ("Pupil A leaves the room and shouts", NO_QUESTION),
        ("How can behaviour be better?", NO_CHILDREN),
        ("?", NO_QUESTION),
    ],
)
def test_it_notices_what_a_chair_would(question: str, noticed: Wording) -> None:
    assert look_at(question) == noticed


def test_what_the_chair_sends_back_is_an_example_of_itself() -> None:
    assert look_at(READY_TO_SEND) is None


@pytest.mark.parametrize("piece", ["we need ", "a?", "we ", "?", "how can ", "one-to-one ", "\u00e9"])
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    began = perf_counter()
    look_at(piece * 200_000)
    assert perf_counter() - began < 0.2
