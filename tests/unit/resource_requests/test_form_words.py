"""Small words of the form, said alike on the page, in the PDF and in the Word document."""

from types import SimpleNamespace
from typing import cast

import pytest

from locality.resource_requests.presenters.form_view import _Sayer
from locality.resource_requests.queries.identity import Reader


@pytest.mark.parametrize(
    ("typed", "note"), [("", "0 words"), ("Help.", "1 word"), ("Help them.", "2 words"), ("a " * 1_200, "1,200 words")]
)
def test_an_answer_of_one_word_has_one_word(typed: str, note: str) -> None:
    reader = cast("Reader", SimpleNamespace(text=lambda text: text))
    assert _Sayer({"solution": typed}, reader).answer("solution").note == note
