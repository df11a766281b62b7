"""A council of the installation, before its own people exist to run it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from locality.communities.actions.authorities import set_up_authority
from locality.values.refusals import NotPossible


class Command(BaseCommand):
    """The council with our default rules, England's bank holidays, the usual key stages and needs."""

    help = "Set up a council: its name, and its number in the register of schools, such as 886."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The council."""
        parser.add_argument("name", help="as its pages show it, such as “Kent County Council”")
        parser.add_argument("la_code", help="the authority’s number in the register of schools, such as 886")
        parser.add_argument(
            "--short-name", help="as the form’s labels call it, such as KCC (otherwise the initials of its name)"
        )

    def handle(self, *_: object, name: str, la_code: str, short_name: str | None, **__: object) -> None:
        """Set it up, or say what is wrong."""
        try:
            authority = set_up_authority(name=name, la_code=la_code, short_name=short_name, by=None, at=timezone.now())
        except NotPossible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{authority.name} ({authority.short}) is set up. Next: import its schools and communities, invite its people."
        )
