"""Each column that holds text is one in which a pupil is planted, or one of which it is said why not (RES-9)."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.text_fields import NEEDS_NONE, PLANTED

TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def _columns() -> Iterator[str]:
    for model in (
        each for app in apps.get_app_configs() if app.name.startswith("locality.") for each in app.get_models()
    ):
        for field in model._meta.fields:
            if isinstance(field, TEXT) and not field.choices:
                yield f"{model._meta.label}.{field.name}"


def test_every_column_of_text_is_planted_or_says_why_not() -> None:
    columns = set(_columns())
    assert not set(PLANTED) & set(NEEDS_NONE)
    assert columns - {*PLANTED, *NEEDS_NONE} == set(), "plant the marker pupil in these: tests/text_fields.py"
    assert {*PLANTED, *NEEDS_NONE} - columns == set(), "no such column any more"
