"""What must be right before anything starts: read once, and all that is wrong is said at once, a sentence each.

Knows no Django, for the settings import it.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import NoReturn
from urllib.parse import urlsplit

from locality.config.readable import (
    listed,
    of_base,
    of_database,
    of_folder,
    of_hosts,
    of_mail,
    of_names,
    of_processes,
    of_sender,
)

SHORTEST_KEY = 50  # characters; Django's own measure
FEWEST_LETTERS = 12  # different characters in a key that somebody drew by chance
AROUND_KEYS = (("", "\n"), ("", "\r"), ("", "\r\n"), ("", " "), (" ", ""))
"""What files and shells leave around a key; an earlier release locked with it."""
MOST_COMMAS = 6
"""How many commas an earlier key has at most: so few that each way to read them can be tried."""
KNOWN_KEYS = ("demo-only-", "django-insecure-", "changeme", "change-me", "secret")
"""How keys begin that stand in code or in instructions, for everyone to read."""
NO_START = 3
"""The status to end with: gunicorn then stops, instead of starting its workers again and again."""
LEAST_SECONDS = 0.01
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
_NEW_KEY = "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(64))'"


class Reading:
    """Numbers and switches of the environment; what can't be read is gathered in `faults`, and the default goes on."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.faults: list[str] = []

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
        """A whole number from `least` to `most`."""
        typed = self.given.get(name, "").strip()
        if not typed:
            return default
        figures = typed.lstrip("0") or "0"
        if typed.isascii() and typed.isdigit() and len(figures) < 12 and least <= int(figures) <= most:
            return int(figures)
        self.faults.append(f"{name} must be a whole number from {least} to {most}. It is “{typed[:40]}”.")
        return default

    def seconds(self, name: str, default: float) -> float:
        """A number above nought; so little that nothing would rest is refused too."""
        typed = self.given.get(name, "").strip()
        try:
            found = float(typed) if typed and "_" not in typed else default if not typed else -1.0
        except ValueError:
            found = -1.0
        if LEAST_SECONDS <= found < 86400:
            return found
        self.faults.append(f"{name} must be a number of seconds from {LEAST_SECONDS} to a day. It is “{typed[:40]}”.")
        return default

    def switch(self, name: str, default: bool) -> bool:
        """On or off."""
        typed = self.given.get(name, "").strip().lower()
        if name not in self.given:
            return default
        if typed in _YES | _NO:
            return typed in _YES
        self.faults.append(f"{name} must be 1 or 0. It is “{typed[:40]}”.")
        return default


def why_not_read(given: Mapping[str, str]) -> list[str]:
    """What is given and can't be read, also where nothing need be given: in a demonstration and under test."""
    database, base, sender = (
        given.get(f"LOCALITY_{each}", "").strip() for each in ("DATABASE_URL", "BASE_URL", "FROM_EMAIL")
    )
    return [
        *(of_database(database) if database else []),
        *of_hosts(listed(given.get("LOCALITY_HOSTS", ""))),
        *(of_base(base) if base else []),
        *(of_sender(sender) if sender else []),
        *of_mail(given),
        *of_folder(given.get("LOCALITY_VAR")),
        *of_processes(given),
    ]


def why_not_start(given: Mapping[str, str], *, insecure_http: bool = False) -> list[str]:
    """What is missing or wrong for people to sign in here for real; an empty list when nothing is."""
    hosts = [each.lower() for each in listed(given.get("LOCALITY_HOSTS", ""))]
    return [
        *_of_key(given.get("LOCALITY_SECRET_KEY", "")),
        *_of_earlier_keys(given.get("LOCALITY_SECRET_KEY_FALLBACKS", "")),
        *_missing(given),
        *why_not_read(given),
        *(["LOCALITY_HOSTS must name each host name. With *, anyone could choose the name that pages answer to."]
          if "*" in hosts else []),
        *_of_address(given.get("LOCALITY_BASE_URL", "").strip(), hosts, insecure_http=insecure_http),
        *_of_made_up(given.get("LOCALITY_FROM_EMAIL", "")),
        *of_names(given),
    ]  # fmt: skip


def refuse(faults: list[str]) -> NoReturn:
    """End here, with the sentences for whoever installs."""
    lines = [
        "Locality cannot start. docs/operations.md says what each setting means.",
        *(f"- {each}" for each in faults),
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(NO_START)


def _of_key(key: str) -> list[str]:
    if not key.strip():
        return [f"LOCALITY_SECRET_KEY is missing: it signs sessions and locks the second factors. {_NEW_KEY}"]
    fault = _weakness(key)
    return [f"LOCALITY_SECRET_KEY: {fault} {_NEW_KEY}"] if fault else []


def keys(given: Mapping[str, str]) -> tuple[str, list[str]]:
    """The key without what is invisible around it, and the keys that still open what they locked.

    Among these the key as it was given, and each earlier one with what may have stood around it while it was the key.
    """
    typed = given.get("LOCALITY_SECRET_KEY", "")
    key = typed.strip()
    earlier = [key for key, _ in _earlier_keys(given.get("LOCALITY_SECRET_KEY_FALLBACKS", ""))]
    around = [before + each + behind for each in earlier for before, behind in AROUND_KEYS]
    return key, [each for each in dict.fromkeys([typed, *earlier, *around]) if each.strip() and each != key]


def _earlier_keys(typed: str) -> Iterator[tuple[str, range]]:
    """What can be a key of what stands between commas, and of which pieces: a key may have commas in it."""
    pieces = typed.split(",")
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + 1 + MOST_COMMAS, len(pieces)) + 1):
            if not _weakness(key := ",".join(pieces[start:end]).strip()):
                yield key, range(start, end)


def _of_earlier_keys(typed: str) -> list[str]:
    used = {place for _, places in _earlier_keys(typed) for place in places}
    return [
        f"LOCALITY_SECRET_KEY_FALLBACKS: {_weakness(piece.strip())}"
        for place, piece in enumerate(typed.split(","))
        if piece.strip() and place not in used
    ]


def _weakness(key: str) -> str:
    if key.lower().startswith(KNOWN_KEYS):
        return "this key can be read in code or instructions, so it is no secret."
    if len(key) < SHORTEST_KEY:
        return f"the key is too short: {SHORTEST_KEY} characters are the least."
    if len(set(key)) < FEWEST_LETTERS:
        return "the key repeats a few characters. Make a random one."
    return ""


_NEEDED = {
    "LOCALITY_DATABASE_URL": "say which database to use, such as postgres://user:password@host/locality.",
    "LOCALITY_HOSTS": "name the host names people open, with commas between.",
    "LOCALITY_BASE_URL": "the address people open, such as https://locality.council.example.",
    "LOCALITY_FROM_EMAIL": "who messages come from, such as Locality <locality@council.example>.",
    "LOCALITY_TRUSTED_PROXIES": "how many proxies in front add X-Forwarded-For, or 0 when people reach this server directly."
    " A wrong count makes all people look like one address, and limits on wrong passwords useless.",
}
"""What must be there besides the key, and why."""


def _missing(given: Mapping[str, str]) -> list[str]:
    return [f"{name} is missing: {why}" for name, why in _NEEDED.items() if not given.get(name, "").strip(" ,")]


def _of_address(address: str, hosts: list[str], *, insecure_http: bool) -> list[str]:
    """What is wrong with an address that can be read."""
    if not address or of_base(address):
        return []
    parts, found = urlsplit(address), []
    host = parts.hostname or ""
    if parts.scheme == "http" and not insecure_http:
        found.append(
            "LOCALITY_BASE_URL must start with https://: passwords and sessions must not cross the network open."
        )
    if (
        hosts
        and "*" not in hosts
        and not of_hosts(hosts)
        and not any(host == each.strip("[]") or (each.startswith(".") and f".{host}".endswith(each)) for each in hosts)
    ):
        found.append(f"LOCALITY_BASE_URL leads to {host}, which LOCALITY_HOSTS does not name.")
    return found


def _of_made_up(sender: str) -> list[str]:
    if sender.strip().rstrip("> ").lower().endswith("@locality.example"):
        return ["LOCALITY_FROM_EMAIL is the made-up address of the demonstration: name one of your own."]
    return []
