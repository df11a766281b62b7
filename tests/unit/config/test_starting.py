import pytest

from locality.config.starting import Reading, why_not_start
from tests.installed import REAL


def test_whole_settings_start() -> None:
    assert why_not_start(REAL) == []


def test_all_that_is_missing_is_said_at_once_a_sentence_each() -> None:
    said = why_not_start({})
    assert [each.split(" ")[0] for each in said] == [
        "LOCALITY_SECRET_KEY",
        "LOCALITY_DATABASE_URL",
        "LOCALITY_HOSTS",
        "LOCALITY_BASE_URL",
        "LOCALITY_FROM_EMAIL",
        "LOCALITY_TRUSTED_PROXIES",
    ]
    assert all(" is missing: " in each for each in said)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("LOCALITY_SECRET_KEY", "x", "the key is too short; 50 characters are the least."),
        ("LOCALITY_SECRET_KEY", "x" * 80, "repeats a few characters"),
        ("LOCALITY_SECRET_KEY", "demo-only-" * 6, "can be read in code"),
        ("LOCALITY_SECRET_KEY", "django-insecure-" + "8fj3kd0slx7qpwo2mzn4vbrt6yuicgh1ae", "can be read in code"),
        ("LOCALITY_SECRET_KEY_FALLBACKS", "short", "the key is too short"),
        ("LOCALITY_DATABASE_URL", "locality", "no address of a database"),
        ("LOCALITY_DATABASE_URL", "postgres://user:word@host", "no address of a database"),
        ("LOCALITY_HOSTS", " , ", "LOCALITY_HOSTS is missing"),
        ("LOCALITY_HOSTS", "*", "must name each host name"),
        ("LOCALITY_BASE_URL", "http://locality.council.example", "must begin with https://"),
        ("LOCALITY_BASE_URL", "locality.council.example", "must be an address without a path"),
        ("LOCALITY_BASE_URL", "https://[::1", "must be an address without a path"),
        ("LOCALITY_BASE_URL", "https://other.council.example", "leads to other.council.example, which LOCALITY_HOSTS"),
        ("LOCALITY_FROM_EMAIL", "Locality <no-reply@locality.example>", "made-up address of the demonstration"),
        ("LOCALITY_FROM_EMAIL", "Locality", "is no e-mail address"),
        ("LOCALITY_TRUSTED_PROXIES", "", "LOCALITY_TRUSTED_PROXIES is missing"),
    ],
)
def test_each_wrong_setting_is_said_by_its_name(setting: str, value: str, words: str) -> None:
    (said,) = why_not_start({**REAL, setting: value})
    assert setting in said
    assert words in said


def test_a_key_is_never_repeated_in_what_is_said() -> None:
    assert not any(
        "hunter2hunter2" in each for each in why_not_start({**REAL, "LOCALITY_SECRET_KEY": "hunter2hunter2"})
    )


def test_names_below_a_host_and_other_databases_are_taken() -> None:
    assert why_not_start({**REAL, "LOCALITY_HOSTS": ".council.example"}) == []
    assert why_not_start({**REAL, "LOCALITY_DATABASE_URL": "sqlite:////var/lib/locality.sqlite3"}) == []
    assert why_not_start({**REAL, "LOCALITY_BASE_URL": "http://locality.council.example"}, insecure_http=True) == []


def test_numbers_and_switches_that_can_not_be_read_are_gathered() -> None:
    read = Reading({"A": "two", "B": "-1", "C": "maybe", "D": "0", "E": "1", "F": "", "G": "99999999999999999999"})
    assert (read.whole("A", 7), read.whole("B", 7), read.switch("C", True), read.seconds("D", 2.0)) == (7, 7, True, 2.0)
    assert (read.whole("E", 7), read.switch("E", False), read.switch("F", True), read.whole("missing", 7)) == (
        1,
        True,
        False,
        7,
    )
    assert read.whole("G", 7) == 7
    assert [each.split(" ")[0] for each in read.faults] == ["A", "B", "C", "D", "G"]
