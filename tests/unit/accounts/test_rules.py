"""Addresses, names, the proof of a second factor, and the clock of an idle session."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from locality.accounts.idle import idle_too_long, see, seen_now
from locality.accounts.models import User, normalise_email
from locality.accounts.presenters import describe_browser
from locality.accounts.rules import (
    checked_email,
    checked_name,
    forget_second_factor,
    prove_second_factor,
    second_factor_proved,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Rosa.Lind@Example.GOV.uk ", "rosa.lind@example.gov.uk"),
        ("ｒosa@example.org", "rosa@example.org"),  # full-width letters
        ("\u212aate@example.org", "kate@example.org"),  # the sign for kelvin
        ("rosa@exam\u00adple.org\u200b\u00a0", "rosa@example.org"),
    ],
)
def test_an_address_has_one_stored_form(typed: str, stored: str) -> None:
    assert normalise_email(typed) == stored


@pytest.mark.parametrize("typed", ["", "rosa", "rosa@", "rosa@example", "rоsa@example.org", "a@b.org\nBcc: c@d.org"])
def test_what_is_no_plain_address_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="correct format"):
        checked_email(typed)


def test_a_name_is_tidied_and_refused_when_empty_or_endless() -> None:
    assert checked_name("  Rosa\n  Lind ") == "Rosa Lind"
    assert checked_name("\u200bRosa\u00a0Li\u00adnd") == "Rosa Lind"
    for wrong in ("", " \t\n", "\x00", "x" * 121, "\u200b\u00ad"):
        with pytest.raises(ValidationError):
            checked_name(wrong)


@pytest.mark.parametrize(
    "name",
    ["Sign in at http://evil.example", "Rosa //evil.example", "WWW.evil.example", "a@evil.example", "<b>Rosa</b>"],
)
def test_a_name_holds_no_address_that_a_mail_program_makes_a_link_of(name: str) -> None:
    with pytest.raises(ValidationError, match="must not include a web or email address"):
        checked_name(name)


def test_names_of_people_stay_as_they_are() -> None:
    for name in ("Siân O’Brien-Lind", "Dr. J. Awww", "Rosa (Year 5/6)", "Nguyễn Thị A", "{{ 7*7 }}"):
        assert checked_name(name) == name


def test_the_second_factor_is_proved_by_one_person_for_one_session() -> None:
    session: dict[str, object] = {}
    rosa, amir = User(pk=1), User(pk=2)
    assert not second_factor_proved(session, rosa)
    prove_second_factor(session, rosa)
    assert second_factor_proved(session, rosa)
    assert not second_factor_proved(session, amir)
    forget_second_factor(session)
    assert not second_factor_proved(session, rosa)


def test_a_session_is_idle_after_its_limit_and_never_before() -> None:
    session: dict[str, object] = {}
    assert not idle_too_long(session, NOON, 1800)
    see(session, NOON)
    see(session, NOON + timedelta(seconds=59))  # too soon to be noted again, and counted in the person's favour
    assert not idle_too_long(session, NOON + timedelta(seconds=59 + 1800), 1800)
    assert idle_too_long(session, NOON + timedelta(seconds=61 + 1800), 1800)
    seen_now(session, NOON + timedelta(seconds=1800))
    assert not idle_too_long(session, NOON + timedelta(seconds=3600), 1800)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit/605 Version/18 Safari/604", "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Firefox on Linux"),
        ("curl/8", "A browser"),
    ],
)
def test_a_browser_is_named_so_that_its_owner_knows_it(agent: str, words: str) -> None:
    assert describe_browser(agent) == words


def test_a_role_is_written_small_within_a_sentence_but_for_the_councils_own_name() -> None:
    from locality.accounts.roles import ROLES

    said = [ROLES[slug].in_sentence for slug in ("clerk", "school_editor", "hnf_officer", "finance")]
    assert said == ["clerk", "school editor", "High Needs Funding officer", "council finance"]
