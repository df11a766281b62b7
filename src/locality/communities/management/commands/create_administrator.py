"""The first administrator of an installation: everyone else is invited."""

from argparse import ArgumentParser
from datetime import datetime
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.accounts.queries import person_by_email
from locality.communities.actions.offices import give_office
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


class Command(BaseCommand):
    """An account with the office of administrator, from today."""

    help = (
        "Make the first administrator, who sets up authorities and invites their people. Asks for a password. Leave it "
        "empty to sign in by an emailed code, which needs a working mail server. The second factor is set up at the "
        "first sign-in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The person."""
        parser.add_argument("email", help="the address the person signs in with")
        parser.add_argument("name", help="the person's full name")
        parser.add_argument("--no-password", action="store_true", help="sign in by emailed code, and ask nothing")

    def handle(self, *_: object, email: str, name: str, no_password: bool, **__: object) -> None:
        """Make the account, or say what is wrong; a person who has one gets the office."""
        person = person_by_email(email)
        password = None if no_password or person else _ask()
        try:
            person = _make(person, email, name, password, timezone.now())
        except (ValidationError, NotPossible) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{person.name} is an administrator and signs in as {person.email}.")


@transaction.atomic
def _make(person: User | None, email: str, name: str, password: str | None, at: datetime) -> User:
    person = person or create_person(email=email, name=name, password=password, at=at)
    give_office(person=person, role="administrator", place=None, start=day_of(at), by=None, at=at)
    return person


def _ask() -> str | None:
    try:
        password = getpass("Password (empty: sign in by emailed code): ")
        again = getpass("The same again: ") if password else ""
    except EOFError as error:
        raise CommandError(
            "There is no one here to type a password. Add --no-password to sign in by emailed code, or use a terminal."
        ) from error
    if password != again:
        raise CommandError("The two passwords differ. Nothing was made.")
    return password or None
