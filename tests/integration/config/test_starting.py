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


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LOCALITY_DATABASE_URL", "postgres://locality:wo[rd@db.council.example/locality"),
        ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example:99999/locality"),
        ("LOCALITY_FROM_EMAIL", "Locality <locality@council..example>"),
        ("LOCALITY_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackent"),
    ],
)
@pytest.mark.parametrize("others", [REAL, {"LOCALITY_DEMO": "1"}], ids=["for real", "demonstration"])
def test_nothing_starts_on_what_can_not_be_read(setting: str, value: str, others: dict[str, str]) -> None:
    ended = run(*MANAGE, "check", **(others | {setting: value}))
    assert ended.returncode == 3
    assert ended.stderr.count("\n- ") == 1
    assert setting in ended.stderr
    assert 'File "' not in ended.stderr, "a sentence, not a trace"


def test_the_address_is_written_as_browsers_write_it() -> None:
    words = "import django; django.setup(); from django.conf import settings as s; print(s.BASE_URL, s.CSRF_TRUSTED_ORIGINS)"
    given = REAL | {"LOCALITY_BASE_URL": "https://Locality.Council.example:443/"}
    found = run(sys.executable, "-c", words, **given, DJANGO_SETTINGS_MODULE="locality.config.settings")
    assert found.stdout == "https://locality.council.example ['https://locality.council.example']\n"
