"""A later import needs only a kind: its pages, its refusals and what waits between them are there with it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.imports.kinds import KINDS, offer_import
from locality.communities.models import Authority, Community
from locality.imports.kinds import ImportKind
from locality.imports.plans import Kind, Plan, Row
from locality.tables.models import Upload
from locality.values.refusals import NotPossible
from tests.world import Side

pytestmark = pytest.mark.django_db
SHEET = b"community,room\r\nWealdshire North 1,Hall\r\nNowhere,Hut\r\n"


def plan_rooms(authority: Authority, rows: Sequence[Row], today: date) -> Plan:
    """Gives communities the name of their room: what an app would write."""
    plan, kept = Plan(), {each.name: each for each in Community.objects.filter(authority=authority)}
    for row in rows:
        community = kept.get(row["community"])
        if community is None:
            plan.add(row, Kind.REFUSE, row["room"], row["community"], f"Not there on {today:%d %B %Y}.")
        elif community.slug == row["room"].lower():
            plan.add(row, Kind.SAME, row["room"], community.name)
        else:
            plan.add(row, Kind.CHANGE, row["room"], community.name, "Meets there")
    return plan


def import_rooms(
    authority: Authority, rows: Sequence[Row], *, by: User, at: datetime, shown: str | None = None
) -> Plan:
    plan = plan_rooms(authority, rows, at.date())
    if reason := plan.why_not(shown, "A community has moved meanwhile."):
        raise NotPossible(reason)
    for line in plan.of(Kind.CHANGE):
        Community.objects.filter(authority=authority, name=line.name).update(slug=line.key.lower())
    return plan


@pytest.fixture
def rooms(kent: Side) -> Iterator[ImportKind[Authority]]:
    """The made-up kind, for who releases payments."""
    Community.objects.filter(pk=kent.community.pk).update(name="Wealdshire North 1")
    kind: ImportKind[Authority] = ImportKind(
        "rooms", "Rooms", Permission.PAYMENTS_RELEASE, ("community", "room"), plan_rooms, import_rooms,
        text="Where communities meet.", how="One row a community.", columns=(("room", "as it stands on its door"),),
        shows=(("Community", "name"), ("Room", "key")), tells="Nobody is told.",
    )  # fmt: skip
    offer_import(kind)
    yield kind
    del KINDS["rooms"]


def client_of(side: Side, who: str) -> Client:
    client = Client()
    client.force_login(side.people[who])
    return client


def send(client: Client, path: str, **fields: Any) -> HttpResponse:
    return client.post(path, {"form_key": str(uuid4()), **fields})


def words_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_kind_of_another_app_is_tried_shown_and_done(kent: Side, rooms: ImportKind[Authority]) -> None:
    client = client_of(kent, "finance")
    listed = words_of(client.get(reverse("imports")))
    assert "Rooms Where communities meet." in listed
    assert "Conversions and mergers" not in listed
    path = reverse("import_upload", args=["rooms"])
    page = words_of(client.get(path))
    assert "Import rooms" in page
    assert "Where communities meet. One row a community. Columns room : as it stands on its door" in page
    answer = send(client, path, file=SimpleUploadedFile("rooms.csv", b"community,hall\r\nX,Y\r\n"))
    assert answer.status_code == 400
    assert "no column “room”" in words_of(answer)
    review = send(client, path, file=SimpleUploadedFile("rooms.csv", SHEET))["Location"]
    shown = client.get(review)
    assert "This is what rooms.csv would change." in words_of(shown)
    assert (
        "If you import this file, it makes these changes: 1 row changed. Rows with errors are left out. Nobody is told."
        in words_of(shown)
    )
    assert "To change: 1 Row Community Room What 2 Wealdshire North 1 Hall Meets there" in words_of(shown)
    assert Community.objects.get(pk=kent.community.pk).slug != "hall"
    mark = re.search(r'name="shown" value="([^"]+)"', shown.content.decode())
    assert mark
    done = send(client, review, shown=mark[1])
    assert done["Location"] == reverse("imports")
    assert "You’ve imported the file: 1 row changed." in words_of(client.get(done["Location"]))
    assert Community.objects.get(pk=kent.community.pk).slug == "hall"
    assert not Upload.objects.exists()
    assert "We no longer have this file. Upload it again." in words_of(client.get(review))


def test_what_moved_meanwhile_is_shown_again_before_it_is_done(kent: Side, rooms: ImportKind[Authority]) -> None:
    client = client_of(kent, "finance")
    path = reverse("import_upload", args=["rooms"])
    review = send(client, path, file=SimpleUploadedFile("rooms.csv", SHEET))["Location"]
    again = send(client, review, shown="what an earlier page showed")
    assert again["Location"] == review
    assert "A community has moved meanwhile." in words_of(client.get(review))
    assert Community.objects.get(pk=kent.community.pk).slug != "hall"


def test_a_kind_is_made_by_whoever_holds_its_permission_alone(kent: Side, rooms: ImportKind[Authority]) -> None:
    path = reverse("import_upload", args=["rooms"])
    review = send(client_of(kent, "finance"), path, file=SimpleUploadedFile("rooms.csv", SHEET))["Location"]
    for who, refused in (("clerk", 403), ("data_protection_officer", 403)):
        for address in (reverse("imports"), path, review):
            assert client_of(kent, who).get(address).status_code == refused
    assert client_of(kent, "finance").get(reverse("import_upload", args=["schools"])).status_code == 404
    Upload.objects.update(by=kent.people["clerk"])
    assert client_of(kent, "finance").get(review).status_code == 404
