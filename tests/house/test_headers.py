"""What every answer says to the browser, walked over every address of the resolver."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from model_bakery import baker

from tests.house.guards import no_writes
from tests.house.urls import Address, all_addresses, all_url_names

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}

Ask = Callable[[Client, Address], HttpResponse]


def _get(client: Client, address: Address) -> HttpResponse:
    with no_writes():
        return client.get(address.path())


def _post(client: Client, address: Address) -> HttpResponse:
    return client.post(address.path(), {"unknown": "field"})


@pytest.mark.parametrize("ask", [_get, _post])
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_has_the_exact_headers(signed_in: bool, ask: Ask) -> None:
    wrong = []
    for address in all_addresses():
        client = Client(raise_request_exception=False)
        if signed_in:
            client.force_login(baker.make(get_user_model()))
        answer = ask(client, address)
        wrong += [f"{address.name} ({answer.status_code}): {fault}" for fault in _faults(answer)]
    assert not wrong, "\n".join(wrong)


def _faults(answer: HttpResponse) -> list[str]:
    policy = answer.get("Content-Security-Policy", "")
    faults = [
        *([f"policy {policy!r}"] if {part.strip() for part in policy.split(";")} != POLICY else []),
        *(f"{name}: {answer.get(name)}" for name, value in ALWAYS.items() if answer.get(name) != value),
    ]
    if "no-store" not in answer.get("Cache-Control", ""):
        faults.append(f"Cache-Control: {answer.get('Cache-Control')}")
    if answer.status_code >= 500:
        faults.append("an error of ours")
    if "unsafe" in policy or "*" in policy:
        faults.append("an unsafe policy")
    return faults


def test_every_address_has_a_name_of_its_own() -> None:
    names = all_url_names()
    assert len(names) > 20
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})
