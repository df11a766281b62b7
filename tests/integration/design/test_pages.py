"""Headers of every answer, the error pages, and that the static files can be published."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from locality.design import views
from tests.integration.resource_requests.desk import Desk
from tests.world import Side, request_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PAGES = ["accessibility_statement", "gallery"]


def directives(response: HttpResponse) -> set[str]:
    return {one.strip() for one in response["Content-Security-Policy"].split(";")}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_design_opens_for_anyone_under_the_policy(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert directives(response) == {one.strip() for one in POLICY.split(";")}
    text = response.content.decode()
    assert "<script>" not in text
    assert " style=" not in text
    assert "<h1" in text


@pytest.mark.django_db
def test_the_gallery_draws_its_form_with_errors(client: Client) -> None:
    text = client.get(reverse("gallery") + "?errors=1&page=3").content.decode()
    assert "<title>Error: Components, page 3 of 10 – Locality – Example County Council</title>" in text
    assert "Solution required must be 50 words or fewer. Shorten it by 3 words." in text
    assert 'href="#id_review-month"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1"])
def test_also_a_refused_host_and_a_missing_page_carry_the_policy(client: Client, host: str) -> None:
    response = client.get("/no-such-page", HTTP_HOST=host)
    assert response.status_code in {400, 404, 302}
    assert "'unsafe" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_an_answer_is_kept_nowhere_with_a_session_or_without(client: Client) -> None:
    for _ in range(2):
        assert client.get(reverse("accessibility_statement"))["Cache-Control"] == "no-store, private"
        client.cookies["sessionid"] = "any"


def asked(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/somewhere")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    request._messages = []  # type: ignore[attr-defined]
    return request


CASES: list[tuple[int, Callable[[HttpRequest], HttpResponse], str]] = [
    (400, views.bad_request, "We could not read what your browser sent"),
    (403, views.forbidden, "You cannot open this page"),
    (403, views.csrf_failure, "This page has expired"),
    (404, views.not_found, "Page not found"),
    (
        409,
        lambda request: views.conflict(request, "Ann Field withdrew it at 10:42."),
        "Ann Field withdrew it at 10:42.",
    ),
    (500, views.server_error, "Something went wrong"),
]


@pytest.mark.parametrize(("status", "view", "says"), CASES)
def test_each_error_says_what_to_do_and_leads_on_without_the_database(
    rf: RequestFactory, status: int, view: Callable[[HttpRequest], HttpResponse], says: str
) -> None:
    response = view(asked(rf))
    text = response.content.decode()
    assert response.status_code == status
    assert says in text
    assert '<a class="govuk-link" href="/">Go to the home page</a>' in text


def test_a_refusal_with_a_sentence_is_shown_and_one_of_the_framework_is_not(rf: RequestFactory) -> None:
    shown = views.not_found(asked(rf), Http404("The meeting was cancelled on 3 May."))
    assert "The meeting was cancelled on 3 May." in shown.content.decode()
    hidden = views.not_found(asked(rf), Http404({"tried": [["secret"]], "path": "x"}))
    assert "secret" not in hidden.content.decode()
    assert "query" not in views.not_found(asked(rf), Http404("No X matches the given query.")).content.decode()


def test_a_failure_has_a_reference_that_is_in_the_log(rf: RequestFactory, capsys: pytest.CaptureFixture[str]) -> None:
    text = views.server_error(rf.get("/requests/?search=Marker+Pupil")).content.decode()
    logged = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert logged["reference"] in text
    assert "Marker" not in str(logged)


@pytest.mark.parametrize("broken", [False, True])
def test_a_failure_does_not_claim_to_know_what_was_done(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    """The last thing may have been done, and only the page after it failed."""
    if broken:
        monkeypatch.setattr(views, "error_page", None)
    text = " ".join(views.server_error(rf.get("/")).content.decode().split())
    assert "check whether your last change was saved" in text
    assert "before you repeat it" in text
    assert "not saved" not in text


@pytest.mark.parametrize(
    "view",
    [views.forbidden, views.not_found, views.server_error, lambda request: views.conflict(request, "It is gone.")],
)
def test_a_refused_form_hands_back_what_was_typed(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse]
) -> None:
    fields = {"csrfmiddlewaretoken": "abc", "form_key": "def", "seen": "0a1b", "password1": "otter", "code": "123456"}
    request = rf.post("/", fields | {"notes-12": "Two lines\nof <text>", "own_provision": "A group"})
    for name, value in vars(asked(rf)).items():
        vars(request).setdefault(name, value)
    request.user, request.session = AnonymousUser(), {}  # type: ignore[assignment]
    text = view(request).content.decode()
    assert '<h3 class="govuk-heading-s govuk-!-margin-bottom-1" id="typed-1">Notes</h3>' in text
    assert "Two lines\nof &lt;text&gt;" in text
    assert "Own provision" in text
    for hidden in ("abc", "def", "0a1b", "otter", "123456"):
        assert f">{hidden}<" not in text


@pytest.mark.parametrize("path", ["/sign-in/", "/no-such-page/", "/"])
def test_only_what_pages_are_made_for_reaches_them(client: Client, path: str) -> None:
    options = client.options(path)
    assert (options.status_code, options["Allow"], options.content) == (204, "GET, HEAD, OPTIONS, POST", b"")
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"):
        answer = client.generic(method, path)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
        assert "Content-Security-Policy" in answer


def test_a_failure_of_the_error_page_itself_still_gives_a_page(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> HttpResponse:
        raise RuntimeError

    monkeypatch.setattr(views, "error_page", broken)
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_the_static_files_can_be_published(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "locality.design.storage.HashedFiles"}}
    get_finder.cache_clear()
    with override_settings(STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    for name in ("design/page.js", "design/live.js", "design/locality.svg", "design/autosave.js"):
        assert name in manifest
    parts = re.findall(r'from ?"\./([^"]+)"', (tmp_path / manifest["design/live.js"]).read_text())
    assert parts, "it imports what other scripts use too"
    assert {f"design/{part}" for part in parts} <= set(manifest.values())
    if (settings.STATICFILES_DIRS[0] / "locality.css").exists():
        assert manifest["locality.css"] in {path.name for path in tmp_path.iterdir()}


@pytest.mark.django_db
@pytest.mark.both_databases("search")
def test_a_title_tells_filtered_and_later_pages_apart_and_holds_no_words_searched_for(kent: Side) -> None:
    for _ in range(26):
        request_in(kent, "submitted")
    clerk = Desk(kent.people["clerk"])

    def title(address: str) -> str:
        found = re.search(r"<title>(.*?)</title>", clerk.client.get(address).content.decode(), re.S)
        assert found
        return " ".join(found[1].split())

    assert title("/requests/") == "Requests – Locality – Wealdshire"
    assert title("/requests/?page=2") == "Requests, page 2 of 2 – Locality – Wealdshire"
    waiting = "Requests, Waiting for the chair, page 2 of 2 – Locality – Wealdshire"
    assert title("/requests/?state=submitted&page=2") == waiting
    clerk.post("requests_search", words="Zephyrine Quorbury")
    assert "Zephyrine" not in title("/requests/?found=yes")
