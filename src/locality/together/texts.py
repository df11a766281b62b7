"""What a window saw of a text, what it sends, and whether that may take the place of what stands now.

A window is known by what it saw: the revision of the text, and a mark of its words. Nothing rests on who writes or when,
so two windows of one person are two writers.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from locality.design.forms.fields import as_shown
from locality.together.joining import put_together
from locality.values.refusals import NotPossible
from locality.values.typed import lines

LONGEST = 200_000
"""Characters of a text that are kept; a longer one is refused whole, never cut."""

_SEEN = re.compile(r"([0-9]{1,9})(?:-([0-9a-f]{16}))?", re.ASCII)


def clean(text: str) -> str:
    """What any database can keep: no null characters, no halves of characters, one kind of line end."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def mark(text: str) -> str:
    """A short mark of a text as a page shows it; what nobody sees, and what a field takes out, counts for nothing."""
    return hashlib.blake2b(lines(as_shown(clean(text))).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Seen:
    """What a window shows of a text: the revision it began from (0: nothing was saved), and the mark of its words.

    The mark is of the words on the page, which are not those that are kept where names are hidden.
    """

    revision: int = 0
    mark: str = ""

    @classmethod
    def of(cls, revision: int, shown: str) -> "Seen":
        """What a window has seen to which this text is shown."""
        return cls(revision, mark(shown))

    @classmethod
    def read(cls, sent: str) -> "Seen":
        """As a page sent it back. Whoever does not say what they saw has seen nothing, and overwrites nothing."""
        found = _SEEN.fullmatch(sent)
        return cls(int(found[1]), found[2] or "") if found else cls()

    def __str__(self) -> str:
        return f"{self.revision}-{self.mark}" if self.mark else str(self.revision)


NOTHING = Seen.of(0, "")
"""What a window shows of a text that nobody has begun."""


@dataclass(frozen=True)
class Typed:
    """What a window sends: its text, and what it had seen (`revision` and `mark` of `Seen`).

    sent: a text it sent before and has heard nothing of, because the answer was lost or is still on its way.
    """

    text: str
    revision: int
    mark: str = ""
    sent: str | None = None

    @property
    def is_untouched(self) -> bool:
        """Whether it is the very text that the window was shown."""
        return self.mark == mark(self.text)


NOT_CHOSEN = -1
"""The revision of a text of which nobody has said yet that it is to be kept: it overwrites nothing."""


@dataclass(frozen=True)
class Standing:
    """The text that is kept now, its revision (0: none was ever saved), and who saved it when."""

    text: str = ""
    revision: int = 0
    by: str = ""
    is_own: bool = False
    """Whether the person who sends saved it, in another window."""
    at: datetime | None = None


@dataclass(frozen=True)
class Clash:
    """Another window saved another text first: both are shown, neither is lost."""

    name: str
    mine: str
    theirs: str
    by: str
    is_own: bool
    at: datetime | None
    seen: Seen
    """What a window has seen to which theirs is shown."""

    @property
    def together(self) -> str:
        """Both texts in one."""
        return put_together(self.theirs, self.mine)


@dataclass
class Saved:
    """What a save did: what the window has seen of each text from now on, and what could not be saved."""

    at: datetime
    seen: dict[str, Seen] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)

    def take(self, name: str, typed: Typed, standing: Standing, *, hide: Callable[[str], str] = str) -> str | None:
        """The text to keep with the next revision; None where nothing is to be changed.

        Nothing changes where the window's text is the one it was shown: nobody touched it, whatever stands now. Nor where
        the same text stands already, as when a save is sent again whose answer was lost. `hide` is what is done to a
        text before it is kept and before it is shown. Call it while the row of the text is locked. Raises NotPossible
        where the text is too long to be kept whole.
        """
        if typed.is_untouched:
            return None
        cleaned = clean(typed.text)
        if len(cleaned) > LONGEST:
            raise NotPossible(
                f"A text has {len(cleaned):,} characters, and {LONGEST:,} are the most that can be kept. Nothing was saved: "
                "make it shorter, or attach it as a file."
            )
        text, shown = hide(cleaned), hide(standing.text)
        if text in {standing.text, shown}:
            self.seen[name] = Seen.of(standing.revision, typed.text)
            return None
        if not (
            standing.revision in {0, typed.revision}
            or typed.mark == mark(shown)
            or (typed.sent is not None and hide(clean(typed.sent)) == standing.text)
        ):
            seen = Seen.of(standing.revision, shown)
            self.clashes.append(Clash(name, text, shown, standing.by, standing.is_own, standing.at, seen))
            return None
        self.seen[name] = Seen.of(standing.revision + 1, typed.text)
        return text
