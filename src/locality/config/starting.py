"""What must be right before anything starts: read once, and all that is wrong is said at once, a sentence each.

Knows no Django, for the settings import it.
"""

import sys
from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import urlsplit

SHORTEST_KEY = 50  # characters; Django's own measure
FEWEST_LETTERS = 12  # different characters in a key that somebody drew by chance
KNOWN_KEYS = ("demo-only-", "django-insecure-", "changeme", "change-me", "secret")
"""How keys begin that stand in code or in instructions, for everyone to read."""
NO_START = 3
"""The status to end with: gunicorn then stops, instead of starting its workers again and again."""
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
        if typed.isascii() and typed.isdigit() and least <= int(typed[:12]) <= most:
            return int(typed)
        self.faults.append(f"{name} must be a whole number from {least} to {most}; it is “{typed[:40]}”.")
        return default

    def seconds(self, name: str, default: float) -> float:
        """A number above nought."""
        typed = self.given.get(name, "").strip()
        try:
            found = float(typed) if typed else default
        except ValueError:
            found = -1.0
        if 0 < found < 86400:
            return found
        self.faults.append(f"{name} must be a number of seconds above 0; it is “{typed[:40]}”.")
        return default

    def switch(self, name: str, default: bool) -> bool:
        """On or off."""
        typed = self.given.get(name, "").strip().lower()
        if name not in self.given:
            return default
        if typed in _YES | _NO:
            return typed in _YES
        self.faults.append(f"{name} must be 1 or 0; it is “{typed[:40]}”.")
        return default


def why_not_start(given: Mapping[str, str], *, insecure_http: bool = False) -> list[str]:
    """What is missing or wrong for people to sign in here for real; an empty list when nothing is."""
    hosts = [each.strip().lower() for each in given.get("LOCALITY_HOSTS", "").split(",") if each.strip()]
    return [
        *_of_key(given.get("LOCALITY_SECRET_KEY", "")),
        *(
            f"LOCALITY_SECRET_KEY_FALLBACKS: {fault}"
            for each in listed(given.get("LOCALITY_SECRET_KEY_FALLBACKS", ""))
            if (fault := _weakness(each))
        ),
        *_of_database(given.get("LOCALITY_DATABASE_URL", "")),
        *_of_hosts(hosts),
        *_of_address(given.get("LOCALITY_BASE_URL", ""), hosts, insecure_http=insecure_http),
        *_of_sender(given.get("LOCALITY_FROM_EMAIL", "")),
        *_of_proxies(given.get("LOCALITY_TRUSTED_PROXIES", "")),
    ]


def refuse(faults: list[str]) -> NoReturn:
    """End here, with the sentences for whoever installs."""
    lines = [
        "Locality can’t start. docs/operations.md says what each setting means.",
        *(f"- {each}" for each in faults),
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(NO_START)


def listed(typed: str) -> list[str]:
    """What stands between commas."""
    return [each.strip() for each in typed.split(",") if each.strip()]


def _of_key(key: str) -> list[str]:
    if not key.strip():
        return [f"LOCALITY_SECRET_KEY is missing: it signs sessions and locks the second factors. {_NEW_KEY}"]
    fault = _weakness(key)
    return [f"LOCALITY_SECRET_KEY: {fault} {_NEW_KEY}"] if fault else []


def _weakness(key: str) -> str:
    if key.lower().startswith(KNOWN_KEYS):
        return "this key can be read in code or instructions, so it is no secret."
    if len(key) < SHORTEST_KEY:
        return f"the key is too short; {SHORTEST_KEY} characters are the least."
    if len(set(key)) < FEWEST_LETTERS:
        return "the key repeats a few characters; draw it by chance."
    return ""


def _of_database(address: str) -> list[str]:
    if not address.strip():
        return [
            "LOCALITY_DATABASE_URL is missing: say which database to use, such as postgres://user:password@host/locality."
        ]
    parts = urlsplit(address.strip())
    if parts.scheme not in {"postgres", "postgresql", "sqlite"} or len(parts.path.strip("/")) == 0:
        return [
            "LOCALITY_DATABASE_URL is no address of a database: it must look like postgres://user:password@host/locality."
        ]
    return []


def _of_hosts(hosts: list[str]) -> list[str]:
    if not hosts:
        return ["LOCALITY_HOSTS is missing: name the host names people open, with commas between."]
    if "*" in hosts:
        return ["LOCALITY_HOSTS must name each host name; * would let anybody choose the name that pages answer to."]
    return []


def _of_address(address: str, hosts: list[str], *, insecure_http: bool) -> list[str]:
    if not address.strip():
        return ["LOCALITY_BASE_URL is missing: the address people open, such as https://locality.council.example."]
    try:
        parts = urlsplit(address.strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.path.strip("/") or parts.query:
        return ["LOCALITY_BASE_URL must be an address without a path, such as https://locality.council.example."]
    found = []
    if parts.scheme == "http" and not insecure_http:
        found.append(
            "LOCALITY_BASE_URL must begin with https://: passwords and sessions must not cross the network open."
        )
    if (
        hosts
        and "*" not in hosts
        and not any(host == each.strip("[]") or (each.startswith(".") and f".{host}".endswith(each)) for each in hosts)
    ):
        found.append(f"LOCALITY_BASE_URL leads to {host}, which LOCALITY_HOSTS does not name.")
    return found


def _of_sender(sender: str) -> list[str]:
    if not sender.strip():
        return ["LOCALITY_FROM_EMAIL is missing: who messages come from, such as Locality <locality@council.example>."]
    address = sender.rpartition("<")[2].rstrip("> ")
    name, at, domain = address.rpartition("@")
    if not (name and at and "." in domain.strip(".")) or any(each.isspace() for each in address):
        return [f"LOCALITY_FROM_EMAIL is no e-mail address: “{sender[:80]}”."]
    if domain.lower() == "locality.example":
        return ["LOCALITY_FROM_EMAIL is the made-up address of the demonstration: name one of your own."]
    return []


def _of_proxies(count: str) -> list[str]:
    if count.strip():
        return []  # `Reading.whole` looks at what is written
    return [
        "LOCALITY_TRUSTED_PROXIES is missing: how many proxies in front add X-Forwarded-For; 0 when people reach this"
        " server directly. A wrong count makes all people look like one address, and limits on wrong passwords useless."
    ]
