"""Pictures of every page a persona reaches, wide and narrow, from a running demonstration.

    ./run                                    in one terminal
    .venv/bin/python scripts/screenshots.py  in another: build/screenshots/PERSONA/{wide,narrow}/PAGE.png

`--home` takes only the picture of the README, docs/images/home.png. Buttons are never pressed: the data stays.
"""

import argparse
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from workshop import BUILD, ROOT, say, stop

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 320, "height": 640}}
PICTURE_OF = "Clerk"  # whose home page the README shows
PAGES_EACH = 60  # no persona has more kinds of pages
NOT_PAGES = re.compile(r"/(sign-?out|logout|export|static)|\.(csv|xlsx|pdf|docx|ics)$|/(pdf|word)/?$|/demo/")


@dataclass
class Tour:
    """One persona's way through the pages: each kind of address once."""

    address: str
    folder: Path
    seen: set[str] = field(default_factory=set)

    def kind(self, path: str) -> str:
        """`/requests/RFR-2026-00418/pdf` and its sisters are one kind; so are two pages of one list."""
        return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z]+-\d+-\d+|\d+", "N", path)

    def name(self, path: str) -> str:
        return re.sub(r"[^A-Za-z]+", "-", self.kind(path)).strip("-") or "home"

    def walk(self, page: Page) -> None:
        waiting = ["/"]
        while waiting and len(self.seen) < PAGES_EACH:
            path = waiting.pop(0)
            if self.kind(path) in self.seen or NOT_PAGES.search(path):
                continue
            self.seen.add(self.kind(path))
            answer = page.goto(self.address + path)
            if not answer or "html" not in (answer.header_value("content-type") or ""):
                continue
            if answer.status >= 500:
                say(f"  {path} answers {answer.status}")
            self.picture(page, self.name(path))
            links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            own = (urlsplit(link) for link in links)
            waiting += [link.path for link in own if f"{link.scheme}://{link.netloc}" == self.address]

    def picture(self, page: Page, name: str) -> None:
        for size, window in SIZES.items():
            page.set_viewport_size({"width": window["width"], "height": window["height"]})
            target = self.folder / size / f"{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target, full_page=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of the pages of a running demonstration.")
    parser.add_argument("--address", default="http://localhost:8000", help="where ./run answers")
    parser.add_argument("--home", action="store_true", help="only docs/images/home.png")
    options = parser.parse_args()
    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        stop("No Chromium here: on Debian, apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for persona, office in personas(browser, options.address):
            if office == PICTURE_OF:
                _picture_of_readme(become(browser, options.address, persona), options.address)
            if not options.home:
                _tour(become(browser, options.address, persona), options.address, office)
        browser.close()


def personas(browser: Browser, address: str) -> list[tuple[str, str]]:
    """The value of each persona's button, with the office beside it."""
    page = _page(browser.new_context())
    page.goto(f"{address}/demo/")
    rows = page.eval_on_selector_all(
        "tr:has(button[name=persona])",
        "rows => rows.map(r => [r.querySelector('button').value, r.querySelector('td').innerText.trim()])",
    )
    page.context.close()
    if not rows:
        stop(f"No personas at {address}/demo/: is ./run running there?")
    return [(slug, office) for slug, office in rows]


def become(browser: Browser, address: str, persona: str, *, touch: bool = False) -> BrowserContext:
    """A window in which the persona is signed in; `touch`: of a telephone."""
    size = SIZES["wide"]
    context = browser.new_context(
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": size["width"], "height": size["height"]},
        has_touch=touch,
        is_mobile=touch,
    )
    page = _page(context)
    page.goto(f"{address}/demo/")
    page.locator(f"button[name=persona][value='{persona}']").click()
    page.wait_for_load_state()
    return context


def _page(context: BrowserContext) -> Page:
    return context.pages[0] if context.pages else context.new_page()


def _tour(context: BrowserContext, address: str, office: str) -> None:
    folder = BUILD / "screenshots" / re.sub(r"[^a-z]+", "-", office.lower()).strip("-")
    shutil.rmtree(folder, ignore_errors=True)
    tour = Tour(address, folder)
    tour.walk(_page(context))
    say(f"{office}: {len(tour.seen)} pages in {folder.relative_to(ROOT)}")
    context.close()


def _picture_of_readme(context: BrowserContext, address: str) -> None:
    target = ROOT / "docs" / "images" / "home.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page = _page(context)
    page.goto(f"{address}/")
    page.screenshot(path=target)
    say(f"{target.relative_to(ROOT)} shows the home page of the {PICTURE_OF.lower()}.")
    context.close()


if __name__ == "__main__":
    main()
