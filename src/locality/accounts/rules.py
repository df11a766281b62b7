"""What an account must be, and when a session has proved its second factor."""

import re
from collections.abc import MutableMapping
from typing import Any

from django.core.exceptions import ValidationError

from locality.accounts.models import User, normalise_email
from locality.values.addresses import fault_of_address
from locality.values.typed import short

Session = MutableMapping[str, Any]

LONGEST_NAME = 120
_PROVED = "second_factor_proved_by"
_ADDRESS = re.compile(r"[<>@]|//|\bwww\.", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def checked_email(email: str) -> str:
    """The address as it is stored. Raises ValidationError for what no mail could be made to, or is not in plain letters.

    Letters outside ASCII are refused, so that no address can look like another one.
    """
    normalised = normalise_email(email)
    if fault := fault_of_address(normalised):
        message = f"Enter an email address in the correct format, like name@example.com. This one {fault}."
        raise ValidationError({"email": message})
    return normalised


def checked_name(name: str) -> str:
    """The name as it is stored. Raises ValidationError when there is none, or it is too long for any letterhead.

    Names stand in messages to other people, where a mail program makes a link of an address: a name holds none.
    """
    name = short(_CONTROL.sub(" ", name))
    if not name:
        raise ValidationError({"name": "Enter a full name"})
    if len(name) > LONGEST_NAME:
        raise ValidationError({"name": f"Full name must be {LONGEST_NAME} characters or fewer"})
    if _ADDRESS.search(name):
        raise ValidationError({"name": "Full name must not include a web or email address"})
    return name


def prove_second_factor(session: Session, user: User) -> None:
    """Note that this session has shown the person's second factor."""
    session[_PROVED] = str(user.pk)


def forget_second_factor(session: Session) -> None:
    """The factor is gone: the session has to show the new one."""
    session.pop(_PROVED, None)


def second_factor_proved(session: Session, user: User) -> bool:
    """Whether this session has shown this person's second factor."""
    return bool(session.get(_PROVED) == str(user.pk))
