"""What hides pupils in a text typed for a community: an upper app says so once, in its `AppConfig.ready` (RES-9).

Meeting dates and money know nothing of requests, and people type there too: where a meeting is, why money is moved.
"""

from collections.abc import Callable, Iterable, Sequence

from locality.communities.models import Community

Hide = Callable[[str, list[Community]], str]

_hides: list[Hide] = []


def hide_with(hide: Hide) -> None:
    """Call this function, with a text and the communities it is typed for, before such a text is kept."""
    if hide not in _hides:
        _hides.append(hide)


def without_pupils(text: str, communities: Iterable[Community | None]) -> str:
    """The text as everybody reads it: no pupil of these communities is named in it."""
    of = [each for each in communities if each]
    if text.strip() and of:
        for hide in _hides:
            text = hide(text, of)
    return text


def each_without_pupils(texts: Sequence[str], communities: Iterable[Community]) -> list[str]:
    """Texts of one line each, such as the cells of a file, as everybody reads them: who is hidden is read once."""
    of, together = list(communities), "\n".join(texts)
    hidden = without_pupils(together, of)
    if hidden == together:
        return list(texts)
    lines = hidden.split("\n")
    return lines if len(lines) == len(texts) else [without_pupils(each, of) for each in texts]
