"""`manage.py check_key`: does this installation's key open what is locked in its database?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from locality.accounts.actions.second_factor import renew_locks
from locality.accounts.queries import opens, people_with_second_factor
from locality.values.sentences import count


class Command(BaseCommand):
    """Ends with status 1 when some second factors can't be read."""

    help = (
        "Says whether the second factors in the database can be read with LOCALITY_SECRET_KEY and its fallbacks. Run it "
        "after restoring a backup, and with --renew after changing the key, before the earlier one leaves the fallbacks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only to look, or to renew."""
        parser.add_argument("--renew", action="store_true", help="lock everything with the newest key")

    def handle(self, *_: Any, renew: bool, **__: Any) -> None:
        """Everyone in turn, each in a transaction of their own: it can be stopped and run again."""
        people = list(people_with_second_factor())
        renewed = sum(bool(renew_locks(person=each)[0]) for each in people) if renew else 0
        unreadable = sum(not opens(each) for each in people)
        if renew:
            self.stdout.write(f"Renewed for {count(renewed, 'person', 'people')}.")
        if unreadable:
            raise CommandError(
                f"The second factors of {count(unreadable, 'person', 'people')} of {len(people)} cannot be read with this"
                " key: the database was locked with another. Put that key into LOCALITY_SECRET_KEY_FALLBACKS."
            )
        self.stdout.write(f"The second factors of {count(len(people), 'person', 'people')} can be read.")
