"""What every page is held to: no accessibility violation by two engines, and nothing wider than the window."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, Route

MODULES = Path(__file__).parents[3] / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
IBM = MODULES / "accessibility-checker-engine" / "ace.js"
CLEAN = Path(os.environ["LOCALITY_TEST_FOLDER"]) / "clean-pages"

CHANGING = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|form_key)" value=")[^"]*'), r"\1"),
    (re.compile(r"\d+"), "0"),
)


def page_kind(html: str, width: int) -> str:
    """The same for pages that differ in numbers and one-time keys only: what was clean once is not checked again."""
    for pattern, replacement in CHANGING:
        html = pattern.sub(replacement, html)
    return hashlib.sha256(f"{width} {html}".encode()).hexdigest()


def faults_of(page: Page, *, width: int, scripts: bool) -> list[str]:
    """Each fault of the page as it stands, as a line that says what and where."""
    clean = CLEAN / page_kind(page.content(), width)
    if clean.exists():
        return []
    with nullcontext(page) if scripts else with_scripts(page) as checked:
        faults = [*_too_wide(checked), *_axe(checked), *_ibm(checked)]
    if not faults:
        CLEAN.mkdir(parents=True, exist_ok=True)
        clean.touch()
    return faults


def _too_wide(page: Page) -> list[str]:
    needed, shown = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if needed <= shown:
        return []
    culprit = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
            .map(e => e.outerHTML.slice(0, 160)).pop()"""
    )
    return [f"scrolls sideways: {needed} px in a window of {shown} px, for instance {culprit}"]


def _axe(page: Page) -> list[str]:
    _inject(page, AXE, "axe")
    found = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
            .map(v => `axe ${v.id}: ${v.help}: ` + v.nodes.map(n => n.html.slice(0, 200)).join(' | '))"""
    )
    return list(found)


def _ibm(page: Page) -> list[str]:
    _inject(page, IBM, "ace")
    found = page.evaluate(
        """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
            .filter(r => r.value[0] === 'VIOLATION' && r.value[1] === 'FAIL')
            .map(r => `IBM ${r.ruleId}: ${r.message}: ${r.snippet.slice(0, 200)}`)"""
    )
    return list(found)


def _inject(page: Page, script: Path, name: str) -> None:
    """Evaluated by the debugger, so the page's content security policy stays as it is."""
    if not page.evaluate(f"() => typeof window.{name} !== 'undefined'"):
        page.evaluate(_source(script))


@cache
def _source(script: Path) -> str:
    return script.read_text(encoding="utf-8")


@contextmanager
def with_scripts(page: Page) -> Iterator[Page]:
    """The same HTML in a window where the engines can run, without the product's own scripts.

    The engines wait on timers, which never ring in a window whose scripts are switched off.
    """
    html = page.content().replace("<noscript>", "").replace("</noscript>", "")
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport=page.viewport_size)

    def answer(route: Route) -> None:
        match route.request.resource_type:
            case "document":
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            case "script":
                route.fulfill(body="", content_type="text/javascript")
            case _:
                route.continue_()

    try:
        copy = context.new_page()
        copy.route("**/*", answer)
        copy.goto(page.url)
        yield copy
    finally:
        context.close()
