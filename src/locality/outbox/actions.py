"""Putting messages into the outbox. Sending them is the worker's business: see `delivery`."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from locality.outbox.models import Message
from locality.outbox.rules import why_not_again
from locality.values.addresses import fault_of_address
from locality.values.refusals import refuse


def put(
    *,
    to: AbstractBaseUser,
    kind: str,
    subject: str,
    lines: Sequence[str],
    link: str,
    reference: str = "",
    at: datetime,
    calendar: str = "",
    secret: bool = False,
    at_once: bool = False,
) -> Message:
    """A message to a person, in the transaction of the action it tells of.

    It goes at once or with the daily summary, as the person prefers; `at_once` where it can't wait, and always with a
    `calendar` file or a `secret` link. `link` is a path on this site.
    """
    at_once = at_once or bool(calendar) or secret
    daily = not at_once and str(getattr(to, "message_preference", "immediate")) == "daily"
    return _put(
        Message(
            to_id=to.pk,
            address=str(getattr(to, "email", "")),
            kind=kind,
            subject=_one_line(subject),
            lines=[str(line) for line in lines],
            link=_path(link),
            reference=reference,
            calendar=calendar,
            secret=secret,
            state=Message.State.HELD if daily else Message.State.WAITING,
            created_at=at,
            due_at=at,
        )
    )


def put_to_address(
    *,
    address: str,
    kind: str,
    subject: str,
    lines: Sequence[str],
    link: str = "",
    reference: str = "",
    at: datetime,
    secret: bool = False,
) -> Message:
    """A message to an address without an account: an invitation, an area's contact address. It always goes at once.

    `secret`: it holds a code or link for this one person, so its words are not kept once it is sent (but in demo mode).
    Raises ValidationError for what is no address.
    """
    if fault := fault_of_address(address):
        raise ValidationError(f"{address[:80]} {fault}")
    return _put(
        Message(
            address=address,
            kind=kind,
            subject=_one_line(subject),
            lines=[str(line) for line in lines],
            link=_path(link),
            reference=reference,
            secret=secret,
            created_at=at,
            due_at=at,
        )
    )


@transaction.atomic
def try_again(*, message: Message, at: datetime) -> Message:
    """Send a message that keeps failing once more, from the first attempt on. Raises NotPossible with the reason.

    The caller logs it: this app knows neither places nor people.
    """
    message = Message.objects.select_for_update(of=("self",)).select_related("to").get(pk=message.pk)
    refuse(why_not_again(message))
    message.state = Message.State.WAITING
    message.attempts = 0
    message.due_at = message.tried_since = at
    message.save(update_fields=["state", "attempts", "due_at", "tried_since"])
    return message


def _put(message: Message) -> Message:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A message is put inside the transaction of the action it tells of."
        )
    message.tried_since = message.due_at
    message.save()
    return message


def _one_line(subject: str) -> str:
    """Line breaks and other control characters would reach into the mail's headers."""
    printable = "".join(letter if letter.isprintable() else " " for letter in subject)
    return " ".join(printable.split())[:200]


def _path(link: str) -> str:
    """Only a path on this site: a message never leads elsewhere."""
    if link and (not link.startswith("/") or link.startswith(("//", "/\\")) or not link.isprintable() or " " in link):
        raise ValueError(f"A message's link must be a path on this site, not {link!r}.")
    return link
