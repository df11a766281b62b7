"""A person at a browser, in the words of a story: goes to, clicks, fills in, chooses, sees."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.harness.checks import faults_of
from tests.browser.harness.markup import keep


class Person:
    """Every page this person reaches is checked; `loads` and `clicks` count what the journey costs."""

    def __init__(self, context: BrowserContext, address: str, *, width: int, js: bool) -> None:
        self.context = context
        self.address = address
        self.width = width
        self.js = js
        self.loads = 0
        self.clicks = 0
        self.complaints: list[str] = []
        self.page = self._open()

    # What a person does

    def goto(self, path: str, *, status: int = 200) -> "Person":
        """Open an address of the product; `status` is the answer the story expects of it."""
        self.page.goto(self.address + path)
        return self._arrived(status)

    def click(self, name: str, *, within: str | None = None, status: int = 200) -> "Person":
        """Press the button or follow the link of this name; `within` narrows to the part of the page with that text."""
        self.clicks += 1
        self._named(name, within).first.click()
        return self._arrived(status)

    def open_first(self, name: str, *, status: int = 200) -> "Person":
        """Press the first button or link whose name begins with these words: a row's own, said in full to a screen reader."""
        self.clicks += 1
        begins = re.compile(rf"^{re.escape(name)}\b")
        self.page.get_by_role("button", name=begins).or_(self.page.get_by_role("link", name=begins)).first.click()
        return self._arrived(status)

    def fill(self, label: str, text: str) -> "Person":
        self.page.get_by_label(label, exact=True).first.fill(text)
        return self

    def fill_day(self, legend: str, day: int, month: int, year: int) -> "Person":
        """The three boxes of a date under one legend."""
        group = self.page.get_by_role("group", name=legend)
        for box, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(box, exact=True).fill(str(value))
        return self

    def choose(self, label: str, *, within: str | None = None) -> "Person":
        """Tick a checkbox or select a radio button; `within` is the legend of its group."""
        self.clicks += 1
        place = self.page.get_by_role("group", name=within) if within else self.page
        place.get_by_label(label, exact=True).first.check()
        return self

    def unchoose(self, label: str) -> "Person":
        self.clicks += 1
        self.page.get_by_label(label, exact=True).first.uncheck()
        return self

    def pick(self, label: str, option: str) -> "Person":
        """Choose from a drop-down list."""
        self.page.get_by_label(label, exact=True).first.select_option(label=option)
        return self

    def upload(self, label: str, file: Path) -> "Person":
        self.page.get_by_label(label, exact=True).first.set_input_files(file)
        return self

    def download(self, name: str) -> Path:
        """Follow a link that answers with a file; the file's place on this machine."""
        self.clicks += 1
        with self.page.expect_download() as waiting:
            self._named(name, None).first.click()
        return Path(waiting.value.path())

    def press(self, key: str) -> "Person":
        self.page.keyboard.press(key)
        return self._arrived(None)

    def back(self) -> "Person":
        self.page.go_back()
        return self._arrived(None)

    # What a person finds

    def see(self, *texts: str) -> "Person":
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()
        return self

    def not_see(self, *texts: str) -> "Person":
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)
        return self

    def see_heading(self, text: str) -> "Person":
        expect(self.page.get_by_role("heading", level=1, name=text)).to_be_visible()
        return self

    def see_value(self, label: str, value: str) -> "Person":
        expect(self.page.get_by_label(label, exact=True).first).to_have_value(value)
        return self

    def see_error(self, sentence: str) -> "Person":
        """The sentence stands in the summary at the top and at its field."""
        expect(self.page.locator(".govuk-error-summary").get_by_text(sentence)).to_be_visible()
        expect(self.page.locator(".govuk-error-message").get_by_text(sentence).first).to_be_visible()
        return self

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    # Who a person is

    def sign_in_as(self, user: Any) -> "Person":
        """Give this browser a session of that user, past the sign-in pages; those have stories of their own."""
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}])
        return self

    def sign_out(self) -> "Person":
        self.context.clear_cookies()
        return self

    def open_second_tab(self) -> "Person":
        """The same person, the same session, another tab."""
        return Person(self.context, self.address, width=self.width, js=self.js)

    # How the pages are watched

    def check(self) -> "Person":
        """Check the page as it stands now; pages reached by `goto` and `click` are checked by themselves."""
        # A page that has only begun to arrive is an empty document: nothing can be said of it yet
        self.page.wait_for_load_state("load")
        faults = faults_of(self.page, width=self.width, scripts=self.js) + self.complaints
        self.complaints = []
        assert not faults, f"{self.page.url} at {self.width} px:\n" + "\n".join(f"  {fault}" for fault in faults)
        return self

    def _open(self) -> Page:
        page = self.context.new_page()
        self._answer: Response | None = None
        page.on("domcontentloaded", self._count)
        page.on("response", self._note)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        return page

    def _count(self, _: Page) -> None:
        self.loads += 1

    def _note(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self._answer = response
        elif response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        # A refused page is also reported here; its status is held against what the story expects instead
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _arrived(self, status: int | None) -> "Person":
        self.page.wait_for_load_state("load")
        answer, self._answer = self._answer, None
        if answer and not 300 <= answer.status < 400:
            if status is not None:
                assert answer.status == status, f"{answer.url} answered {answer.status}: {self._first_words()}"
            if answer.header_value("content-type") and "html" in (answer.header_value("content-type") or ""):
                keep(answer.text(), name=_url_name(answer.url))
        return self.check()

    def _first_words(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())[:400]

    def _named(self, name: str, within: str | None) -> Locator:
        place: Page | Locator = self.page
        if within:
            place = self.page.locator("tr, li, section, fieldset, .govuk-summary-card, .govuk-summary-list__row")
            place = place.filter(has_text=within).last
        button = place.get_by_role("button", name=name, exact=True)
        link = place.get_by_role("link", name=name, exact=True)
        return button.or_(link).or_(place.locator("summary").filter(has_text=name))


def _url_name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name or "unnamed"
    except Resolver404:
        return "nowhere"
