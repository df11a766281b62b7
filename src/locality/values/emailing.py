"""What a page says once something is done, and who has had an email about it (words.md, rules 19 and 20)."""

from collections.abc import Iterable, Sequence


def and_list(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(words) < len(("one", "two")):
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def emailed(groups: Iterable[str]) -> str:
    """ "We’ve emailed the chair and the clerk."; nothing where nobody has had an email."""
    found = list(groups)
    return f"We’ve emailed {and_list(found)}." if found else ""


def say_done(done: str, groups: Iterable[str] = (), following: str = "") -> str:
    """What was done, who has had an email, and what happens next, each a sentence."""
    return " ".join(filter(None, (done, emailed(groups), following)))
