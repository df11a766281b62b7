"""Unit tests are quick and have no database: the folder is the speed class."""

import gc
import time
from collections.abc import Iterator

import pytest

LIMIT = 0.1  # seconds of processor time a test may take; most take a thousandth
LIMIT_OF_PROPERTIES = 10.0  # hypothesis runs a test a hundred times
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "admin_user", "admin_client"}


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    needs = DATABASE_FIXTURES.intersection(pyfuncitem.fixturenames)
    if needs or pyfuncitem.get_closest_marker("django_db"):
        pytest.fail("A unit test has no database: move it to tests/integration.", pytrace=False)
    limit = LIMIT_OF_PROPERTIES if getattr(pyfuncitem.obj, "is_hypothesis_test", False) else LIMIT
    gc.disable()  # the collector's rounds are the whole run's, not this test's
    before = time.process_time()
    try:
        result = yield
        took = time.process_time() - before
    finally:
        gc.enable()
    if took > limit and not pyfuncitem.get_closest_marker("slow_property"):
        pytest.fail(
            f"A unit test takes under {limit * 1000:.0f} ms; this one took {took * 1000:.0f} ms.", pytrace=False
        )
    return result
