"""Fills an empty database with the made-up county."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from locality.accounts.queries import anybody
from locality.demo.seeding import seed


class Command(BaseCommand):
    """`manage.py seed_demo`: once; an installation that has people is left alone."""

    help = "Fill an empty database with a made-up county to try the product on."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Seed, unless somebody is here already."""
        if not settings.DEMO:
            raise CommandError("Demo data is only for a demonstration: start with LOCALITY_DEMO=1.")
        if anybody():
            self.stdout.write("There is data already; nothing was added.")
            return
        seeded = seed()
        self.stdout.write(f"{seeded.authority.name}: {len(seeded.communities)} communities.")
