"""A person without a mouse: every control is reached in the order of the page, the focus is seen, nothing traps it."""

from playwright.sync_api import Page

# What the Tab key must reach, in order: visible, not disabled; of radio buttons with one name the chosen or the first
CONTROLS = """() => {
    const folded = 'details:not([open]):not(.app-fold) > :not(summary)';
    const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest(folded);
    const all = [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && seen(e));
    const radios = e => [...e.form.querySelectorAll('input[type=radio]')].filter(r => r.name === e.name);
    const stops = all.filter(e => e.type !== 'radio' ||
        (radios(e).some(r => r.checked) ? e.checked : radios(e)[0] === e));
    stops.forEach((e, i) => e.dataset.stop = i);
    return stops.map(e => e.outerHTML.slice(0, 120));
}"""

# The element in focus: which stop it is, what shows the focus, whether it can be seen. The focus shows by an outline, a
# border or a box of 2 px or more, which it does not have otherwise, and whose contrast with what lies behind it is 3 to 1
# or more (WCAG 2.2, 1.4.11 and 2.4.13). The focus style of GOV.UK has one: its yellow lies on a dark line or within one.
# What is only there while it is in focus, such as the link to the main content, shows it by that.
FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const parts = c => (c.match(/[\\d.]+/g) || []).map(Number);
    const solid = c => { const p = parts(c); return c !== 'transparent' && !(p.length > 3 && p[3] < 0.5); };
    const light = c => parts(c).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const behind = of => { for (let up = of; up; up = up.parentElement) { const c = getComputedStyle(up).backgroundColor;
        if (solid(c)) return c; } return matchMedia('(forced-colors: active)').matches ? getComputedStyle(document.body)
        .backgroundColor : 'rgb(255, 255, 255)'; };
    const marks = (of, pseudo) => { const s = getComputedStyle(of, pseudo), found = [];
        if (s.outlineStyle !== 'none') found.push([parseFloat(s.outlineWidth), s.outlineColor]);
        for (const side of ['Top', 'Bottom', 'Left', 'Right'])
            if (s[`border${side}Style`] !== 'none') found.push([parseFloat(s[`border${side}Width`]), s[`border${side}Color`]]);
        if (s.boxShadow !== 'none') for (const one of s.boxShadow.split(/,(?![^(]*\\))/)) {
            const color = one.match(/rgba?\\([^)]*\\)|color\\([^)]*\\)/)?.[0];
            if (color) found.push([Math.max(...parts(one.replace(color, '')).map(Math.abs)), color]); }
        return found; };
    const shown = e.matches('input[type=radio], input[type=checkbox]') ? e.nextElementSibling || e : e;
    const all = () => [[e, null], [shown, '::before']].flatMap(([of, pseudo]) => marks(of, pseudo).map(m => m.join(' ')));
    const box = e.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const [x, y] = [Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
        Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
    const top = document.elementFromPoint(x, y);
    const free = top === e || e.contains(top) || top?.contains(e) || top?.control === e;
    const focused = all();
    e.blur();
    const plain = all(), back = behind(e.parentElement), without = e.getBoundingClientRect();
    const appears = without.width <= 1 && without.height <= 1 && box.width > 1 && box.height > 1;
    e.focus({preventScroll: true});
    const seen = focused.filter(m => !plain.includes(m)).map(m => [parseFloat(m), m.slice(m.indexOf(' ') + 1)])
        .filter(([width, color]) => width >= 2 && solid(color) && contrast(color, back) >= 3);
    return {stop: Number(e.dataset.stop ?? -1), visible: appears || seen.length > 0, inView: inside && free,
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
