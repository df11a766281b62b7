"""Pupils’ names in answers: found, to warn the school before it signs."""

import pytest

from locality.masking.called import Hidden
from locality.resource_requests.queries.pupils import named_in

pytestmark = pytest.mark.clause("RES-9")


def test_the_warning_says_which_question_names_which_pupil() -> None:
    listed = [Hidden("Ann Oak", "Pupil A"), Hidden("Bo Elm", "Pupil B")]
    texts = {"solution": "How can Ann stay?", "outcomes": "Bo Elm reads; Ann listens.", "use": "A kit."}
    found = {(question, each.stand_in) for question, text in texts.items() for each in named_in(listed, (), [text])}
    assert found == {("solution", "Pupil A"), ("outcomes", "Pupil A"), ("outcomes", "Pupil B")}
