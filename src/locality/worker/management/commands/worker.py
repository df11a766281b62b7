"""`manage.py worker`: goes round its jobs until it is told to stop. Several may run, on several machines."""

import os
import secrets
import signal
import socket
import threading
from types import FrameType
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from locality.worker.jobs import Rounds

log = structlog.get_logger()


class Command(BaseCommand):
    """SIGTERM and Ctrl-C end it after the message in hand."""

    help = "Delivers messages, sends daily summaries, seals the audit log and tidies up, until stopped."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        stop = threading.Event()

        def told(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, told)
        signal.signal(signal.SIGINT, told)
        rounds = Rounds(holder=f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}")
        log.info("worker_started")
        while not stop.is_set():
            close_old_connections()
            rounds.go(timezone.now(), stopping=stop.is_set)
            stop.wait(settings.WORKER_SECONDS)
        try:
            rounds.end(timezone.now())
        except DatabaseError:
            log.warning("turn_not_given_up")  # it runs out by itself
        log.info("worker_stopped")
