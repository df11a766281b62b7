"""The permission table as behaviour: everybody, every address, GET and POST, in each state of a request."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from locality.accounts.roles import ROLES
from locality.demo import urls as demo_urls
from locality.resource_requests.models import DraftAnswer
from locality.together.texts import Typed
from locality.writing.actions import drafting
from tests.house.guards import no_writes
from tests.house.permission_answers import fault, get_answer, post_answer
from tests.house.permission_forms import FORMS, Sending
from tests.house.permission_pairs import (
    ADDRESSES,
    ANSWERS,
    FILTERS,
    FORMS_WITH_ANOTHERS_ID,
    NO_IDS,
    SETTINGS,
    Pair,
    unpaired,
)
from tests.house.permission_table import (
    ALIKE,
    DEMO_ONLY,
    EVERYBODY,
    KNOW_A_DRAFT,
    KNOW_A_REQUEST,
    NEVER_SUBMITTED,
    PAGES,
    REQUEST_PAGES,
    Names,
    Page,
    RequestPage,
    names,
)
from tests.house.permission_world import World, fingerprint, send, undone
from tests.house.urls import Address, address_named, all_addresses, all_url_names
from tests.integration.budgets.books import unfounded
from tests.world import acting

SOME = names("signatory", "clerk", "administrator", "former_clerk", "nobody")

pytestmark = pytest.mark.django_db  # each test's own transaction lies inside the module's, and is undone


def test_the_table_has_every_address_once() -> None:
    listed = [page.name for page in (*PAGES, *REQUEST_PAGES)]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(all_url_names()) - DEMO_ONLY, "Add the page to tests/house/permission_table.py."


def test_the_table_knows_everybody(world: World) -> None:
    assert set(world.kent.people) == EVERYBODY
    assert set(ROLES) <= EVERYBODY
    for page in (*PAGES, *REQUEST_PAGES):
        assert page.get | page.post <= page.door <= EVERYBODY, page.name
        assert page.known is None or page.get | page.post <= page.known <= page.door, page.name
        assert not page.ok_for or set(page.ok_for) <= page.get, page.name
        assert set(page.done_for) <= page.post, page.name


def test_addresses_of_the_demonstration_exist_only_there(world: World) -> None:
    assert {each.name for each in demo_urls.urlpatterns} == DEMO_ONLY
    for who in ("", "administrator", "nobody"):
        for path in ("/demo/", "/demo/mail/"):
            assert world.client(who).get(path).status_code == 404


def test_what_is_no_address_is_not_found(world: World) -> None:
    for who in ("", "administrator", "nobody"):
        assert world.client(who).get("/no-such-page/").status_code == 404


def _signed_out(page: Page, path: str, fields: dict[str, Any]) -> list[str]:
    """Signed out: sent to sign in, and told nothing of whether the thing exists."""
    faults = []
    asked = ((Client().get(path), page.signed_out), (send(Client(), path, fields), page.signed_out_done))
    for answer, wanted in asked:
        if page.public:
            if page.post or answer.status_code != 200:
                faults += fault("signed out", answer, wanted if page.post or answer is asked[0][0] else None)
        elif answer.status_code != 302 or not answer["Location"].startswith(reverse("account_login") + "?next="):
            faults.append(f"signed out: {answer.status_code} {answer.get('Location', '')}")
    return faults


def _try_page(
    world: World, page: Page, path: str, people: Iterable[tuple[str, str]], known: Names | None, request: Any = None
) -> list[str]:
    """Everybody opens the page and sends its form. What comes of the forms of those who may is undone."""
    faults, fill, allowed = [], FORMS[page.sends], []
    readers_who_send = sorted(page.get)[:2]  # where a page takes no form of anybody
    for code, who in people:
        told = frozenset[str]() if code != "kent" and not _installation_wide(page, who) else known
        with no_writes():
            got = world.client(who, code).get(path)
        faults += fault(f"GET by {who} of {code}", got, get_answer(page, who, told))
        if getattr(got, "streaming", False):
            b"".join(got.streaming_content)  # type: ignore[attr-defined]
        wanted = post_answer(page, who, told)
        if wanted is None and who not in readers_who_send:
            continue
        if wanted is not None and wanted not in {403, 404}:
            allowed.append((code, who, wanted))
            continue
        sent = send(world.client(who, code), path, fill(Sending(world.kent, who, request)))
        faults += fault(f"POST by {who} of {code}", sent, wanted)
    faults += _changes(world)
    for code, who, wanted in allowed:
        with undone():
            sent = send(world.client(who, code), path, fill(Sending(world.side(code), who, request)))
            faults += fault(f"POST by {who} of {code}", sent, wanted)
            faults += [f"POST by {who} of {code} pays decision {each} without ground" for each in unfounded()]  # CTX-2
    return faults


def _changes(world: World) -> list[str]:
    now = fingerprint()
    return [f"{table} was changed by refused calls" for table in now if now[table] != world.untouched[table]]


def _installation_wide(page: Page, who: str) -> bool:
    """The administrator looks after every council, so may know its communities and schools."""
    return who == "administrator" and page.known is not None and who in page.known


def _everybody(page: Page) -> list[tuple[str, str]]:
    """Where everybody is treated alike, some of each kind stand for all; where a thing is named, others look on."""
    names_a_thing = page.known is not None or isinstance(page, RequestPage)
    alike = page.get == EVERYBODY or page.public
    people = [("kent", who) for who in sorted(SOME if alike else EVERYBODY)]
    return people + [("elsewhere", who) for who in sorted((page.get | page.post) & set(ROLES)) if names_a_thing]


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("RES-9")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages(world: World, page: Page) -> None:
    path = world.address(page)
    with undone():
        faults = _signed_out(page, path, FORMS[page.sends](Sending(world.kent, "")))
    faults += _try_page(world, page, path, _everybody(page), page.known)
    assert not faults, "\n".join(faults)


def _known_in(state: str) -> Names:
    return KNOW_A_DRAFT if state in NEVER_SUBMITTED else KNOW_A_REQUEST


@pytest.mark.clause("CTX-2")
@pytest.mark.clause("RES-9")
@pytest.mark.parametrize("page", REQUEST_PAGES, ids=lambda page: page.name)
def test_pages_of_a_request(world: World, page: RequestPage) -> None:
    """Everybody, in the first state in which it opens; once more where others may know of it in a later state."""
    faults, first, last = [], page.states[0], page.states[-1]
    for state in [first, last] if _known_in(first) != _known_in(last) else [first]:
        request = world.requests[state]
        path = world.address(page, state)
        told_later = page.door & (_known_in(last) ^ _known_in(first))
        people = _everybody(page) if state == first else [("kent", who) for who in sorted(told_later)]
        faults += _signed_out(page, path, {})
        found = _try_page(world, page, path, people, _known_in(state), request)
        faults += [f"{state}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def _opens(page: RequestPage, state: str) -> bool:
    return state in page.states or (ALIKE.get(state) in page.states and state not in page.closed)


def _closed(said: Mapping[str, int], state: str, who: str) -> int:
    return said.get(f"{state} {who}", said.get(state, said.get("*", 403)))


@pytest.mark.parametrize("page", REQUEST_PAGES, ids=lambda page: page.name)
def test_pages_of_a_request_in_every_other_state(world: World, page: RequestPage) -> None:
    """Open to those who may, one standing for all; closed to them in the others, and nothing is changed by trying."""
    faults, others = [], [state for state in world.requests if state != page.states[0]]
    for state in sorted(others, key=lambda state: _opens(page, state)):  # the closed ones first
        path, is_open = world.address(page, state), _opens(page, state)
        for who in sorted(page.get & _known_in(state))[: 1 if is_open else 2]:
            get = page.ok if is_open else _closed(page.closed, state, who)
            with no_writes():
                faults += fault(f"{state}: GET by {who}", world.client(who).get(path), get)
        for who in sorted(page.post & _known_in(state))[: 1 if is_open else 2]:
            fields = FORMS[page.sends](Sending(world.kent, who, world.requests[state]))
            if not is_open:
                wanted = _closed(page.closed_post, state, who)
                faults += fault(f"{state}: POST by {who}", send(world.client(who), path, fields), wanted)
                continue
            with undone():
                faults += fault(f"{state}: POST by {who}", send(world.client(who), path, fields), page.done)
    faults += _changes(world)
    assert not faults, "\n".join(faults)


PAIRS = (*ADDRESSES, *FORMS_WITH_ANOTHERS_ID)


def test_every_address_of_two_ids_is_tried_with_ids_that_do_not_belong_together() -> None:
    assert not unpaired(all_addresses(), PAIRS), "Add a row for each to tests/house/permission_pairs.py."
    for each in all_addresses():
        numbers = {
            name for name in NO_IDS if type(each.pattern.pattern.converters.get(name)).__name__ == "IntConverter"
        }
        assert not numbers, f"{each.name} calls an id {numbers}, which stand for no id elsewhere."


@pytest.mark.parametrize(
    ("parameters", "is_seen"),
    [
        (("pk", "item"), True),
        (("slug", "pk"), True),  # a community and something of it
        (("reference", "row", "kind"), True),
        (("pk", "kind"), False),
        (("what", "pk"), False),
        (("reference",), False),
    ],
)
def test_a_new_address_of_two_ids_without_a_pair_is_seen(parameters: tuple[str, ...], is_seen: bool) -> None:
    new = Address("something_new", parameters, address_named("home").pattern)
    assert unpaired([new], PAIRS) == (["something_new"] if is_seen else [])


@pytest.mark.parametrize("name", ["meeting_item", "allocations_review", "request_compare"])
def test_an_address_whose_pairs_are_taken_out_is_seen(name: str) -> None:
    assert unpaired(all_addresses(), [pair for pair in PAIRS if pair.name != name]) == [name]


def test_a_pair_mixes_the_ids_of_its_address(world: World) -> None:
    """A row that names an own thing with its own child tries nothing."""
    two = set(unpaired(all_addresses(), ()))
    own = [
        pair.about for pair in ADDRESSES
        if pair.name in two and pair.who != "invited_adviser" and pair.args(world) == world.things.get(pair.name)
    ]  # fmt: skip
    assert own == ["an item of a meeting an adviser is not invited to"], (
        "which is of another person, not of another thing"
    )


@pytest.mark.parametrize("pair", [*ADDRESSES, *FORMS_WITH_ANOTHERS_ID], ids=lambda pair: f"{pair.name}: {pair.about}")
def test_ids_that_do_not_belong_together(world: World, pair: Pair) -> None:
    """In an address they name nothing; in a form they are no choice. Nothing is changed."""
    path, client = reverse(pair.name, kwargs=pair.args(world)), world.client(pair.who)
    if pair in ADDRESSES:
        with no_writes():
            assert client.get(path).status_code == 404
    if pair.posted:
        request = world.requests.get("submitted") if "reference" in pair.args(world) else None
        fields = FORMS[pair.sends](Sending(world.kent, pair.who, request)) | pair.fields(world)
        assert send(client, path, fields).status_code == pair.posted
    assert not _changes(world)


@pytest.mark.parametrize(("name", "of_another"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_a_draft_that_names_what_is_anothers_is_never_signed(world: World, name: str, of_another: Any) -> None:
    by, client, request = world.kent.people["signatory"], world.client("signatory"), world.requests["draft"]
    path = reverse("request_check", args=[request.reference])
    answer = DraftAnswer.objects.filter(rfr=request, name=name).first()
    typed = {name: Typed(of_another(world), answer.revision if answer else 0)}
    drafting.save_answers(request, typed, by=acting(by), at=timezone.now())
    request.refresh_from_db()
    assert send(client, path, FORMS["signature"](Sending(world.kent, "signatory", request))).status_code == 400
    request.refresh_from_db()
    assert request.state == "draft"


@pytest.mark.parametrize(("name", "who", "sends", "model"), SETTINGS, ids=[name for name, *_ in SETTINGS])
def test_what_a_council_keeps_is_its_own_whatever_the_form_says(
    world: World, name: str, who: str, sends: str, model: Any
) -> None:
    far = world.elsewhere.authority
    before = model.objects.filter(authority=far).count()
    fields = FORMS[sends](Sending(world.kent, who)) | {"authority": far.pk}
    assert send(world.client(who), reverse(name), fields).status_code == 302
    assert model.objects.filter(authority=far).count() == before


@pytest.mark.parametrize(
    ("name", "sends", "answers"), [("transfer_confirm", "", 302), ("transfer_refuse", "refusal", 403)]
)
def test_nobody_settles_the_transfer_they_proposed(world: World, name: str, sends: str, answers: int) -> None:
    path = reverse(name, kwargs=world.things[name])
    fields = FORMS[sends](Sending(world.kent, "locality_team"))
    assert send(world.client("locality_team"), path, fields).status_code == answers
    assert not _changes(world)
    assert send(world.client("finance"), path, fields).status_code == 302
    assert _changes(world)


def test_nobody_withdraws_the_transfer_of_another(world: World) -> None:
    path = reverse("transfer_withdraw", kwargs=world.things["transfer_withdraw"])
    assert send(world.client("finance"), path, {}).status_code == 302
    assert not _changes(world)
    assert send(world.client("locality_team"), path, {}).status_code == 302
    assert _changes(world)


@pytest.mark.parametrize(("name", "who", "narrowed"), FILTERS, ids=[name for name, *_ in FILTERS])
def test_no_list_narrowed_to_anothers_shows_it(world: World, name: str, who: str, narrowed: Any) -> None:
    path = reverse(name, kwargs={"kind": "csv"} if name == "requests_export" else {})
    far = world.far_request.reference
    world.client("chair", "elsewhere").get(reverse("request", args=[far]))  # a sight of it
    assert _lists(world.client(who, "elsewhere").get(path, narrowed(world)), far)
    assert not _lists(world.client(who).get(path, narrowed(world)), far)


def _lists(answer: HttpResponse, reference: str) -> bool:
    """Whether a page's table, or a sheet, has the request; the page may repeat what was looked for."""
    body = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    text = body.decode()
    assert answer.status_code == 200
    return reference in (text.partition("<table")[2].partition("</table>")[0] if "<html" in text else text)


@override_settings(SECOND_FACTOR_ENFORCED=True)
def test_nothing_opens_before_the_second_factor(world: World) -> None:
    """Whoever must show a second factor and has not is sent to set one up, whatever the address."""
    person = world.kent.people["clerk"]
    person.second_factor_required = True
    person.save()
    before_it = {"account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp", "keep_alive"}
    faults = []
    for page in (*PAGES, *REQUEST_PAGES):
        if page.public or page.name in before_it:
            continue
        path = world.address(page, "submitted" if isinstance(page, RequestPage) else "")
        for answer in (world.client("clerk").get(path), send(world.client("clerk"), path, {})):
            if answer.status_code != 302 or not answer["Location"].startswith(reverse("mfa_activate_totp")):
                faults.append(f"{page.name}: {answer.status_code} {answer.get('Location', '')}")
    assert not faults, "\n".join(faults)
