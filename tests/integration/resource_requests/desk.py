"""A person of the test world at the pages of writing."""

import io
import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from locality.accounts.models import User
from locality.resource_requests.models import DraftAnswer, ResourceRequest


class Desk:
    """Signed in, and able to open pages and send forms as a browser without scripts does."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.client = Client()
        self.client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(self, name: str, *args: Any, **query: str) -> Any:
        return self.client.get(reverse(name, args=args), query)

    def post(self, name: str, /, *args: Any, query: str = "", **fields: Any) -> Any:
        return self.client.post(reverse(name, args=args) + query, {"form_key": str(uuid4()), **fields})

    def send(self, name: str, *args: Any, query: str = "", **changes: Any) -> Any:
        """Open the page's form, change fields (`__` stands for a dot), and press a button."""
        page = self.client.get(reverse(name, args=args) + query)
        assert page.status_code == 200, page.status_code
        return self.press(page, **changes)

    def press(self, page: Any, **changes: Any) -> Any:
        """Send the draft's form of a page that is open."""
        html = page.content.decode()
        action = re.search(r'<form method="post"[^>]*? action="([^"]*)"[^>]*data-autosave', html)
        address = unescape(action[1]) if action else page.request["PATH_INFO"]
        if not action and page.request.get("QUERY_STRING"):
            address += "?" + page.request["QUERY_STRING"]
        hidden = dict(re.findall(r'<input type="hidden" name="(revision-[^"]+)" value="([^"]*)"', html))
        fields = {name.replace("__", "."): value for name, value in changes.items()}
        return self.client.post(address, {"form_key": str(uuid4()), **hidden, **fields})


def text_of(answer: Any) -> str:
    """What a page says, in one line, without its markup."""
    html = re.sub(r"<(script|style|head).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pdf_text(answer: Any) -> str:
    """What a PDF says, in one line."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def typed(request: ResourceRequest) -> dict[str, str]:
    """What the draft holds."""
    return dict(DraftAnswer.objects.filter(rfr=request).values_list("name", "text"))


def row_of(answer: Any) -> str:
    """The number of the row a page is of."""
    found = re.search(r"/(?:pupils|costs)/(\d+)/", answer.content.decode())
    assert found
    return found[1]


def marks(page: Any) -> dict[str, str]:
    """The marks by which an open page says what it showed: "seen", and "seen-…" of each row."""
    return dict(re.findall(r'<input type="hidden"\s+name="(seen[^"]*)" value="([^"]*)"', page.content.decode()))
