"""What is kept locked in the database with the installation's key: the secrets of second factors.

`SECRET_KEY` locks; `SECRET_KEY_FALLBACKS`, the keys before it, still open. So a key is changed without anybody noticing,
and a database restored beside another key is told apart from a wrong code.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

UNREADABLE = (
    "We cannot read the settings of your authenticator app any more, so no code will work. Ask your council’s locality "
    "team to remove the app from your account, then set it up again. Tell them that the system’s secret key seems to have "
    "changed."
)


class Unreadable(ValueError):  # noqa: N818 - said to people as it is
    """None of the keys opens it: the installation has another key than the one it was locked with."""


def lock(text: str) -> str:
    """The text under the newest key."""
    return _all()[0].encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """The text again. Raises Unreadable."""
    try:
        return MultiFernet(_all()).decrypt(locked.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(UNREADABLE) from error


def relock(locked: str) -> str:
    """The same under the newest key; unchanged where it is already. Raises Unreadable."""
    try:
        _all()[0].decrypt(locked.encode())
    except InvalidToken:
        return lock(unlock(locked))
    return locked


def _all() -> list[Fernet]:
    return [_fernet(str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


@lru_cache(maxsize=64)
def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + key.encode()).digest()))
