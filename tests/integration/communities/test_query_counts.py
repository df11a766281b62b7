"""Lists and pages ask the database the same number of times, whatever they show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Invitation, Office, School
from locality.values.working_days import day_of
from tests.world import Side


def _grow(side: Side, number: int) -> None:
    """Schools, people and invitations, `number` of each."""
    now = timezone.now()
    first = side.school.urn + 5000 + School.objects.count()
    given = {"authority": side.authority, "community": side.community, "kind": "mainstream", "phase": "primary"}
    School.objects.bulk_create(
        School(urn=first + step, name=f"Grown {first + step}", **given) for step in range(number)
    )
    people = User.objects.bulk_create(
        User(email=f"grown{first + step}@kent.example", name=f"Grown {first + step}") for step in range(number)
    )
    office = {"role": "school_editor", "authority": side.authority, "school": side.school, "start": day_of(now)}
    Office.objects.bulk_create(Office(person=person, **office) for person in people)
    Invitation.objects.bulk_create(
        Invitation(
            email=person.email, name=person.name, token_hash=person.email, invited_at=now, expires_at=now,
            invited_by=side.people["locality_team"], **office,
        )
        for person in people
    )  # fmt: skip


def _asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "name",
    ["communities", "community", "school", "people", "person", "invitations", "rules", "calendar", "areas", "roles"],
)
def test_a_page_asks_the_same_with_little_and_with_much(kent: Side, name: str) -> None:
    arguments = {
        "community": [kent.community.slug],
        "school": [kent.school.urn],
        "person": [kent.people["clerk"].pk],
    }.get(name, [])
    client = Client()
    client.force_login(kent.people["locality_team"])
    path = reverse(name, args=arguments)
    _grow(kent, 3)
    client.get(path)
    few = _asked(client, path)
    _grow(kent, 40)
    many = _asked(client, path)
    assert many <= few
    assert many <= 10
