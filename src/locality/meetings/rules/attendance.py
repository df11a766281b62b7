"""Which schools sent nobody to how many meetings running (CLK-3): pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Seat:
    """A school's place at one meeting that was held: whether somebody took it, and what the register says."""

    school: int
    school_name: str
    community: int
    meeting: int
    day: date
    represented: bool
    apologies: bool = False
    told: bool = False
    """Whether the chair was told of a run of absences that began here."""
    names: str = ""


@dataclass(frozen=True)
class Run:
    """A school without a representative at the last meetings running, up to the newest."""

    school: int
    school_name: str
    community: int
    meetings: int
    since: int
    """The first meeting of the run."""
    last: date
    told: bool


def absence_runs(seats: Iterable[Seat]) -> list[Run]:
    """The runs of absences that have not ended, by school; a school that was not a member of a meeting missed none."""
    by_school: dict[int, list[Seat]] = {}
    for seat in sorted(seats, key=lambda each: (each.day, each.meeting), reverse=True):
        by_school.setdefault(seat.school, []).append(seat)
    found = [_run(of_school) for of_school in by_school.values()]
    return sorted((run for run in found if run), key=lambda run: (run.school_name, run.school))


def _run(newest_first: Sequence[Seat]) -> Run | None:
    missed: list[Seat] = []
    for seat in newest_first:
        if seat.represented:
            break
        missed.append(seat)
    if not missed:
        return None
    first = missed[-1]
    return Run(
        first.school, first.school_name, first.community, len(missed), first.meeting, missed[0].day,
        any(seat.told for seat in missed),
    )  # fmt: skip


def to_raise(runs: Iterable[Run], after: int) -> list[Run]:
    """The runs of which the chair is to be told and was not: as long as the authority's rule says, or longer."""
    return [run for run in runs if run.meetings >= after and not run.told]
