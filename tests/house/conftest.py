"""The world of the permission table, made once for each file that asks for it."""

import gc
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from locality.resource_requests.views import reading
from tests.house.permission_world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        logging.disable(logging.WARNING)  # each refusal with its traceback: thousands of lines
        drawing = (
            pytest.MonkeyPatch()
        )  # who gets a document is proved here, and elsewhere what it says: as it takes long
        drawing.setattr(reading, "to_pdf", lambda _, **_large: b"%PDF-")
        drawing.setattr(reading, "to_docx", lambda _: b"PK")
        made = make_world()
        gc.collect()
        gc.freeze()  # else each of some thousand answers looks through all that Django and the world have loaded
        yield made
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        drawing.undo()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
