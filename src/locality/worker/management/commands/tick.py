"""`manage.py tick`: every job of the worker once, for an installation that prefers its own timer."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from locality.worker.jobs import Rounds


class Command(BaseCommand):
    """Ends with status 1 when a job failed; what failed is in the log."""

    help = "Delivers messages, sends daily summaries, seals the audit log and tidies up, once."

    def handle(self, *_: Any, **__: Any) -> None:
        rounds = Rounds(holder=secrets.token_hex(8))
        failed = rounds.go(timezone.now())
        rounds.end(timezone.now())
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
