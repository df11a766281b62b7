"""What `./run` and `./test` share: the environment in `.venv`, stamps of what is already done, and plain sentences.

Only Python's own library: this runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"


def say(sentence: str) -> None:
    """Progress for the person at the terminal."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with a sentence that says what is wrong and how to mend it."""
    say(sentence)
    raise SystemExit(1)


def fingerprint(paths: Iterable[Path], *also: str) -> str:
    """A hash of these files' places and contents, and of the words beside them."""
    digest = hashlib.sha256("\0".join(also).encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class Stamp:
    """Remembers in a file for which state of its inputs a step was last done."""

    def __init__(self, file: Path, state: str) -> None:
        self.file = file
        self.state = state

    @property
    def fresh(self) -> bool:
        return self.file.exists() and self.file.read_text() == self.state

    def press(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.state)


def command(words: Sequence[str | Path], *, env: dict[str, str] | None = None, trouble: str) -> None:
    """Run a step; when it fails its own words are already on the screen, and `trouble` ends the run."""
    if subprocess.run(
        [str(word) for word in words], cwd=ROOT, env=env, check=False, stdin=subprocess.DEVNULL
    ).returncode:
        stop(trouble)


def install(*names: str) -> None:
    """Put the packages of requirements/NAME.txt into `.venv`, each as pinned and hashed there."""
    for name in names:
        listed = ROOT / "requirements" / f"{name}.txt"
        stamp = Stamp(VENV / f"installed-{name}", fingerprint([listed], sys.version))
        if stamp.fresh and PYTHON.exists():
            continue
        if not (VENV / "bin" / "pip").exists() or not PYTHON.exists():
            say("Making an environment for Python in .venv.")
            _make_environment()
        say(
            f"Installing what the {'product needs' if name == 'run' else 'tests need'}, a minute or two the first time."
        )
        quiet = ("-qq", "--disable-pip-version-check", "--no-input")
        command(
            [PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", listed],
            trouble="The packages could not be installed: see above. Is this machine online?",
        )
        stamp.press()


def _make_environment() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except (subprocess.CalledProcessError, OSError):
        shutil.rmtree(VENV, ignore_errors=True)
        stop("This Python cannot make environments. On Debian: apt-get install python3-venv; then start again.")


def build_styles(*, tools: bool = False) -> None:
    """The style sheets and scripts of the pages; `tools` adds what checks them."""
    command(
        [PYTHON, ROOT / "scripts" / "build_styles.py", *(["--tools"] if tools else [])],
        trouble="The styles could not be built: see above.",
    )


def product_environment(**more: str) -> dict[str, str]:
    """The variables the product's processes get."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "locality.config.settings", **more}
