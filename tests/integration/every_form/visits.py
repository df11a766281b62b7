"""Where each form is shown: which page, who opens it, and in which state of the thing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from locality.accounts.forms_over_sign_in import mark_of
from locality.meetings.models import AgendaItem, ItemRecord
from locality.outbox.models import Message
from locality.resource_requests.content.questions import SECTIONS
from tests.house.urls import Address, address_named
from tests.integration.accounts.conftest import app_code, secret_on
from tests.integration.every_form.world import PASSWORD, World, clash

# Who may open a page is tried in this order; somebody signed out comes last
PEOPLE = (
    "locality_team",
    "signatory",
    "chair",
    "clerk",
    "hnf_officer",
    "finance",
    "moderator",
    "data_protection_officer",
    "administrator",
    "",
)

# Who sees the forms of a page that others may open too
SEEN_BY = {
    "home": "signatory",
    "meeting": "chair",
    "meeting_agenda": "chair",
    "meeting_papers": "clerk",
    "meeting_live": "clerk",
    "meeting_end": "clerk",
    "meeting_decide": "clerk",
    "meeting_minutes_send": "clerk",
    "meeting_hand_over": "clerk",
    "action_point": "representative",
    "attendance_raise": "clerk",
    "transfer": "finance",
    "practice_withdraw": "clerk",
    "practice_release": "clerk",
    "support": "signatory",
    "support_services": "locality_team",
    "support_service_close": "locality_team",
    "support_helped": "signatory",
    **dict.fromkeys(
        ("support_offer", "support_offer_change", "support_offer_close", "support_placement", "support_answer",
         "support_finish", "support_hours_correct"),
        "representative",
    ),
    **dict.fromkeys(("opportunity", "opportunity_change", "opportunity_cancel", "opportunity_who_came"), "representative"),
    "opportunity_book": "school_editor",
}  # fmt: skip

# Pages of a request: who sees their forms, and in which state. Others are tried until they open
ON_REQUEST: dict[str, list[tuple[str, str]]] = {
    "request_check": [("signatory", "draft"), ("school_editor", "draft"), ("school_editor", "ready_to_sign"),
                      ("signatory", "ready_to_sign")],
    "request_withdraw": [("signatory", "draft"), ("signatory", "submitted")],
    "request": [("signatory", "submitted"), ("signatory", "refused")],
    "request_review": [("chair", "submitted"), ("chair", "deferred")],
    "request_decide": [("clerk", "accepted")],
    "request_correct": [("clerk", "approved"), ("chair", "declined"), ("chair", "granted")],
    "request_hand_over": [("clerk", "approved")],
    "request_receive": [("hnf_officer", "handed_over")],
    "request_answer": [("clerk", "queried")],
    "request_exceptional": [("chair", "urgent")],
    "request_contact": [("clerk", "refused")],
    "request_forward": [("clerk", "referred")],
    "request_moderate": [("moderator", "acknowledged")],
    "request_take_up": [("moderator", "referral_asked")],
    "request_council_decision": [("moderator", "with_council")],
    "request_question": [("moderator", "acknowledged")],
    "request_reply": [("clerk", "questioned"), ("signatory", "questioned")],
    "request_give_back": [("moderator", "processed")],
    "support_name": [("clerk", "support_asked")],
    "request_agree_outcomes": [("signatory", "under_way")],
    "request_move_review": [("signatory", "under_way")],
    "request_report": [("signatory", "under_way")],
    "request_second_look": [("representative", "looked_at")],
}  # fmt: skip
ARGS: dict[str, list[dict[str, Any]]] = {
    "agenda_template_add": [{"what": "item"}, {"what": "step"}],
    "request_section": [{"slug": section.slug} for section in SECTIONS],
    "request_pupil": [{"row": "1"}],
    "request_pupil_remove": [{"row": "1"}],
    "request_line": [{"row": "1"}],
    "request_line_remove": [{"row": "1"}],
    "request_compare": [{"number": 1}],
    "requests_export": [{"kind": "csv"}],
    "balances_export": [{"kind": "csv"}],
}


@dataclass(frozen=True)
class Visit:
    """A page that is open."""

    client: Client
    answer: Any


def visits_of(name: str, world: World) -> Iterator[Visit]:
    """The pages of that URL name, opened by those who may, as often as they differ."""
    if name in SIGNING_IN:
        yield from SIGNING_IN[name](world)
        return
    address = address_named(name)
    if name in ON_REQUEST:
        for who, state in ON_REQUEST[name]:
            yield from _seen(world.client(who), _path(address, {}, state, world))
    else:
        for given in ARGS.get(name) or world.things.get(name) or [{}]:
            kind = {"kind": "csv"} if "kind" in address.parameters else {}
            yield from _first_open(address, kind | given, world)
    if name == "request_section":
        yield _conflict(world)
    if name == "meeting_live":
        yield from _seen(world.client("representative"), _path(address, world.things[name][0], "", world))
    if name == "meeting_texts":
        yield _two_texts(world)
    if name == "meeting_minutes_write":
        yield _minutes_clash(world)


def _first_open(address: Address, given: dict[str, Any], world: World) -> Iterator[Visit]:
    """The page, opened by the first who may, in the first state in which it opens; nothing where it is no page."""
    for state in list(world.requests) if "reference" in address.parameters else [""]:
        for who in [SEEN_BY[address.name]] if address.name in SEEN_BY else PEOPLE:
            client = world.client(who)
            answer = client.get(_path(address, given, state, world))
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield Visit(client, answer)
            if answer.status_code in {200, 405}:
                return


def _path(address: Address, given: dict[str, Any], state: str, world: World) -> str:
    return reverse(address.name, kwargs=given | ({"reference": world.requests[state].reference} if state else {}))


def _seen(client: Client, path: str) -> Iterator[Visit]:
    answer = client.get(path)
    if answer.status_code == 200:
        yield Visit(client, answer)


def _conflict(world: World) -> Visit:
    """The page that shows two texts comes in answer to a form."""
    client, request = world.client("signatory"), clash(world)
    path = reverse("request_section", args=[request.reference, "solution"])
    fields = {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e11", "solution": "My own text", "revision-solution": "1"}
    answer = client.post(path, fields)
    assert answer.status_code == 409, answer.status_code
    return Visit(client, answer)


def _two_texts(world: World) -> Visit:
    """The same of a meeting: the summary is written already, and somebody else's open page knows nothing of it."""
    client, thing = world.client("clerk"), world.things["meeting_texts"][0]
    fields = {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e12", "notes": "", "summary": "My own text",
              "revision-notes": "0", "revision-summary": "0"}  # fmt: skip
    answer = client.post(reverse("meeting_texts", kwargs=thing), fields)
    assert answer.status_code == 409, answer.status_code
    return Visit(client, answer)


def _minutes_clash(world: World) -> Visit:
    """The same of minutes: the deputy saved a text that the clerk's open page knows nothing of."""
    client, given = world.client("clerk"), world.things["meeting_minutes_write"][0]
    item = AgendaItem.objects.filter(meeting=given["pk"]).earliest("pk")
    ItemRecord.objects.update_or_create(
        item=item,
        defaults={"notes": "Theirs", "notes_revision": 2, "notes_by": world.kent.people["deputy_clerk"]},
    )
    name = f"notes-{item.pk}"
    fields = {"form_key": "6f1c52de-3f5c-4b0c-9d94-0d6ecb0b9e12", name: "My own text", f"revision-{name}": "1"}
    answer = client.post(reverse("meeting_minutes_write", kwargs=given), fields)
    assert answer.status_code == 409, answer.status_code
    return Visit(client, answer)


# Signing in -------------------------------------------------------------------------------------------------------


def _open(client: Client, name: str) -> Visit:
    return Visit(client, client.get(reverse(name)))


def _by_password(world: World) -> Client:
    client = world.client()
    cache.clear()
    client.post(reverse("account_login"), {"login": world.rosa.email, "password": PASSWORD})
    return client


def _with_app(world: World) -> Client:
    """Signed in, with an app set up."""
    client = _by_password(world)
    secret = secret_on(client.get(reverse("mfa_activate_totp")))
    client.post(reverse("mfa_activate_totp"), {"code": app_code(secret, -1)})
    world.app_secret = secret
    return client


def _set_up_app(world: World) -> Iterator[Visit]:
    visit = _open(_by_password(world), "mfa_activate_totp")
    world.app_secret = secret_on(visit.answer)
    yield visit


def _second_step(world: World) -> Iterator[Visit]:
    client = _with_app(world)
    client.post(reverse("account_logout"))
    client = _by_password(world)
    yield _open(client, "mfa_authenticate")


def _asked_for(name: str, email: str, world: World) -> Client:
    client = world.client()
    cache.clear()
    client.post(reverse(name), {"email": email})
    return client


def _code_page(world: World) -> Iterator[Visit]:
    yield _open(_asked_for("account_request_login_code", world.rosa.email, world), "account_confirm_login_code")


def _reset_code_page(world: World) -> Iterator[Visit]:
    client = _asked_for("account_reset_password", world.rosa.email, world)
    yield _open(client, "account_confirm_password_reset_code")


def _new_password_page(world: World) -> Iterator[Visit]:
    client = _asked_for("account_reset_password", world.rosa.email, world)
    client.post(reverse("account_confirm_password_reset_code"), {"code": mailed_code()})
    yield _open(client, "account_complete_password_reset")


def _first_password_page(world: World) -> Iterator[Visit]:
    person = world.kent.people["nobody"]
    person.set_unusable_password()
    person.save()
    client = _asked_for("account_request_login_code", person.email, world)
    client.post(reverse("account_confirm_login_code"), {"code": mailed_code()})
    yield _open(client, "account_set_password")


def _kept_form(world: World) -> Iterator[Visit]:
    client = world.client("signatory")
    fields = {"name": "Another Name", "message_preference": "daily"}
    session = client.cookies.pop("sessionid")
    client.post(reverse("account"), fields | {"typed_by": mark_of(world.kent.people["signatory"])})
    client.cookies["sessionid"] = session.value
    yield _open(client, "kept_form")


def _two_sessions(world: World) -> Iterator[Visit]:
    _open(_by_password(world), "account")
    yield _open(_by_password(world), "usersessions_list")


def mailed_code() -> str:
    """The code in the last message."""
    message = Message.objects.filter(secret=True).latest("id")
    found = re.search(r"\b\d{6,8}\b", " ".join(message.lines))
    assert found, message.lines
    return found.group()


def app_shows(world: World) -> str:
    """What the app of rosa shows now."""
    return app_code(world.app_secret)


def _by_app(name: str) -> Callable[[World], Iterator[Visit]]:
    return lambda world: iter([_open(_with_app(world), name)])


def _signed_out(name: str) -> Callable[[World], Iterator[Visit]]:
    return lambda world: iter([_open(world.client(), name)])


def _rosas(name: str) -> Callable[[World], Iterator[Visit]]:
    return lambda world: iter([_open(_by_password(world), name)])


SIGNING_IN: dict[str, Callable[[World], Iterator[Visit]]] = {
    "account_login": _signed_out("account_login"),
    "account_request_login_code": _signed_out("account_request_login_code"),
    "account_confirm_login_code": _code_page,
    "mfa_authenticate": _second_step,
    "account_logout": _rosas("account_logout"),
    "account_reset_password": _signed_out("account_reset_password"),
    "account_confirm_password_reset_code": _reset_code_page,
    "account_complete_password_reset": _new_password_page,
    "account_reauthenticate": _rosas("account_reauthenticate"),
    "mfa_reauthenticate": _by_app("mfa_reauthenticate"),
    "account_change_password": _rosas("account_change_password"),
    "account_set_password": _first_password_page,
    "mfa_activate_totp": _set_up_app,
    "mfa_deactivate_totp": _by_app("mfa_deactivate_totp"),
    "mfa_generate_recovery_codes": _by_app("mfa_generate_recovery_codes"),
    "kept_form": _kept_form,
    "usersessions_list": _two_sessions,
    "invitation_accept": lambda world: (
        Visit(client, client.get(reverse("invitation_accept", args=[token])))
        for token in world.tokens
        for client in [world.client()]
    ),
}
