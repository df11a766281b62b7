"""Dates of birth in a text, however they are written (RES-9)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from locality.masking.pieces import Pieces

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SHORTEST_MISSPELT = 5
"""So many letters tell a month that is spelled wrong."""
FOREIGN = {
    word: month
    for month, words in zip(
        MONTHS,
        (
            "janvier januar janner enero gennaio janeiro januari ianuarie stycznia styczen ocak января січня",
            "fevrier februar febrero febbraio fevereiro februari februarie lutego luty subat февраля лютого",
            "mars marz maerz marzo marco maart martie marca marzec mart марта березня",
            "avril abril aprile aprilie kwietnia kwiecien nisan апреля квітня",
            "mai mayo maggio maio mei maja maj mayis мая травня",
            "juin juni junio giugno junho iunie czerwca czerwiec haziran июня червня",
            "juillet juli julio luglio julho iulie lipca lipiec temmuz июля липня",
            "aout agosto augustus sierpnia sierpien agustos августа серпня",
            "septembre septiembre settembre setembro septembrie wrzesnia wrzesien eylul сентября вересня",
            "octobre oktober octubre ottobre outubro octombrie pazdziernika pazdziernik ekim октября жовтня",
            "novembre noviembre novembro noiembrie listopada listopad kasim ноября листопада",
            "decembre dezember diciembre dicembre dezembro decembrie grudnia grudzien aralik декабря грудня",
        ),
        strict=True,
    )
    for word in words.split()
}
"""The months as families from elsewhere write them, in plain letters: French, German, Spanish, Italian, Portuguese, Dutch,
Romanian, Polish, Turkish, Russian and Ukrainian; and as slips of the finger make them."""


def _misspelt(month: str) -> Iterator[str]:
    """A month with two letters changed about, with one left out inside, or with one doubled: Marhc, Febuary, Apriil."""
    for at in range(1, len(month)):
        yield month[:at] + month[at] + month[at:]
        if at + 1 < len(month):
            yield month[:at] + month[at + 1] + month[at] + month[at + 2 :]
            yield month[:at] + month[at + 1 :]


FOREIGN |= {each: month for month in MONTHS if len(month) >= SHORTEST_MISSPELT for each in _misspelt(month)}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
TENS = {20: "twenty", 30: "thirty"}
ORDINAL = frozenset(("st", "nd", "rd", "th", "o", "er", "eme"))
"""What stands behind the number of a day, also as 1er and 27º."""
FILLERS = ORDINAL | {"of", "the", "day", "de", "del", "di", "年", "月", "日"}
"""Words that may stand inside a date."""
NEAR = 6  # words
BIRTH = frozenset(("born", "dob", "birthday", "birthdays", "birth", "birthdate", "bday", "turns", "turned", "turning"))
RUN_TOGETHER = ("dob", "bday")
"""The same letter by letter: D.O.B., b’day."""
BIRTH_BEHIND = frozenset(("birthday", "bday", "birthdate"))
NEAR_BEHIND = 5  # words: "27/3 is his 9th birthday"
BEFORE_DAY = frozenset(("is", "on", "s", "the", "was"))
NEAR_BEFORE_DAY = 4  # words: "birthday is on the 27th"
BETWEEN = frozenset(" \n.,/-_'|:•~+()\\")
MOST_BETWEEN = 2
"""How many signs other than space may stand between the parts of a date."""
MOST_PARTS = 4  # "twenty seventh March 2018"

Written = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date of birth in a text, from one piece to another."""

    first: int
    last: int
    born: date
    is_sure: bool
    """With its year, or said to be of a birth; else it may be any day of any year."""


class Birthdays:
    """The dates of birth that a mask hides."""

    def __init__(self, days: Iterable[date]) -> None:
        self._whole: dict[Written, date] = {}
        self._without_year: dict[Written, date] = {}
        self._in_figures: dict[Written, date] = {}
        self._alone: dict[str, date] = {}
        for day in days:
            whole, without_year, in_figures = _written(day)
            self._whole.update(whole)
            self._without_year.update(without_year)
            self._in_figures.update(in_figures)
            for written in _alone(day):
                self._alone.setdefault(written, day)
        self._any = self._in_figures | self._without_year | self._whole
        self._firsts = {written[0] for written in self._any}

    def in_pieces(self, pieces: Pieces) -> Iterator[FoundDay]:
        """Each of the days that stands in a text."""
        typed = set(pieces.words)
        is_foreign = not FOREIGN.keys().isdisjoint(typed)
        present = {FOREIGN.get(word, word) for word in typed}
        if self._firsts.isdisjoint(present):
            return
        longest = MOST_PARTS if not present.isdisjoint(TENS.values()) else MOST_PARTS - 1
        solid = [at for at, word in enumerate(pieces.words) if word not in FILLERS]
        words = [pieces.words[at] for at in solid]
        if is_foreign:
            words = [FOREIGN.get(word, word) for word in words]
        for size in range(longest, 0, -1):
            taken = 0  # what stands before this piece is hidden already
            for place, written in enumerate(zip(*(words[skip:] for skip in range(size)), strict=False)):
                born = self._any.get(written)
                if born is None or solid[place] < taken:
                    continue
                first, last = solid[place], solid[place + size - 1]
                if not all(_goes_on(pieces, at) for at in range(first + 1, last + 1)):
                    continue
                is_sure = written in self._whole or _tells_of_birth(pieces, first, last)
                if not is_sure and (written in self._in_figures or _has_year(pieces, solid, place, size)):
                    continue
                if last + 1 < len(pieces.words) and pieces.words[last + 1] in ORDINAL and not pieces.gaps[last + 1]:
                    last += 1
                taken = last + 1
                yield FoundDay(first, last, born, is_sure)
        if not BIRTH.isdisjoint(typed):
            yield from self._without_month(pieces)

    def _without_month(self, pieces: Pieces) -> Iterator[FoundDay]:
        """ "Born on the 27th", with no month behind."""
        words = pieces.words
        for at in [at for at, word in enumerate(words) if word in self._alone]:
            last = at
            if words[at].isdecimal():
                last += 1
                if last >= len(words) or words[last] not in ORDINAL or pieces.gaps[last]:
                    continue
            if _is_born_on(pieces, at) and not _has_month(pieces, last):
                yield FoundDay(at, last, self._alone[words[at]], is_sure=False)


def _goes_on(pieces: Pieces, at: int) -> bool:
    """Whether only what may stand inside a date parts a piece from the one before."""
    between = pieces.gaps[at].strip(" \n")
    if len(between) > MOST_BETWEEN:
        between = between.replace(" ", "")  # Mar. ’18
    return len(between) <= MOST_BETWEEN and BETWEEN.issuperset(between)


def end_of(pieces: Pieces, day: FoundDay) -> int:
    """Where a day ends: with the bracket that was opened inside it, as in "the 27th (March)"."""
    inside = "".join(pieces.gaps[day.first + 1 : day.last + 1])
    is_open = inside.count("(") > inside.count(")") and pieces.gaps[day.last + 1].startswith(")")
    return pieces.end(day.last) + is_open


def _tells_of_birth(pieces: Pieces, first: int, last: int) -> bool:
    """Whether the words before a day and month say what day it is, also as D.O.B.; not "(date of birth)" of a mask.

    Or the words behind it: "27/3 is his birthday".
    """
    near = range(max(0, first - NEAR), first)
    said = [pieces.words[at] for at in near if not pieces.gaps[at + 1].startswith(")")]
    if not BIRTH.isdisjoint(said) or not BIRTH_BEHIND.isdisjoint(pieces.words[last + 1 : last + 1 + NEAR_BEHIND]):
        return True
    return any(each in "".join(said) for each in RUN_TOGETHER)


def _is_born_on(pieces: Pieces, at: int) -> bool:
    """Whether a birth is told right before a day: born on the, birthday is the."""
    for place in range(at - 1, max(-1, at - 1 - NEAR_BEFORE_DAY), -1):
        if pieces.gaps[place + 1] not in (" ", ": "):
            return False
        if pieces.words[place] in BIRTH:
            return True
        if pieces.words[place] not in BEFORE_DAY:
            return False
    return False


def _has_month(pieces: Pieces, last: int) -> bool:
    """Whether a month goes on behind a day: then it is another day, else it would have been found with it."""
    for place in range(last + 1, min(last + 4, len(pieces.words))):
        word = pieces.words[place]
        if word in FOREIGN or word.isdecimal() or any(word in (month, month[:3], month[:4]) for month in MONTHS):
            return True
        if word not in FILLERS:
            return False
    return False


def _has_year(pieces: Pieces, solid: list[int], place: int, size: int) -> bool:
    """Whether a day and month stand beside a year: then it is another day, else it would have been found with it."""
    for near in (place - 1, place + size):
        if 0 <= near < len(solid):
            word = pieces.words[solid[near]]
            later = solid[near] if near > place else solid[place]
            if len(word) == 4 and word.isdecimal() and _goes_on(pieces, later) and ". " not in pieces.gaps[later]:
                return True
    return False


@lru_cache(maxsize=20_000)
def _written(day: date) -> tuple[dict[Written, date], dict[Written, date], dict[Written, date]]:
    """The ways in which a day is written, in pieces: with its year, without it, and in figures without it."""
    name = MONTHS[day.month - 1]
    numbers = _numbers(day.day)
    days = [*((number,) for number in numbers), *_in_words(day.day)]
    names = [(word,) for word in (name, name[:3], *(("sept",) if name == "september" else ()))]
    months = [(number,) for number in _numbers(day.month)]
    years = [(str(day.year),), (f"{day.year % 100:02}",)]
    whole = {(f"{day:%Y%m%d}",), (f"{day:%d%m%Y}",), (f"{day:%d%m%y}",), (f"{day:%y%m%d}",)}
    for order in ((days, names, years), (names, days, years), (years, names, days), (years, days, names)):
        whole |= {one + two + three for one, two, three in product(*order)}
    roman = [(ROMAN[day.month - 1],)]
    figures = (
        (days, months, years), (months, days, years), (years, months, days), (years, days, months), (days, roman, years)
    )  # fmt: skip
    for order in figures:
        written = (one + two + three for one, two, three in product(*order))
        whole |= {each for each in written if all(word.isdecimal() or word in ROMAN for word in each)}
    without_year = {pair for one, two in product(days, names) for pair in (one + two, two + one)}
    in_figures = {(one, *two) for one, two in product(numbers, months)}
    return dict.fromkeys(whole, day), dict.fromkeys(without_year, day), dict.fromkeys(in_figures, day)


def _alone(day: date) -> list[str]:
    """The day of a month in one word: 27, fifth."""
    return [*_numbers(day.day), *(written[0] for written in _in_words(day.day) if len(written) == 1)]


def _numbers(number: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys((str(number), f"{number:02}")))


def _in_words(day: int) -> list[Written]:
    """Twenty-seventh, twenty seven."""
    if day <= len(ORDINALS):
        return [(ORDINALS[day - 1],)]
    if day == 30:
        return [("thirtieth",), ("thirty",)]
    tens, unit = divmod(day, 10)
    return [(TENS[tens * 10], word) for word in (ORDINALS[unit - 1], UNITS[unit - 1])]
