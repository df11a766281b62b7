"""What the scripts do for a person who writes: count, save, say so, and keep what was typed whatever happens.

The page and its answers are made up here; the scripts and styles are the product's own.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

DRAFT = """<!DOCTYPE html><html lang="en-GB"><head><title>Draft</title>
<link rel="stylesheet" href="/static/locality.css">{scripts}</head>
<body {body}><main><p id="saved" role="status"></p>
<form method="post" action="/send" data-autosave-url="/save" data-autosave-status="saved">
<input type="hidden" name="csrfmiddlewaretoken" value="old">
<div class="govuk-form-group" data-field="about" data-revision="1"><label for="id_about">What is it about?</label>
<textarea id="id_about" name="about" data-max-words="5" aria-describedby="id_about-words"></textarea>
<div id="id_about-words" class="govuk-hint app-word-count">You can use up to 5 words</div></div>
<input type="hidden" name="revision-about" value="1"><button class="govuk-button">Send</button>
</form></main></body></html>"""
SCRIPTS = "".join(f'<script type="module" src="/static/design/{name}.js"></script>' for name in ("page", "autosave"))


class Desk:
    """A page with a draft, and the server behind it: `answers` are given in turn, then "saved" for ever."""

    def __init__(self, page: Page, address: str, body: str) -> None:
        self.page = page
        self.answers: list[tuple[int, dict[str, Any]]] = []
        self.cut_off = False
        self.saves: list[dict[str, list[str]]] = []
        self.sent: list[str] = []
        html = DRAFT.format(scripts=SCRIPTS, body=body)
        page.route("**/draft", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.route("**/save", self._save)
        page.route("**/send", self._send)
        page.route("**/alive", lambda route: route.fulfill(status=204))
        page.goto(f"{address}/draft")

    def _save(self, route: Route) -> None:
        if self.cut_off:
            route.abort()
            return
        typed = parse_qs(route.request.post_data or "", keep_blank_values=True)
        self.saves.append(typed)
        status, answer = self.answers.pop(0) if self.answers else (200, {})
        saved = {"saved_at": "10:42", "revisions": {"about": len(self.saves) + 1}, "conflicts": []}
        route.fulfill(status=status, body=json.dumps(saved | answer), content_type="application/json")

    def _send(self, route: Route) -> None:
        self.sent.append(route.request.post_data or "")
        route.fulfill(status=204)

    def says(self, sentence: str) -> None:
        expect(self.page.locator("#saved")).to_have_text(sentence)


Sit = Callable[..., Desk]


@pytest.fixture
def sit(browser: Browser, live_server: object) -> Iterator[Sit]:
    contexts = []

    def begin(body: str = "") -> Desk:
        contexts.append(browser.new_context())
        return Desk(contexts[-1].new_page(), str(live_server), body)

    yield begin
    for context in contexts:
        context.close()


pytestmark = pytest.mark.django_db


@pytest.mark.clause("FORM-11")
def test_words_left_are_shown_at_once_and_heard_after_a_pause(sit: Sit) -> None:
    desk = sit()
    for text, says in (
        ("one two", "You have 3 words left"),
        ("one\u00a0two three\u2003four", "You have 1 word left"),
        ("one two three four five six", "You have 1 word too many"),
        ("one-two\u200bthree", "You have 4 words left"),
        ("\u200b \u00ad one", "You have 4 words left"),
    ):
        desk.page.fill("#id_about", text)
        expect(desk.page.locator(".app-word-count[aria-hidden]")).to_have_text(says)
        expect(desk.page.locator("[aria-live=polite]")).to_have_text(says)


def test_a_draft_saves_itself_and_says_so(sit: Sit) -> None:
    desk = sit()
    desk.page.fill("#id_about", "first words")
    desk.says("Last saved today at 10:42")
    assert desk.saves[0]["about"] == ["first words"]
    assert desk.saves[0]["fields"] == ["about"]
    assert desk.saves[0]["revision-about"] == ["1"]
    expect(desk.page.locator("[name=revision-about]")).to_have_value("2")


THEIRS = {
    "name": "about", "label": "What is it about", "theirs": "<b>theirs", "by": "Ann", "own": False, "at": "10:41",
    "revision": "7-ab", "together": "<b>theirs\n\nmine",
}  # fmt: skip


@pytest.mark.parametrize(
    ("own", "button", "kept"),
    [
        (False, "Use theirs", "<b>theirs"),
        (False, "Keep mine", "mine"),
        (False, "Put them together", "<b>theirs\n\nmine"),
        (True, "Use the other window’s", "<b>theirs"),
        (True, "Keep this window’s", "mine"),
    ],
)
def test_two_texts_are_both_shown_and_either_can_be_kept(sit: Sit, own: bool, button: str, kept: str) -> None:
    desk = sit()
    desk.answers = [(200, {"revisions": {}, "conflicts": [THEIRS | {"own": own}]})]
    desk.page.fill("#id_about", "mine")
    notice = desk.page.locator(".app-conflict")
    expect(notice).to_contain_text(
        "You changed this at 10:41 in another window" if own else "Ann changed this at 10:41"
    )
    expect(notice).to_contain_text("<b>theirs")
    expect(notice).to_contain_text("mine")
    desk.page.get_by_role("button", name=button).click()
    desk.says("Last saved today at 10:42")
    expect(desk.page.locator("#id_about")).to_have_value(kept)
    assert desk.saves[-1]["about"] == [kept]
    assert desk.saves[-1]["revision-about"] == ["7-ab"]


def test_what_is_typed_while_two_texts_are_shown_is_put_together_too(sit: Sit) -> None:
    desk = sit()
    desk.answers = [(200, {"revisions": {}, "conflicts": [THEIRS]})]
    desk.page.fill("#id_about", "mine")
    expect(desk.page.locator(".app-conflict")).to_be_visible()
    desk.page.evaluate("document.querySelector('#id_about').value += ' and more'")
    desk.page.get_by_role("button", name="Put them together").click()
    expect(desk.page.locator("#id_about")).to_have_value("<b>theirs\n\nmine and more")


def test_leaving_while_two_texts_are_shown_is_asked_about(sit: Sit) -> None:
    """One of them is nowhere but on this page. Once it is chosen, nobody is asked."""
    desk = sit()
    desk.answers = [(200, {"revisions": {}, "conflicts": [THEIRS]})]
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.page.on("dialog", stay)
    desk.page.fill("#id_about", "mine")
    expect(desk.page.locator(".app-conflict")).to_be_visible()
    desk.page.evaluate("location.href = '/elsewhere/'")
    desk.page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(desk.page.locator("#id_about")).to_have_value("mine")
    desk.page.get_by_role("button", name="Keep mine").click()
    desk.says("Last saved today at 10:42")
    desk.page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_a_save_is_sent_again_as_it_was_until_it_is_answered(sit: Sit) -> None:
    desk = sit()
    desk.answers = [(500, {})]
    desk.page.fill("#id_about", "one")
    desk.says("Not saved: something went wrong on our side. We keep trying.")
    desk.page.fill("#id_about", "one two")
    desk.says("Last saved today at 10:42")
    expect(desk.page.locator("[name=revision-about]")).to_have_value("4")
    assert [save["about"] for save in desk.saves] == [["one"], ["one"], ["one two"]]
    assert [save["revision-about"] for save in desk.saves] == [["1"], ["1"], ["3"]]


def test_a_button_says_which_text_is_on_its_way(sit: Sit) -> None:
    desk = sit()
    desk.page.unroute("**/save")
    desk.page.route("**/save", lambda route: None)  # the answer never comes
    desk.page.fill("#id_about", "one")
    desk.page.wait_for_function("document.querySelector('form').autosave.saving")
    desk.page.fill("#id_about", "one two")
    desk.page.get_by_role("button", name="Send").click()
    desk.page.wait_for_timeout(300)
    sent = parse_qs(desk.sent[0])
    assert (sent["about"], sent["sent"], sent["sent-about"]) == (["one two"], ["about"], ["one"])


@pytest.mark.parametrize("known", ["to the browser", "to the draft alone"])
def test_a_button_pressed_without_a_connection_keeps_the_page(sit: Sit, known: str) -> None:
    """The browser's own page would take what was typed with it."""
    desk = sit()
    if known == "to the browser":
        desk.page.context.set_offline(True)
    else:
        desk.cut_off = True
    desk.page.fill("#id_about", "kept")
    if known != "to the browser":
        desk.says("Not saved: no connection. We keep trying.")
    send = desk.page.get_by_role("button", name="Send")
    send.click()
    said = desk.page.get_by_role("alert")
    expect(said).to_have_text(
        "There is no connection. What you typed is still here: press the button again when the connection is back."
    )
    expect(desk.page.locator("#id_about")).to_have_value("kept")
    assert desk.sent == []
    desk.page.context.set_offline(False)
    desk.cut_off = False
    desk.says("Last saved today at 10:42")
    send.click()
    desk.page.wait_for_timeout(300)
    assert [parse_qs(each)["about"] for each in desk.sent] == [["kept"]]


def test_trouble_is_said_and_tried_again_until_it_is_over(sit: Sit) -> None:
    desk = sit()
    desk.answers = [(401, {}), (500, {})]
    desk.page.fill("#id_about", "kept")
    desk.says("You have been signed out. Sign in in a new tab, then carry on: what you typed is still here.")
    desk.says("Not saved: something went wrong on our side. We keep trying.")
    desk.says("Last saved today at 10:42")
    desk.page.context.set_offline(True)
    desk.cut_off = True
    desk.page.fill("#id_about", "kept too")
    desk.says("Not saved: no connection. We keep trying.")
    desk.cut_off = False
    desk.page.context.set_offline(False)
    desk.says("Last saved today at 10:42")
    assert desk.saves[-1]["about"] == ["kept too"]


def test_leaving_the_page_takes_the_last_words_along(sit: Sit) -> None:
    desk = sit()
    desk.page.fill("#id_about", "last words")
    desk.page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    desk.page.wait_for_timeout(200)  # less than the pause after which it would have been saved anyway
    assert desk.saves[-1]["about"] == ["last words"]


def test_a_second_press_sends_nothing_and_the_token_is_fresh(sit: Sit) -> None:
    desk = sit()
    desk.page.evaluate("document.cookie = 'csrftoken=fresh'")
    desk.page.evaluate("const send = document.querySelector('button'); send.click(); send.click()")
    desk.page.wait_for_timeout(300)
    assert len(desk.sent) == 1
    assert "csrfmiddlewaretoken=fresh" in desk.sent[0]


def test_a_person_is_warned_can_stay_and_loses_nothing_when_time_runs_out(sit: Sit) -> None:
    desk = sit('data-idle-seconds="4" data-idle-keep-alive="/alive" data-idle-sign-in="/sign-in" data-idle-user="1"')
    page = desk.page
    warning = page.get_by_role("dialog", name="You will soon be signed out")
    expect(warning).to_contain_text("For safety you will be signed out in")
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    page.fill("#id_about", "still here")
    desk.says("Last saved today at 10:42")
    expect(page.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    expect(page.locator("#id_about")).to_be_hidden()
    page.get_by_role("button", name="I have signed in again").click()
    expect(page.locator("#id_about")).to_have_value("still here")


def test_signed_out_the_page_says_so_and_its_button_too_until_signed_in_again(sit: Sit) -> None:
    desk = sit('data-idle-seconds="900" data-idle-keep-alive="/alive" data-idle-sign-in="/sign-in/" data-idle-user="1"')
    page = desk.page
    desk.answers = [(401, {})] * 2
    page.fill("#id_about", "typed while signed out")
    expect(page.get_by_role("button", name="Sign in, then send", exact=True)).to_be_visible()
    link = page.get_by_role("link", name="Sign in (opens in a new tab)")
    expect(link).to_have_attribute("href", "/sign-in/")
    expect(link).to_have_attribute("target", "_blank")
    expect(page.get_by_role("status").filter(has_text="You have been signed out")).to_have_count(2)
    page.evaluate(
        """() => window.dispatchEvent(new StorageEvent("storage",
             {key: "locality-alive", newValue: JSON.stringify({at: Date.now(), user: "2"})}))"""
    )
    expect(link).to_be_visible()  # somebody else signed in
    page.evaluate(
        """() => window.dispatchEvent(new StorageEvent("storage",
             {key: "locality-alive", newValue: JSON.stringify({at: Date.now(), user: "1"})}))"""
    )
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    expect(link).to_have_count(0)
    desk.says("Last saved today at 10:42")
    assert desk.saves[-1]["about"] == ["typed while signed out"]
