"""Outside demo mode nothing starts on bad settings: neither a command nor the web server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed import REAL

ROOT = Path(__file__).parents[3]
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
MANAGE = [sys.executable, str(ROOT / "manage.py")]


def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words, env=BARE | settings, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        (*MANAGE, "check"),
        (*MANAGE, "migrate"),
        (*MANAGE, "worker"),
        (sys.executable, "-c", "import locality.config.wsgi"),
        (sys.executable, "-m", "gunicorn", "locality.config.wsgi", "--bind=127.0.0.1:0", "--workers=1"),
    ],
    ids=["check", "migrate", "worker", "wsgi", "gunicorn"],
)
def test_nothing_starts_without_settings(words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.returncode == 3
    assert "LOCALITY_SECRET_KEY is missing" in ended.stderr
    assert "LOCALITY_TRUSTED_PROXIES is missing" in ended.stderr
    assert 'File "' not in ended.stderr, "a sentence, not a trace"


def test_whole_settings_start() -> None:
    ended = run(*MANAGE, "check", **REAL)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_demonstration_needs_nothing(tmp_path: Path) -> None:
    assert run(*MANAGE, "check", LOCALITY_DEMO="1", LOCALITY_VAR=str(tmp_path)).returncode == 0


def test_the_gallery_is_closed_where_people_work() -> None:
    words = "import django; django.setup(); from django.urls import reverse; print(reverse('gallery'))"
    found = run(sys.executable, "-c", words, **REAL, DJANGO_SETTINGS_MODULE="locality.config.settings")
    assert "NoReverseMatch" in found.stderr
