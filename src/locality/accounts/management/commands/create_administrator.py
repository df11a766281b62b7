"""The first administrator of an installation: everyone else is invited."""

from argparse import ArgumentParser
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from locality.accounts.actions import create_person


class Command(BaseCommand):
    help = (
        "Make an account for the first administrator. Asks for a password; leave it empty to sign in by an emailed "
        "code. Give the office with the command the next line names."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The person."""
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("name", help="the person's full name")
        parser.add_argument("--no-password", action="store_true", help="sign in by emailed code; asks nothing")

    def handle(self, *_: object, email: str, name: str, no_password: bool, **__: object) -> None:
        """Make the account, or say what is wrong."""
        password = None if no_password else self._ask()
        try:
            person = create_person(email=email, name=name, password=password, by=None, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.name} can sign in as {person.email}.")

    def _ask(self) -> str | None:
        password = getpass("Password (empty: sign in by emailed code): ")
        if password and getpass("The same again: ") != password:
            message = "The two passwords differ. Nothing was made."
            raise CommandError(message)
        return password or None
