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


def test_a_web_server_of_no_processes_is_not_started() -> None:
    ended = run(sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", **REAL, WEB_CONCURRENCY="0")
    assert ended.returncode == 3
    assert "WEB_CONCURRENCY must be a whole number from 1 to 100" in ended.stderr
    assert 'File "' not in ended.stderr, "a sentence, not a trace"


@pytest.mark.parametrize(
    "words",
    [
        ("set_up_authority", "Kent", "886"),
        ("import_schools", "886", "README.md"),
        ("check_key",),
        ("tick",),
    ],
)
def test_a_command_on_a_database_without_tables_says_what_to_do(words: tuple[str, ...], tmp_path: Path) -> None:
    ended = run(*MANAGE, *words, LOCALITY_DEMO="1", LOCALITY_VAR=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr == (
        "The database lacks tables or columns of this version. Run “python manage.py migrate” first.\n"
    )


@pytest.mark.parametrize("command", ["check_key", "migrate"])
def test_a_database_that_is_not_there_is_said_in_a_sentence(command: str) -> None:
    nowhere = REAL | {"LOCALITY_DATABASE_URL": "postgres://locality:secret-word@127.0.0.1:1/locality"}
    ended = run(*MANAGE, command, **nowhere)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database cannot be reached: ")
    assert ended.stderr.endswith(". LOCALITY_DATABASE_URL says where it is.\n")
    assert "secret-word" not in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_step_of_the_installation_that_was_left_out_is_said(tmp_path: Path) -> None:
    """Without the table every page answers and no sign-in does: said by the check, and by what would run beside."""
    demo = {"LOCALITY_DEMO": "1", "LOCALITY_VAR": str(tmp_path)}
    assert run(*MANAGE, "check", **demo).returncode == 0, "before the first step"
    assert run(*MANAGE, "migrate", **demo).returncode == 0
    for command in ("check", "tick"):
        left_out = run(*MANAGE, command, **demo)
        assert left_out.returncode == 1
        assert "no one can sign in. Run “python manage.py createcachetable”." in left_out.stderr
        assert 'File "' not in left_out.stderr, "a sentence, not a trace"
    assert run(*MANAGE, "createcachetable", **demo).returncode == 0
    assert run(*MANAGE, "check", **demo).returncode == 0


def test_words_in_another_encoding_are_said_in_a_sentence(tmp_path: Path) -> None:
    for command in ("migrate", "createcachetable"):
        run(*MANAGE, command, LOCALITY_DEMO="1", LOCALITY_VAR=str(tmp_path))
    ended = run(*MANAGE, "verify_audit", "--expect", "8\udce96", LOCALITY_DEMO="1", LOCALITY_VAR=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr == (
        "We cannot read some letters of this command. Set the terminal to UTF-8 and type it again.\n"
    )


def test_the_end_of_a_file_is_no_part_of_a_name_or_password_for_mail() -> None:
    words = (
        "import django; django.setup(); from django.conf import settings as s;"
        " print(ascii((s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD)))"
    )
    given = REAL | {"LOCALITY_SMTP_USER": "locality\n", "LOCALITY_SMTP_PASSWORD": " a word \r\n"}
    found = run(sys.executable, "-c", words, **given, DJANGO_SETTINGS_MODULE="locality.config.settings")
    assert found.stdout == "('locality', ' a word ')\n"
