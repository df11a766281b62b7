"""Communities, people, rules and imports through their pages."""

import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Area, AuthorityRules, Community, Invitation, Office, PastRegistration, School
from locality.outbox.models import Message
from locality.values.working_days import day_of
from tests.world import Side

KEY = re.compile(r'name="form_key" value="([^"]+)"')


def client_of(side: Side, role: str) -> Client:
    client = Client()
    client.force_login(side.people[role])
    return client


def post(client: Client, path: str, data: dict[str, object]):  # type: ignore[no-untyped-def]
    key = KEY.search(client.get(path).content.decode())
    assert key, path
    return client.post(path, data | {"form_key": key[1]})


@pytest.mark.clause("CTX-1")
def test_everyone_finds_a_schools_community(kent: Side, elsewhere: Side) -> None:
    for role in ("school_editor", "clerk", "area_board_member", "finance", "data_protection_officer"):
        client = client_of(kent, role)
        page = client.get(reverse("communities"), {"find": kent.far_school.name}).content.decode()
        assert kent.neighbour.name in page
        assert kent.area.name in page
        assert elsewhere.community.name not in page
        found = client.get(reverse("community", args=[kent.neighbour.slug])).content.decode()
        assert kent.far_school.name in found
        assert client.get(reverse("school", args=[kent.far_school.urn])).status_code == 200
        assert client.get(reverse("school", args=[elsewhere.school.urn])).status_code == 404


def test_a_school_that_was_merged_leads_to_its_successor_and_back(kent: Side, elsewhere: Side) -> None:
    """A chain of two mergers leads on step by step; the register's links are the only ones, and no other council's."""
    last = kent.far_school
    School.objects.filter(pk=kent.school.pk).update(
        succeeded_by=kent.other_school, status="closed", closed_on="2026-08-31"
    )
    School.objects.filter(pk=kent.other_school.pk).update(succeeded_by=last)
    client = client_of(kent, "clerk")

    def page(school: School) -> str:
        return client.get(reverse("school", args=[school.urn])).content.decode()

    first, second, third = page(kent.school), page(kent.other_school), page(last)
    link = '<a class="govuk-link" href="{}">{}</a>'
    assert "This school closed on Monday 31 August 2026. It is now" in first
    assert link.format(reverse("school", args=[kent.other_school.urn]), kent.other_school.full_name) in first
    assert link.format(reverse("school", args=[last.urn]), last.full_name) in second
    assert "It replaced" in second
    assert link.format(reverse("school", args=[kent.school.urn]), kent.school.full_name) in second
    assert link.format(reverse("school", args=[kent.other_school.urn]), kent.other_school.full_name) in third
    assert "It is now" not in third
    School.objects.filter(pk=kent.school.pk).update(succeeded_by=elsewhere.school)
    assert elsewhere.school.name not in page(kent.school)


@pytest.mark.clause("CTX-1")
def test_the_list_takes_the_same_queries_for_many_communities(kent: Side, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = client_of(kent, "clerk")
    for number in range(60):
        Community.objects.create(authority=kent.authority, area=kent.area, name=f"More {number}", slug=f"more-{number}")
    client.get(reverse("communities"))
    with django_assert_max_num_queries(10):
        assert client.get(reverse("communities")).status_code == 200


@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize(
    "words",
    ["St Joseph's", "St Joseph’s", "st joseph`s", "st josephs", "Joseph\u00a0", "“St Joseph's”", "joseph's‑by–the-Sea",
     "990137", "\u202d990137\u202c", "９９０１３７", "990001"],
)  # fmt: skip
def test_a_school_and_its_community_are_found_however_the_words_are_typed(kent: Side, words: str) -> None:
    School.objects.filter(pk=kent.far_school.pk).update(name="St Joseph’s-by-the-Sea", urn=990137)
    PastRegistration.objects.create(school=kent.far_school, urn=990001, name="St Joseph’s")
    page = client_of(kent, "clerk").get(reverse("communities"), {"find": words}).content.decode()
    assert "St Joseph’s-by-the-Sea" in page
    assert f'href="{reverse("community", args=[kent.neighbour.slug])}"' in page
    assert f'href="{reverse("community", args=[kent.community.slug])}"' not in page


@pytest.mark.clause("CTX-1")
def test_the_schools_found_are_the_first_ten_by_name(kent: Side) -> None:
    for number in range(12):
        School.objects.create(
            authority=kent.authority, urn=980000 + number, name=f"St Ann’s {number:02}", community=kent.community
        )
    page = client_of(kent, "clerk").get(reverse("communities"), {"find": "st ann's"}).content.decode()
    assert re.findall(r"St Ann’s (\d\d)", page) == [f"{number:02}" for number in range(10)]


@pytest.mark.parametrize(
    "words", ["O'Neil", "o’neil", "oneil", "Siân", "sian\u200b", "neil\u00a0Sian", "o'neil@kent", "ann–marie"]
)
def test_a_person_is_found_however_the_name_is_typed(kent: Side, words: str) -> None:
    User.objects.filter(pk=kent.people["clerk"].pk).update(
        name="Siân Ann-Marie O’Neil", email="sian.o'neil@kent.example"
    )
    client = client_of(kent, "locality_team")
    page = client.get(reverse("people")).content.decode()
    key = KEY.search(page)
    assert key
    found = client.post(reverse("people_search"), {"words": words, "form_key": key[1]}, follow=True).content.decode()
    rows = found.split("<tbody")[-1]
    assert "Siân Ann-Marie O’Neil" in rows
    assert kent.people["chair"].name not in rows


TOO_LONG = "Your search must be 200 characters or fewer. Shorten it by 3 characters."


@pytest.mark.both_databases("search")
def test_a_search_that_is_too_long_says_so_and_stays_as_it_was_typed(kent: Side) -> None:
    words = "Zoë" + "e" * 200
    client = client_of(kent, "locality_team")
    for name in ("people", "requests"):
        key = KEY.search(client.get(reverse(name)).content.decode())
        assert key
        sent = client.post(reverse(f"{name}_search"), {"words": words, "form_key": key[1]}, follow=True)
        page = sent.content.decode()
        assert page.count(TOO_LONG) == 2, name
        assert f'value="{words}"' in page, name
        assert "<title>Error: " in page, name
    found = client.get(reverse("communities"), {"find": words}).content.decode()
    assert found.count(TOO_LONG) == 2
    assert f'value="{words}"' in found


@pytest.mark.both_databases("search")
@pytest.mark.parametrize("name", ["people", "requests"])
def test_a_search_of_which_only_the_beginning_is_kept_says_how_long_it_was(kent: Side, name: str) -> None:
    client = client_of(kent, "locality_team")
    key = KEY.search(client.get(reverse(name)).content.decode())
    assert key
    sent = client.post(reverse(f"{name}_search"), {"words": "x" * 3000, "form_key": key[1]}, follow=True)
    page = sent.content.decode()
    assert "must be 200 characters or fewer. Shorten it by 2,800 characters." in page
    assert "x" * 2001 not in page


@pytest.mark.both_databases("search")
@pytest.mark.parametrize("name", ["people", "requests"])
def test_who_opens_the_address_of_a_search_is_sent_to_the_list(kent: Side, name: str) -> None:
    client = client_of(kent, "locality_team")
    opened = client.get(reverse(f"{name}_search"))
    assert (opened.status_code, opened["Location"]) == (302, reverse(name))


@pytest.mark.both_databases("search")
@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        ("a b c d e f g h", False),
        ("a b c d e f g h i", True),
        ('a b c d e f g "h i j"', False),
        ("“a b” c d e f g h i", False),
    ],
)
def test_no_word_of_a_search_is_left_out_in_silence(kent: Side, words: str, is_refused: bool) -> None:
    client = client_of(kent, "locality_team")
    for name in ("people", "requests"):
        key = KEY.search(client.get(reverse(name)).content.decode())
        assert key
        sent = client.post(reverse(f"{name}_search"), {"words": words, "form_key": key[1]}, follow=True)
        page = sent.content.decode()
        assert page.count("Search for 8 words or fewer.") == (2 if is_refused else 0), name


@pytest.mark.parametrize(
    ("role", "name"), [("signatory", "People"), ("locality_team", "Council"), ("clerk", "Council")]
)
def test_the_page_of_people_is_called_after_what_is_on_it(kent: Side, role: str, name: str) -> None:
    page = client_of(kent, role).get(reverse("council")).content.decode()
    links = re.findall(rf'href="{reverse("council")}"[^>]*>(?:\s|<[^>]*>)*(\w+)', page)
    assert set(links) == {name}
    assert f"<title>{name}" in page
    if role == "signatory":
        for inside in ("people", "invitations"):
            again = client_of(kent, role).get(reverse(inside)).content.decode()
            assert set(re.findall(rf'href="{reverse("council")}"[^>]*>(?:\s|<[^>]*>)*(\w+)', again)) == {name}


@pytest.mark.clause("FORM-14")
def test_who_has_the_role_is_named_and_the_contact_only_beside_it(kent: Side) -> None:
    """The people with the role get the emails, so they are the officer that the pages name."""
    places = (("areas", ()), ("community", (kent.community.slug,)))
    Area.objects.update(officer_name="North team", officer_email="north@kent.example")
    for name, place in places:
        page = client_of(kent, "locality_team").get(reverse(name, args=place)).content.decode()
        officer, contact = page.index(kent.people["hnf_officer"].name), page.index("North team")
        assert page.index("High Needs Funding officer") < officer < contact, name
        assert "Contact if no one has the role" in page


@pytest.mark.clause("FORM-14")
def test_the_council_keeps_each_areas_contact(kent: Side, elsewhere: Side) -> None:
    client = client_of(kent, "locality_team")
    path = reverse("area_change", args=[kent.area.pk])
    answer = post(client, path, {"officer_name": "New Officer", "officer_email": "new@kent.example"})
    assert answer.status_code == 302
    assert Area.objects.get(pk=kent.area.pk).officer_email == "new@kent.example"
    wrong = post(client, path, {"officer_name": "", "officer_email": "nonsense"})
    assert wrong.status_code == 400
    assert client.get(reverse("area_change", args=[elsewhere.area.pk])).status_code == 404


@pytest.mark.clause("FORM-14")
@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad"], ids=ascii)
def test_an_areas_address_is_one_that_a_mail_can_be_made_to(kent: Side, mark: str) -> None:
    client = client_of(kent, "locality_team")
    path = reverse("area_change", args=[kent.area.pk])
    assert (
        post(client, path, {"officer_name": "Ann", "officer_email": f"Hnf@ke{mark}nt.example{mark}"}).status_code == 302
    )
    kept = Area.objects.get(pk=kent.area.pk).officer_email
    assert kept == "hnf@kent.example"
    assert EmailMessage(to=[kept]).message()["To"] == "hnf@kent.example"
    copied = post(client, path, {"officer_name": "Ann", "officer_email": "hnf@kent.example’"})
    assert copied.status_code == 400
    assert "This one has “’” in it, which email addresses cannot have." in copied.content.decode()


@pytest.mark.both_databases("migration")
@pytest.mark.clause("FORM-14")
def test_an_address_kept_before_that_no_mail_could_go_to_is_mended_or_missing(kent: Side) -> None:
    kept = {
        "Hnf@kent.example\u200b": "hnf@kent.example",
        "<hnf@kent.example’": "hnf@kent.example",
        "hnf": "",
        "a@b.uk": "a@b.uk",
    }
    migration = importlib.import_module("locality.communities.migrations.0004_addresses_that_can_be_mailed")
    for before, after in kept.items():
        Area.objects.filter(pk=kent.area.pk).update(officer_email=before)
        for _ in range(2):  # twice is once
            migration.clean(apps, None)
            assert Area.objects.get(pk=kent.area.pk).officer_email == after


@pytest.mark.clause("MEM-3")
def test_a_representative_votes_once_authority_is_confirmed(kent: Side) -> None:
    office = Office.objects.get(person=kent.people["representative"])
    assert not office.may_vote
    client = client_of(kent, "locality_team")
    today = day_of(timezone.now())
    data = {"confirmed_by": "The head", "on-day": today.day, "on-month": today.month, "on-year": today.year}
    assert post(client, reverse("delegated_authority", args=[office.pk]), data).status_code == 302
    office.refresh_from_db()
    assert office.may_vote
    assert (office.delegated_authority_by, office.delegated_authority_on) == ("The head", today)


@pytest.mark.clause("MEM-2")
def test_a_clerk_serves_several_communities_and_has_a_deputy(kent: Side) -> None:
    clerk = kent.people["clerk"]
    Office.objects.create(
        person=clerk, role="clerk", authority=kent.authority, community=kent.neighbour, start=day_of(timezone.now())
    )
    assert kent.viewer("clerk").scope is not None
    office = Office.objects.get(person=clerk, community=kent.neighbour)
    today = day_of(timezone.now())
    data = {
        "email": kent.people["finance"].email,
        "start-day": today.day, "start-month": today.month, "start-year": today.year,
        "end-day": 31, "end-month": 12, "end-year": today.year,
    }  # fmt: skip
    answer = post(client_of(kent, "locality_team"), reverse("deputy_name", args=[office.pk]), data)
    assert answer.status_code == 302, answer.content.decode()
    assert Office.objects.filter(role="deputy_clerk", community=kent.neighbour, deputises_for=office).exists()


def _invite(client: Client, place: str, role: str = "school_editor", email: str = "new@school.example"):  # type: ignore[no-untyped-def]
    today = day_of(timezone.now())
    data = {
        "role": role, "place": place, "name": "New Person", "email": email,
        "start-day": today.day, "start-month": today.month, "start-year": today.year,
    }  # fmt: skip
    return post(client, reverse("invite"), data)


def test_an_invitation_is_used_once(kent: Side) -> None:
    assert _invite(client_of(kent, "signatory"), f"school-{kent.school.pk}").status_code == 302
    link = Message.objects.get(address="new@school.example").link
    visitor = Client()
    assert "New Person" in visitor.get(link).content.decode()
    short = post(visitor, link, {"name": "New Person", "password": "short"})
    assert short.status_code == 400
    assert post(visitor, link, {"name": "New Person", "password": "amber bicycle lantern"}).status_code == 302
    person = User.objects.get(email="new@school.example")
    assert Office.objects.get(person=person).school == kent.school
    assert Client().get(link).status_code == 410


def test_an_invitation_withdrawn_late_or_for_another_is_refused(kent: Side) -> None:
    client = client_of(kent, "locality_team")
    _invite(client, f"school-{kent.school.pk}")
    link = Message.objects.get(address="new@school.example").link
    assert client_of(kent, "finance").get(link).status_code == 410
    Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(link).status_code == 410
    pk = Invitation.objects.get().pk
    assert post(client, reverse("invitation_change", args=[pk, "resend"]), {}).status_code == 302
    assert Client().get(link).status_code == 404
    again = Message.objects.filter(address="new@school.example").latest("id").link
    assert Client().get(again).status_code == 200
    assert post(client, reverse("invitation_change", args=[pk, "withdraw"]), {}).status_code == 302
    assert Client().get(again).status_code == 410


@pytest.mark.parametrize("role", ["chair", "locality_team", "administrator", "finance"])
def test_a_head_gives_no_office_above_the_own_school(kent: Side, elsewhere: Side, role: str) -> None:
    client = client_of(kent, "signatory")
    for place in (
        f"school-{kent.school.pk}",
        f"school-{elsewhere.school.pk}",
        f"community-{kent.community.pk}",
        "installation",
    ):
        assert _invite(client, place, role=role).status_code == 400
    assert not Invitation.objects.exists()


def test_rules_change_from_a_day_and_the_earlier_set_stays(kent: Side) -> None:
    client = client_of(kent, "locality_team")
    AuthorityRules.objects.filter(authority=kent.authority).update(retention_years=7)
    page = client.get(reverse("rules_change")).content.decode()
    shown = client.get(reverse("rules"))
    assert shown.status_code == 200
    assert "erased" not in shown.content.decode() + page  # nothing erases yet
    today = day_of(timezone.now())
    current = AuthorityRules.objects.get(authority=kent.authority)
    from locality.communities.rule_entries import RULE_BOOK

    data = {
        entry.field: {True: "yes", False: "no"}.get(getattr(current, entry.field), getattr(current, entry.field))
        if entry.kind == "yes_no"
        else getattr(current, entry.field)
        for entry in RULE_BOOK
    }
    data |= {"submission_days_before": 12, "why": "Longer notice", "form_key": KEY.search(page)[1]}  # type: ignore[index]
    data |= {"valid_from-day": today.day, "valid_from-month": today.month, "valid_from-year": today.year}
    answer = client.post(reverse("rules_change"), data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    latest = AuthorityRules.objects.filter(authority=kent.authority).first()
    assert latest is not None
    assert (latest.submission_days_before, latest.why) == (12, "Longer notice")
    assert latest.retention_years == 7  # what is not asked stays as it was
    assert AuthorityRules.objects.filter(authority=kent.authority).count() == 2


def test_a_rule_out_of_its_limits_is_named_by_its_question(kent: Side) -> None:
    client = client_of(kent, "locality_team")
    refused = post(client, reverse("rules_change"), {"solution_words": "10", "submission_days_before": "-1"})
    page = refused.content.decode()
    assert "The number of words for the solution-focused question must be 50 or more" in page
    assert "The number of working days before a meeting that submission closes must be 0 or more" in page


def _upload(client: Client, kind: str, name: str, content: bytes):  # type: ignore[no-untyped-def]
    return post(client, reverse("import_upload", args=[kind]), {"file": SimpleUploadedFile(name, content)})


def test_a_register_is_tried_first_then_done_once(kent: Side, shared_data: Path) -> None:
    client = client_of(kent, "locality_team")
    kent.authority.la_code = "886"
    kent.authority.save()
    answer = _upload(client, "schools", "kent.csv", (shared_data / "kent_gias_reconstructed.csv").read_bytes())
    assert answer.status_code == 302
    assert School.objects.filter(authority=kent.authority).count() == 3
    page = client.get(answer.url).content.decode()
    assert "Nothing has changed yet" in page
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown
    assert post(client, answer.url, {"shown": "something else"}).url == answer.url
    assert School.objects.filter(authority=kent.authority).count() == 3
    assert post(client, answer.url, {"shown": shown[1]}).url == reverse("imports")
    assert (
        School.objects.filter(
            authority=kent.authority, kind="mainstream", status__in=["open", "proposed_to_close"]
        ).count()
        >= 563
    )
    assert client.get(answer.url).status_code == 404


def test_a_file_that_only_adds_a_district_says_what_it_does(kent: Side) -> None:
    Community.objects.filter(pk=kent.community.pk).update(district=None)
    client = client_of(kent, "locality_team")
    row = f"{kent.community.name},Thanet,{kent.area.name},{kent.school.urn}"
    answer = _upload(client, "communities", "places.csv", f"community,district,area,URN\n{row}\n".encode())
    page = client.get(answer.url).content.decode()
    assert "This file would not change anything" not in page
    assert "1 district will be added: Thanet." in page
    assert f"{kent.community.name} is in no district yet: it will be in Thanet." in page
    assert "If you import this file, it makes these changes: places added or changed as listed.</p>" in page
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown
    post(client, answer.url, {"shown": shown[1]})
    kept = Community.objects.select_related("district").get(pk=kent.community.pk)
    assert kept.district
    assert kept.district.name == "Thanet"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b""), ("a.png", b"\x89PNG"), ("a.csv", b"\x89PNG\r\n\x1a\n\x00"),
     ("a.csv", "a,b\n1,2".encode("utf-16")), ("a.csv", b"a,b\n1,2"), ("a.xlsx", b"PK\x03\x04")],
)  # fmt: skip
def test_files_that_are_no_register_are_refused_at_the_field(kent: Side, name: str, content: bytes) -> None:
    answer = _upload(client_of(kent, "locality_team"), "schools", name, content)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()


def test_the_pages_of_the_council_open(kent: Side) -> None:
    client = client_of(kent, "locality_team")
    names = (
        "council",
        "areas",
        "roles",
        "rules",
        "rules_change",
        "calendar",
        "day_off_add",
        "term_set",
        "people",
        "invitations",
        "invite",
        "imports",
    )
    for name in names:
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(reverse("person", args=[kent.people["clerk"].pk])).status_code == 200
    for name in names:
        assert client_of(kent, "representative").get(reverse(name)).status_code == 403, name


def test_the_page_and_the_refusal_of_the_register_say_how_to_filter_it(
    kent: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = "In Get Information About Schools, search for establishments by local authority, choose your own"
    client = client_of(kent, "locality_team")
    path = reverse("import_upload", args=["schools"])
    page = client.get(path).content.decode()
    assert how in page
    assert "We do not change details the file has no column for." in page
    monkeypatch.setattr("locality.tables.reading.MOST_CELLS", 3)
    headings = b"URN,LA (code),EstablishmentName,EstablishmentStatus (name)\n"
    many = SimpleUploadedFile("all.csv", headings + b"1,886,Oak,Open\n")
    refused = post(client, path, {"file": many})
    assert refused.status_code == 400
    assert (
        f"The file has more than 3 cells. Split it, then upload the parts one by one. {how}" in refused.content.decode()
    )
    heavy = SimpleUploadedFile("all.csv", b"x" * (20 * 1024 * 1024 + 1))
    assert f"The file must be 20 MB or smaller. {how}" in post(client, path, {"file": heavy}).content.decode()
