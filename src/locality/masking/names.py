"""A mask: what hides pupils' names and dates of birth in any text (RES-9).

Two texts that a person reads as one name are one: accents, apostrophes, dashes, case and what is invisible count for
nothing, and a name is found beside figures and underscores, joined with another, turned round, or with an s behind it.
A text is read once, piece by piece: the time grows with its length and no faster.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

from locality.masking.abbreviations import SHORT_WORDS, TERMS
from locality.masking.addresses import Names, is_name_alone, names_inside, zones_of
from locality.masking.called import DATE_OF_BIRTH, SOME_NAME, Called, Hidden
from locality.masking.days import end_of
from locality.masking.entries import CALLED
from locality.masking.everyday import EVERYDAY, RELATIONS, is_half_a_sentence, is_joined_word, is_thing, may_own, owns
from locality.masking.files import MOST_PIECES
from locality.masking.found import Found, Held, Span, as_begun, without_overlaps
from locality.masking.grown_ups import are_alike, has_other_surname, has_title_behind, is_of_another
from locality.masking.initials import BEHIND_INITIALS, dotted, in_one, is_beside_its_name, with_double, with_stop
from locality.masking.joints import FAR_IN_REGISTER, is_behind, is_contracted, is_in_address, joins, runs_on, with_title
from locality.masking.meant import DOUBTED, are_ratings, is_abbreviation, means_something_else
from locality.masking.ordinary import GIVEN_NAMES, ORDINARY_WORDS
from locality.masking.pieces import Pieces
from locality.masking.spelling import LONGEST_BEGINNING, MOST_INITIALS, Kind
from locality.masking.turned import may_be_turned
from locality.values.seen import Plain, composed, plain, with_codes, with_gaps, with_latin

_INITIAL, _WHOLE, _TURNED, _PART = (
    Kind.INITIAL,
    Kind.WHOLE,
    Kind.TURNED,
    Kind.PART,
)  # asked of each piece of a long text


@lru_cache(maxsize=16)
def mask_for(pupils: tuple[Hidden, ...], known: tuple[str, ...] = ()) -> "Mask":
    """The mask for these pupils, kept for when it is asked again: a school may have listed hundreds."""
    return Mask(pupils, known)


class Mask(Called):
    """Hides pupils in a text. Call it with a text to have it as others read it.

    `known` are names that everybody may read: of staff, in full, and of schools. The first pupil listed with a name
    gives what stands in its place. Words that are a pupil's whole name, and the initials of a pupil of the request, are
    hidden whoever else is called so.
    """

    def __call__(self, text: str) -> str:
        """The text as others read it."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[str, list[Span]]:
        """The text as others read it, and from where to where in it something stands in place of what was typed."""
        parts: list[str] = []
        spans: list[Span] = []
        at = length = 0
        text = composed(text)
        for each in self._found(text):
            instead = as_begun(each.instead, text, each.start, each.end) + each.suffix
            start = length + each.start - at
            spans.append((start, start + len(instead)))
            parts += [text[at : each.start], instead]
            at, length = each.end, start + len(instead)
        return ("".join([*parts, text[at:]]) if parts else text), spans

    def places(self, text: str) -> list[tuple[int, int, bool]]:
        """From where to where in the composed text a pupil is named, or, where the last is True, told by a date of birth."""
        return [(each.start, each.end, each.instead == DATE_OF_BIRTH) for each in self._found(composed(text))]

    def named_in(self, texts: Iterable[str]) -> list[Hidden]:
        """Which of the pupils the texts name, or tell by a date of birth; in the order in which they are listed."""
        found = (owners for text in texts for each in self._found(composed(text)) for owners in each.owners)
        named = {at for owners in {id(each): each for each in found}.values() for at in owners}
        return [self._pupils[at] for at in sorted(named)]

    # Reading a text -----------------------------------------------------------------------------------------------

    def _found(self, text: str) -> list[Found]:
        if not text or not self._pupils:
            return []
        seen = plain(text)
        ways = (seen, with_gaps(text), with_latin(seen), with_codes(text))
        return without_overlaps([found for way in ways if way for found in self._in_plain(way)])

    def _in_plain(self, seen: Plain) -> Iterator[Found]:
        pieces = Pieces(seen)
        pieces.zones = zones_of(pieces)
        for day in self._birthdays.in_pieces(pieces):
            if day.is_sure or not all(map(self._is_elsewhere, self._born[day.born])):
                start, end = seen.span(pieces.start(day.first), end_of(pieces, day))
                yield Found(start, end, DATE_OF_BIRTH, "", [self._born[day.born]])
        yield from self._names_in(pieces)
        if self._everyday and self._near_initials:
            yield from self._initials_in(pieces)
        yield from self._names_in_addresses(pieces)

    def _initials_in(self, pieces: Pieces) -> Iterator[Found]:
        """ "ZQ" and "Z.Q." of a pupil of the request."""
        words, lone = pieces.words, self._near_initials
        pairs = {each[:2] for each in lone}
        singles = {each[0] for each in pairs}
        longer = {each[:-1] for each in lone if len(each) > len("zq")}
        free = 0
        for at in [
            at
            for at, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False))
            if word in lone or (word in singles and word + after in pairs) or (word in longer and word + after in lone)
        ]:
            if at < free:
                continue
            if len(words[at]) > 1:
                letters, ends = in_one(pieces, at, lone)
            else:
                letters, ends = dotted(pieces, at, lone)
            if letters and "-" in pieces.gaps[ends + 1]:
                letters, ends = with_double(pieces, letters, ends, lone)
            if ends == at and letters in SHORT_WORDS:
                continue
            if letters:
                free = ends + 1
                end = with_stop(pieces, ends) if ends > at else pieces.end(at)
                owners = lone[letters]
                # whose they are can't be told where somebody everybody knows has them too
                instead = SOME_NAME if letters in self._known_initials else self._stand_in(owners)
                yield Found(*pieces.plain.span(pieces.start(at), end), instead, "", [owners])

    def _names_in_addresses(self, pieces: Pieces) -> Iterator[Found]:
        """A name that runs into another word: "zephyrinereport.pdf", "quinnsmum@"."""
        given = self._given_or_ordinary if self._everyday else ()
        names = Names(self._beginnings, self._kinds, self._known_words, given, self._is_near)
        for at, way in names_inside(pieces, names):
            start, end = pieces.plain.span(pieces.start(at), pieces.end(at))
            owners = self._owners[way]
            yield Found(start, end, SOME_NAME if way in self._shared else self._stand_in(owners), "", [owners])

    def _names_in(self, pieces: Pieces) -> Iterator[Found]:
        words, owners_of, shared, given = pieces.words, self._owners, self._shared, self._given
        known, surnames = self._known, self._without_given
        held: Held | None = None  # a name that the next piece may carry on
        free = 0
        for at in self._candidates(words):
            match = self._longest(pieces, at) if at >= free else None
            if match is None:
                continue
            way, ends, suffix = match
            free = ends + 1
            if way in known:
                continue
            owners, first, instead = owners_of[way], at, SOME_NAME
            before = words[at - 1] if at else ""
            if way in shared or (way in surnames and self._is_of_another(pieces, at, ends, way)):
                first = with_title(pieces, at)
            elif (
                way in given and not suffix and pieces.gaps[free] == " " and self._has_other_surname(pieces, ends, way)
            ):
                pass  # Leo Grant: a letter beside the surname would say what the pupil is called
            elif not self._is_of_grown_up(pieces, at, ends, way):
                instead = self._stand_in(owners)
                if len(before) == 1 and pieces.gaps[at] and pieces.has_capital(at - 1):
                    first = self._with_initials(pieces, at, owners)
                if free < len(words) and pieces.gaps[free] in (", ", ",") and self._is_initial(pieces, free, owners):
                    ends, free = free, free + 1
                if held and held.goes_on(pieces, at, instead, owners, is_surname=way in surnames):
                    held.ends, held.suffix = ends, suffix  # another part of the same name
                    held.owners.append(owners)
                    continue
            if held:
                yield held.found(pieces)
            held = Held(first, ends, instead, suffix, [owners])
        if held:
            yield held.found(pieces)

    def _is_of_another(self, pieces: Pieces, at: int, ends: int, way: str) -> bool:
        """Whether a surname is in the name of somebody who is not that pupil: "Mark Jarrold" for Zara Jarrold."""
        is_own = partial(self._is_own, owners=self._owners[way])
        return is_of_another(pieces, at, ends, is_own=is_own, is_pupils=self._owners.__contains__)

    def _has_other_surname(self, pieces: Pieces, ends: int, way: str) -> bool:
        """Whether a given name is that of somebody else: "Leo Grant" for Leo Ovenden; not "Leo Ovendon"."""
        owners = self._owners[way]

        surnames = self._surnames_of(way, owners)

        def is_own(word: str) -> bool:
            return self._is_own(word, owners) or any(are_alike(word, part) for part in surnames.get(word[0], ()))

        if "" in surnames:
            return False
        return has_other_surname(pieces, ends, is_own=is_own, is_given=self._given.__contains__)

    def _is_of_grown_up(self, pieces: Pieces, at: int, ends: int, way: str) -> bool:
        """Whether a surname, perhaps with its initial, stands beside a title: "Mr Barlow" is of the pupil's family."""
        is_surname = way in self._without_given or self._kinds[way] is _INITIAL
        return is_surname and (is_behind(pieces, at, CALLED) or has_title_behind(pieces, ends))

    def _with_initials(self, pieces: Pieces, at: int, owners: Sequence[int]) -> int:
        """Where "Z. A. Quorbury" begins."""
        for first in range(at, max(0, at - MOST_INITIALS), -1):
            if pieces.gaps[first] not in BEHIND_INITIALS or not self._is_initial(pieces, first - 1, owners):
                return first
        return max(0, at - MOST_INITIALS)

    def _is_initial(self, pieces: Pieces, place: int, owners: Sequence[int]) -> bool:
        letter = pieces.words[place]
        return len(letter) == 1 and pieces.has_capital(place) and self._is_initial_of(letter, owners)

    def _candidates(self, words: list[str]) -> list[int]:
        """Where a name may begin: a piece that is one, or that begins one which the next piece carries on."""
        ways, beginnings, starts = self._complete, self._beginnings, self._starts
        return [
            at
            for at, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False))
            if word in ways or (word in beginnings and word + after in starts)
        ]

    def _longest(self, pieces: Pieces, at: int, *, alone: bool = False) -> tuple[str, int, str] | None:
        """The longest way that begins at a piece: the way, its last piece, and an s behind it that is not of the name.

        `alone`: whatever stands around it.
        """
        best: tuple[str, int, str] | None = None
        is_parted = False
        own = best  # a possessive stays as it was typed, but in a name that everybody knows: King's School
        words, gaps, starts, complete = pieces.words, pieces.gaps, self._starts, self._complete
        read, place, last = words[at], at, min(at + MOST_PIECES, len(words)) - 1
        while True:
            way = self._way(pieces, at, place, read) if read in complete else ""
            if way and (alone or not is_parted or not self._is_of_list(pieces, at, place)):
                best = (way, place, read[len(way) :] if read.startswith(way) else "s")
            if place == last:
                break
            after = words[place + 1]
            longer = read + after
            if longer not in starts and (
                len(longer) <= LONGEST_BEGINNING or longer[:LONGEST_BEGINNING] not in self._long_beginnings
            ):
                break
            gap = gaps[place + 1]
            if gap == "'" and after == "s" and best and best[1] == place:
                own = own or best
            if gap and gap != "'" and not self._goes_on(pieces, place + 1, read):
                break
            is_parted = is_parted or bool(gap)
            place += 1
            read = longer
        return own if own and best and best[0] not in self._known else best

    def _is_of_list(self, pieces: Pieces, at: int, place: int) -> bool:
        """Whether a comma or a line's end between these pieces parts two people: "Mr Tapsell, Alex Tapsell, Tess"."""
        is_titled = with_title(pieces, at) < at
        for each in range(at + 1, place + 1):
            gap = pieces.gaps[each]
            if is_titled and "," in gap:
                return True
            is_line = "\n" in gap and "," not in gap
            if is_line and not any("," in after for after in pieces.gaps[each + 1 : each + FAR_IN_REGISTER]):
                continue  # Hannah, and on the next line her surname
            if is_line or "," in gap or (is_titled and " " in gap):
                other = self._longest(pieces, each, alone=True)
                if other is None or other[1] <= place:
                    return False
                return is_line or not any("\n" in pieces.gaps[one] for one in range(each + 1, other[1] + 1))
        return False

    def _way(self, pieces: Pieces, at: int, place: int, read: str) -> str:
        """The name that these pieces are here; empty where they are none."""
        if read in self._known and self._is_initial_in_place(pieces, at, place, read):
            return read
        if read in self._owners and self._counts(pieces, at, place, read):
            return read
        if read[-1:] == "s":
            plurals = [read[:-2], read[:-3] + "y"] if read[-3:] == "ies" else [read[:-2]] if read[-2:] == "es" else []
            for way in (read[:-1], *plurals):
                if (
                    way in self._owners
                    and self._kinds[way] is not _INITIAL
                    and ((way not in EVERYDAY and read not in ORDINARY_WORDS) or may_own(pieces, at, place))
                    and self._counts(pieces, at, place, way)
                ):
                    return way
        return ""

    def _counts(self, pieces: Pieces, at: int, place: int, way: str) -> bool:
        """Whether a spelling is the pupil's name here, and no word of everyday English or month."""
        kind, words = self._kinds[way], pieces.words
        if kind is _INITIAL:
            return self._is_initial_in_place(pieces, at, place, way)
        if kind is _WHOLE and place > at:
            is_half = words[at] in EVERYDAY and is_half_a_sentence(pieces, at, place, EVERYDAY)
            return not is_half and not are_ratings(pieces, at, place)
        if kind is _TURNED and place > at:
            is_near = self._is_near(way)
            return not are_ratings(pieces, at, place) and may_be_turned(pieces, at, place, way, is_near=is_near)
        if place > at:
            for each in range(at + 1, place + 1):  # no generator: this is asked of each piece of a long text
                if not runs_on(pieces, each):
                    return False
            if way in TERMS and is_abbreviation(pieces, at, place):
                return False
        elif words[at] in DOUBTED and self._means_something_else(pieces, at, way):
            return False
        if at and words[at - 1] in GIVEN_NAMES and self._is_surname_of_another(pieces, at, way):
            return False
        if way not in EVERYDAY:
            is_word = place == at and kind is not _PART and is_joined_word(pieces, at)
            return not is_word and not is_contracted(pieces, place)
        return self._everyday and self._counts_as_word(pieces, at, place, way)

    def _counts_as_word(self, pieces: Pieces, at: int, place: int, way: str) -> bool:
        """Whether an everyday word is the pupil's name here: with a capital, or by itself in a file's name or an address."""
        if is_contracted(pieces, at) or is_thing(pieces, at):
            return False
        if not pieces.has_capital(at):
            if not pieces.zones or way not in self._given_or_ordinary or not self._is_near(way):
                return False
            return is_name_alone(pieces, at, self._owners.__contains__)
        if not pieces.begins_sentence(at) or owns(pieces, place, RELATIONS):
            return True
        return self._is_near(way)

    def _means_something_else(self, pieces: Pieces, at: int, way: str) -> bool:
        """Whether a month, a colour, an abbreviation or the like is that here."""
        return means_something_else(pieces, at, self._owners, is_near=self._is_near(way))

    def _is_surname_of_another(self, pieces: Pieces, at: int, way: str) -> bool:
        """Whether a given name is a surname here, of somebody who is no pupil: "Robert Gordon" for Gordon."""
        if way not in self._given or way in self._surnames or pieces.words[at - 1] in self._owners:
            return False
        return pieces.gaps[at] == " " and pieces.has_capital(at - 1) and pieces.has_capital(at)

    def _is_initial_in_place(self, pieces: Pieces, at: int, place: int, way: str) -> bool:
        """Whether an initial and its name may be read so here; a pupil's name with an s behind is no initial of others."""
        if (self._known.get(way) or self._kinds[way]) is not Kind.INITIAL:
            return True
        if place > at:
            return is_beside_its_name(pieces, at, place)
        if way in EVERYDAY or not is_in_address(pieces, at):
            return False
        return pieces.gaps[at + 1] == "@" or way[-1] != "s" or way[:-1] not in self._shared

    def _goes_on(self, pieces: Pieces, place: int, read: str) -> bool:
        """Whether a piece may be of one name with what was read before it."""
        return runs_on(pieces, place) or (read in self._cuts and joins(pieces, place))
