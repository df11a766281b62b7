"""Forms that had no effect: whose they are, how they are shown, and when they are erased (fault 1 of the trials)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.utils import timezone
from lxml import html

from locality.accounts.actions.people import create_person
from locality.accounts.models import KeptForm, User
from locality.worker.jobs import JOBS
from tests.integration.accounts.conftest import PASSWORD, Browser

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.accounts.addresses")]
OURS = "http://testserver"


@pytest.fixture
def time(clock: Callable[[str], Any]) -> Any:
    return clock("2026-11-24 09:00:00")


def hidden(page: HttpResponse, name: str) -> str:
    return str(html.document_fromstring(page.content.decode()).xpath(f"//main//input[@name='{name}']/@value")[0])


def texts(page: HttpResponse) -> dict[str, str]:
    """What a page shows to be read, by its label."""
    tree = html.document_fromstring(page.content.decode())
    regions = tree.xpath("//*[contains(@class, 'app-conflict__text')]")
    return {tree.get_element_by_id(each.get("aria-labelledby")).text_content(): each.text_content() for each in regions}


def signed_out_with(browser: Browser) -> str:
    """The mark of the page that is open when the session is gone."""
    browser.sign_in()
    mark = hidden(browser.get("/account/"), "typed_by")
    del browser.cookies["sessionid"]
    return mark


def test_a_session_that_is_gone_keeps_what_was_sent(rosa: User, browser: Browser) -> None:
    mark = signed_out_with(browser)
    sent = browser.send("/account/", name="Rosa Lind-Field", message_preference="daily", typed_by=mark)
    assert sent["Location"] == "/sign-in/?next=%2Faccount%2Fkept%2F"
    assert "What you typed has not been sent. It is kept" in browser.get(sent["Location"]).content.decode()
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lind"
    assert browser.sign_in(next="/account/kept/")["Location"] == "/account/kept/"
    page = browser.get("/account/kept/")
    assert texts(page) == {"Full name": "Rosa Lind-Field", "When do you want messages?": "Once a day, in one summary"}
    kept = hidden(page, "kept")
    assert browser.send("/account/", name="Rosa Lind-Field", message_preference="daily", kept=kept).status_code == 302
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lind-Field"
    assert not KeptForm.objects.exists(), "what was sent is erased"


def test_whoever_goes_on_writing_gets_the_form_with_what_they_typed(rosa: User, browser: Browser) -> None:
    mark = signed_out_with(browser)
    browser.send("/account/", name="Rosa Lind-Field", message_preference="daily", typed_by=mark)
    browser.sign_in()
    page = browser.get("/account/kept/")
    fields = {"name": "Rosa Lind-Field", "message_preference": "daily", "kept": hidden(page, "kept"), "unsent": "1"}
    form = browser.send("/account/", **fields)
    assert form.status_code == 400
    assert hidden(form, "name") == "Rosa Lind-Field"
    assert "This has not been sent yet" in form.content.decode()
    assert hidden(form, "kept") == fields["kept"], "so that it is erased when it is sent"
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lind"
    assert KeptForm.objects.count() == 1


def test_a_view_without_a_form_of_ours_does_nothing_when_it_is_only_to_be_shown(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    elsewhere = Browser()
    elsewhere.sign_in()
    assert browser.send("/account/security/sessions/", unsent="1")["Location"] == "/"
    assert elsewhere.get("/account/").status_code == 200, "no session was ended"
    assert "signed out everywhere else" not in browser.get("/account/").content.decode()


def test_nobody_else_reads_it_on_page_in_database_or_cookie(rosa: User, browser: Browser) -> None:
    create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    mark = signed_out_with(browser)
    browser.send("/kept-form-target/", solution="Marigold runs away", typed_by=mark)
    kept = KeptForm.objects.get()
    assert b"Marigold" not in bytes(kept.sealed)
    assert browser.cookies["kept"].value not in kept.browser
    assert browser.cookies["kept"]["httponly"]
    assert browser.cookies["kept"]["samesite"] == "Lax"
    browser.sign_in("amir@hill.example")
    assert browser.get("/account/kept/")["Location"] == "/"
    assert browser.send("/account/kept/", throw_away=str(kept.pk)).status_code == 302
    assert KeptForm.objects.count() == 1, "another can't throw it away"
    other = Browser()
    other.sign_in()
    assert other.get("/account/kept/")["Location"] == "/", "nor is it shown in another browser"


def test_a_mark_that_is_not_ours_keeps_nothing(rosa: User, browser: Browser) -> None:
    browser.get("/sign-in/")
    for mark in ("", str(rosa.pk), f"{rosa.pk}:forged", "x" * 5000, "\x00"):
        sent = browser.send("/kept-form-target/", solution="Planted", typed_by=mark)
        assert sent["Location"] == "/sign-in/?next=/kept-form-target/"
    assert not KeptForm.objects.exists()


@pytest.mark.both_databases("order")
def test_several_tabs_are_all_kept_and_the_newest_stands_first(rosa: User, browser: Browser) -> None:
    mark = signed_out_with(browser)
    for number in range(12):
        browser.send("/kept-form-target/", solution=f"Text number {number}", typed_by=mark)
    browser.sign_in()
    page = browser.get("/account/kept/").content.decode()
    shown = [number for number in range(12) if f"Text number {number}<" in page]
    assert shown == list(range(2, 12)), "ten of one browser, no more"
    assert page.index("Text number 11") < page.index("Text number 10")


def test_of_one_person_no_more_than_thirty_are_kept_in_all_browsers(rosa: User, browser: Browser) -> None:
    """Who holds a page of hers could otherwise fill the house, each time as a new browser."""
    mark = signed_out_with(browser)
    amir = create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    browser.send("/kept-form-target/", solution="Rosa’s own", typed_by=mark)
    KeptForm.objects.create(browser="another", person=amir, sealed=b"", at=timezone.now())
    for number in range(33):
        Browser().send("/kept-form-target/", solution=f"Text number {number}", typed_by=mark)
    assert KeptForm.objects.filter(person=rosa).count() == 30
    assert KeptForm.objects.filter(person=amir).count() == 1


def test_a_page_of_last_week_keeps_nothing_and_gives_the_words_back(rosa: User, browser: Browser, time: Any) -> None:
    mark = signed_out_with(browser)
    time.shift(7 * 24 * 3600 - 60)
    browser.send("/kept-form-target/", solution="Of this week", typed_by=mark)
    assert KeptForm.objects.count() == 1
    time.shift(120)
    sent = browser.send("/kept-form-target/", solution="Of last week", typed_by=mark)
    assert sent.status_code == 409
    assert texts(sent) == {"Solution": "Of last week"}
    assert KeptForm.objects.count() == 1
    amir = create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    browser.force_login(amir)
    refused = browser.send("/account/", name="In Amir’s name", message_preference="daily", typed_by=mark)
    assert refused.status_code == 409, "it still says whose it is"
    amir.refresh_from_db()
    assert amir.name == "Amir"
    assert KeptForm.objects.count() == 1


def test_it_can_be_thrown_away(rosa: User, browser: Browser) -> None:
    mark = signed_out_with(browser)
    browser.send("/kept-form-target/", solution="Not wanted", typed_by=mark)
    browser.sign_in()
    assert "is still here, and has not been sent" in browser.get("/account/").content.decode()
    browser.send("/account/kept/", throw_away=str(KeptForm.objects.get().pk))
    assert not KeptForm.objects.exists()
    assert "is still here, and has not been sent" not in browser.get("/account/").content.decode()


def test_after_a_day_it_is_gone(rosa: User, browser: Browser, time: Any) -> None:
    job = next(each for each in JOBS if each.name == "forget kept forms")
    mark = signed_out_with(browser)
    browser.send("/kept-form-target/", solution="Of yesterday", typed_by=mark)
    time.shift(23 * 3600)
    job.run(timezone.now(), lambda: False)
    browser.sign_in()
    assert "Of yesterday" in browser.get("/account/kept/").content.decode()
    time.shift(2 * 3600)
    browser.sign_in()
    assert browser.get("/account/kept/")["Location"] == "/"
    job.run(timezone.now(), lambda: False)
    assert not KeptForm.objects.exists()


def test_what_is_too_long_says_so(rosa: User, browser: Browser) -> None:
    mark = signed_out_with(browser)
    browser.send("/kept-form-target/", solution="a" * 500_001, typed_by=mark)
    browser.sign_in()
    page = browser.get("/account/kept/").content.decode()
    assert "It was too long to be kept." in page
    assert "Send it now" not in page


def test_files_say_that_they_must_be_added_again(rosa: User, browser: Browser) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    mark = signed_out_with(browser)
    browser.send("/kept-form-target/", title="A letter", file=SimpleUploadedFile("a.txt", b"words"), typed_by=mark)
    browser.sign_in()
    page = browser.get("/account/kept/").content.decode()
    assert "Files could not be kept" in page
    assert "A letter" in page


def test_what_a_script_sends_is_told_and_not_kept(rosa: User, browser: Browser) -> None:
    """The page itself still holds it, and sends it again (autosave, the live meeting)."""
    mark = signed_out_with(browser)
    fields = {"typed_by": mark, "solution": "Still on the page"}
    sent = browser.post("/kept-form-target/", fields, headers={"X-Requested-With": "fetch"})
    assert sent.status_code == 401
    amir = create_person(email="amir@hill.example", name="Amir", password=PASSWORD, at=timezone.now())
    browser.force_login(amir)
    assert browser.post("/kept-form-target/", fields, headers={"X-Requested-With": "fetch"}).status_code == 401
    assert not KeptForm.objects.exists()


def _strict(rosa: User) -> tuple[Browser, str]:
    """A browser whose token was renewed by signing in again, in another tab; the open page's own mark."""
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(rosa)
    mark = hidden(browser.get("/account/"), "typed_by")
    return browser, mark


def test_an_old_page_of_ours_is_kept_and_nothing_is_done(rosa: User) -> None:
    browser, mark = _strict(rosa)
    fields = {"name": "Rosa Field", "message_preference": "daily", "csrfmiddlewaretoken": "a" * 64, "typed_by": mark}
    sent = browser.post("/account/", fields | {"form_key": str(uuid4())}, headers={"Origin": OURS})
    assert (sent.status_code, sent["Location"]) == (302, "/account/kept/")
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lind"
    assert texts(browser.get("/account/kept/"))["Full name"] == "Rosa Field"


def test_an_old_page_without_a_session_is_kept_too(rosa: User) -> None:
    browser, mark = _strict(rosa)
    browser.cookies.clear()
    sent = browser.post("/account/", {"name": "Rosa Field", "typed_by": mark}, headers={"Origin": OURS})
    assert sent["Location"] == "/sign-in/?next=%2Faccount%2Fkept%2F"
    assert KeptForm.objects.get().person == rosa


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://testserver.evil.example"])
def test_a_form_of_another_site_is_refused_and_not_kept(rosa: User, origin: str) -> None:
    browser, mark = _strict(rosa)
    headers = {"Origin": origin} if origin else {}
    sent = browser.post("/account/", {"name": "Planted by another", "typed_by": mark}, headers=headers)
    assert sent.status_code == 403
    assert "Planted" not in sent.content.decode()
    assert not KeptForm.objects.exists()


def test_signing_out_leaves_nothing_in_the_browser(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    assert "Clear-Site-Data" not in browser.get("/sign-out/")
    assert browser.send("/sign-out/")["Clear-Site-Data"] == '"cache", "storage"'
    assert not browser.is_signed_in


def test_a_choice_that_is_none_is_called_by_its_question(rosa: User, browser: Browser) -> None:
    browser.sign_in()
    wrong = browser.send("/account/", name="Rosa", message_preference="hourly")
    assert wrong.status_code == 400
    sentence = "The answer to “When do you want messages?” is not one of the choices. Select one of them."
    assert sentence in wrong.content.decode()
