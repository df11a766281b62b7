"""The models as a migration finds them: what it does is tried on today's tables, in its own words."""

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def apps_at(app: str, migration: str) -> Apps:
    """What a migration's own function is given."""
    return MigrationLoader(connection).project_state((app, migration)).apps
