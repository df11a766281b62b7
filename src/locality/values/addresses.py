"""E-mail addresses: cleaned, compared, and refused where no mail could be made for them."""

import string

from locality.values.letters import normalised
from locality.values.typed import unbroken

LONGEST = 254
_LONGEST_NAME = 64
_LONGEST_LABEL = 63
_NAME = frozenset(string.ascii_letters + string.digits + "!#$%&'*+/=?^_`{|}~-")
_LABEL = frozenset(string.ascii_letters + string.digits + "-")


def same_address(typed: str) -> str:
    """The form in which addresses are compared and an account's is stored: nothing invisible, one width, small letters."""
    return normalised("NFKC", unbroken(typed)).strip().lower()


def fault_of_address(address: str) -> str:
    """What keeps an address from being mailed, as the end of a sentence; empty where nothing does.

    Plain letters only, in both parts: no address can look like another, and every mail server takes it (RFC 5321, 5322).
    """
    odd = next((letter for letter in address if not ("!" <= letter <= "~")), None)
    if odd is not None:
        return "has a space in it" if odd.isspace() else f"has “{odd}” in it, which email addresses cannot have"
    name, at, domain = address.rpartition("@")
    if not at or not _is_name(name) or not _is_domain(domain) or len(address) > LONGEST:
        return "has a missing part or an extra character"
    return ""


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and all(part and _NAME.issuperset(part) for part in name.split("."))


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and len(labels[-1]) > 1 and not labels[-1].isdigit() and all(map(_is_label, labels))


def _is_label(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL and _LABEL.issuperset(label) and label[0] != "-" and label[-1] != "-"
