"""Exceptional requests counted for people; small numbers of pupils are not shown outside their community."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from locality.communities.models import AuthorityRules
from locality.insights.queries.exceptional import Counted, Outcome
from locality.insights.rules.small_numbers import hide_small, shown_total
from locality.resource_requests.models import ResourceRequest
from locality.values.sentences import in_a_row

OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.WAITING: "Waiting for the chair",
    Outcome.APPROVED: "Approved",
    Outcome.DECLINED: "Declined",
    Outcome.REFERRED: "With the council",
    Outcome.BACK: "Returned or withdrawn",
}
HIDDEN = "not shown"


@dataclass(frozen=True)
class Row:
    """One line: requests in all and by outcome, pupils or why they are not shown, pounds approved."""

    label: str
    requests: int
    outcomes: tuple[int, ...]
    pupils: str
    approved: Decimal


@dataclass(frozen=True)
class Table:
    """Lines with their total."""

    caption: str
    first: str
    rows: tuple[Row, ...]
    total: Row


def by_reason(found: Sequence[Counted], rules: AuthorityRules) -> Table:
    """Why: a line for each of the four reasons."""
    reasons = ResourceRequest.Reason
    groups = [(str(reason.label), [each for each in found if each.reason == reason]) for reason in reasons]
    return _table("By reason", "Reason", groups, rules)


def by_place(found: Sequence[Counted], rules: AuthorityRules) -> Table:
    """Where: a line for each community that had any, with its area."""
    return _table("By community", "Community", _grouped(found, lambda each: f"{each.community}, {each.area}"), rules)


def _grouped(found: Sequence[Counted], named: Callable[[Counted], str]) -> list[tuple[str, list[Counted]]]:
    names = sorted({named(each) for each in found})
    return [(name, [each for each in found if named(each) == name]) for name in names]


def _table(caption: str, first: str, groups: list[tuple[str, list[Counted]]], rules: AuthorityRules) -> Table:
    pupils = [sum(each.pupils for each in group) for _, group in groups]
    everyone = [each for _, group in groups for each in group]
    outside = any(not each.inside for each in everyone)
    below = rules.small_number_below if outside else 0
    cells = hide_small(pupils, below=below, second=rules.suppress_second_cell)
    rows = tuple(_row(label, group, cell) for (label, group), cell in zip(groups, cells, strict=True))
    whole = shown_total(pupils, cells, below=below)
    if whole is not None and _told_by_requests(groups, pupils, cells):
        whole = None
    return Table(caption, first, rows, _row("Total", everyone, whole))


def _told_by_requests(
    groups: Sequence[tuple[str, Sequence[Counted]]], pupils: Sequence[int], cells: Sequence[int | None]
) -> bool:
    """Every request has a pupil or more: where the hidden counts have no more than that, a total would give them away."""
    hidden = [place for place, cell in enumerate(cells) if cell is None]
    requests = sum(each.requests for place in hidden for each in groups[place][1])
    return bool(hidden) and sum(pupils[place] for place in hidden) <= requests


def _row(label: str, group: Sequence[Counted], pupils: int | None) -> Row:
    return Row(
        label,
        sum(each.requests for each in group),
        tuple(sum(each.requests for each in group if each.outcome is outcome) for outcome in Outcome),
        HIDDEN if pupils is None else str(pupils),
        sum((each.approved for each in group), Decimal("0.00")),
    )


def say_left_out(tables: Iterable[Table], below: int) -> str:
    """What “not shown” means; nothing where every number is shown."""
    if all(row.pupils != HIDDEN for table in tables for row in (*table.rows, table.total)):
        return ""
    small = "number 1" if below == 2 else f"numbers from 1 to {below - 1}"
    return (
        f"“Not shown” protects pupils. Outside their own community, we do not show the {small}. We sometimes leave out "
        "another number too, so that no one can work out the first."
    )


def say_exceptional(found: Sequence[Counted], when: str) -> str:
    """How many there were, and what became of them."""
    whole = sum(each.requests for each in found)
    if not whole:
        return f"There have been no exceptional requests {when}."
    became = {outcome: sum(each.requests for each in found if each.outcome is outcome) for outcome in OUTCOME_LABELS}
    were = "has been 1 exceptional request" if whole == 1 else f"have been {whole:,} exceptional requests"
    parts = [f"{number:,} {OUTCOME_LABELS[outcome].lower()}" for outcome, number in became.items() if number]
    return f"There {were} {when}: {in_a_row(parts)}."
