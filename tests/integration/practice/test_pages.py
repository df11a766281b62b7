"""The pages of the library: what each person finds, how a case is written and shared there, and that no pupil leaves by them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Sight
from locality.practice.models import PracticeCase
from locality.practice.queries.similar import similar_cases
from locality.worker.jobs import hide_names_in_cases
from tests.practice_world import TRIED, case_in, mark
from tests.world import Side, draft, needs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-2")]


def client_of(side: Side, role: str) -> Client:
    client = Client()
    client.force_login(side.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(side: Side, role: str, name: str, *args: int, query: str = "", status: int = 200) -> str:
    answer = client_of(side, role).get(reverse(name, args=args) + query)
    assert answer.status_code == status, answer.status_code
    return " ".join(answer.content.decode().split())


def send(side: Side, role: str, name: str, *args: int, follow: bool = True, **fields: Any) -> tuple[int, str]:
    answer = client_of(side, role).post(reverse(name, args=args), {"form_key": str(uuid4()), **fields}, follow=follow)
    return answer.status_code, " ".join(answer.content.decode().split())


FULL = {
    "title": "Reading with an adult at lunch", "phase": "primary", "kind": "advice", "tried": TRIED, "hours": "60",
    "weeks": "12", "cost": "under_500", "result": "no_change", "strength": "measured", "unsuited": "", "contact": "",
}  # fmt: skip


def test_a_school_writes_checks_and_shares_a_case_in_three_pages(kent: Side) -> None:
    need = needs(kent, "SPLD")[0].pk
    status, gate = send(kent, "signatory", "practice_new", needs=[need], then="share", **FULL)
    assert status == 200
    assert "We found no name, date or number that could tell who a child is." in gate
    case = PracticeCase.objects.get()
    status, shown = send(kent, "signatory", "practice_share", case.pk, with_whom="all", seen=mark(case))
    assert "asked to share it with everyone" in shown
    assert "We’ve emailed Clerk Wealdshire and Deputy Clerk Wealdshire." in shown
    assert "Read and release a case" in page(kent, "clerk", "home")
    assert "Read and release a case" in page(kent, "locality_team", "home")
    assert "Read and release a case" not in page(kent, "signatory", "home")
    asked = page(kent, "clerk", "practice_release", case.pk)
    assert TRIED in asked
    status, library = send(kent, "clerk", "practice_release", case.pk, choice="release", seen=mark(case))
    assert "You’ve released the case. Everyone in the council can read it now." in library
    assert FULL["title"] in page(kent, "other_chair", "practice")
    read = page(kent, "other_chair", "practice_case", case.pk)
    assert "No change" in read
    assert "60 hours over 12 weeks" in read
    assert kent.school.name not in read


def test_what_was_typed_survives_what_is_wrong(kent: Side) -> None:
    status, shown = send(kent, "signatory", "practice_new", **FULL | {"title": "", "hours": "many"})
    assert status == 400
    assert "Enter a title" in shown
    assert "Hours of staff time must be a whole number" in shown
    assert TRIED in shown
    case = case_in(kent, "draft")
    status, shown = send(
        kent, "signatory", "practice_change", case.pk, **FULL | {"seen": "old", "tried": "My own words"}
    )
    assert status == 400
    assert "changed this case while you had it open" in shown
    assert "My own words" in shown
    stands, typed = shown.split("What you typed is below. If you save it, it takes the place of this.")
    assert "What the case says now" in stands
    assert TRIED in stands
    assert "My own words" in typed
    assert "What the case says now" not in page(kent, "signatory", "practice_change", case.pk)
    assert PracticeCase.objects.get(pk=case.pk).tried == TRIED


def test_the_address_gives_codes_to_start_from_and_no_text(kent: Side) -> None:
    first = needs(kent, "SLCN")[0]
    shown = page(
        kent, "signatory", "practice_new", query=f"?need=SEMH&need={first.pk}&phase=secondary&kind=funding&tried=Copied"
    )
    semh = needs(kent, "SEMH")[0]
    for pk in (first.pk, semh.pk):
        assert f'value="{pk}" checked' in shown
    assert '<option value="secondary" selected>' in shown
    assert 'value="funding" checked' in shown
    assert "Copied" not in shown


def test_the_gate_lists_each_place_and_lets_no_name_pass(kent: Side) -> None:
    draft(kent)
    case = case_in(kent, "draft", tried="We met Marigold at the gate. Two pupils read here.", unsuited="")
    shown = page(kent, "school_editor", "practice_share", case.pk)
    assert "A pupil’s name" in shown
    assert "We met <mark>Marigold</mark> at the gate." in shown
    assert "<mark>Two pupils</mark>" in shown
    assert "Share case" not in shown
    status, _ = send(
        kent, "school_editor", "practice_share", case.pk, with_whom="all", confirmed="on", seen=mark(case), follow=False
    )
    assert status == 400
    assert PracticeCase.objects.get(pk=case.pk).state == "draft"


def test_a_pupil_who_becomes_known_later_is_masked_on_every_way_out(kent: Side) -> None:
    texts = {
        "title": "Marigold cards at the gate",
        "tried": f"{TRIED} We asked Marigold Xanthopoulos.",
        "unsuited": "Xanthopoulos",
    }
    case = case_in(kent, "released", **texts)
    draft(kent)
    for role in ("chair", "clerk", "representative", "other_chair", "hnf_officer", "moderator", "locality_team"):
        shown = page(kent, role, "practice_case", case.pk)
        assert "Xanthopoulos" not in shown, role
        assert "Marigold" not in shown, role
        assert "a pupil" in shown
    assert "Marigold" not in page(kent, "school_editor", "practice_case", case.pk)
    assert not Sight.objects.filter(subject_type="practice_case").exists()
    assert "Marigold" in page(kent, "school_editor", "practice_change", case.pk)
    (sight,) = Sight.objects.filter(subject_type="practice_case")
    assert (sight.subject, sight.pupils, sight.via) == (f"case {case.pk} of {kent.school.name}", 1, "page")
    assert "Marigold" in page(kent, "other_chair", "practice")
    later = timezone.now() + timedelta(minutes=10)
    hide_names_in_cases(later, lambda: False)
    for role in ("other_chair", "representative", "clerk"):
        assert "Marigold" not in page(kent, role, "practice"), role
    assert "A pupil cards at the gate" in page(kent, "other_chair", "practice")
    found = PracticeCase.objects.get(pk=case.pk)
    assert "marigold" not in found.search_text
    assert found.hidden_at == later
    hide_names_in_cases(later + timedelta(minutes=10), lambda: False)
    assert PracticeCase.objects.get(pk=case.pk).hidden_at == later


def test_whoever_releases_a_case_reads_no_name_beside_what_was_confirmed(kent: Side) -> None:
    case = case_in(kent, "asked", tried=f"{TRIED} Two pupils thanked Marigold Xanthopoulos for it.")
    draft(kent)
    for role in ("clerk", "locality_team"):
        shown = page(kent, role, "practice_release", case.pk)
        assert "This case names a pupil or gives a date of birth. You can only send it back." in shown
        assert "<mark>Two pupils</mark> thanked a pupil for it." in shown
        assert "Marigold" not in shown
        assert "Xanthopoulos" not in shown


def test_who_reads_what(kent: Side, elsewhere: Side) -> None:
    own, shared, asked, released = (case_in(kent, state) for state in ("draft", "shared", "asked", "released"))
    school = {"school_editor", "signatory", "conflicted_chair"}
    community = school | {"representative", "other_signatory", "chair", "clerk", "deputy_clerk"}
    community |= {"hnf_officer", "moderator", "finance", "locality_team"}
    everyone = community | {"other_chair"}
    for case, readers in ((own, school), (shared, community), (asked, community), (released, everyone)):
        seen = {
            role
            for role in kent.people
            if client_of(kent, role).get(reverse("practice_case", args=[case.pk])).status_code == 200
        }
        assert seen == readers, case.state
    for role in elsewhere.people:
        assert client_of(elsewhere, role).get(reverse("practice_case", args=[released.pk])).status_code in {403, 404}
    for role in ("adviser", "invited_adviser", "area_board_member", "data_protection_officer", "administrator"):
        assert client_of(kent, role).get(reverse("practice")).status_code == 403
        assert "What works" not in page(kent, role, "home")
    assert 'href="/practice/"' in page(kent, "representative", "home")


def test_links_to_a_case_that_is_withdrawn_say_so_and_nothing_more(kent: Side) -> None:
    case = case_in(kent, "released")
    send(kent, "locality_team", "practice_withdraw", case.pk, reason="A child could be told.")
    for role in ("other_chair", "representative", "clerk"):
        shown = page(kent, role, "practice_case", case.pk)
        assert "This case was withdrawn" in shown
        assert case.title not in shown
    assert case.title not in page(kent, "other_chair", "practice")
    own = page(kent, "signatory", "practice_case", case.pk)
    assert "Reason: A child could be told." in own
    community_only = case_in(kent, "withdrawn")
    page(kent, "other_chair", "practice_case", community_only.pk, status=404)
    assert "This case was withdrawn" in page(kent, "representative", "practice_case", community_only.pk)


def test_a_stale_case_is_marked_and_stays(kent: Side) -> None:
    case = case_in(kent, "released")
    PracticeCase.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    assert "Not checked for 2 years" in page(kent, "other_chair", "practice")
    assert "It was last checked more than 2 years ago" in page(kent, "other_chair", "practice_case", case.pk)
    assert "Check that your case is still right" in page(kent, "signatory", "home")
    send(kent, "signatory", "practice_review", case.pk)
    assert "Not checked for 2 years" not in page(kent, "other_chair", "practice")


def test_two_cases_alike_are_offered_to_be_merged_and_the_link_leads_on(kent: Side) -> None:
    first, other = case_in(kent, "released"), case_in(kent, "released", title="Calm starts for pupils on hard mornings")
    different = case_in(kent, "released", title="Reading with an adult", phase="secondary")
    assert "1 case is much like this one." in page(kent, "clerk", "practice_case", first.pk)
    assert "much like this one" not in page(kent, "representative", "practice_case", first.pk)
    assert "much like this one" not in page(kent, "clerk", "practice_case", different.pk)
    send(kent, "clerk", "practice_merge", first.pk, other=other.pk)
    gone = page(kent, "other_chair", "practice_case", first.pk)
    assert f'href="{reverse("practice_case", args=[other.pk])}"' in gone
    assert TRIED not in gone


@pytest.mark.both_databases("search")
def test_the_library_is_searched_by_words_and_narrowed_by_each_answer(kent: Side) -> None:
    mornings = case_in(kent, "released")
    lunch = case_in(
        kent, "released", title="Reading with an adult at lunch", phase="secondary", kind="funding", result="back",
        needs=(needs(kent, "SPLD")[0].pk,), tried="Café tables, twice a week.",
    )  # fmt: skip

    def titles(query: str = "", words: str = "") -> set[int]:
        client = client_of(kent, "representative")
        if words:
            client.post(reverse("practice_search"), {"words": words})
        shown = client.get(f"{reverse('practice')}{query}{'?found=yes' if words else ''}").content.decode()
        return {each.pk for each in (mornings, lunch) if f"/practice/{each.pk}/" in shown}

    both = {mornings.pk, lunch.pk}
    assert titles() == both
    assert titles(words="mentor") == {mornings.pk}
    assert titles(words="cafe LUNCH") == {lunch.pk}
    assert titles(words='"small group"') == {mornings.pk}
    assert titles(words="zebra") == set()
    assert titles(f"?need={needs(kent, 'SPLD')[0].pk}") == {lunch.pk}
    assert titles("?phase=primary") == {mornings.pk}
    assert titles("?kind=funding") == {lunch.pk}
    assert titles("?result=back") == {lunch.pk}
    assert titles("?result=unheard") == both
    assert titles("?need=x&phase=%00&key_stage=99999999999999999999") == both


def test_the_library_asks_the_same_number_of_queries_however_many_cases(kent: Side) -> None:
    def asked(role: str) -> int:
        client = client_of(kent, role)
        client.get(reverse("practice"))
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse("practice"))
        return len(found)

    case_in(kent, "released")
    few = {role: asked(role) for role in ("representative", "clerk", "locality_team")}
    for number in range(26):
        case_in(kent, "released", title=f"Case of number {number}")
    assert {role: asked(role) for role in few} == few
    assert max(few.values()) <= 10
    assert "Case of number 0<" not in page(kent, "clerk", "practice")
    assert "27 cases" in page(kent, "clerk", "practice")


def test_no_page_asks_more_than_ten_queries(kent: Side) -> None:
    draft(kent)
    case_in(kent, "released")
    own, shared, asked = (case_in(kent, state).pk for state in ("draft", "released", "asked"))
    pages = [
        ("representative", "practice_case", [shared]), ("clerk", "practice_case", [shared]),
        ("signatory", "practice_case", [own]), ("signatory", "practice_new", []), ("signatory", "practice_change", [own]),
        ("signatory", "practice_share", [own]), ("clerk", "practice_release", [asked]), ("clerk", "practice_merge", [shared]),
    ]  # fmt: skip
    many = {}
    for role, name, args in pages:
        client = client_of(kent, role)
        client.get(reverse("practice"))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name, args=args)).status_code == 200, (role, name)
        many[role, name, *args] = len(found)
    assert {page: number for page, number in many.items() if number > 10} == {}


def test_similar_cases_are_the_likest_first_and_only_those_one_may_read(kent: Side, elsewhere: Side) -> None:
    semh, spld = needs(kent, "SEMH", "SPLD")
    near = case_in(kent, "released", needs=(semh.pk, spld.pk), title="Calm lunches", tried="Lunch in the library.")
    worded = case_in(
        kent, "released", needs=(semh.pk,), kind="funding", title="Mornings", tried="A mentor at the gate."
    )
    plain = case_in(kent, "released", needs=(semh.pk,), kind="funding", phase="secondary")
    case_in(kent, "draft", needs=(semh.pk, spld.pk))
    case_in(kent, "withdrawn", needs=(semh.pk, spld.pk))
    shared = case_in(kent, "shared", needs=(spld.pk,), phase="secondary", kind="funding")
    far = kent.viewer("other_chair")
    found = similar_cases(far, [semh.pk, spld.pk], phase="primary", kind="advice")
    assert [each.pk for each in found] == [near.pk, worded.pk, plain.pk]
    assert shared.pk in {each.pk for each in similar_cases(kent.viewer("representative"), [spld.pk])}
    assert shared.pk not in {each.pk for each in similar_cases(far, [spld.pk])}
    by_words = similar_cases(far, [semh.pk], words="How could a mentor help at the school gate before library lessons?")
    assert by_words[0].pk in {worded.pk, plain.pk}
    assert similar_cases(far) == []
    assert len(similar_cases(far, [semh.pk], limit=1)) == 1
    assert similar_cases(elsewhere.viewer("clerk"), [semh.pk]) == []
