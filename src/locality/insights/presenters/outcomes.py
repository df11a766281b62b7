"""What the money came to, for people: one bar, its tables, and who judged (OBJ-3). Nothing is divided by a score or ranked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from locality.communities.models import School
from locality.documents.sheets import Cell
from locality.insights.queries.outcomes import NOT_REPORTED, Agreement, Reviewed
from locality.insights.rules.protected import hidden_rows, is_safe
from locality.outcomes.content import CAME, STRENGTHS
from locality.values.money import NOTHING, PENNY, say_money
from locality.values.sentences import count

CAME_TO: dict[str, str] = {**CAME, NOT_REPORTED: "Not reported yet"}
"""What money can have come to, in the order of the bar."""
WIDTH = 1000
HIDDEN = "[c]"
FEWEST_TO_COMPARE = 10
TOO_FEW = "Too few requests had some of the results to show what came of them without telling of a child."
SEVERAL_NEEDS, NO_NEED = "Several needs", "No need recorded"


@dataclass(frozen=True)
class Piece:
    """One piece of the bar: its class, its words, pounds and requests, and its place in thousandths of the width."""

    kind: str
    label: str
    amount: Decimal
    requests: int
    x: int
    width: int


@dataclass(frozen=True)
class Row:
    """One line: requests, pounds in all, and pounds by what they came to; None where it is hidden.

    The parts can be hidden alone: then the line has so many requests that their number tells of no child.
    """

    label: str
    requests: int | None
    amount: Decimal | None
    parts: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Table:
    """Lines with their total."""

    caption: str
    first: str
    rows: tuple[Row, ...]
    total: Row

    @property
    def hides(self) -> bool:
        """Whether anything in it is not shown."""
        return any(None in (row.amount, *row.parts) for row in (*self.rows, self.total))


Group = tuple[str, list[Reviewed]]


def bar_of(found: Sequence[Reviewed]) -> tuple[Piece, ...]:
    """The pieces of the bar; none where there is no money. Each is as long as its part of the whole."""
    whole = sum((each.kept for each in found), NOTHING)
    if whole <= 0:
        return ()
    pieces, so_far = [], NOTHING
    for came, label in CAME_TO.items():
        of_it = [each for each in found if each.came == came]
        amount = sum((each.kept for each in of_it), NOTHING)
        start, end = int(WIDTH * so_far / whole), int(WIDTH * (so_far + amount) / whole)
        pieces.append(Piece(came, label, amount, len(of_it), start, end - start))
        so_far += amount
    return tuple(pieces)


def tables_of(found: Sequence[Reviewed], *, below: int, by_school: bool) -> list[Table]:
    """By kind of support, need, phase, and community or school: a request stands in one line of each.

    A line that holds a small number says only how many requests it has and their money; what came of them is hidden in it.
    Where the total holds one, that goes for every line of every table: their sum would tell it.
    """
    place = ("By school", "School", lambda each: each.school) if by_school else _BY_COMMUNITY
    cuts: list[tuple[str, str, Callable[[Reviewed], str]]] = [
        ("By kind of support", "Kind of support", _kind_of),
        ("By need", "Need", _need_of),
        ("By phase", "Phase", lambda each: str(School.Phase(each.phase).label) if each.phase else "No phase recorded"),
        place,
    ]
    return [_table(caption, first, _grouped(found, named), below) for caption, first, named in cuts]


_BY_COMMUNITY: tuple[str, str, Callable[[Reviewed], str]] = ("By community", "Community", lambda each: each.community)


def _kind_of(each: Reviewed) -> str:
    kinds = [
        words
        for words, agreed in (
            ("funding", each.funding),
            ("school to school support", each.school_support),
            ("advice", each.advice),
        )
        if agreed
    ]
    said = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
    return f"{said[:1].upper()}{said[1:]}"


def _need_of(each: Reviewed) -> str:
    if len(each.needs) > 1:
        return SEVERAL_NEEDS
    return each.needs[0] if each.needs else NO_NEED


def _grouped(found: Sequence[Reviewed], named: Callable[[Reviewed], str]) -> list[Group]:
    groups: dict[str, list[Reviewed]] = {}
    for each in found:
        groups.setdefault(named(each), []).append(each)
    return sorted(groups.items())


def _counts(group: Iterable[Reviewed]) -> tuple[int, ...]:
    listed = [each.came for each in group]
    return tuple(listed.count(came) for came in CAME_TO)


def _table(caption: str, first: str, groups: list[Group], below: int) -> Table:
    everyone = [each for _, group in groups for each in group]
    whole = is_safe(_counts(everyone), below)
    unsaid = _not_alone(hidden_rows([(len(group),) for _, group in groups], below=below), groups)
    hidden = _not_alone(unsaid | hidden_rows([_counts(group) for _, group in groups], below=below), groups)
    rows = tuple(
        _row(label, group, said=place not in unsaid, parted=whole and place not in hidden)
        for place, (label, group) in enumerate(groups)
    )
    total = _row("Total", everyone, said=is_safe((len(everyone),), below), parted=whole)
    return Table(caption, first, rows, total)


def _not_alone(hidden: frozenset[int], groups: list[Group]) -> frozenset[int]:
    """The lines to hide, with a second one that has money: beside lines without any, the money of one alone is the rest."""
    with_money = [place for place, (_, group) in enumerate(groups) if any(each.kept for each in group)]
    if len(hidden.intersection(with_money)) != 1:
        return hidden
    others = sorted(set(with_money) - hidden, key=lambda place: (len(groups[place][1]), place))
    return hidden | set(others[:1])


def _row(label: str, group: Sequence[Reviewed], *, said: bool, parted: bool) -> Row:
    """`said`: how many and how much; `parted`: also what came of them."""
    nothing = (None,) * len(CAME_TO)
    if not parted:
        amount = sum((each.kept for each in group), NOTHING)
        return Row(label, len(group), amount, nothing) if said else Row(label, None, None, nothing)
    parts = tuple(sum((each.kept for each in group if each.came == came), NOTHING) for came in CAME_TO)
    return Row(label, len(group), sum(parts, NOTHING), parts)


def can_tell(found: Sequence[Reviewed], below: int) -> bool:
    """Whether there is anything, and its numbers as a whole are none to hide."""
    return bool(found) and is_safe(_counts(found), below)


def say_money_came(found: Sequence[Reviewed], when: str, *, told: bool = True) -> str:
    """How much was approved for support whose review is due, and for how many schools; `told`: what came of it is shown."""
    if not found:
        return f"No support had its review date {when}."
    whole = sum((each.kept for each in found), NOTHING)
    schools = len({(each.community, each.school) for each in found})
    due = sum(each.came == NOT_REPORTED for each in found)
    reported = f"Schools have reported on {len(found) - due:,} of {count(len(found), 'request')}." if told else TOO_FEW
    return (
        f"{say_money(whole)} was approved for support due for review {when}, for {count(schools, 'school')}. {reported}"
    )


def cost_a_pupil(found: Sequence[Reviewed]) -> str:
    """The middle cost a pupil and the middle half, from ten requests with money up."""
    costs = [each.kept / each.pupils for each in found if each.kept > 0 and each.pupils]
    if len(costs) < FEWEST_TO_COMPARE:
        return ""
    low, middle, high = (each.quantize(PENNY) for each in quantiles(costs, n=4))
    return (
        f"The middle cost for each pupil was {say_money(middle)}. Half of the requests cost between {say_money(low)} and "
        f"{say_money(high)} for each pupil."
    )


def strengths_of(found: Sequence[Reviewed], below: int) -> list[tuple[str, int | None]]:
    """How many reports rest on which strength of evidence; None where one of them, or what was not reported, is a small number.

    The requests are counted beside it, so the rest could be worked out.
    """
    counts = [sum(each.strength == strength for each in found) for strength in STRENGTHS]
    safe = is_safe((*counts, len(found) - sum(counts)), below)
    return [(label, number if safe else None) for label, number in zip(STRENGTHS.values(), counts, strict=True)]


def say_agreement(found: Agreement, below: int) -> str:
    """How often the second school said the same; nothing where a small number is told, or left over."""
    if not found.all or not is_safe((found.same, found.all - found.same), below):
        return ""
    return f"Second looks by other schools agreed on {found.same:,} of {count(found.all, 'outcome')}."


HEADER = ["Table", "Line", "Requests", "Approved and kept (£)", *(f"{label} (£)" for label in CAME_TO.values())]


def sheet_rows(tables: Iterable[Table]) -> Iterator[list[Cell]]:
    """The tables as rows of a sheet; what is hidden is “[c]”."""
    for table in tables:
        for row in (*table.rows, table.total):
            cells: list[Cell] = [table.caption, row.label]
            cells += [HIDDEN if cell is None else cell for cell in (row.requests, row.amount, *row.parts)]
            yield cells
