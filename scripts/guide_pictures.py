"""Two pictures for each guide, from a running demonstration, cropped to what the guide is about.

One is 640 pixels wide, the other as a telephone shows the page, 335 pixels wide.

    ./run                                          in one terminal
    .venv/bin/python scripts/guide_pictures.py     in another: src/locality/help/static/help/GUIDE.webp, GUIDE-phone.webp

`--guide NAME` takes only that one. Links are followed and buttons never pressed: the data stays, except that what was opened
counts as read. What a picture shows is said in the guide itself, where a screen reader finds it.
"""

import argparse
import base64
import os
import re
import shutil
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from screenshots import become, personas
from workshop import ROOT, say, stop

FOLDER = ROOT / "src" / "locality" / "help" / "static" / "help"
AROUND = 10  # pixels
QUALITIES = (0.9, 0.75, 0.6, 0.45)
TO_WEBP = """async ([png, width, quality]) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + png;
    await picture.decode();
    const height = Math.round(picture.height * width / picture.width);
    const canvas = Object.assign(document.createElement("canvas"), {width, height});
    const drawn = canvas.getContext("2d");
    drawn.imageSmoothingQuality = "high";
    drawn.drawImage(picture, 0, 0, width, height);
    return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""
"""Chromium writes WebP itself, so that no library of pictures is needed."""
BETWEEN = """([top, most]) => {
    const things = document.querySelectorAll(
        "main :is(tr, p, li, dl > div, h1, h2, h3, label, legend, button, input, select, figure),"
        + "main :is(.govuk-hint, .govuk-button, .govuk-form-group)"
    );
    const boxes = [...things]
        .filter(each => each.checkVisibility())  // what is folded has a place too
        .map(each => each.getBoundingClientRect()).map(box => [box.top + scrollY, box.bottom + scrollY]);
    let end = top + most;
    for (let cuts = true; cuts;) {
        cuts = false;
        for (const [above, below] of boxes)
            if (above > top + 1 && above < end - 5 && below > end + 5 && below - above < most / 2) { end = above; cuts = true; }
    }
    return end - top;
}"""
"""How high a picture is that cuts no line, row or button in two."""


@dataclass(frozen=True)
class Size:
    """Pixels of a picture, and of the window beside it; the end of its file's name, and the most bytes that it may have."""

    width: int
    beside: int
    most_height: int
    end: str
    heaviest: int


PAGE = Size(640, 40, 420, "", 40 * 1024)
PHONE = Size(335, 10, 400, "-phone", 13 * 512)


@dataclass(frozen=True)
class Shot:
    """A guide, who sees the page (the persona's role), the way there, and what is shown of it.

    `way`: an address to go to, then patterns of addresses: a link of the page that fits is followed. `of`: the
    part of the page that is shown, a selector. `wide`: how many pixels of it, where a table needs more than the picture has.
    """

    guide: str
    role: str
    way: tuple[str, ...]
    of: str
    wide: int = PAGE.width


SHOTS = (
    Shot("school", "School editor", ("/requests/new/", r"/write/$"), ".govuk-task-list"),
    Shot("after-approval", "School editor", ("/", r"/outcomes/report/$"), "main form fieldset"),
    Shot("signatory", "Signatory", ("/", r"/check/$"), "form:has([name=confirm])"),
    Shot("representative", "Representative", ("/meetings/", r"^/meetings/\d+/$", r"/papers/$"), "main"),
    Shot("chair", "Chair", ("/", r"/review/$"), "main form fieldset"),
    Shot("clerk", "Clerk", ("/",), "main", wide=880),
    Shot("meetings", "Chair", ("/", r"/live/$"), "main"),
    Shot("adviser", "Adviser", ("/", r"^/meetings/\d+/$"), "main"),
    Shot("officer", "High Needs Funding officer", ("/acknowledge/", r"/receive/$"), "main form"),
    Shot(
        "moderator",
        "Council moderator",
        ("/received/?state=to-process", r"^/requests/RFR-", r"/council-section/$"),
        "form:has([name=final_amount])",
    ),
    Shot("finance", "Council finance", ("/payments/advances/", r"^/payments/advances/\d+/$"), "main"),
    Shot("area-board", "Area board member", ("/communities/", r"^/communities/[a-z0-9-]+/$"), "main"),
    Shot("locality-team", "Locality team", ("/council/",), "main"),
    Shot("data-protection-officer", "Data protection officer", ("/council/sights/",), "main"),
    Shot("administrator", "Administrator", ("/council/invitations/",), "main"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="The pictures of the guides, from a running demonstration.")
    parser.add_argument("--address", default="http://localhost:8000", help="where ./run answers")
    parser.add_argument("--guide", help="only the picture of this guide")
    options = parser.parse_args()
    wanted = [shot for shot in SHOTS if options.guide in (None, shot.guide)]
    if not wanted:
        stop(f"There is no guide called {options.guide}: {', '.join(shot.guide for shot in SHOTS)}")
    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        stop("No Chromium here: on Debian, apt-get install chromium.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        known = {role: slug for slug, role in reversed(personas(browser, options.address))}
        for shot in wanted:
            take(browser, options.address, shot, known[shot.role])
        browser.close()


def take(browser: Browser, address: str, shot: Shot, persona: str) -> None:
    """Go there as the persona and write both pictures."""
    context = become(browser, address, persona)
    page = context.pages[0]
    page.set_viewport_size({"width": shot.wide + PAGE.beside, "height": 900})
    page.goto(address + shot.way[0])
    if not _follow(page, shot, shot.way[1:]):
        stop(f"{shot.guide}: no way along {shot.way} leads to {shot.of}")
    blank = context.new_page()  # the product's pages allow no pictures from data
    for size, wide in ((PAGE, shot.wide), (PHONE, PHONE.width)):
        page.set_viewport_size({"width": wide + size.beside, "height": 900})
        written = _light(page, blank, shot, size, wide)
        (FOLDER / f"{shot.guide}{size.end}.webp").write_bytes(written)
        say(f"{shot.guide}{size.end}: {len(written) / 1024:.0f} kB, {page.url.removeprefix(address)}")
    context.close()


def _light(page: Page, blank: Page, shot: Shot, size: Size, wide: int) -> bytes:
    """The best WebP that is light enough; where none is, of less of the page."""
    pngs = (base64.b64encode(_cropped(page, shot, size, wide, part)).decode() for part in (1, 0.8, 0.6, 0.4))
    tried = (base64.b64decode(blank.evaluate(TO_WEBP, [png, size.width, each])) for png in pngs for each in QUALITIES)
    light = next((each for each in tried if len(each) <= size.heaviest), None)
    if light is None:
        stop(f"The picture of {shot.guide}{size.end} stays above {size.heaviest // 1024} kB: crop it closer.")
    return light


def _follow(page: Page, shot: Shot, patterns: tuple[str, ...]) -> bool:
    """From the page it is on, along the first links by which the part that is shown is reached."""
    if not patterns:
        return page.locator(shot.of).count() > 0
    here = page.url
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    for link in dict.fromkeys(each for each in links if re.search(patterns[0], each)):
        page.goto(urljoin(here, link))
        if _follow(page, shot, patterns[1:]):
            return True
    return False


def _cropped(page: Page, shot: Shot, size: Size, wide: int, part: float) -> bytes:
    """The part that is shown, as wide as all pictures, down to where a picture ends between two things."""
    found = page.locator(shot.of).first
    found.wait_for(state="visible", timeout=10_000)
    box = found.bounding_box()
    if box is None:
        stop(f"{shot.guide}: {shot.of} is not on {page.url}")
    around = 0 if shot.of == "main" else AROUND  # which has room around it already
    left, top = max(0, min(box["x"] - AROUND, size.beside)), box["y"] - around
    most = min(box["height"] + 2 * around, part * size.most_height * wide / size.width)
    height = page.evaluate(BETWEEN, [top, most])
    clip: FloatRect = {"x": left, "y": top, "width": wide, "height": height}
    return page.screenshot(full_page=True, clip=clip, animations="disabled")


if __name__ == "__main__":
    main()
