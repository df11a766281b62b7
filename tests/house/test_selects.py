"""What a drop-down list says before anything is chosen: a sentence that a person would write, in every form."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from django import forms

import locality
from locality.design.forms.choices import Pick

QUESTION = "how|what|when|where|whether|which|who|whom|whose|why"
ILL_SAID = re.compile(rf"\b(a|an|the) ({QUESTION}|a|an|the)\b|\b(a|an) (first|next|last)\b")


def picks() -> Iterator[tuple[str, Pick]]:
    """Every drop-down list of every form, by form and field."""
    for module in _modules(locality):
        for name, kind in vars(module).items():
            if isinstance(kind, type) and issubclass(kind, forms.BaseForm) and kind.__module__ == module.__name__:
                for field, asked in getattr(kind, "base_fields", {}).items():
                    if isinstance(asked, Pick):
                        yield f"{name}.{field}", asked


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".forms" in found.name:
            yield importlib.import_module(found.name)


def test_every_list_asks_in_words_a_person_would_write() -> None:
    found = dict(picks())
    assert len(found) > 25
    said = {name: (pick.first_option, str(pick.error_messages["required"])) for name, pick in found.items()}
    assert {name: words for name, words in said.items() if any(ILL_SAID.search(each) for each in words)} == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TransferForm.source", "Select where to move the money from"),
        ("TransferForm.target", "Select where to move the money to"),
        ("AdviserForm.expertise", "Select the type of organisation"),
        ("MonthlyAdvancesForm.month", "Select the first month"),
        ("AllocateForm.year", "Select a funding year"),
        ("PaperForm.item", "The whole meeting"),
    ],
)
def test_what_some_of_them_say(name: str, words: str) -> None:
    assert dict(picks())[name].first_option == words


@pytest.mark.parametrize(
    "words", ["Select a where it is taken from", "Select the what fills it", "Select a first month"]
)
def test_the_test_knows_ill_said_words(words: str) -> None:
    assert ILL_SAID.search(words)
