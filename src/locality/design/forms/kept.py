"""What somebody typed into a form and has not sent: kept as typed, right or wrong, and shown again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import as_shown

Inputs = dict[str, list[str]]
"""What the inputs of one field hold, by their names."""

LONGEST = 10_000
MOST_VALUES = 50


def inputs_typed(form: PageForm, post: QueryDict, names: Iterable[str]) -> dict[str, Inputs]:
    """What was sent of these fields, of those that the form has; nothing of a field that was emptied.

    A text far beyond any limit is cut there, so that nobody fills the store; characters that no database keeps are shown as lost.
    """
    found: dict[str, Inputs] = {}
    for name in names:
        if name in form.fields:
            keys = [key for key in post if key == name or key.startswith(f"{name}-")]
            found[name] = {key: [as_shown(text[:LONGEST]) for text in post.getlist(key)[:MOST_VALUES]] for key in keys}
    return found


def typed_again(form: PageForm, kept: Mapping[str, Inputs]) -> dict[str, Any]:
    """What the fields of a form begin with, where so much was kept."""
    data = QueryDict(mutable=True)
    for inputs in kept.values():
        for key, values in inputs.items():
            data.setlist(key, values)
    return {name: form.fields[name].widget.value_from_datadict(data, {}, name) for name in kept if name in form.fields}
