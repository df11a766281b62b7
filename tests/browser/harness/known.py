"""Pages that were found clean, kept for the next run: what is known is not put to the engines again.

A page is known by its content, but for the numbers in its words, one-time keys and the names of days and months; by the
width and by what was looked for; and by whatever judges or draws it: the engines, the styles and scripts, the browser and
these tests. Numbers in names and addresses count by which are alike: two elements of one id are another page. All other
attributes count as they are. A page with a fault is never kept. `./test everything` begins with nothing known
(tests/cache.py).
"""

import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests import cache as kept

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
IBM = MODULES / "accessibility-checker-engine" / "ace.js"
INSPECTOR = ROOT / "tests" / "browser" / "pages" / "inspector.py"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OF_THE_DAY = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in (*MONTHS, *DAYS))
CHANGING = (
    (re.compile(r'(<input type="hidden"[^>]* value=")[^"]*'), r"\1"),  # nobody sees it, and most are one-time keys
    (re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{8,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "0"),
    (re.compile(rf"\b(?:{OF_THE_DAY})\b"), "Day"),
)
TAG = re.compile(r'<[^">]*(?:"[^"]*"[^">]*)*>')
ATTRIBUTE = re.compile(r'(?<=\s)([\w:-]+)="([^"]*)"')
NUMBER = re.compile(r"\d+")
NAMES = re.compile(r"id|for|name|form|list|headers|href|action|aria-(labelledby|describedby|controls|owns|details)")
WORDS = re.compile(r"value|title|alt|content|datetime|src|data-.*|aria-label")


def page_kind(html: str, *looked_for: object) -> str:
    """The same for pages that differ in what changes by itself only."""
    for pattern, replacement in CHANGING:
        html = pattern.sub(replacement, html)
    alike: dict[str, str] = {}

    def attribute(found: re.Match[str]) -> str:
        name, value = found.groups()
        if NAMES.fullmatch(name):
            value = NUMBER.sub(lambda each: alike.setdefault(each[0], f"#{len(alike)}"), value)
        elif WORDS.fullmatch(name):
            value = NUMBER.sub("0", value)
        return f'{name}="{value}"'

    parts, end = [], 0
    for tag in TAG.finditer(html):
        parts += [NUMBER.sub("0", html[end : tag.start()]), ATTRIBUTE.sub(attribute, tag[0])]
        end = tag.end()
    plain = "".join([*parts, NUMBER.sub("0", html[end:])])
    return hashlib.sha256(f"{looked_for} {plain}".encode()).hexdigest()


def is_clean(kind: str) -> bool:
    return (kept.folder("pages", engines()) / kind).exists()


def keep_clean(kind: str) -> None:
    (kept.folder("pages", engines()) / kind).touch()


@cache
def engines() -> str:
    """What judges and draws the pages, as a key."""
    digest = hashlib.sha256(_browser().encode())
    files = [AXE, IBM, *MODULES.joinpath("vnu-jar").rglob("vnu.jar"), *Path(__file__).parent.glob("*.py"), INSPECTOR]
    for folder in (ROOT / "build" / "assets", *ROOT.glob("src/locality/*/static")):
        files += [file for file in folder.rglob("*") if file.is_file()]
    for file in sorted(files):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _browser() -> str:
    chromium = os.environ.get("LOCALITY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    return subprocess.run([chromium, "--version"], capture_output=True, text=True, check=False).stdout
