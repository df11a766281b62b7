"""The list of requests by need, and the needs in its sheets: each request once, under the census's codes."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from locality.communities.models import ListItem
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, exceptional_in, needs, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-3")]


def ids(side: Side, *codes: str) -> str:
    return ",".join(str(item.pk) for item in needs(side, *codes))


def rows_of(desk: Desk, **query: str) -> list[dict[str, str]]:
    content = b"".join(desk.get("requests_export", "csv", **query).streaming_content)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.both_databases("SQL")
def test_a_need_finds_every_request_that_has_it_once_whatever_it_is_called(kent: Side, elsewhere: Side) -> None:
    own = ListItem.objects.create(authority=kent.authority, list_name="need", label="Anxiety", code="SEMH")
    both = request_in(kent, "submitted", needs=f"{ids(kent, 'SEMH', 'ASD')},{own.pk}")
    anxious = exceptional_in(kent, "granted", needs=str(own.pk))
    autism = request_in(kent, "processed", needs=ids(kent, "ASD"))
    theirs = request_in(elsewhere, "submitted", needs=ids(elsewhere, "SEMH"))
    chair = Desk(kent.people["chair"])
    page = text_of(chair.get("requests", need="SEMH"))
    assert page.count(both.reference) == 1
    assert "2 requests" in page
    assert anxious.reference in page
    assert autism.reference not in page
    assert theirs.reference not in page
    assert "Need: Social, emotional and mental health" in page
    assert "No requests match" in text_of(chair.get("requests", need="VI"))
    assert "1 request" in text_of(chair.get("requests", need="SEMH", type="exceptional"))
    for nonsense in ("semh", "987654", "\x00"):
        assert "3 requests" in text_of(chair.get("requests", need=nonsense))


def test_the_sheet_holds_the_needs_in_the_councils_words_and_their_codes(kent: Side) -> None:
    own = ListItem.objects.create(authority=kent.authority, list_name="need", label="Anxiety", code="SEMH", position=20)
    plain = ListItem.objects.create(authority=kent.authority, list_name="need", label="Sleep", position=21)
    several = request_in(kent, "submitted", needs=f"{ids(kent, 'SEMH', 'ASD')},{own.pk},{plain.pk}")
    one = request_in(kent, "submitted", needs=ids(kent, "HI"))
    ListItem.objects.filter(authority=kent.authority, code="ASD").update(label="Autism")
    found = {row["Request ID"]: (row["Main needs"], row["Census codes"]) for row in rows_of(Desk(kent.people["clerk"]))}
    assert found == {
        several.reference: ("Social, emotional and mental health; Autism; Anxiety; Sleep", "SEMH; ASD"),
        one.reference: ("Hearing impairment", "HI"),
    }
    assert [row["Request ID"] for row in rows_of(Desk(kent.people["clerk"]), need="HI")] == [one.reference]


def test_neither_list_nor_sheet_reads_more_for_more_requests(kent: Side) -> None:
    chair = Desk(kent.people["chair"])
    request_in(kent, "submitted", needs=ids(kent, "SEMH"))

    def asked(**query: str) -> tuple[int, int]:
        counts: list[Any] = []
        for read in (lambda: chair.get("requests", **query), lambda: rows_of(chair, **query)):
            read()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                read()
            counts.append(len(queries))
        return counts[0], counts[1]

    one, plain = asked(need="SEMH"), asked()
    assert one == plain
    for _ in range(3):
        request_in(kent, "submitted", needs=ids(kent, "SEMH", "VI"))
    assert asked(need="SEMH") == one
