"""What each setting must look like, wherever it is given: a sentence for each that can't be read, before anything uses it.

Knows no Django, for the settings import it. A password is never repeated.
"""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

from locality.values.addresses import fault_of_address

NAMES = frozenset(
    f"LOCALITY_{each}"
    for each in (
        "SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "HOSTS", "BASE_URL", "FROM_EMAIL", "TRUSTED_PROXIES",
        "SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS", "IDLE_MINUTES", "EMAIL_BACKEND",
        "WORKER_SECONDS", "VAR", "DEMO", "TESTING", "INSECURE_HTTP",
    )
)  # fmt: skip
"""All that is read; `docs/operations.md` says what each means."""

MOST_PROCESSES = 100
_SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
_EXAMPLE = "postgres://user:password@host/locality"
_LABELS = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*", re.IGNORECASE)
_SENDER = re.compile(r'(?:"[^"\\]*"\s*|[^"<>,;:@()\[\]\\]*)<([^<>]*)>')
_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)+")


def listed(typed: str) -> list[str]:
    """What stands between commas."""
    return [each.strip() for each in typed.split(",") if each.strip()]


def is_host(name: str) -> bool:
    """Whether it can be the name or number of a machine, without a port."""
    try:
        return bool(ip_address(name.removeprefix("[").removesuffix("]")))
    except ValueError:
        return len(name) < 254 and _LABELS.fullmatch(name) is not None


def of_names(given: Mapping[str, str]) -> list[str]:
    """A name typed wrong would leave what it stands for at its default, without a word."""
    odd = sorted(each for each in given if each.startswith("LOCALITY_") and each not in NAMES)
    return [f"{each[:60]} is no setting of Locality. Look for a letter typed wrong." for each in odd]


def of_database(address: str) -> list[str]:
    """The address of a database, with its port and what is asked of the connection."""
    try:
        return _of_database(address)
    except ValueError:
        return [
            "LOCALITY_DATABASE_URL has a “[” or “]” in it that is not around an address of numbers: in a password write"
            " [ as %5B and ] as %5D."
        ]


def _of_database(address: str) -> list[str]:
    parts = urlsplit(address)
    if "@" not in parts.netloc and "@" in address:
        return ["LOCALITY_DATABASE_URL breaks off within the password: in it write # as %23, / as %2F and ? as %3F."]
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return _of_file(Path(unquote(parts.path[1:])))
    if port == 0 and parts.scheme != "sqlite":
        return ["LOCALITY_DATABASE_URL must name a port from 1 to 65535 after the host, or none."]
    hosts = unquote(parts.hostname or "").split(",")
    path = parts.path.strip("/")
    if (
        parts.scheme not in {"postgres", "postgresql"}
        or not all(not each or each.startswith("/") or is_host(each) for each in hosts)
        or not path
        or "/" in path
        or parts.fragment
    ):
        return [f"LOCALITY_DATABASE_URL is no address of a database: it must look like {_EXAMPLE}."]
    return [
        f"LOCALITY_DATABASE_URL asks “{name[:40]}” of the connection, which PostgreSQL does not know."
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_asked_rightly(name, value)
    ]


def _is_asked_rightly(name: str, value: str) -> bool:
    if name == "sslmode":
        return value in _SSL_MODES
    try:
        return name == "currentSchema" or bool(make_conninfo("", **{name: value}))
    except ProgrammingError:
        return False


def _of_file(path: Path) -> list[str]:
    if path.parent.is_dir() and not path.is_dir():
        return []
    return ["LOCALITY_DATABASE_URL names a file in what is no folder of this machine: make the folder first."]


def of_hosts(hosts: list[str]) -> list[str]:
    """Each a name as it stands between https:// and the next /."""
    return [
        f"LOCALITY_HOSTS: “{each[:80]}” is no host name. Write it like locality.council.example, without https://"
        " and without a port."
        for each in hosts
        if each != "*" and not is_host(each.removeprefix("."))
    ]


def of_base(address: str) -> list[str]:
    """The address people open, and nothing behind it."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if (
        parts.scheme not in {"http", "https"}
        or not is_host(host)
        or port == 0
        or "@" in parts.netloc
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        return ["LOCALITY_BASE_URL must be an address without a path, such as https://locality.council.example."]
    return []


def base_of(address: str) -> str:
    """The address as a browser writes it: small letters, no slash behind it, no port that goes without saying."""
    parts = urlsplit(address.strip())
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def of_sender(sender: str) -> list[str]:
    """Checked like every address of the product; the name before it may hold what a mail's heading can."""
    found = _SENDER.fullmatch(sender)
    address = found[1].strip() if found else sender
    if not sender.isprintable() and not any(each in address for each in sender if not each.isprintable()):
        found, address = None, ""
    if found is None and (" " in address or "," in address or "<" in address or not address):
        return [
            "LOCALITY_FROM_EMAIL must look like Locality <locality@council.example>. A name with a comma or another sign"
            ' needs quotation marks: "Kent, Locality" <locality@council.example>.'
        ]
    if fault := fault_of_address(address):
        return [f"LOCALITY_FROM_EMAIL is no email address: “{address[:80]}” {fault}."]
    return []


def of_mail(given: Mapping[str, str]) -> list[str]:
    """The mail server, and whoever signs in there."""
    host, backend = given.get("LOCALITY_SMTP_HOST"), given.get("LOCALITY_EMAIL_BACKEND")
    user, password = given.get("LOCALITY_SMTP_USER", ""), given.get("LOCALITY_SMTP_PASSWORD", "")
    found = []
    if host is not None and not host.strip():
        found.append("LOCALITY_SMTP_HOST is empty: name the mail server, or leave the setting out for localhost.")
    elif host is not None and not is_host(host.strip()):
        found.append(
            f"LOCALITY_SMTP_HOST: “{host[:80]}” is no host name. The port belongs in LOCALITY_SMTP_PORT, and nothing before"
            " the name."
        )
    if bool(user) != bool(password):
        there, missing = ("USER", "PASSWORD") if user else ("PASSWORD", "USER")
        found.append(
            f"LOCALITY_SMTP_{there} is given without LOCALITY_SMTP_{missing}: Locality could not sign in to send mail."
        )
    if not (user + password).isascii():
        found.append(
            "LOCALITY_SMTP_USER and LOCALITY_SMTP_PASSWORD must be plain letters: mail servers take no others."
        )
    if given.get("LOCALITY_SMTP_PORT", "").strip() == "465":
        found.append("LOCALITY_SMTP_PORT cannot be 465: Locality speaks STARTTLS, mostly on port 587.")
    if backend is not None and not _is_there(backend.strip()):
        found.append(f"LOCALITY_EMAIL_BACKEND: “{backend[:80]}” is no mail backend that is installed here.")
    return found


def _is_there(dotted: str) -> bool:
    """Whether a module of this name is installed and speaks of the class; without running it, for it may need settings."""
    module, _, name = dotted.rpartition(".")
    try:
        spec = find_spec(module) if _DOTTED.fullmatch(dotted) else None
        return bool(spec and spec.origin and name in _WORD.findall(Path(spec.origin).read_text("utf-8")))
    except (ImportError, OSError, ValueError):
        return False


def of_processes(given: Mapping[str, str]) -> list[str]:
    """How many processes the web server has; gunicorn itself reads it too, and takes no empty one."""
    typed = given.get("WEB_CONCURRENCY", "1")
    figures = typed.strip().lstrip("0")
    if figures.isascii() and figures.isdigit() and len(figures) < 4 and int(figures) <= MOST_PROCESSES:
        return []
    return [f"WEB_CONCURRENCY must be a whole number from 1 to {MOST_PROCESSES}, or be left out. It is “{typed[:40]}”."]


def of_folder(folder: str | None) -> list[str]:
    """Where the SQLite file lies."""
    if folder is None or (folder.strip() and Path(folder).is_dir()):
        return []
    return [f"LOCALITY_VAR: “{folder[:80]}” is no folder of this machine: make it first."]
