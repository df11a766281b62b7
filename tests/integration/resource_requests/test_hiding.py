"""What is typed for a community, where no request is known, names no pupil: a meeting's place, why money moves (RES-9)."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.actions.allocating import add_costing, adjust, allocate, allocate_contingency
from locality.budgets.actions.gathering_advances import add_advance, change_advance
from locality.budgets.actions.transferring import propose_transfer, refuse_transfer
from locality.budgets.imports.costings import import_costings, plan_costings
from locality.budgets.models import Budget, CostingItem, Entry
from locality.communities.hiding import without_pupils
from locality.imports.plans import Row
from locality.outbox.models import Message
from locality.schedule.actions.arranging_meetings import add_meeting, cancel_meeting, move_meeting
from locality.schedule.models import Meeting
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.world import Side, acting, payday, request_in

pytestmark = pytest.mark.clause("RES-9")

PUPIL = "Marigold Penhallow"


@pytest.fixture
def listed(kent: Side) -> Side:
    request_in(kent, "accepted", **{"pupil.1.name": PUPIL})
    return kent


def stored() -> str:
    messages = [f"{each.subject} {each.lines} {each.calendar}" for each in Message.objects.all()]
    return " ".join([*messages, *(f"{each.subject} {each.before} {each.after}" for each in Event.objects.all())])


def test_the_place_of_a_meeting_and_why_it_is_cancelled(listed: Side) -> None:
    by, at = listed.people["clerk"], timezone.now()
    day = day_of(at) + timedelta(days=60)
    usual = {"starts": time(15), "ends": time(17), "online_link": "", "by": acting(by), "at": at}
    meeting = add_meeting(community=listed.community, day=day, venue=f"At {PUPIL}’s school", **usual)
    assert meeting.venue == "At a pupil’s school"
    move_meeting(meeting, day=day, venue=f"Where {PUPIL} swims", **usual)
    cancel_meeting(meeting, why=f"{PUPIL} is ill", by=acting(by), at=at)
    kept = Meeting.objects.get(pk=meeting.pk)
    assert (kept.venue, kept.cancelled_because) == ("Where a pupil swims", "A pupil is ill")
    assert "At a pupil’s school" in stored()
    assert "Marigold" not in stored()
    assert "Penhallow" not in stored()


@pytest.mark.both_databases("order")
def test_a_link_with_a_name_in_it_is_refused_and_a_key_in_no_order_is_not(listed: Side) -> None:
    by, at = listed.people["clerk"], timezone.now()
    usual = {
        "community": listed.community, "day": day_of(at) + timedelta(days=60), "starts": time(15), "ends": time(17), "venue": "",
        "by": acting(by), "at": at,
    }  # fmt: skip
    link = "https://teams.example.org/l/meetup-join/19%3ameeting_MariGoldNzYwPenHallowQ%40thread.v2/0?context=Tid"
    with pytest.raises(match="a pupil’s name"):
        add_meeting(online_link=f"https://meet.jit.si/{PUPIL.replace(' ', '')}Review", **usual)
    meeting = add_meeting(online_link=link, **usual)
    assert meeting.online_link == link
    assert (
        add_meeting(
            online_link="", **usual | {"day": usual["day"] + timedelta(days=1), "venue": "The hall"}
        ).online_link
        == ""
    )
    moved = {each: usual[each] for each in ("day", "starts", "ends", "venue", "by", "at")}
    with pytest.raises(match="a pupil’s name"):
        move_meeting(meeting, online_link="https://meet.jit.si/MARIGOLD-PENHALLOW2", **moved)
    assert Meeting.objects.get(pk=meeting.pk).online_link == link


def test_why_money_is_moved(listed: Side) -> None:
    at, team, finance = timezone.now(), listed.people["locality_team"], listed.people["finance"]
    source = Budget.objects.filter(community=listed.community).latest("pk")
    transfer = propose_transfer(
        source=source, funding_year=source.funding_year, target=None, amount=Decimal(10), why=f"Not for {PUPIL}",
        by=acting(team), at=at,
    )  # fmt: skip
    refuse_transfer(transfer=transfer, reason=f"It is for {PUPIL}", by=acting(finance), at=at)
    adjust(budget=source, amount=Decimal(5), why=f"More for {PUPIL}", by=acting(team), at=at)
    transfer.refresh_from_db()
    assert (transfer.why, transfer.refusal) == ("Not for a pupil", "It is for a pupil")
    assert Entry.objects.latest("pk").why == "More for a pupil"
    assert "Marigold" not in stored()


def test_references_of_money_and_names_of_advances(kent: Side) -> None:
    for name in (PUPIL, "May Brown"):
        request_in(kent, "accepted", **{"pupil.1.name": name})
    budget = (
        Budget.objects.select_related("funding_year").filter(community=kent.community).latest("funding_year__start")
    )
    typed = {"amount": Decimal(5), "why": "x", "by": acting(kent.people["locality_team"]), "at": timezone.now()}
    for reference, kept in ((f"R {PUPIL}", "R a pupil"), ("DEC-2026/017", "DEC-2026/017"), ("May Brown", "A pupil")):
        adjusted = adjust(budget=budget, reference=reference, **typed)
        given = allocate(community=kent.community, funding_year=budget.funding_year, reference=reference, **typed)
        put_in = allocate_contingency(funding_year=budget.funding_year, reference=reference, **typed)
        assert {adjusted.reference, given.reference, put_in.reference} == {kept}
        with pytest.raises(NotPossible, match=f"already allocated under the reference {kept}"):
            allocate(community=kent.community, funding_year=budget.funding_year, reference=reference, **typed)
    assert (
        allocate_contingency(funding_year=budget.funding_year, **typed | {"why": f"For {PUPIL}"}).why == "For a pupil"
    )
    by: dict[str, Any] = {"by": acting(kent.people["finance"]), "at": timezone.now()}

    def days(year: int, month: int, day: int) -> dict[str, date]:
        on = payday(kent.authority, date(year, month, day))
        return {"closes_on": on, "pays_on": on}

    later = day_of(timezone.now()).year + 1
    named = add_advance(authority=kent.authority, name=f"For {PUPIL}", **days(later, 5, 5), **by)
    assert named.name == "For a pupil"
    assert add_advance(authority=kent.authority, name=f"May {later}", **days(later, 5, 17), **by).name == f"May {later}"
    changed = change_advance(
        advance=named, name=f"{PUPIL}’s money", closes_on=named.closes_on, pays_on=named.pays_on, **by
    )
    assert changed.name == "A pupil’s money"
    assert "Penhallow" not in stored()


def test_people_and_schools_of_the_community_stay(listed: Side) -> None:
    chair, school = listed.people["chair"].name, listed.school.name
    assert without_pupils(f"{chair} at {school}", [listed.community]) == f"{chair} at {school}"
    assert without_pupils(PUPIL, [None]) == PUPIL


def test_words_of_everyday_english_stay_whoever_is_called_so(kent: Side) -> None:
    for name in ("Summer Hall", "April Grant", "Zephyrine Hill"):
        request_in(kent, "accepted", **{"pupil.1.name": name})
    for text in ("Village Hall", "Grant for the summer term", "by April", "Summer term: the hall", "Hall"):
        assert without_pupils(text, [kent.community]) == text
    assert without_pupils("At Zephyrine’s house; April Grant comes", [kent.community]) == (
        "At a pupil’s house; a pupil comes"
    )


def test_authority_and_area_stay(kent: Side) -> None:
    kent.authority.name, kent.area.name = "Kentigern County Council", "Kentigern Coast"
    kent.authority.save()
    kent.area.save()
    request_in(kent, "accepted", **{"pupil.1.name": "Kentigern Penhallow"})
    text = "Kentigern County Council, Kentigern Coast"
    assert without_pupils(text, [kent.community]) == text


@pytest.mark.clause("COST-1")
def test_what_the_council_pays_for_and_in_which_unit(listed: Side) -> None:
    day, at = date(2026, 9, 1), timezone.now()
    usual: dict[str, Any] = {"authority": listed.authority, "by": acting(listed.people["locality_team"]), "at": at}
    for item, unit, rate in (
        (f"Tutor for {PUPIL}", "hour", 20),
        ("Tutor for a pupil", "hour", 21),
        ("Teaching assistant", f"hour of {PUPIL}", 15),
    ):
        add_costing(item=item, unit=unit, rate=Decimal(rate), valid_from=day, **usual)
    assert list(CostingItem.objects.order_by("pk").values_list("item", "unit", "rate")) == [
        ("Tutor for a pupil", "hour", Decimal(20)),
        ("Tutor for a pupil", "hour", Decimal(21)),
        ("Teaching assistant", "hour of a pupil", Decimal(15)),
    ]
    assert "Marigold" not in stored()


@pytest.mark.clause("COST-1")
def test_the_costings_of_a_file(listed: Side, django_assert_max_num_queries: Any) -> None:
    names = ("item", "unit", "rate", "valid from")
    cells = (
        (f"Tutor for {PUPIL}", "hour", "20", "01/09/2026"),
        ("Tutor for a pupil", "hour", "21", "01/09/2027"),
        ("Teaching assistant", f"hour of {PUPIL}", "15", "01/09/2026"),
        *((f"Tutor in group {number}", "hour", "9", "01/09/2026") for number in range(50)),
    )
    rows = [Row(number, dict(zip(names, each, strict=True))) for number, each in enumerate(cells, 2)]
    with django_assert_max_num_queries(8):
        plan = plan_costings(listed.authority, rows).plan
    assert [(each.name, each.text) for each in plan.lines[:3]] == [
        ("Tutor for a pupil, hour", "£20.00"),
        ("Tutor for a pupil, hour", "£21.00"),
        ("Teaching assistant, hour of a pupil", "£15.00"),
    ]
    import_costings(listed.authority, rows, by=acting(listed.people["locality_team"]), at=timezone.now())
    assert set(CostingItem.objects.exclude(item__contains="group").values_list("item", "unit", "rate")) == {
        ("Tutor for a pupil", "hour", Decimal(20)),
        ("Tutor for a pupil", "hour", Decimal(21)),
        ("Teaching assistant", "hour of a pupil", Decimal(15)),
    }
    assert not plan_costings(listed.authority, rows).plan.does_something
    assert "Marigold" not in stored()
