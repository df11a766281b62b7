"""A person with offices in two councils does in each only what the office there allows."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions.second_factor import confirm_authenticator
from locality.accounts.models import User
from locality.accounts.queries import has_second_factor
from locality.audit.models import Event
from locality.communities.models import DayOff, Office
from locality.outbox.models import Message
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.world import Side


def said(answer: HttpResponse) -> str:
    """The page's words, without its marks and doubled spaces."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


KEY = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture
def both(kent: Side, elsewhere: Side) -> Client:
    """First a school editor of Kent, then of the locality team elsewhere."""
    person = User.objects.create(email="both@kent.example", name="Bo Both", second_factor_required=False)
    today = day_of(timezone.now())
    Office.objects.create(
        person=person, role="school_editor", authority=kent.authority, school=kent.school, start=today
    )
    Office.objects.create(person=person, role="locality_team", authority=elsewhere.authority, start=today)
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, path: str, **data: object):  # type: ignore[no-untyped-def]
    key = KEY.search(client.get(path).content.decode())
    assert key, path
    return client.post(path, data | {"form_key": key[1]})


@pytest.mark.clause("FORM-14")
def test_only_the_own_councils_data_are_kept(both: Client, kent: Side, elsewhere: Side) -> None:
    assert both.get(reverse("area_change", args=[kent.area.pk])).status_code == 404
    assert both.get(reverse("area_change", args=[elsewhere.area.pk])).status_code == 200
    assert kent.area.name not in both.get(reverse("areas")).content.decode()
    data = {"day-day": "4", "day-month": "6", "day-year": "2027", "name": "Closure", "kind": "closure"}
    assert send(both, reverse("day_off_add"), **data).status_code == 302
    assert DayOff.objects.get(name="Closure").authority == elsewhere.authority
    theirs = DayOff.objects.filter(authority=kent.authority, day__gte=day_of(timezone.now())).first()
    assert theirs
    assert both.get(reverse("day_off_remove", args=[theirs.pk])).status_code == 404


def test_an_account_that_serves_elsewhere_too_is_not_closed(both: Client, kent: Side) -> None:
    person = User.objects.get(email="both@kent.example")
    client = Client()
    client.force_login(kent.people["locality_team"])
    Office.objects.create(person=person, role="finance", authority=kent.authority, start=day_of(timezone.now()))
    answer = send(client, reverse("person_account", args=[person.pk]), what="close")
    assert answer.status_code == 400
    assert "also has a role that you do not manage" in answer.content.decode()
    person.refresh_from_db()
    assert person.is_active


def test_one_of_two_councils_takes_a_lost_second_factor_away_and_the_other_is_told(kent: Side, elsewhere: Side) -> None:
    clerk, today = kent.people["clerk"], day_of(timezone.now())
    Office.objects.create(
        person=clerk, role="clerk", authority=elsewhere.authority, community=elsewhere.neighbour, start=today
    )
    confirm_authenticator(person=clerk, secret="JBSWY3DPEHPK3PXP", by=clerk, at=timezone.now())
    at_work = Client()
    at_work.force_login(clerk)
    client = Client()
    client.force_login(kent.people["locality_team"])
    assert send(client, reverse("person_account", args=[clerk.pk]), what="reset").status_code == 302
    assert not has_second_factor(clerk)
    told = Message.objects.get(kind="second_factor_reset")
    assert told.to == elsewhere.people["locality_team"]
    assert "Clerk Wealdshire, who has a role in Farshire, has lost" in told.lines[0]
    assert "Wealdshire" not in " ".join(told.lines).replace("Clerk Wealdshire", ""), "which other council is not told"
    assert Message.objects.filter(
        address=clerk.email, subject="Your authenticator app for Locality was removed"
    ).exists()
    logged = Event.objects.filter(action="person.second_factor_reset").values_list("authority_id", flat=True)
    assert {kent.authority.pk, elsewhere.authority.pk} <= set(logged)


def test_an_administrators_second_factor_is_taken_away_by_another_administrator_alone(kent: Side) -> None:
    administrator, team, today = kent.people["administrator"], kent.people["locality_team"], day_of(timezone.now())
    Office.objects.create(
        person=administrator, role="finance", authority=kent.authority, start=today
    )  # so that the team keeps an office of theirs
    confirm_authenticator(person=administrator, secret="JBSWY3DPEHPK3PXP", by=administrator, at=timezone.now())
    client = Client()
    client.force_login(team)
    answer = send(client, reverse("person_account", args=[administrator.pk]), what="reset")
    assert answer.status_code == 400
    assert "Ask another administrator" in answer.content.decode()
    second = User.objects.create(email="second@kent.example", name="Second Admin", second_factor_required=False)
    Office.objects.create(person=second, role="administrator", start=today)
    client.force_login(second)
    path = reverse("person_account", args=[administrator.pk])
    assert "Close the account" not in client.get(path).content.decode()
    assert send(client, path, what="reset").status_code == 302
    assert not has_second_factor(administrator)
    assert Message.objects.get(kind="second_factor_reset").to == team
    assert client.get(reverse("person_account", args=[kent.people["clerk"].pk])).status_code == 404


def test_the_last_administrator_is_not_ended_without_another(kent: Side) -> None:
    office, today = Office.objects.get(role="administrator"), day_of(timezone.now())
    client = Client()
    client.force_login(kent.people["administrator"])
    day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    answer = send(client, reverse("office_end", args=[office.pk]), **day)
    assert answer.status_code == 400
    assert "Invite another administrator first" in answer.content.decode()
    second = User.objects.create(email="second@kent.example", name="Second Admin", second_factor_required=False)
    Office.objects.create(person=second, role="administrator", start=today)
    assert send(client, reverse("office_end", args=[office.pk]), **day).status_code == 302


def test_the_last_of_the_locality_team_is_not_ended_without_another(kent: Side, elsewhere: Side) -> None:
    """Another council's team keeps nothing here: each council needs somebody who keeps its people."""
    office, today = Office.objects.get(role="locality_team", authority=kent.authority), day_of(timezone.now())
    client = Client()
    client.force_login(kent.people["locality_team"])
    day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    answer = send(client, reverse("office_end", args=[office.pk]), **day)
    assert answer.status_code == 400
    assert "No one would be in the locality team of Wealdshire after that day" in answer.content.decode()
    second = User.objects.create(email="second@kent.example", name="Second", second_factor_required=False)
    follows = Office.objects.create(
        person=second, role="locality_team", authority=kent.authority, start=today + timedelta(days=2)
    )
    assert send(client, reverse("office_end", args=[office.pk]), **day).status_code == 400, "a day without anybody"
    second.is_active, follows.start = False, today
    second.save()
    follows.save()
    assert send(client, reverse("office_end", args=[office.pk]), **day).status_code == 400, "whose account is closed"
    second.is_active = True
    second.save()
    assert send(client, reverse("office_end", args=[office.pk]), **day).status_code == 302


def test_before_an_account_is_closed_the_page_says_whom_that_leaves_without_anybody(
    kent: Side, elsewhere: Side
) -> None:
    client, today = Client(), day_of(timezone.now())
    client.force_login(kent.people["locality_team"])
    person = kent.people["signatory"]
    Office.objects.create(
        person=person, role="finance", authority=kent.authority, start=today, end=today + timedelta(days=9)
    )
    until = show_day(today + timedelta(days=9))
    text = said(client.get(reverse("person_account", args=[person.pk])))
    assert "If you close the account, Signatory Wealdshire can no longer act in 2 roles: " in text
    assert f"Signatory for {kent.school.full_name} and Council finance for Wealdshire until {until}." in text
    assert f"No one else has this role: Signatory for {kent.school.full_name}. Invite someone first" in text
    second = User.objects.create(email="second@kent.example", name="Second", second_factor_required=False)
    Office.objects.create(person=second, role="signatory", authority=kent.authority, school=kent.school, start=today)
    assert "No one else has" not in said(client.get(reverse("person_account", args=[person.pk])))
    second.is_active = False
    second.save()
    assert "No one else has" in said(client.get(reverse("person_account", args=[person.pk])))


@pytest.mark.parametrize(("role", "words"), [
    ("chair", "No one else has this role: Chair for Wealdshire 1."),
    ("clerk", "No one else has this role: Clerk for Wealdshire 1."),
    ("hnf_officer", "No one else has this role: High Needs Funding officer for Wealdshire North."),
])  # fmt: skip
def test_the_only_chair_clerk_or_officer_is_named_before_the_account_is_closed(
    kent: Side, elsewhere: Side, role: str, words: str
) -> None:
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()  # a second chair of the community
    client = Client()
    client.force_login(kent.people["locality_team"])
    assert words in said(client.get(reverse("person_account", args=[kent.people[role].pk])))


def test_who_holds_no_office_or_has_a_closed_account_leaves_nobody_alone(kent: Side) -> None:
    client = Client()
    client.force_login(kent.people["locality_team"])
    person = kent.people["signatory"]
    person.is_active = False
    person.save()
    text = said(client.get(reverse("person_account", args=[person.pk])))
    assert "Reopen the account" in text
    assert "No one else has" not in text
    assert "can no longer act in" not in text


def test_an_invitation_that_the_account_cant_take_up_says_why(kent: Side) -> None:
    client = Client()
    client.force_login(kent.people["locality_team"])
    today = day_of(timezone.now())
    data = {
        "role": "school_editor", "place": f"school-{kent.school.pk}", "name": "Gus", "email": "gus@kent.example",
        "start-day": today.day, "start-month": today.month, "start-year": today.year,
    }  # fmt: skip
    assert send(client, reverse("invite"), **data).status_code == 302
    person = User.objects.create(email="gus@kent.example", name="Gus", second_factor_required=False)
    Office.objects.create(person=person, role="chair", authority=kent.authority, community=kent.community, start=today)
    answer = send(Client(), Message.objects.get(address="gus@kent.example").link)
    assert answer.status_code == 410
    assert "A chair is independent" in answer.content.decode()


@pytest.mark.clause("MEM-2")
def test_nobody_of_another_council_is_made_a_deputy_or_told_of(kent: Side, elsewhere: Side) -> None:
    client, today = Client(), day_of(timezone.now())
    client.force_login(kent.people["locality_team"])
    office = Office.objects.get(person=kent.people["clerk"])
    period = {f"{end}-{part}": getattr(today, part) for end in ("start", "end") for part in ("day", "month", "year")}
    for address in (elsewhere.people["finance"].email, "nobody@has.no.account"):
        answer = send(client, reverse("deputy_name", args=[office.pk]), email=address, **period)
        assert answer.status_code == 400
        assert "No one with this email address has a role in your council" in answer.content.decode()
    assert not Office.objects.filter(deputises_for=office).exists()


def test_a_second_factor_asked_for_from_now_on_is_asked_of_everyone_at_once(kent: Side, elsewhere: Side) -> None:
    User.objects.update(second_factor_required=False)
    type(kent.authority).objects.update(second_factor_required=False)
    client = Client()
    client.force_login(kent.people["locality_team"])
    path = reverse("second_factor_rule")
    assert send(client, path, required="yes").status_code == 302
    clerk, theirs = kent.people["clerk"], elsewhere.people["clerk"]
    clerk.refresh_from_db()
    theirs.refresh_from_db()
    assert clerk.second_factor_required
    assert not theirs.second_factor_required
    assert send(client, path, required="yes").status_code == 400  # nothing would change
    assert send(client, path, required="no").status_code == 302
    clerk.refresh_from_db()
    assert not clerk.second_factor_required


def test_the_team_is_not_led_to_an_account_page_of_its_own_that_does_not_open(kent: Side) -> None:
    team, client = kent.people["locality_team"], Client()
    client.force_login(team)
    own, other = (client.get(reverse("person", args=[who.pk])).content.decode() for who in (team, kent.people["clerk"]))
    assert reverse("person_account", args=[team.pk]) not in own
    assert reverse("person_account", args=[kent.people["clerk"].pk]) in other
