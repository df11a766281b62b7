"""What `manage.py check`, the worker and every other command look at before they begin."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import OperationalError, connection

NO_SHARED_TABLE = (
    "The table that the processes share for the limits of signing in is missing, so no one can sign in. Run “python manage.py "
    "createcachetable”."
)


def shared_table(**_: Any) -> list[CheckMessage]:
    """The second step of an installation was not left out. Silent before the first, and without a database."""
    try:
        tables = connection.introspection.table_names()
    except OperationalError:
        return []
    if "django_migrations" not in tables or settings.CACHES["default"]["LOCATION"] in tables:
        return []
    return [Error(NO_SHARED_TABLE, id="locality.E001")]
