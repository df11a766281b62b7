"""Whether the HTML the server sent is valid: each kind of page met by a story is kept, all are checked at the end."""

import json
import os
import re
import subprocess
from pathlib import Path

from tests.browser.harness.known import MODULES, is_clean, keep_clean, page_kind

SEEN = Path(os.environ["LOCALITY_TEST_FOLDER"]) / "seen-pages"


def keep(html: str, *, name: str) -> None:
    """`name` is the page's URL name: it is what the report shows. What is known to be valid is not kept."""
    SEEN.mkdir(parents=True, exist_ok=True)
    kind = page_kind(html, "markup")
    file = SEEN / f"{re.sub(r'[^a-z0-9_-]', '_', name)}.{kind}.html"
    if not file.exists() and not is_clean(kind):
        file.write_text(html, encoding="utf-8")


def invalid_markup() -> tuple[int, list[str]]:
    """How many pages were checked, and each fault with the page's URL name."""
    pages = sorted(SEEN.glob("*.html")) if SEEN.is_dir() else []
    if not pages:
        return 0, []
    jar = next(MODULES.joinpath("vnu-jar").rglob("vnu.jar"))
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(jar),
        "--stdout",
        "--errors-only",
        "--exit-zero-always",
        "--format",
        "json",
        str(SEEN),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(answer.stdout or "{}").get("messages", [])
    faults = {
        f"{Path(message.get('url', '?')).name.split('.')[0]}: {message['message']}"
        f" (line {message.get('lastLine', '?')}: {message.get('extract', '').strip()[:160]})"
        for message in messages
        if message["type"] != "info"
    }
    faulty = {Path(message.get("url", "?")).name for message in messages if message["type"] != "info"}
    for page in pages:
        if page.name not in faulty:
            keep_clean(page.name.split(".")[1])
    return len(pages), sorted(faults)
