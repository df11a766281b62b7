"""What a page sends of its texts: each under its name, with `revision-NAME`, what the window saw of it.

A script that saves by itself also sends `sent` (names of texts that it sent before and has heard nothing of) and
`sent-NAME`, what it sent. The page that shows two texts sends `conflict` (their names), and for each `keep-NAME`,
`mine-NAME` and `both-NAME`.
"""

from collections.abc import Callable, Iterable

from django.http import QueryDict

from locality.together.texts import NOT_CHOSEN, Seen, Typed

MINE, THEIRS, BOTH = "mine", "theirs", "both"


def read_seen(post: QueryDict, name: str) -> Seen:
    """What the window saw of a text."""
    return Seen.read(post.get(f"revision-{name}", ""))


def typed_in(post: QueryDict, names: Iterable[str]) -> dict[str, Typed]:
    """The texts of a form; what was not sent is left alone."""
    before = set(post.getlist("sent"))
    return {
        name: typed(post.get(name, ""), read_seen(post, name), post.get(f"sent-{name}") if name in before else None)
        for name in names
        if name in post
    }


def typed(text: str, seen: Seen, sent: str | None = None) -> Typed:
    """A text with what its window saw."""
    return Typed(text, seen.revision, seen.mark, sent)


def is_settling(post: QueryDict) -> bool:
    """Whether the form answers the page that showed both texts."""
    return "conflict" in post


def chosen_texts(
    post: QueryDict, names: Iterable[str], seen: Callable[[QueryDict, str], Seen] = read_seen
) -> dict[str, Typed]:
    """The texts chosen. Theirs needs no saving; where nothing was chosen, mine comes back as a clash again."""
    allowed = set(names)
    found = {}
    for name in post.getlist("conflict"):
        choice = post.get(f"keep-{name}", "")
        if name not in allowed or choice == THEIRS:
            continue
        if choice in {MINE, BOTH} and f"{choice}-{name}" in post:
            found[name] = typed(post.get(f"{choice}-{name}", ""), seen(post, name))
        else:  # also where the text chosen did not arrive: it must not empty another
            found[name] = Typed(post.get(f"mine-{name}", ""), NOT_CHOSEN)
    return found
