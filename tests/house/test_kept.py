"""A post is never lost: each form of the product, sent without a session, by another person, and too late."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html

from locality.schedule.models import Meeting
from tests.house.permission_forms import FORMS, Sending
from tests.house.permission_table import ALIKE, PAGES, REQUEST_PAGES, Page, RequestPage
from tests.house.permission_world import BACKEND, World, fingerprint, send, undone

pytestmark = pytest.mark.django_db  # each test's own transaction lies inside the module's, and is undone

WORDS = "Typed with care,\nand <b>read</b> again"
NEVER_KEPT = {
    "keep_alive", "kept_form", "mfa_index", "account_reauthenticate", "mfa_reauthenticate", "account_change_password",
    "account_set_password", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes",
    "usersessions_list",
}  # fmt: skip
"""Nothing is typed there but passwords and codes."""
POSTED = [page for page in (*PAGES, *REQUEST_PAGES) if page.post and not page.public and page.name not in NEVER_KEPT]
BY_SCRIPT = {"meeting_autosave", "meeting_others_read"}
TYPED_INTO = [page for page in REQUEST_PAGES if page.sends and page.post]


def readable(answer: HttpResponse) -> str:
    """The texts that a page shows to be read and copied."""
    found = html.document_fromstring(answer.content.decode()).xpath("//*[contains(@class, 'app-conflict__text')]")
    return "\n".join(each.text_content() for each in found)


def texts_of(fields: dict[str, Any]) -> Iterator[str]:
    """What in a filled form is prose; `seen` is the page's own, and hidden: what stood when it was shown."""
    for name, value in fields.items():
        if name != "seen" and isinstance(value, str) and " " in value.strip():
            yield value


def mark_on(page: HttpResponse) -> str:
    found = html.document_fromstring(page.content.decode()).xpath("//input[@name='typed_by']/@value")
    assert len(set(found)) == 1
    return str(found[0])


def browser_of(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.kent.people[who], backend=BACKEND)
    return client


def _changed(before: dict[str, str]) -> list[str]:
    """Which tables are otherwise now; that somebody signed in is noted with them."""
    after = fingerprint()
    return [table for table in after if after[table] != before[table] and table != "accounts_user"]


def _filled(world: World, page: Page) -> tuple[str, str, dict[str, Any]]:
    state = page.states[0] if isinstance(page, RequestPage) else ""
    who = sorted(page.post)[0]
    fields = FORMS[page.sends](Sending(world.kent, who, world.requests[state] if state else None))
    return who, world.address(page, state), fields | {"a-text": WORDS}


@pytest.mark.parametrize("page", POSTED, ids=lambda page: page.name)
def test_what_is_sent_without_a_session_waits_for_its_sender_alone(world: World, page: Page) -> None:
    with undone():
        who, path, fields = _filled(world, page)
        before = fingerprint()
        browser = browser_of(world, who)
        mark = mark_on(browser.get("/account/"))
        del browser.cookies["sessionid"]
        sent = send(browser, path, fields | {"typed_by": mark})
        assert (sent.status_code, sent["Location"]) == (302, "/sign-in/?next=%2Faccount%2Fkept%2F")
        assert WORDS not in str(browser.cookies)
        browser.force_login(world.kent.people["nobody" if who != "nobody" else "clerk"], backend=BACKEND)
        assert browser.get("/account/kept/").status_code == 302
        assert "is still here, and has not been sent" not in browser.get("/account/").content.decode()
        browser.force_login(world.kent.people[who], backend=BACKEND)
        assert "is still here, and has not been sent" in browser.get("/account/").content.decode()
        shown = browser.get("/account/kept/")
        for text in (WORDS, *texts_of(fields)):
            assert text.strip() in readable(shown)
        offered = unescape(shown.content.decode())
        (page_as_it_is,) = html.document_fromstring(offered).xpath("//a[starts-with(., 'Leave it')]/@href")
        assert browser.get(page_as_it_is).status_code != 405
        assert (f'action="{path}"' in offered) is ("can be sent from here" not in offered)
        assert _changed(before) == ["accounts_keptform"]


@pytest.mark.parametrize("page", POSTED, ids=lambda page: page.name)
def test_what_one_person_typed_is_not_sent_in_the_name_of_another(world: World, page: Page) -> None:
    """Priya's page stays open in one tab, and a colleague of the same office signs in in another."""
    with undone():
        who, path, fields = _filled(world, page)
        mark = mark_on(browser_of(world, "nobody" if who != "nobody" else "clerk").get("/account/"))
        before = fingerprint()
        sent = send(browser_of(world, who), path, fields | {"typed_by": mark})
        assert sent.status_code == 409
        assert "Typed with care" not in sent.content.decode()
        assert _changed(before) == ["accounts_keptform"]


@override_settings(SECOND_FACTOR_ENFORCED=True)
@pytest.mark.parametrize("page", POSTED[:: len(POSTED) // 12], ids=lambda page: page.name)
def test_what_is_sent_before_the_second_factor_waits(world: World, page: Page) -> None:
    with undone():
        who, path, fields = _filled(world, page)
        person = world.kent.people[who]
        person.second_factor_required = True
        person.save()
        browser = browser_of(world, who)
        sent = send(browser, path, fields)
        assert sent["Location"].endswith("?next=%2Faccount%2Fkept%2F")
        with override_settings(SECOND_FACTOR_ENFORCED=False):
            assert WORDS in readable(browser.get("/account/kept/"))


@pytest.mark.parametrize("page", TYPED_INTO, ids=lambda page: page.name)
def test_what_comes_too_late_is_shown_beside_what_now_stands(world: World, page: RequestPage) -> None:
    """In each state in which the page is closed: whoever could have sent it reads their words, and how it stands."""
    who = sorted(page.post)[0]
    answers = set()
    for state in world.requests:
        if {state, ALIKE.get(state)} & set(page.states):
            continue
        fields = FORMS[page.sends](Sending(world.kent, who, world.requests[state])) | {"a-text": WORDS}
        with undone():
            sent = send(world.client(who), world.address(page, state), fields)
        assert sent.status_code != 302, f"{state}: led to {sent['Location']}, and the words are gone"
        if sent.status_code == 400:  # the form itself, with what was typed in it
            continue
        answers.add(sent.status_code)
        for text in texts_of(fields):
            assert text.strip() in readable(sent) or sent.status_code == 409, f"{state}: {text}"
        if sent.status_code == 403:
            page_text = " ".join(html.document_fromstring(sent.content.decode()).text_content().split())
            assert "ask your council’s locality team which office" not in page_text, state
            assert "We did not save your change." in page_text
    assert answers or page.name in {"request_autosave", "request_others_read", "request_check"}


MEETINGS_FORMS = [
    page for page in PAGES if page.sends and page.post and "meeting" in page.name and page.name not in BY_SCRIPT
]


@pytest.mark.parametrize("page", MEETINGS_FORMS, ids=lambda page: page.name)
@pytest.mark.parametrize("state", ["planned", "held", "minuted", "cancelled"])
def test_a_form_of_a_meeting_that_went_on_either_has_its_effect_or_gives_the_words_back(
    world: World, page: Page, state: str
) -> None:
    with undone():
        who, path, fields = _filled(world, page)
        Meeting.objects.update(state=state, cancelled_because="Snow" if state == "cancelled" else "")
        before = fingerprint()
        sent = send(browser_of(world, who), path, fields)
        if sent.status_code == 302:
            assert _changed(before) or not list(texts_of(fields | {"a-text": ""})), f"led to {sent['Location']}"
        elif sent.status_code == 200:
            assert _changed(before)
        else:
            shown = html.document_fromstring(sent.content.decode()).xpath("//textarea|//input")
            inputs = [each.get("value") or each.text or "" for each in shown]
            for text in texts_of(fields | {"a-text": ""}):
                assert text in readable(sent) or any(text in each for each in inputs), (sent.status_code, text)


def test_a_transfer_settled_in_another_tab_gives_the_reason_back(world: World) -> None:
    with undone():
        path = reverse("transfer_refuse", kwargs=world.things["transfer_refuse"])
        confirm = reverse("transfer_confirm", kwargs=world.things["transfer_refuse"])
        assert send(world.client("finance"), confirm, {}).status_code == 302
        late = send(world.client("finance"), path, {"reason": "Their own community needs it."})
        assert late.status_code == 403
        assert readable(late) == "Their own community needs it."
        assert "You confirmed it on " in late.content.decode()
