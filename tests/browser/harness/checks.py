"""What every page is held to: no accessibility violation, nothing wider than the window, nothing lost to wider spacing."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from tests.browser.harness.known import AXE, IBM, is_clean, keep_clean, page_kind


def faults_of(page: Page, *, width: int, scripts: bool) -> list[str]:
    """Each fault of the page as a story left it, as a line that says what and where.

    IBM's engine is slow, and looks at every page and state in `test_every_page.py`.
    """
    kind = page_kind(page.content(), "story", width)
    if is_clean(kind):
        return []
    with nullcontext(page) if scripts else with_scripts(page) as checked:
        faults = [*too_wide(checked), *axe(checked)]
    if not faults:
        keep_clean(kind)
    return faults


def too_wide(page: Page) -> list[str]:
    """Whether anything makes the page scroll sideways."""
    needed, shown = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if needed <= shown:
        return []
    culprit = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
            .map(e => e.outerHTML.slice(0, 160)).pop()"""
    )
    return [f"scrolls sideways: {needed} px in a window of {shown} px, for instance {culprit}"]


def old_words_come_back(page: Page) -> list[str]:
    """Forms in which the browser's Back would put the words of before beside the mark of what stands now.

    They would be saved over a colleague's text that the window never showed.
    """
    found = page.evaluate(
        """() => [...document.forms].filter(form => form.autocomplete !== 'off' && [...form.elements].some(
                each => /^(revision|seen)-/.test(each.name) || each.closest('[data-revision]')))
            .map(form => form.outerHTML.slice(0, 160))"""
    )
    return [f"Back would bring old words and a new mark together in {form}" for form in found]


SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }"""
"""How widely a person may space text (WCAG 1.4.12)."""
LARGE = ":root { font-size: 200% !important }"
"""Letters of 32 px, as a browser has them that is set so (WCAG 1.4.4)."""


def lost_to_spacing(page: Page) -> list[str]:
    """What is cut off, to the right or below, or runs out of the window when a person spaces text more widely."""
    return [f"text spacing: {each}" for each in _lost(page, SPACED)]


def lost_to_large_letters(page: Page) -> list[str]:
    """The same with letters of twice the size: a sum without its last figures is another sum."""
    return [f"letters of 32 px: {each}" for each in _lost(page, LARGE)]


def _lost(page: Page, style: str) -> list[str]:
    cut = page.evaluate(
        """style => {
            const read = new CSSStyleSheet();
            read.replaceSync(style);
            document.adoptedStyleSheets.push(read);
            const hidden = e => e.closest('.app-scroll, .app-conflict__text, input, textarea, select, thead, svg') ||
                (e.clientWidth <= 1 && e.clientHeight <= 1);  // what is there for screen readers alone
            const cuts = value => ['hidden', 'clip'].includes(value);
            const found = [...document.querySelectorAll('body *')].filter(e => {
                if (hidden(e)) return false;
                const looks = getComputedStyle(e);
                return (cuts(looks.overflowY) && e.scrollHeight > e.clientHeight + 1) ||
                    (cuts(looks.overflowX) && e.scrollWidth > e.clientWidth + 1);
            }).map(e => 'cuts off ' + e.outerHTML.slice(0, 160));
            const root = document.documentElement;
            if (root.scrollWidth > root.clientWidth) {
                const out = [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > root.clientWidth).pop();
                found.push(`scrolls sideways, for instance ${out?.outerHTML.slice(0, 160)}`);
            }
            document.adoptedStyleSheets.pop();
            return found;
        }""",
        style,
    )
    return list(cut)


def axe(page: Page) -> list[str]:
    """Violations that axe finds, the size of targets (24 px) among them."""
    inject(page, AXE, "axe")
    found = page.evaluate(
        """async () => (await axe.run(document, {
                resultTypes: ['violations'], preload: false, rules: {'target-size': {enabled: true}},
            })).violations
            .map(v => `axe ${v.id}: ${v.help}: ` + v.nodes.map(n => n.html.slice(0, 200)).join(' | '))"""
    )
    return list(found)


# IBM's engine tries each rule of the style sheets on each element: those that fit nothing on the page are taken out first.
# What a selector says of states (:hover) and unreal elements (::before) is left out of the question.
PRUNE = r"""() => {
    const states = /::?[\w-]+(\((?:[^()]|\([^()]*\))*\))?/g;
    const fits = rule => {
        try { return document.querySelector(rule.selectorText.replace(states, ':not(x-none)')); } catch { return true; }
    };
    const prune = sheet => {
        for (let i = sheet.cssRules.length - 1; i >= 0; i -= 1) {
            const rule = sheet.cssRules[i];
            if (rule.selectorText !== undefined) { if (!fits(rule)) sheet.deleteRule(i); }
            else if (rule.cssRules) prune(rule);
        }
    };
    [...document.styleSheets].forEach(prune);
}"""


def ibm(page: Page) -> list[str]:
    """Violations that IBM's engine finds."""
    inject(page, IBM, "ace")
    page.evaluate(PRUNE)
    found = page.evaluate(
        """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
            .filter(r => r.value[0] === 'VIOLATION' && r.value[1] === 'FAIL')
            .map(r => `IBM ${r.ruleId}: ${r.message}: ${r.snippet.slice(0, 200)}`)"""
    )
    return list(found)


def inject(page: Page, script: Path, name: str) -> None:
    """Evaluated by the debugger, so the page's content security policy stays as it is."""
    if not page.evaluate(f"() => typeof window.{name} !== 'undefined'"):
        page.evaluate(_source(script))


@cache
def _source(script: Path) -> str:
    return script.read_text(encoding="utf-8")


_readers: dict[Browser, Page] = {}
_shown: dict[Page, str] = {}


@contextmanager
def with_scripts(page: Page) -> Iterator[Page]:
    """The same HTML in a window where the engines can run, without the product's own scripts.

    The engines wait on timers, which never ring in a window whose scripts are switched off.
    """
    browser = page.context.browser
    assert browser
    if browser not in _readers:
        _readers[browser] = browser.new_context().new_page()
        _readers[browser].route("**/*", _answer)
    reader = _readers[browser]
    _shown[reader] = page.content().replace("<noscript>", "").replace("</noscript>", "")
    reader.set_viewport_size(page.viewport_size or {"width": 1280, "height": 900})
    reader.goto(page.url)
    yield reader


def _answer(route: Route) -> None:
    match route.request.resource_type:
        case "document":
            route.fulfill(body=_shown[route.request.frame.page], content_type="text/html; charset=utf-8")
        case "script":
            route.fulfill(body="", content_type="text/javascript")
        case _:
            route.continue_()
