"""`manage.py verify_audit`: has anybody changed the log?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from locality.audit.queries import last_digest, verify


class Command(BaseCommand):
    """Ends with status 1 and a line for each tampering, or says that the log is whole."""

    help = "Compares the whole audit log with its seals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", metavar="DIGEST", help="A digest noted elsewhere, which the chain must contain."
        )

    def handle(self, *_: Any, **options: Any) -> None:
        found = verify(expected=options["expect"])
        for each in found:
            self.stderr.write(str(each))
        if found:
            raise CommandError(
                f"The audit log was tampered with: {len(found)} {'finding' if len(found) == 1 else 'findings'}."
            )
        self.stdout.write(f"The audit log is whole. Its last seal: {last_digest()}")
