"""What a page says once something is done, and who has had an email about it (words.md, rules 19 and 20)."""

from collections.abc import Iterable

from locality.values.sentences import in_a_row


def emailed(groups: Iterable[str]) -> str:
    """ "We’ve emailed the chair and the clerk."; nothing where nobody has had an email."""
    found = list(groups)
    return f"We’ve emailed {in_a_row(found)}." if found else ""


def say_done(done: str, groups: Iterable[str] = (), following: str = "") -> str:
    """What was done, who has had an email, and what happens next, each a sentence."""
    return " ".join(filter(None, (done, emailed(groups), following)))
