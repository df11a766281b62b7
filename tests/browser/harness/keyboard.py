"""A person without a mouse: every control is reached in the order of the page, the focus is seen, nothing traps it."""

from playwright.sync_api import Page

# What the Tab key must reach, in order: visible, not disabled; of radio buttons with one name the chosen or the first
CONTROLS = """() => {
    const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('details:not([open]) > :not(summary)');
    const all = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && seen(e));
    const radios = e => [...e.form.querySelectorAll('input[type=radio]')].filter(r => r.name === e.name);
    const stops = all.filter(e => e.type !== 'radio' ||
        (radios(e).some(r => r.checked) ? e.checked : radios(e)[0] === e));
    stops.forEach((e, i) => e.dataset.stop = i);
    return stops.map(e => e.outerHTML.slice(0, 120));
}"""

# The element in focus: which stop it is, whether it differs to the eye from itself without focus, whether it can be seen
FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const look = () => { const s = getComputedStyle(e); return [s.outlineStyle === 'none' ? '' :
        s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderTopColor, s.color].join('|'); };
    const shown = e.matches('input[type=radio], input[type=checkbox]') ? e.nextElementSibling : e;
    const pseudo = () => getComputedStyle(shown, '::before').boxShadow + getComputedStyle(shown, '::before').outline;
    const box = e.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const [x, y] = [Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
        Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
    const top = document.elementFromPoint(x, y);
    const free = top === e || e.contains(top) || top?.contains(e) || top?.control === e;
    const focused = look() + pseudo();
    e.blur();
    const plain = look() + pseudo();
    e.focus({preventScroll: true});
    return {stop: Number(e.dataset.stop ?? -1), visible: focused !== plain, inView: inside && free,
        html: e.outerHTML.slice(0, 120)};
}"""


def walk(page: Page) -> list[str]:
    """Press Tab from the top of the page to its end, then back; each fault as a line."""
    page.evaluate("() => { document.activeElement?.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0); }")
    stops: list[str] = page.evaluate(CONTROLS)
    faults = []
    for number, html in enumerate(stops):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or focus["stop"] != number:
            faults.append(f"Tab {number + 1} reaches {focus and focus['html']}, not {html}")
            break
        if not focus["visible"]:
            faults.append(f"no focus to be seen on {html}")
        if not focus["inView"]:
            faults.append(f"in focus but hidden: {html}")
    else:
        page.keyboard.press("Tab")
        beyond = page.evaluate(FOCUS)
        if beyond is not None and beyond["stop"] != 0:
            faults.append(f"the focus does not leave the page after its last control: {beyond['html']}")
    return faults
