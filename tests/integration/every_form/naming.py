"""Which `<form>` of which template is on a page: each carries the name of its template and its place there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from unittest import mock

from jinja2.ext import Extension

from locality.design.engine import page_environment
from locality.design.forms.bound import PageForm

FORM = re.compile(r"<form\b")
ROOT = Path(__file__).parents[3] / "src" / "locality"


class NameForms(Extension):
    """Writes the name into each form's tag when its template is read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        number = count()
        return FORM.sub(lambda _: f'<form data-form="{name}#{next(number)}"', source)


@contextmanager
def forms_named() -> Iterator[None]:
    """While it lasts, forms are named."""
    env = page_environment()
    assert env.cache is not None
    env.add_extension(NameForms)
    env.cache.clear()
    yield
    del env.extensions[NameForms.identifier]
    env.cache.clear()


@contextmanager
def classes_made() -> Iterator[set[type[PageForm]]]:
    """The classes of forms that are made meanwhile."""
    made: set[type[PageForm]] = set()
    begin = PageForm.__init__

    def note(self: PageForm, *args: object, **kwargs: object) -> None:
        made.add(type(self))
        begin(self, *args, **kwargs)  # type: ignore[arg-type]

    with mock.patch.object(PageForm, "__init__", note):
        yield made


def all_forms() -> set[str]:
    """Every form of every template of the product, by name."""
    found = set()
    for file in ROOT.glob("*/jinja2/**/*.html"):
        name = str(file.relative_to(next(parent for parent in file.parents if parent.name == "jinja2")))
        found |= {f"{name}#{number}" for number, _ in enumerate(FORM.findall(file.read_text()))}
    return found


def all_classes(of: type[PageForm] = PageForm) -> set[type[PageForm]]:
    """Every form of the product with fields of its own."""
    own = {each for each in of.__subclasses__() if each.__module__.startswith("locality.")}
    return own.union(*map(all_classes, own)) if own else set()
