"""Sending what is due, by several workers at once.

At least once: a message is claimed for a while and the claim is committed before it goes to the mail server; whoever
dies in between leaves a claim that runs out, and the message goes again with the same Message-ID. Nothing is lost, and
a person sees a message twice only when a worker died in the instant between the server's yes and our note of it.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPException, SMTPHeloError, SMTPServerDisconnected

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from locality.outbox.models import Message

log = structlog.get_logger()

CLAIM = timedelta(minutes=5)  # far longer than the mail server's time-out (EMAIL_TIMEOUT)
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # then every four hours
LATER = timedelta(hours=4)
GIVE_UP = timedelta(days=2)
CLOSING = 421  # the mail server's answer when it is going down


def deliver_due(now: datetime, *, limit: int = 200, stopping: Callable[[], bool] = lambda: False) -> int:
    """Send messages that are due, oldest first; returns how many were sent.

    A message that can't be sent waits its turn again and stops no other; when the server itself does not answer the
    round ends, so that a dead server costs one time-out, not one for each message.
    """
    sent = 0
    began = timezone.now()
    with_server = _Server()
    try:
        for _ in range(limit):
            at = now + (timezone.now() - began)  # sending takes time: claims and notes tell the time they are made
            message = None if stopping() else _claim(at)
            if message is None:
                break
            error = with_server.send(message)
            if error is None:
                sent += 1
                _note_sent(message, at)
            else:
                _note_failure(message, at, error)
                if server_is_away(error):
                    break
    finally:
        with_server.close()
    return sent


def next_attempt(attempts: int, at: datetime) -> datetime:
    """When to try again after this many attempts: 1, 5, 15, 60 minutes, then every four hours."""
    return at + (BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else LATER)


@transaction.atomic
def _claim(now: datetime) -> Message | None:
    """Take the next message, so that no other worker sends it. PostgreSQL passes over rows others are taking; SQLite
    lets one worker at a time in here."""
    skip = connection.features.has_select_for_update_skip_locked
    due = Message.objects.due(now).order_by("due_at", "pk").select_for_update(skip_locked=skip)
    message = due.first()
    if message is None:
        return None
    message.claimed_until = now + CLAIM
    message.attempts += 1
    message.save(update_fields=["claimed_until", "attempts"])
    return message


@transaction.atomic
def _note_sent(message: Message, at: datetime) -> None:
    values = {"state": Message.State.SENT, "sent_at": at}
    Message.objects.filter(pk=message.pk).update(
        **values, address=message.address, claimed_until=None, last_error="", **_forgotten(message)
    )
    Message.objects.filter(summary=message).update(**values)


@transaction.atomic
def _note_failure(message: Message, at: datetime, error: Exception) -> None:
    given_up = at - message.tried_since >= GIVE_UP or isinstance(error, AccountClosedError)
    due_at = next_attempt(message.attempts, at)
    Message.objects.filter(pk=message.pk).exclude(state=Message.State.SENT).update(
        state=Message.State.FAILED if given_up else Message.State.WAITING,
        due_at=due_at,
        claimed_until=None,
        last_error=_in_words(error),
        **(_forgotten(message) if given_up else {}),
    )
    if given_up:
        Message.objects.filter(summary=message).update(state=Message.State.FAILED)
    log.warning(
        "mail_not_sent", message=message.pk, attempts=message.attempts, given_up=given_up, error=type(error).__name__
    )


def _forgotten(message: Message) -> dict[str, object]:
    """A code or a personal link is not kept longer than it takes to send it; demo mode shows it on a page."""
    return {"lines": [], "link": "", "calendar": ""} if message.secret and not settings.DEMO else {}


class AccountClosedError(Exception):
    """The person's account was closed before the message went."""


class _Server:
    """The connection to the mail server, opened when first needed and again after any error."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, message: Message) -> Exception | None:
        """The error that kept this message from being sent, or None."""
        try:
            mail = mail_of(message)
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            self._connection.send_messages([mail])
        except Exception as error:  # whatever is wrong with one message must not stop the others
            self.close()
            return error
        return None

    def close(self) -> None:
        """End the connection; it may be broken already."""
        opened, self._connection = self._connection, None
        if opened is not None:
            try:
                opened.close()
            except Exception as error:
                log.info("mail_connection_broken", error=type(error).__name__)


def mail_of(message: Message) -> EmailMessage:
    """The mail as sent: plain text to the person's address of today, marked as sent by a program."""
    if message.to is not None:
        if not message.to.is_active:
            raise AccountClosedError
        message.address = message.to.email
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.calendar:  # as another form of the text, where calendars look for it
        method = re.search(r"^METHOD:([A-Z]+)", message.calendar, re.MULTILINE)
        mail.attach_alternative(message.calendar, f"text/calendar; method={method[1] if method else 'PUBLISH'}")
    return mail


def _in_words(error: Exception) -> str:
    """One line for the page of messages, without the address: those who see the page may not know it."""
    if isinstance(error, AccountClosedError):
        return "The person’s account is closed."
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time."
    if server_is_away(error):
        return f"The mail server cannot be reached ({type(error).__name__})."
    code = _code(error)
    return f"The mail server refused the message ({code})." if code else "The message could not be made into a mail."


def server_is_away(error: Exception) -> bool:
    """Whether the error is about the mail server, not about this message. (Every SMTPException is an OSError too.)"""
    if isinstance(error, SMTPException):
        kinds = (SMTPServerDisconnected, SMTPConnectError, SMTPHeloError, SMTPAuthenticationError)
        return isinstance(error, kinds) or _code(error) == CLOSING
    return isinstance(error, OSError)


def _code(error: Exception) -> int | None:
    """The mail server's answer."""
    refused = getattr(error, "recipients", None)
    codes = [answer[0] for answer in refused.values()] if isinstance(refused, dict) else []
    return codes[0] if codes else getattr(error, "smtp_code", None)
