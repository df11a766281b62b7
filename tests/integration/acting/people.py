"""What is done with councils, their places, people and offices, and who may."""

from datetime import date, timedelta

from django.utils import timezone

from locality.accounts.actions import people, second_factor
from locality.communities.actions import accounts, authorities, calendar, invitations, needs, offices, rule_changes
from locality.communities.imports import communities, gias, gias_links
from locality.communities.models import DayOff, Invitation, ListItem, Office, Term
from locality.records import actions as records
from locality.tables.reading import Row
from locality.values.working_days import day_of
from tests.integration.acting.acts import INNER, OWN, Do, act
from tests.world import Side, acting, failing_message, person

TEAM, ADMINISTRATOR, SIGNATORY = "locality_team", "administrator", "signatory"


@act(accounts.take_second_factor_away, TEAM)
def _(side: Side) -> Do:
    return lambda by: accounts.take_second_factor_away(person=side.people["finance"], by=by, at=timezone.now())


@act(accounts.close_account, TEAM)
def _(side: Side) -> Do:
    return lambda by: accounts.close_account(person=side.people["finance"], by=by, at=timezone.now())


@act(accounts.open_account, TEAM)
def _(side: Side) -> Do:
    closed = side.people["finance"]
    closed.is_active = False
    closed.save()
    return lambda by: accounts.open_account(person=closed, by=by, at=timezone.now())


@act(authorities.set_short_name, TEAM)
def _(side: Side) -> Do:
    return lambda by: authorities.set_short_name(authority=side.authority, short_name="Ours", by=by, at=timezone.now())


@act(needs.add_need, TEAM)
def _(side: Side) -> Do:
    return lambda by: needs.add_need(
        authority=side.authority, label="Anxiety", code="SEMH", after=None, by=by, at=timezone.now()
    )


@act(needs.change_need, TEAM)
def _(side: Side) -> Do:
    need = ListItem.objects.filter(authority=side.authority, code="SEMH").get()
    return lambda by: needs.change_need(need=need, label="Low mood", in_use=False, after=None, by=by, at=timezone.now())


@act(authorities.set_second_factor_rule, TEAM)
def _(side: Side) -> Do:
    return lambda by: authorities.set_second_factor_rule(
        authority=side.authority, required=False, by=by, at=timezone.now()
    )


@act(authorities.change_area_officer, TEAM)
def _(side: Side) -> Do:
    return lambda by: authorities.change_area_officer(
        area=side.area, officer_name="Olive", officer_email="olive@council.example", by=by, at=timezone.now()
    )


@act(calendar.add_day_off, TEAM)
def _(side: Side) -> Do:
    return lambda by: calendar.add_day_off(
        authority=side.authority, day=date(2027, 3, 3), name="Snow", by=by, at=timezone.now()
    )


@act(calendar.remove_day_off, TEAM)
def _(side: Side) -> Do:
    found = DayOff.objects.filter(authority=side.authority).latest("day")
    return lambda by: calendar.remove_day_off(day_off=found, by=by, at=timezone.now())


@act(calendar.set_term, TEAM)
def _(side: Side) -> Do:
    return lambda by: calendar.set_term(
        authority=side.authority, year_name="2027/28", number=1, start=date(2027, 9, 1), end=date(2027, 10, 22),
        by=by, at=timezone.now(),
    )  # fmt: skip


@act(calendar.remove_term, TEAM)
def _(side: Side) -> Do:
    term = Term.objects.create(
        authority=side.authority, year_name="2027/28", number=1, start=date(2027, 9, 1), end=date(2027, 10, 22)
    )
    return lambda by: calendar.remove_term(term=term, by=by, at=timezone.now())


@act(rule_changes.set_rules, TEAM)
def _(side: Side) -> Do:
    return lambda by: rule_changes.set_rules(
        authority=side.authority, valid_from=by.today + timedelta(days=9), values={"ehcp_eligible": False},
        why="Agreed", by=by, at=timezone.now(),
    )  # fmt: skip


@act(communities.import_communities, TEAM)
def _(side: Side) -> Do:
    cells = {"community": "Third", "district": "Downs", "area": "South", "urn": str(side.school.urn)}
    return lambda by: communities.import_communities(side.authority, [Row(2, cells)], by=by, at=timezone.now())


@act(gias.import_schools, TEAM)
def _(side: Side) -> Do:
    cells = {
        "URN": str(side.school.urn), "LA (code)": side.authority.la_code, "EstablishmentName": "Another name",
        "EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open", "TypeOfEstablishment (code)": "1",
        "TypeOfEstablishment (name)": "Community school",
    }  # fmt: skip
    return lambda by: gias.import_schools(side.authority, [Row(2, cells)], by=by, at=timezone.now())


@act(gias_links.import_links, TEAM)
def _(side: Side) -> Do:
    cells = {
        "urn": str(side.school.urn), "linkurn": str(side.other_school.urn), "linktype": "Successor",
        "linkestablisheddate": "01/09/2026",
    }  # fmt: skip
    return lambda by: gias_links.import_links(side.authority, [Row(2, cells)], by=by, at=timezone.now())


@act(authorities.set_up_authority, ADMINISTRATOR)
def _(side: Side) -> Do:
    return lambda by: authorities.set_up_authority(name="Downshire", la_code="899", by=by, at=timezone.now())


@act(offices.give_office, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    return lambda by: offices.give_office(
        person=side.people["nobody"], role="school_editor", place=side.school, start=by.today, by=by, at=timezone.now()
    )


@act(offices.end_office, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    office = Office.objects.get(person=side.people["school_editor"])
    return lambda by: offices.end_office(office=office, on=by.today, by=by, at=timezone.now())


@act(offices.prolong_office, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    today = day_of(timezone.now())
    helper = person(side, "school_editor", start=today, end=today, slug="helper")
    office = Office.objects.get(person=helper)
    until = today + timedelta(days=9)
    return lambda by: offices.prolong_office(office=office, until=until, by=by, at=timezone.now())


@act(offices.confirm_delegated_authority, "other_signatory", TEAM)
def _(side: Side) -> Do:
    office = Office.objects.get(person=side.people["representative"])
    return lambda by: offices.confirm_delegated_authority(
        office=office, confirmed_by="The head", on=by.today, by=by, at=timezone.now()
    )


@act(offices.name_deputy, TEAM)
def _(side: Side) -> Do:
    clerk = Office.objects.get(person=side.people["clerk"])
    return lambda by: offices.name_deputy(
        clerk=clerk, person=side.people["area_board_member"], start=by.today, end=by.today + timedelta(days=3), by=by,
        at=timezone.now(),
    )  # fmt: skip


def invited(side: Side, by: str = SIGNATORY) -> Invitation:
    return invitations.invite(
        email="guest@elsewhere.example", name="Gus Guest", role="school_editor", place=side.school,
        start=day_of(timezone.now()), by=acting(side.people[by]), at=timezone.now(),
    )  # fmt: skip


@act(invitations.invite, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    return lambda by: invitations.invite(
        email="guest@elsewhere.example", name="Gus Guest", role="school_editor", place=side.school, start=by.today,
        by=by, at=timezone.now(),
    )  # fmt: skip


@act(invitations.resend, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    invitation = invited(side)
    return lambda by: invitations.resend(invitation=invitation, by=by, at=timezone.now())


@act(invitations.withdraw, SIGNATORY, TEAM)
def _(side: Side) -> Do:
    invitation = invited(side)
    return lambda by: invitations.withdraw(invitation=invitation, by=by, at=timezone.now())


@act(records.send_again, "clerk", "deputy_clerk", TEAM)
def _(side: Side) -> Do:
    message = failing_message(side)
    return lambda by: records.send_again(message=message, by=by, at=timezone.now())


_BELOW = "accounts stand below the offices that give the right: the actions of communities ask, and call this"
_ONESELF = "one's own account: the page gives the person who is signed in, and nobody else"


def _named(*actions: object) -> list[str]:
    return [f"{each.__module__}.{each.__qualname__}" for each in actions]  # type: ignore[attr-defined]


INNER.update(
    dict.fromkeys(
        _named(
            people.set_second_factor_required, people.deactivate, people.reactivate, second_factor.reset_second_factor
        ),
        _BELOW,
    )
)
INNER.update(
    dict.fromkeys(
        _named(offices.check_office), "what giving and inviting have in common; both are asked here, and write nothing"
    )
)
OWN.update(
    dict.fromkeys(
        _named(
            people.set_details,
            second_factor.confirm_authenticator,
            second_factor.begin_recovery_codes,
            second_factor.remove_second_factor,
        ),
        _ONESELF,
    )
)
