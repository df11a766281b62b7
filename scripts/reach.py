"""How far every page reaches: weight, first paint and jumps on a slow telephone, text cut off, targets for a finger.

    ./run                              in one terminal
    .venv/bin/python scripts/reach.py  in another: build/reach.csv, and what is over its limit on the screen

`--only` measures one persona (the value of its button at /demo/). `--publish` writes the worst of each into what the
accessibility statement says. Buttons are never pressed: the data stays.
"""

import argparse
import csv
import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from screenshots import Tour, become, personas
from workshop import BUILD, ROOT, say, stop

PHONE = {"width": 375, "height": 667}
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes a second
PROCESSOR = 6  # times slower
REACH = ROOT / "src" / "locality" / "design" / "reach.json"
WIDTHS = (320, 375, 641, 1024, 1280)
TRIES = 3  # of the first paint, where it is late: other work on the machine only ever adds to it
MOST_KB, MOST_SECONDS, MOST_JUMP, LEAST_TARGET = 60, 2.0, 0.05, 44

WATCH = """() => {
    window.jumps = 0; window.painted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.jumps += e.value; }))
        .observe({type: 'layout-shift', buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(
        e => { if (e.name === 'first-contentful-paint') window.painted = e.startTime; })).observe({type: 'paint', buffered: true});
}"""
CUT = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
    const apart = e => e.closest('.app-scroll, .app-conflict__text, input, textarea, select, thead, svg') ||
        (e.clientWidth <= 1 && e.clientHeight <= 1);
    const found = [...document.querySelectorAll('body *')].filter(e => {
        if (apart(e)) return false;
        const style = getComputedStyle(e), cuts = value => ['hidden', 'clip'].includes(value);
        return (cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1) ||
            (cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1);
    }).map(e => e.outerHTML.slice(0, 90));
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
        const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > root.clientWidth).pop();
        found.push(`${root.scrollWidth - root.clientWidth} px sideways: ` + (out ? out.outerHTML.slice(0, 90) : ''));
    }
    document.adoptedStyleSheets.pop();
    return found;
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
LARGE = ":root { font-size: 200% !important }"
TARGETS = """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, .govuk-button')]
    .map(e => [e.getBoundingClientRect(), e]).filter(([box]) => box.width > 1 && box.height > 1)
    .map(([box, e]) => [Math.round(Math.min(box.width, box.height)), e.outerHTML.slice(0, 90)]).sort((a, b) => a[0] - b[0])[0]"""


@dataclass
class Measured(Tour):
    """A tour that measures instead of taking pictures."""

    persona: str = ""
    rows: list[dict[str, object]] = field(default_factory=list)

    def picture(self, page: Page, name: str) -> None:
        row: dict[str, object] = {"persona": self.persona, "page": name}
        row |= _slowly(page)
        cut = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            cut += [f"spaced at {width}: {each}" for each in page.evaluate(CUT, SPACED)]
        page.set_viewport_size(PHONE)
        cut += [f"large letters: {each}" for each in page.evaluate(CUT, LARGE)]
        least = page.evaluate(TARGETS) or [LEAST_TARGET, ""]
        self.rows.append(row | {"target": least[0], "which": least[1], "cut": " | ".join(cut)})


def _slowly(page: Page) -> dict[str, object]:
    """The page anew on a slow telephone without anything kept: kB in all, seconds to the first paint, and jumps."""
    page.set_viewport_size(PHONE)
    page.wait_for_load_state("networkidle")  # a picture of the page as it was would be counted with it
    session = page.context.new_cdp_session(page)
    weight: list[float] = []
    session.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
    session.send("Network.enable")
    _slow(session, on=True)
    found: list[tuple[float, float, float]] = []
    while len(found) < TRIES and (not found or found[-1][0] > MOST_SECONDS):
        weight.clear()
        page.reload(wait_until="load")
        page.wait_for_timeout(700)
        jumps, painted = page.evaluate("() => [window.jumps, window.painted]")
        found.append((round(painted / 1000, 2), round(jumps, 3), round(sum(weight) / 1000, 1)))
    _slow(session, on=False)
    session.detach()
    return {
        "kB": max(kilobytes for _, _, kilobytes in found),
        "seconds": min(seconds for seconds, _, _ in found),
        "jumps": max(jumped for _, jumped, _ in found),
    }


def _slow(session: CDPSession, *, on: bool) -> None:
    fast = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.setCacheDisabled", {"cacheDisabled": on})
    session.send("Network.emulateNetworkConditions", SLOW_3G if on else fast)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR if on else 1})


def _is_over(row: dict[str, object]) -> bool:
    over = (("kB", MOST_KB), ("seconds", MOST_SECONDS), ("jumps", MOST_JUMP))
    return (
        bool(row["cut"])
        or any(float(str(row[name])) > most for name, most in over)
        or int(str(row["target"])) < LEAST_TARGET
    )


def _measure(browser: Browser, address: str, only: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for persona, office in personas(browser, address):
        if only in ("", persona):
            context = become(browser, address, persona, touch=True)
            tour = Measured(address, Path(), persona=persona)
            context.add_init_script(f"({WATCH})()")
            tour.walk(context.pages[0])
            rows += tour.rows
            say(f"{office}: {len(tour.rows)} pages")
            context.close()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the reach of every page of a running demonstration.")
    parser.add_argument("--address", default="http://localhost:8000", help="where ./run answers")
    parser.add_argument("--only", default="", help="one persona")
    parser.add_argument("--publish", action="store_true", help="write src/locality/design/reach.json")
    options = parser.parse_args()
    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        stop("No Chromium here: on Debian, apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        rows = _measure(browser, options.address, options.only)
        browser.close()
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "reach.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    for row in filter(_is_over, rows):
        say(", ".join(f"{name} {value}" for name, value in row.items() if value != "" and name != "which"))
    for name, worst in (("kB", max), ("seconds", max), ("jumps", max), ("target", min)):
        say(f"{name}: {worst(float(str(row[name])) for row in rows)} at worst, of {len(rows)} pages")
    if options.publish:
        _publish(rows)


def _publish(rows: list[dict[str, object]]) -> None:
    """The worst of each measure, for the statement."""
    worst = {name: max(float(str(row[name])) for row in rows) for name in ("kB", "seconds", "jumps")}
    measured = {
        "day": datetime.now(tz=UTC).date().isoformat(),
        "pages": len(rows),
        "kilobytes": worst["kB"],
        "seconds": worst["seconds"],
        "jumps": worst["jumps"],
        "target": min(int(str(row["target"])) for row in rows),
        "cut": sum(1 for row in rows if row["cut"]),
    }
    REACH.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
