"""What the import commands have in common: a dry run is printed, and done only with --apply."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from locality.communities.imports.kinds import KINDS
from locality.communities.models import Authority
from locality.imports.plans import TITLES, Kind, Plan
from locality.tables.reading import Table, UnreadableTable, read_table
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

SHOWN = 20


class ImportCommand(BaseCommand):
    """Imports a file for one authority, by the same functions as the page."""

    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority, the file, and whether to do it."""
        parser.add_argument("la_code", help="the authority’s number in the register of schools, such as 886")
        parser.add_argument("file", type=Path, help="a CSV file or an Excel workbook")
        doing = parser.add_mutually_exclusive_group()
        doing.add_argument(
            "--dry-run", action="store_true", help="only say what would be done (so it is without --apply)"
        )
        doing.add_argument("--apply", action="store_true", help="do it: all that is shown, or nothing")

    def handle(self, *_: object, la_code: str, file: Path, apply: bool, **__: object) -> None:
        """Show the plan; with --apply, do exactly that."""
        kind = KINDS[self.kind]
        authority = Authority.objects.filter(la_code=la_code).first()
        if authority is None:
            raise CommandError(f"No authority with the number {la_code} has been set up.")
        table = _read(file, kind.headings)
        if reason := kind.why_not(table):
            raise CommandError(reason)
        now = timezone.now()
        plan = kind.plan(authority, table.rows, day_of(now))
        self._show(plan)
        if not plan.does_something:
            self.stdout.write("There is nothing to do.")
        elif apply:
            try:
                kind.do(authority, table.rows, by=None, at=now, shown=plan.fingerprint)
            except NotPossible as refusal:
                raise CommandError(refusal.sentence) from refusal
            self.stdout.write("Done.")
        else:
            self.stdout.write("Nothing was changed. Add --apply to do this.")

    def _show(self, plan: Plan) -> None:
        for kind, count in plan.counts.items():
            self.stdout.write(f"{TITLES[kind]}: {count:,}")
        for note in (*plan.warnings, *plan.notes):
            self.stdout.write(note)
        refused = plan.of(Kind.REFUSE)
        for line in refused[:SHOWN]:
            self.stdout.write(f"  Row {line.row} ({line.key or 'no URN'}, {line.name}): {line.text}")
        if len(refused) > SHOWN:
            self.stdout.write(f"  … and {len(refused) - SHOWN:,} more rows are refused.")


def _read(file: Path, headings: Iterable[str]) -> Table:
    try:
        with file.open("rb") as opened:
            return read_table(opened, headings=headings)
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except UnreadableTable as refusal:
        raise CommandError(refusal.sentence) from refusal
