"""Looks at pages as an inspector does: wide and narrow, by every engine, with what was sent kept for the markup checker."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from locality.accounts.forms_over_sign_in import COOKIE as KEPT
from tests.browser.harness.checks import (
    axe,
    ibm,
    lost_to_large_letters,
    lost_to_spacing,
    old_words_come_back,
    too_wide,
)
from tests.browser.harness.known import AXE, is_clean, keep_clean, page_kind
from tests.browser.harness.person import Person

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
PHONE = {"width": 375, "height": 667}
BETWEEN = (641, 769, 961, 1024)
"""Widths at which the layout has just changed, or tables are fullest: those must not make it scroll sideways."""


class Inspector(Person):
    """Collects the faults of each page instead of stopping at the first."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        context.add_init_script(path=AXE)
        super().__init__(context, address, width=WIDE["width"], js=True)
        self.faults: list[str] = []
        self.seen = ""
        self.by_both = True
        self.sent = False

    def become(self, client: Client) -> None:
        """Go on as whoever is signed in at that client of the test.

        A live meeting that is open is left first: it asks by itself, and would be given cookies in between.
        """
        if self.page.locator("#live").count():
            self.page.goto("about:blank")
        self.context.clear_cookies()
        names = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, KEPT} & set(client.cookies)
        self.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": self.address} for name in names]
        )

    def open(self, path: str, *, status: int, seen: str, by_both: bool) -> None:
        """Open a page and note its faults under what it is called in the table; `by_both`: IBM's slow engine too."""
        self.seen, self.by_both, self.sent = seen, by_both, False
        self.page.set_viewport_size(WIDE)
        try:
            self.goto(path, status=status)
        except AssertionError as error:
            self.faults.append(f"{seen}: {error}")

    def send_empty(self, *, seen: str) -> None:
        """Send the page's form as it is, with what must be filled in left empty.

        The page with its errors is looked at by axe when narrow, and by IBM's engine when wide.
        """
        self.seen, self.sent = seen, True
        self.page.set_viewport_size(WIDE)
        form = self.page.locator("main form[method=post]").first
        with self.page.expect_navigation():
            form.evaluate("form => form.requestSubmit()")
        try:
            self._arrived(None)
            assert self.page.locator(".govuk-error-summary").count() == 1, "no summary of the errors"
        except AssertionError as error:
            self.faults.append(f"{seen}: {error}")

    def check(self) -> "Inspector":
        page = self.page
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        kind = page_kind(page.content(), "every page", self.sent, self.by_both)
        found = [] if is_clean(kind) else self._faults(page)
        if not found:
            keep_clean(kind)
        self.faults += [f"{self.seen}: {fault}" for fault in found + self.complaints]
        self.complaints = []
        return self

    def _faults(self, page: Page) -> list[str]:
        """By every engine, wide and narrow."""
        found = [
            *too_wide(page),
            *old_words_come_back(page),
            *(() if self.sent else axe(page)),
            *(ibm(page) if self.by_both else ()),
        ]
        for width in BETWEEN if page.locator("table").count() else ():
            page.set_viewport_size({"width": width, "height": 900})
            found += [*too_wide(page), *lost_to_spacing(page)]
        page.set_viewport_size(PHONE)
        found += lost_to_large_letters(page)
        page.set_viewport_size(NARROW)
        narrow = [*too_wide(page), *axe(page), *lost_to_spacing(page)]
        return found + [f"at 320 px: {fault}" for fault in narrow if fault not in found]
