"""Offices, invitations, rules and calendars: what may be done, and the sentence when it may not."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.communities.actions import authorities, calendar, invitations, offices, rule_changes
from locality.communities.actions.invitations import hash_of
from locality.communities.deadlines import deadlines_of
from locality.communities.models import AuthorityRules, DayOff, Invitation, ListItem, Office, School, Term
from locality.communities.queries import rules_on, viewer_of
from locality.outbox.models import Message
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.world import Side, acting


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def today(now: datetime) -> date:
    return day_of(now)


@pytest.fixture
def new_person(db: None) -> User:
    return User.objects.create(email="new@kent.example", name="Nia New")


def give(side: Side, person: User, role: str, place: Any, today: date, **more: Any) -> Office:
    now = timezone.now()
    return offices.give_office(person=person, role=role, place=place, by=acting(side.people["locality_team"]), at=now,
                               **{"start": today} | more)  # fmt: skip


def without_chair(side: Side) -> None:
    Office.objects.filter(role="chair", community=side.community).delete()


@pytest.mark.clause("MEM-1")
def test_a_person_of_the_communitys_schools_cant_be_its_chair(kent: Side, new_person: User, today: date) -> None:
    without_chair(kent)
    give(kent, new_person, "school_editor", kent.school, today)
    with pytest.raises(NotPossible, match="must be independent"):
        give(kent, new_person, "chair", kent.community, today)
    Office.objects.filter(role="chair", community=kent.neighbour).delete()
    assert give(kent, new_person, "chair", kent.neighbour, today).community == kent.neighbour


@pytest.mark.clause("MEM-1")
def test_the_chair_joins_no_school_of_the_community(kent: Side, new_person: User, today: date) -> None:
    without_chair(kent)
    give(kent, new_person, "chair", kent.community, today)
    with pytest.raises(NotPossible, match="A chair is independent"):
        give(kent, new_person, "representative", kent.school, today)
    assert give(kent, new_person, "representative", kent.far_school, today)


@pytest.mark.clause("MEM-1")
def test_a_community_has_one_chair_at_a_time(kent: Side, new_person: User, today: date) -> None:
    without_chair(kent)
    first = give(kent, new_person, "chair", kent.community, today)
    other = User.objects.create(email="other@kent.example", name="Otto Other")
    with pytest.raises(NotPossible, match="A community has 1 chair at a time"):
        give(kent, other, "chair", kent.community, today + timedelta(days=30))
    offices.end_office(
        office=first, on=today + timedelta(days=29), by=acting(kent.people["locality_team"]), at=timezone.now()
    )
    assert give(kent, other, "chair", kent.community, today + timedelta(days=30))


@pytest.mark.clause("MEM-2")
def test_one_clerk_serves_several_communities_with_a_deputy_for_an_absence(
    kent: Side, new_person: User, today: date, now: datetime
) -> None:
    clerk, by = kent.people["clerk"], acting(kent.people["locality_team"])
    office = give(kent, clerk, "clerk", kent.neighbour, today)
    own = give(kent, new_person, "school_editor", kent.school, today)
    end = today + timedelta(days=7)
    with pytest.raises(NotPossible, match="cannot be their own deputy"):
        offices.name_deputy(clerk=office, person=clerk, start=today, end=end, by=by, at=now)
    deputy = offices.name_deputy(clerk=office, person=new_person, start=today, end=end, by=by, at=now)
    assert (deputy.community, deputy.deputises_for, deputy.end) == (kent.neighbour, office, end)
    assert viewer_of(new_person, today).offices == (own, deputy)
    assert viewer_of(new_person, end + timedelta(days=1)).offices == (own,)
    with pytest.raises(NotPossible, match="Name a deputy"):
        give(kent, new_person, "deputy_clerk", kent.community, today)
    with pytest.raises(NotPossible, match="within the days of the clerk"):
        offices.name_deputy(clerk=office, person=new_person, start=today - timedelta(days=1), end=end, by=by, at=now)


@pytest.mark.clause("MEM-3")
def test_delegated_authority_is_recorded_by_whom_and_when(
    kent: Side, new_person: User, today: date, now: datetime
) -> None:
    office = give(kent, new_person, "representative", kent.school, today)
    assert not office.may_vote
    head = kent.people["signatory"]
    for confirmed_by, on, sentence in (
        ("", today, "Enter who"),
        ("The head", today + timedelta(days=1), "must be today or in the past"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            offices.confirm_delegated_authority(
                office=office, confirmed_by=confirmed_by, on=on, by=acting(head), at=now
            )
    confirmed = offices.confirm_delegated_authority(
        office=office, confirmed_by="The head", on=today, by=acting(head), at=now
    )
    assert confirmed.may_vote
    assert Event.objects.filter(action="office.confirm_delegated_authority", subject_id=str(office.pk)).exists()
    editor = Office.objects.get(person=kent.people["school_editor"])
    with pytest.raises(NotPossible, match="Only a representative"):
        offices.confirm_delegated_authority(office=editor, confirmed_by="The head", on=today, by=acting(head), at=now)


def test_an_office_that_makes_no_sense_is_refused(kent: Side, new_person: User, today: date) -> None:
    cases: tuple[tuple[str, Any, dict[str, Any], str], ...] = (
        ("wizard", kent.school, {}, "one of the roles"),
        ("clerk", kent.school, {}, "role for a community"),
        ("finance", kent.community, {}, "role for a council"),
        ("administrator", kent.authority, {}, "role for all of Locality"),
        ("school_editor", kent.school, {"end": today - timedelta(days=1)}, "last day must be"),
    )
    for role, place, more, sentence in cases:
        with pytest.raises(NotPossible, match=sentence):
            give(kent, new_person, role, place, today, **more)
    School.objects.filter(pk=kent.school.pk).update(kind="special")
    kent.school.refresh_from_db()
    with pytest.raises(NotPossible, match="is a special school"):
        give(kent, new_person, "school_editor", kent.school, today)
    give(kent, new_person, "school_editor", kent.other_school, today)
    with pytest.raises(NotPossible, match="on some of these days"):
        give(kent, new_person, "school_editor", kent.other_school, today + timedelta(days=3))


def test_an_office_ends_once(kent: Side, new_person: User, today: date, now: datetime) -> None:
    office = give(kent, new_person, "finance", kent.authority, today)
    assert offices.end_office(office=office, on=today, by=acting(kent.people["locality_team"]), at=now)
    with pytest.raises(NotPossible, match="already"):
        offices.end_office(office=office, on=today + timedelta(days=1), by=acting(kent.people["locality_team"]), at=now)


def test_an_office_that_has_begun_is_never_taken_back(kent: Side, new_person: User, today: date, now: datetime) -> None:
    office = give(kent, new_person, "finance", kent.authority, date(2026, 9, 1))
    for day in (date(2026, 8, 31), date(2016, 11, 27)):
        with pytest.raises(NotPossible) as refused:
            offices.end_office(office=office, on=day, by=acting(kent.people["locality_team"]), at=now)
        assert refused.value.field == "on"
        assert refused.value.sentence == (
            "This role started on Tuesday 1 September 2026, so its last day must be that day or later. Check the year as well."
        )
    assert Office.objects.get(pk=office.pk).end is None
    assert not Event.objects.filter(action="office.take_back").exists()


def test_an_office_that_has_not_begun_is_taken_back(kent: Side, new_person: User, today: date, now: datetime) -> None:
    office = give(kent, new_person, "finance", kent.authority, today + timedelta(days=5))
    assert (
        offices.end_office(office=office, on=today + timedelta(days=4), by=acting(kent.people["locality_team"]), at=now)
        is None
    )
    assert not Office.objects.filter(pk=office.pk).exists()
    assert Event.objects.filter(action="office.take_back").exists()


def test_the_page_that_ends_an_office_says_what_it_does(client: Client, kent: Side, new_person: User) -> None:
    client.force_login(kent.people["locality_team"])

    def end(office: Office, year: int, month: int, day: int) -> Any:
        path = reverse("office_end", args=[office.pk])
        key = re.search(r'name="form_key" value="([^"]+)"', client.get(path).text)
        assert key
        given = {"on-day": day, "on-month": month, "on-year": year, "form_key": key[1]}
        return client.post(path, given, follow=True)

    begun = give(kent, new_person, "finance", kent.authority, date(2026, 9, 1))
    to_come = give(kent, new_person, "locality_team", kent.authority, date(2036, 9, 1))
    assert "It started on Tuesday 1 September 2026." in client.get(reverse("office_end", args=[begun.pk])).text
    slip = end(begun, 2016, 11, 27)
    assert slip.status_code == 400
    assert "This role started on Tuesday 1 September 2026" in slip.text
    assert "You’ve ended the role of Nia New. The last day is Monday 1 December 2036." in end(begun, 2036, 12, 1).text
    page = client.get(reverse("office_end", args=[to_come.pk])).text
    assert "This role starts on Monday 1 September 2036. If you enter that day or a later one" in page
    assert re.search(r"name=\"on-year\"[^>]*value=\"2036\"", page), "the day offered takes nothing back"
    taken = "You’ve withdrawn the role of Nia New, which was due to start on Monday 1 September 2036."
    assert taken in end(to_come, 2036, 8, 31).text
    assert not Office.objects.filter(pk=to_come.pk).exists()


def test_the_second_factor_follows_the_persons_councils(
    kent: Side, elsewhere: Side, new_person: User, today: date, now: datetime
) -> None:
    for side, asked in ((kent, False), (elsewhere, True)):
        side.authority.second_factor_required = asked
        side.authority.save()
    give(kent, new_person, "finance", kent.authority, today)
    new_person.refresh_from_db()
    assert not new_person.second_factor_required
    give(elsewhere, new_person, "finance", elsewhere.authority, today)
    new_person.refresh_from_db()
    assert new_person.second_factor_required


def invite(side: Side, today: date, role: str = "school_editor", by: str = "signatory", **more: Any) -> Invitation:
    return invitations.invite(
        **{"email": "guest@kent.example", "name": "Gus Guest", "role": role, "place": side.school, "start": today,
           "by": acting(side.people[by]), "at": timezone.now()} | more
    )  # fmt: skip


def test_an_invitation_keeps_only_a_hash_and_tells_only_the_person(kent: Side, today: date) -> None:
    invitation = invite(kent, today)
    message = Message.objects.get(address="guest@kent.example")
    token = message.link.strip("/").rsplit("/", 1)[-1]
    assert invitation.token_hash == hash_of(token)
    assert message.secret
    kept = json.dumps([event.after for event in Event.objects.all()])
    assert token not in kept
    with pytest.raises(NotPossible, match="already"):
        invite(kent, today)


def test_an_invitation_gives_the_office_to_its_own_address_only(kent: Side, today: date, now: datetime) -> None:
    invitation = invite(kent, today)
    with pytest.raises(NotPossible, match="sent to a different email address"):
        invitations.accept(invitation=invitation, user=kent.people["finance"], at=now)
    known = User.objects.create(email="guest@kent.example", name="Gus Known")
    office = invitations.accept(invitation=invitation, user=None, at=now)
    assert (office.person, office.school, office.given_by) == (known, kent.school, kent.people["signatory"])
    with pytest.raises(NotPossible, match="has been used"):
        invitations.accept(invitation=invitation, user=known, at=now)
    with pytest.raises(NotPossible, match="End the role"):
        invitations.withdraw(invitation=invitation, by=acting(kent.people["signatory"]), at=now)


def test_an_invitation_ends_with_the_office_of_whoever_sent_it(kent: Side, today: date, now: datetime) -> None:
    invitation = invite(kent, today)
    Office.objects.filter(person=kent.people["signatory"]).update(end=today - timedelta(days=1))
    with pytest.raises(NotPossible, match="can no longer do so"):
        invitations.accept(invitation=invitation, user=None, at=now)
    assert not User.objects.filter(email="guest@kent.example").exists()


def test_an_invitation_to_a_closed_account_or_with_a_look_alike_address_is_refused(
    kent: Side, today: date, now: datetime
) -> None:
    with pytest.raises(ValidationError, match="correct format"):
        invite(kent, today, email="guést@kent.example")
    User.objects.create(email="guest@kent.example", name="Gus", is_active=False)
    with pytest.raises(NotPossible, match="is closed"):
        invitations.accept(invitation=invite(kent, today), user=None, at=now)


def test_rules_are_added_and_never_changed(kent: Side, today: date, now: datetime) -> None:
    by = kent.people["locality_team"]
    later = today + timedelta(days=40)

    def change(valid_from: date, **values: Any) -> AuthorityRules:
        return rule_changes.set_rules(
            authority=kent.authority, valid_from=valid_from, values=values, why="We agreed it", by=acting(by), at=now
        )

    change(later, submission_days_before=7, chair_votes=False, authority_id=99, set_by=None)
    assert rules_on(kent.authority, later - timedelta(days=1)).submission_days_before == 10
    assert rules_on(kent.authority, later).submission_days_before == 7
    assert rules_on(kent.authority, later).set_by == by
    assert deadlines_of(kent.authority, on=later).rules.chair_votes is False
    for day, values, sentence in (
        (later, {"submission_days_before": 5}, "cannot be changed"),
        (today - timedelta(days=1), {"submission_days_before": 5}, "have passed"),
        (later + timedelta(days=1), {"submission_days_before": 7}, "You have not changed any rules"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            change(day, **values)


@pytest.mark.clause("FORM-14")
def test_an_areas_officer_changes_with_the_earlier_one_on_record(kent: Side, now: datetime) -> None:
    by = kent.people["locality_team"]
    authorities.change_area_officer(
        area=kent.area, officer_name="Ann", officer_email="ann@kent.example", by=acting(by), at=now
    )
    event = Event.objects.get(action="area.change_officer")
    assert event.before == {"officer_name": kent.area.officer_name, "officer_email": kent.area.officer_email}
    assert event.after == {"officer_name": "Ann", "officer_email": "ann@kent.example"}


def test_bank_holidays_are_those_the_government_lists(kent: Side, shared_data: Path) -> None:
    listed = json.loads((shared_data / "bank_holidays_england_wales.json").read_text())
    days = {date.fromisoformat(each["date"]) for each in listed["england-and-wales"]["events"]}
    kept = set(DayOff.objects.filter(authority=kent.authority).values_list("day", flat=True))
    assert {day for day in kept if day.year <= 2028} == days
    assert max(kept).year == 2032
    stages = ListItem.objects.filter(authority=kent.authority, list_name="key_stage").values_list("label", flat=True)
    assert list(stages) == ["Early years", *(f"Key Stage {number}" for number in range(1, 6))]


def test_days_off_and_terms_move_deadlines(kent: Side, now: datetime) -> None:
    by = kent.people["locality_team"]
    meeting, closure = date(2027, 2, 12), date(2027, 2, 10)
    before = deadlines_of(kent.authority, on=day_of(now)).submission(meeting)
    added = calendar.add_day_off(authority=kent.authority, day=closure, name="Closure", by=acting(by), at=now)
    assert deadlines_of(kent.authority, on=day_of(now)).submission(meeting) < before
    with pytest.raises(NotPossible, match="already a day off"):
        calendar.add_day_off(authority=kent.authority, day=closure, name="Again", by=acting(by), at=now)
    calendar.remove_day_off(day_off=added, by=acting(by), at=now)
    calendar.remove_day_off(day_off=added, by=acting(by), at=now)
    kent.authority.refresh_from_db()
    assert deadlines_of(kent.authority, on=day_of(now)).submission(meeting) == before

    def term(number: int, start: date, end: date) -> Term:
        return calendar.set_term(
            authority=kent.authority, year_name="2026/27", number=number, start=start, end=end, by=acting(by), at=now
        )

    first = term(1, date(2026, 9, 1), date(2026, 10, 23))
    assert term(1, date(2026, 9, 2), date(2026, 10, 23)).pk == first.pk
    with pytest.raises(NotPossible, match="overlap with term 1"):
        term(2, date(2026, 10, 20), date(2026, 12, 18))
    with pytest.raises(NotPossible, match="last day"):
        term(3, date(2027, 1, 20), date(2027, 1, 18))
    calendar.remove_term(term=first, by=acting(by), at=now)
    assert not Term.objects.filter(authority=kent.authority, pk=first.pk).exists()


def test_a_council_is_set_up_once(kent: Side, now: datetime) -> None:
    for name, code, sentence in (
        (kent.authority.name.upper(), "123", "already"),
        ("New", kent.authority.la_code, "already"),
        ("New", "12", "3 digits"),
        ("!", "123", "Enter the name"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            authorities.set_up_authority(name=name, la_code=code, by=acting(kent.people["administrator"]), at=now)
    authorities.set_up_authority(name="New", la_code="123", by=acting(kent.people["administrator"]), at=now)


def test_one_address_names_one_community_of_all_councils() -> None:
    assert authorities.free_slug("A b", {"b"}) == "a-b"
    assert authorities.free_slug("A-b", {"a-b", "a-b-2"}) == "a-b-3"
    assert authorities.free_slug("!", set()) == "community"
