"""What a screen reader says: a reader that runs inside the page walks it from its first word to its last."""

import os
import re
from difflib import ndiff
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.harness.known import MODULES

SCRIPT = MODULES / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
KEPT = Path(__file__).parents[1] / "heard"
MOST = 1200  # phrases of one page: more means that the reader goes round in circles


@cache
def _script() -> str:
    """The reader as a plain script, which the debugger can evaluate whatever the page's security policy."""
    source, exports = SCRIPT.read_text(encoding="utf-8"), r"export\s*\{[^}]*?([\w$]+) as virtual\s*\};?"
    return "(() => {" + re.sub(exports, r"window.virtual = \1;", source.split("//# sourceMappingURL")[0]) + "\n})()"


def heard(page: Page) -> list[str]:
    """Each phrase, in order, from the top of the page to its end; not that a part is over, which most readers spare."""
    page.evaluate(_script())
    said = page.evaluate(
        """async (most) => {
            await virtual.start({container: document.body});
            const phrases = [];
            for (let step = 0; step < most; step += 1) {
                phrases.push(await virtual.lastSpokenPhrase());
                if (phrases[step] === 'end of document') break;
                await virtual.next();
            }
            await virtual.stop();
            return phrases;
        }""",
        MOST,
    )
    assert said[-1] == "end of document", f"The reader never came to the end: {said[-5:]}"
    phrases = [str(phrase) for phrase in said if not str(phrase).startswith("end of ")]
    return [re.sub(r"seal [0-9a-f]{12}", "seal 0123456789ab", phrase) for phrase in phrases]  # another one each time


def announced(page: Page) -> list[str]:
    """What has been said by itself since the reader was started by `listen`."""
    said = page.evaluate("async () => (await virtual.spokenPhraseLog()).filter(p => /^(polite|assertive): /.test(p))")
    return [str(phrase) for phrase in said]


def listen(page: Page) -> None:
    """Start the reader and leave it on, to hear what the page says by itself."""
    page.evaluate(_script())
    page.evaluate("async () => { await virtual.start({container: document.body}); }")


def compare(name: str, phrases: list[str]) -> None:
    """Hold what is heard against the text kept beside the tests; LOCALITY_HEARD=write keeps it anew."""
    kept = KEPT / f"{name}.txt"
    text = "\n".join(phrases) + "\n"
    if os.environ.get("LOCALITY_HEARD") == "write":
        KEPT.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    expected = kept.read_text(encoding="utf-8") if kept.exists() else ""
    changes = [line for line in ndiff(expected.splitlines(), text.splitlines()) if line[0] in "+-"]
    assert not changes, "\n".join(
        [f"{name} is heard differently. If the new text is as good, keep it with LOCALITY_HEARD=write.", *changes]
    )
