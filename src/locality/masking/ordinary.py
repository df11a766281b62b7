"""Words of everyday English that are also people's names.

In small letters they are taken for the word: "it may help" names no pupil called May. Any other name is taken for the
pupil in small letters too, for people type fast. What is not here is hidden: a word too many hidden costs a reader a
moment, a name shown can't be taken back (RES-9).
"""

from pathlib import Path


def _words(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


ORDINARY_WORDS = _words("ordinary_words.txt")
ORDINARY_GIVEN_NAMES = _words("ordinary_given_names.txt")
"""Given names that are, or may be, everyday words: with a capital beside a surname they are the name, as in Mark Jarrold."""
OPENERS = _words("openers.txt")
"""Words with which a sentence about a pupil begins: "Yesterday Jarrold came"."""
GIVEN_NAMES = _words("given_names.txt")
"""Given names of grown-ups: behind one of them a pupil's given name is somebody else's surname, as in Robert Gordon."""
