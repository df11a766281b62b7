"""What a mask knows: how each pupil is called, what of it belongs to others too, and what is shown instead (RES-9)."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Self

from locality.masking.days import Birthdays
from locality.masking.declined import declined
from locality.masking.entries import is_of_school
from locality.masking.found import MANY, may_be_one
from locality.masking.ordinary import ORDINARY_GIVEN_NAMES
from locality.masking.spelling import LONGEST_BEGINNING, Kind, known_spelling_of, spelling_of

ANY_PUPIL = "a pupil"
"""What stands for a pupil who is not listed in the request that is read."""


SOME_NAME = "(name)"
"""What stands for a word that is in a pupil's name and in that of somebody or some place everybody knows: no letter may
stand beside the full name and give the pupil away."""


DATE_OF_BIRTH = "(date of birth)"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A pupil whom the reader may not know: the name as typed, what stands in its place, and the date of birth.

    `elsewhere`: listed only in another request of the school. An everyday word that begins a sentence is then the word.
    """

    name: str
    stand_in: str
    born: date | None = None
    elsewhere: bool = False


class Called:
    """What pupils and others are called: the ways of each name, whose each way is, and what stands in its place."""

    def __init__(self, pupils: Iterable[Hidden], known: Iterable[str] = (), *, everyday: bool = True) -> None:
        """everyday: False leaves words of everyday English alone, also with a capital: for texts that are kept masked."""
        self._everyday = everyday
        self._pupils, known = tuple(dict.fromkeys(pupils)), tuple(known)
        self._owners: dict[str, list[int]] = {}
        self._kinds: dict[str, Kind] = {}
        self._cuts: set[str] = set()
        self._beginnings: set[str] = set()
        self._complete: set[str] = set()
        self._known: dict[str, Kind] = {}
        self._known_words: set[str] = set()
        self._shared: set[str] = set()
        self._letters: dict[int, str] = {}
        self._initials: list[set[str]] = []
        self._initialisms: dict[str, list[int]] = {}
        self._known_initials: set[str] = set()
        self._given: set[str] = set()
        self._surnames: set[str] = set()
        self._without_given: set[str] = set()
        self._surnames_beside: dict[str, dict[str, list[str]]] = {}
        self._near: dict[str, bool] = {}
        self._initials_here: dict[str, tuple[int, ...]] | None = None
        born: dict[date, list[int]] = {}
        for at, pupil in enumerate(self._pupils):
            self._learn(at, "" if is_of_school(pupil.name, known) else pupil.name)
            if pupil.born:
                born.setdefault(pupil.born, []).append(at)
        self._born = {day: tuple(owners) for day, owners in born.items()}
        self._birthdays = Birthdays(born)
        if self._owners:
            for name in dict.fromkeys(known):
                self._spare(name)
        self._given_or_ordinary = self._given | ORDINARY_GIVEN_NAMES
        self._starts = self._beginnings | self._complete
        self._long_beginnings = {each for each in self._beginnings if len(each) == LONGEST_BEGINNING}

    def _learn(self, at: int, name: str) -> None:
        spelling = spelling_of(name)
        for way, kind in spelling.ways.items():
            self._owners.setdefault(way, []).append(at)
            self._kinds[way] = min(kind, self._kinds.get(way, kind))
        self._cuts |= spelling.cuts
        self._beginnings |= spelling.beginnings
        self._complete |= spelling.complete
        self._initials.append({part[0] for part in spelling.parts})
        for letters in spelling.initials:
            self._initialisms.setdefault(letters, []).append(at)
        self._given |= spelling.given
        self._surnames |= spelling.parts - spelling.given
        self._without_given |= spelling.surnames

    def _spare(self, name: str) -> None:
        """Leave somebody's full name readable, and show no letter where a pupil has a part of it."""
        spelling = known_spelling_of(name)
        self._known_initials |= spelling.initials
        self._known_words.update(spelling.parts, spelling.ways)
        shared = {part for part in spelling.parts if part in self._owners}
        if not shared:
            return
        self._shared |= shared
        self._shared.update(form for part in shared for form in declined(part) if form in self._owners)
        pupils = {at for part in shared for at in self._owners[part]}
        wholes = {spelling_of(self._pupils[at].name).parts for at in pupils}
        for way, kind in spelling.ways.items():
            if kind is Kind.WHOLE and any(spelling.made_of[way] <= parts for parts in wholes):
                continue  # that is the pupil's own name
            if way not in self._owners:
                self._known.setdefault(way, kind)
            elif kind is Kind.INITIAL:
                self._shared.add(way)
        self._cuts |= spelling.cuts
        self._beginnings |= spelling.beginnings
        self._complete |= spelling.complete

    def with_letters(self, letters: Mapping[tuple[str, date | None], str]) -> Self:
        """The same mask for the texts of one request: its pupils, by name and date of birth, come before all others.

        `letters` say what stands in their place. Costs next to nothing, however many pupils the mask knows.
        """
        view = copy(self)
        listed = enumerate((each.name, each.born) for each in self._pupils)
        view._letters = {at: letters[pupil] for at, pupil in listed if pupil in letters}
        view._near, view._initials_here = {}, None
        return view

    @property
    def _near_initials(self) -> dict[str, tuple[int, ...]]:
        """Whose of the request initials are; worked out once, at the first text."""
        if self._initials_here is None:
            near = {letters: self._near_of(owners) for letters, owners in self._initialisms.items()}
            self._initials_here = {letters: owners for letters, owners in near.items() if owners}
        return self._initials_here

    def _is_own(self, word: str, owners: Sequence[int]) -> bool:
        if len(word) == 1:
            return self._is_initial_of(word, owners)
        return word in self._owners and may_be_one(self._owners[word], owners)

    def _surnames_of(self, way: str, owners: Sequence[int]) -> dict[str, list[str]]:
        """What pupils with this given name are called besides, by first letters; "" where one is listed by it alone."""
        found = self._surnames_beside.get(way)
        if found is None:
            self._surnames_beside[way] = found = {}
            for each in (spelling_of(self._pupils[at].name) for at in owners[:MANY]):
                for part in each.parts - each.given or {""}:
                    found.setdefault(part[:1], []).append(part)
        return found

    def _is_initial_of(self, letter: str, owners: Sequence[int]) -> bool:
        return any(letter in self._initials[at] for at in owners[:MANY])

    def _is_near(self, way: str) -> bool:
        """Whether a pupil of the request may be called so; worked out once, for many pupils may share one way."""
        found = self._near.get(way)
        if found is None:
            self._near[way] = found = bool(self._near_of(self._owners[way]))
        return found

    def _near_of(self, owners: Sequence[int]) -> tuple[int, ...]:
        return tuple(at for at in owners if not self._is_elsewhere(at))

    def _stand_in(self, owners: Sequence[int]) -> str:
        """What stands for a name that several pupils may have: for the first of the request, else for the first at all."""
        own = next((at for at in owners if at in self._letters), None) if self._letters else None
        return self._pupils[owners[0]].stand_in if own is None else self._letters[own]

    def _is_elsewhere(self, owner: int) -> bool:
        return self._pupils[owner].elsewhere and owner not in self._letters
