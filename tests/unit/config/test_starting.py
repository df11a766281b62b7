import pytest

from locality.config.starting import Reading, keys, why_not_read, why_not_start
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
        ("LOCALITY_SECRET_KEY", "x", "the key is too short: 50 characters are the least."),
        ("LOCALITY_SECRET_KEY", "x" * 80, "repeats a few characters"),
        ("LOCALITY_SECRET_KEY", "demo-only-" * 6, "can be read in code"),
        ("LOCALITY_SECRET_KEY", "django-insecure-" + "8fj3kd0slx7qpwo2mzn4vbrt6yuicgh1ae", "can be read in code"),
        ("LOCALITY_SECRET_KEY_FALLBACKS", "short", "the key is too short"),
        ("LOCALITY_DATABASE_URL", "locality", "no address of a database"),
        ("LOCALITY_DATABASE_URL", "postgres://user:word@host", "no address of a database"),
        ("LOCALITY_HOSTS", " , ", "LOCALITY_HOSTS is missing"),
        ("LOCALITY_HOSTS", "*", "must name each host name"),
        ("LOCALITY_BASE_URL", "http://locality.council.example", "must start with https://"),
        ("LOCALITY_BASE_URL", "locality.council.example", "must be an address without a path"),
        ("LOCALITY_BASE_URL", "https://[::1", "must be an address without a path"),
        ("LOCALITY_BASE_URL", "https://other.council.example", "leads to other.council.example, which LOCALITY_HOSTS"),
        ("LOCALITY_FROM_EMAIL", "Locality <no-reply@locality.example>", "made-up address of the demonstration"),
        ("LOCALITY_FROM_EMAIL", "Locality", "is no email address"),
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


OLD, NEW = "Zq7-old." * 8, "Kw4-new_" * 8
"""Beginnings of keys; with eight more letters they are various enough."""


@pytest.mark.parametrize("typed", ["{}", "{}\n", "{} ", "{}\r", "{}\r\n", " {}"])
def test_a_key_is_the_same_whatever_is_invisible_around_it(typed: str) -> None:
    old, new = typed.format(f"{OLD}abcdefgh"), f"{NEW}ijklmnop"
    key, earlier = keys({"LOCALITY_SECRET_KEY": old})
    assert key == f"{OLD}abcdefgh"
    assert earlier == ([] if old == key else [old]), "what was locked with it as it was given still opens"
    changed = {"LOCALITY_SECRET_KEY": new, "LOCALITY_SECRET_KEY_FALLBACKS": typed.format(f"{OLD}abcdefgh")}
    assert why_not_start({**REAL, **changed}) == []
    key, earlier = keys(changed)
    assert key == new
    assert {f"{OLD}abcdefgh", old} <= set(earlier)


@pytest.mark.parametrize(
    "old", ["Zq7,old!Zq7,old!Zq7,old!Zq7,old!abc,efgh,ijklmnopqrst", f"{OLD}abcdefgh,x", f",{OLD}efgh"]
)
def test_a_key_with_a_comma_can_be_changed(old: str) -> None:
    third = f"{OLD}qrstuvwx"
    for fallbacks in (old, f"{third}, {old}", f"{old} ,{third}"):
        given = {"LOCALITY_SECRET_KEY": f"{NEW}ijklmnop", "LOCALITY_SECRET_KEY_FALLBACKS": fallbacks}
        assert why_not_start({**REAL, **given}) == []
        assert old in keys(given)[1]
        assert (third in keys(given)[1]) == (third in fallbacks)


def test_a_short_word_is_no_earlier_key_and_a_known_one_opens_nothing() -> None:
    said = why_not_start({**REAL, "LOCALITY_SECRET_KEY_FALLBACKS": "one,two"})
    assert ["the key is too short" in each for each in said] == [True, True]
    assert not any(each.startswith("changeme") for each in keys({"LOCALITY_SECRET_KEY_FALLBACKS": "changeme" * 9})[1])


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


MALFORMED = [
    ("LOCALITY_DATABASE_URL", "postgres://locality:wo[rd@db.council.example/locality", "has a “[” or “]” in it"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:wo]rd@db.council.example/locality", "has a “[” or “]” in it"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:wo#rd@db.council.example/locality", "write # as %23"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:wo/rd@db.council.example/locality", "write # as %23"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:wo?rd@db.council.example/locality", "write # as %23"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example:0/locality", "port from 1 to 65535"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example:99999/locality", "port from 1 to 65535"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example:abc/locality", "port from 1 to 65535"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db council/locality", "is no address of a database"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example/locality/second", "is no address of a database"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example/locality?sslmod=require", "“sslmod”"),
    ("LOCALITY_DATABASE_URL", "postgres://locality:word@db.council.example/locality?sslmode=yes", "“sslmode”"),
    ("LOCALITY_DATABASE_URL", "mysql://locality:word@db.council.example/locality", "is no address of a database"),
    ("LOCALITY_DATABASE_URL", "sqlite:////no/such/folder/locality.sqlite3", "no folder"),
    ("LOCALITY_DATABASE_URL", "sqlite://:memory:", "is no address of a database"),
    ("LOCALITY_HOSTS", "https://locality.council.example", "“https://locality.council.example” is no host name"),
    ("LOCALITY_HOSTS", "locality.council.example:443", "is no host name"),
    ("LOCALITY_HOSTS", "locality.council.example/", "is no host name"),
    ("LOCALITY_HOSTS", "locality.council.example other.council.example", "is no host name"),
    ("LOCALITY_HOSTS", "*.council.example", "is no host name"),
    ("LOCALITY_HOSTS", ".", "is no host name"),
    ("LOCALITY_HOSTS", "locality.council.example;second.council.example", "is no host name"),
    ("LOCALITY_BASE_URL", "https://locality.council.example:0", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "https://locality.council.example:abc", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "https://ann:word@locality.council.example", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "https://locality.council.example#top", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "https://locality council.example", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "https://lócality.council.example", "must be an address without a path"),
    ("LOCALITY_BASE_URL", "ftp://locality.council.example", "must be an address without a path"),
    ("LOCALITY_FROM_EMAIL", "Locality <locality@council>", "has a missing part"),
    ("LOCALITY_FROM_EMAIL", "Locality <locality@council..example>", "has a missing part"),
    ("LOCALITY_FROM_EMAIL", "Locality <locality@@council.example>", "has a missing part"),
    ("LOCALITY_FROM_EMAIL", "Locality <.locality@council.example>", "has a missing part"),
    ("LOCALITY_FROM_EMAIL", "Locality <locality@council.example\u200b>", "which email addresses cannot have"),
    ("LOCALITY_FROM_EMAIL", "Locality <lócality@council.example>", "which email addresses cannot have"),
    ("LOCALITY_FROM_EMAIL", "Locality <locality@council.example", "must look like"),
    ("LOCALITY_FROM_EMAIL", "Locality locality@council.example", "must look like"),
    ("LOCALITY_FROM_EMAIL", "locality@council.example, second@council.example", "must look like"),
    ("LOCALITY_FROM_EMAIL", "Kent, Locality <locality@council.example>", "must look like"),
    ("LOCALITY_FROM_EMAIL", "Locality\nBcc: x@y.example <locality@council.example>", "must look like"),
    ("LOCALITY_SMTP_HOST", "smtp://mail.council.example", "is no host name"),
    ("LOCALITY_SMTP_HOST", "mail.council.example:587", "is no host name"),
    ("LOCALITY_SMTP_HOST", "mail council", "is no host name"),
    ("LOCALITY_SMTP_HOST", " ", "is empty"),
    ("LOCALITY_SMTP_USER", "locality", "LOCALITY_SMTP_PASSWORD"),
    ("LOCALITY_SMTP_PASSWORD", "word", "LOCALITY_SMTP_USER"),
    ("LOCALITY_SMTP_PORT", "465", "STARTTLS"),
    ("LOCALITY_EMAIL_BACKEND", "smtp", "is no mail backend"),
    ("LOCALITY_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackent", "is no mail backend"),
    ("LOCALITY_EMAIL_BACKEND", "no.such.module.EmailBackend", "is no mail backend"),
    ("LOCALITY_EMAIL_BACKEND", "..", "is no mail backend"),
    ("LOCALITY_VAR", "/no/such/folder", "is no folder"),
    ("WEB_CONCURRENCY", "three", "whole number from 1 to 100, or be left out. It is “three”"),
    ("WEB_CONCURRENCY", "", "whole number from 1 to 100"),
    ("WEB_CONCURRENCY", "0", "whole number from 1 to 100"),
    ("WEB_CONCURRENCY", "-1", "whole number from 1 to 100"),
    ("WEB_CONCURRENCY", "101", "whole number from 1 to 100"),
    ("WEB_CONCURRENCY", "²", "whole number from 1 to 100"),
    ("LOCALITY_VAR", "~/var", "is no folder"),
    ("LOCALITY_SMTP_HOTS", "mail.council.example", "is no setting"),
    ("LOCALITY_SECRETKEY", "x", "is no setting"),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "value", "words"), MALFORMED)
def test_what_can_not_be_read_is_one_sentence(setting: str, value: str, words: str) -> None:
    (said,) = why_not_start({**REAL, setting: value})
    assert setting in said
    assert words in said
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LOCALITY_DATABASE_URL", "postgresql://locality:wo%5Brd%23@db.council.example:5432/locality?sslmode=require"),
        ("LOCALITY_DATABASE_URL", "postgres://locality@%2Fvar%2Frun%2Fpostgresql/locality"),
        ("LOCALITY_DATABASE_URL", "postgres:///locality"),
        ("LOCALITY_DATABASE_URL", "postgres://locality:word@[2001:db8::1]:5433/locality"),
        ("LOCALITY_HOSTS", "locality.council.example,10.0.0.4,[2001:db8::1],LOCALHOST"),
        ("LOCALITY_BASE_URL", "https://Locality.Council.example/"),
        ("LOCALITY_BASE_URL", "https://locality.council.example:8443"),
        ("LOCALITY_FROM_EMAIL", "locality@council.example"),
        ("LOCALITY_FROM_EMAIL", '"Kent, Locality" <locality@council.example>'),
        ("LOCALITY_FROM_EMAIL", "Cyngor Môn <o'neil+locality@council.example>"),
        ("LOCALITY_SMTP_HOST", "mail.council.example"),
        ("LOCALITY_SMTP_PORT", "587"),
        ("LOCALITY_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("LOCALITY_VAR", "/"),
    ],
)
def test_what_is_unusual_and_right_starts(setting: str, value: str) -> None:
    assert why_not_start({**REAL, setting: value}) == []


def test_a_password_is_never_repeated() -> None:
    urls = [value for setting, value, _ in MALFORMED if setting == "LOCALITY_DATABASE_URL"]
    said = " ".join(each for url in urls for each in why_not_start({**REAL, "LOCALITY_DATABASE_URL": url}))
    assert not any(word in said for word in ("wo[rd", "wo]rd", "wo#rd", "wo/rd", "wo?rd", ":word"))


def test_the_demonstration_reads_what_it_is_given_too() -> None:
    assert why_not_read({"LOCALITY_DEMO": "1"}) == []
    assert len(why_not_read({"LOCALITY_DATABASE_URL": "postgres://a:b[@c/d", "LOCALITY_VAR": "/no/such/folder"})) == 2


def test_a_number_of_many_figures_is_read_whole() -> None:
    read = Reading({"A": "00000000000099999999", "B": "0000000000000001", "C": "nan", "D": "1e-9", "E": "1_0"})
    assert (read.whole("A", 7, most=9), read.whole("B", 7, least=1, most=9)) == (7, 1)
    assert (read.seconds("C", 2.0), read.seconds("D", 2.0), read.seconds("E", 2.0)) == (2.0, 2.0, 2.0)
    assert [each.split(" ")[0] for each in read.faults] == ["A", "C", "D", "E"]
