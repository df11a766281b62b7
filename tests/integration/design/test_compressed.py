"""Pages go out compressed; files, and what a browser can't read so, as they are."""

import gzip

import pytest

from tests.integration.resource_requests.desk import Desk
from tests.world import Side, request_in

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, deflate"}


def test_a_page_is_compressed_for_who_can_read_it(kent: Side) -> None:
    desk = Desk(kent.people["clerk"])
    answer = desk.client.get("/requests/", **GZIP)
    assert answer["Content-Encoding"] == "gzip"
    assert "<h1" in gzip.decompress(answer.content).decode()
    assert "Accept-Encoding" in answer["Vary"]
    assert "Content-Encoding" not in desk.client.get("/requests/")


@pytest.mark.parametrize("path", ["/requests/RFR/pdf/", "/requests/export/csv/"])
def test_a_file_is_not(kent: Side, path: str) -> None:
    found = request_in(kent, "submitted")
    desk = Desk(kent.people["clerk"])
    answer = desk.client.get(path.replace("RFR", found.reference), **GZIP)
    assert answer.status_code in (200, 404)
    assert "Content-Encoding" not in answer or answer.status_code == 404
