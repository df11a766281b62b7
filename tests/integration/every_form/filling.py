"""Each form filled in rightly: what a person would, so that what is wrong with it is the attack alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from locality.budgets.models import Budget
from locality.meetings.models import AgendaItem, RegisterRow
from locality.values.working_days import day_of
from tests.integration.every_form.markup import Control, Form
from tests.integration.every_form.visits import app_shows, mailed_code
from tests.integration.every_form.world import PASSWORD, World
from tests.world import payday

Fields = dict[str, list[str]]
Fill = Callable[[World], dict[str, Any]]
ROW = re.compile(r"^(pupil|line)\.\d+\.")
CONFIRMED = {"all_the_same"}
NEW_PASSWORD = "otter-window-marble-nine"


def day(name: str, days_ahead: int = 0, on: date | None = None) -> dict[str, Any]:
    """A date as three inputs."""
    value = on or day_of(timezone.now()) + timedelta(days=days_ahead)
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def filled(form: Form, given: dict[str, Any]) -> Fields:
    """The form as it stands, with what is given, and something plausible wherever it is empty.

    A confirmation stands on the form only once it has warned; whoever fills it in rightly has read that.
    """
    fields = {name: [str(given[name])] for name in CONFIRMED & set(given)}
    for name, control in form.controls.items():
        of_row = ROW.sub(r"\1.N.", name)
        if of_row in given and _is_offered(control, given[of_row]):
            value = given[of_row]
            fields[name] = [str(each) for each in value] if isinstance(value, list) else [str(value)]
        elif not (control.kind == "checkbox" and not control.values and len(control.options) > 1):
            fields[name] = [value for value in control.values if value] or [_plausible(control)]
    return fields


def _is_offered(control: Control, value: Any) -> bool:
    return control.kind not in {"radio", "select"} or str(value) in control.options


def _plausible(control: Control) -> str:
    if control.part_of_day:
        return str(day("x", 40)[f"x-{control.part_of_day}"])
    if control.kind in {"radio", "checkbox", "select"}:
        return next((option for option in control.options if option), "")
    return {"email": "new.person@801.example", "password": PASSWORD, "hidden": ""}.get(
        control.kind, {"numeric": "3", "decimal": "10"}.get(control.figures, "Some plain words")
    )


_DECIDED = {"summary": "All agreed.", "method": "consensus", "agree": "3", "disagree": "0", "abstain": "1"}
_WHY = {"ground": "error", "reason": "A sum was read wrongly."}


def _approved(_: World) -> dict[str, Any]:
    return {
        **_DECIDED, "outcome": "approved", "responses": ["funding", "advice"], "amount": "900", "details": "As asked.",
        **day("starts_on", 1), **day("ends_on", 60), **day("review_on", 100), **day("decided_on"), "more_because": "",
        "reasons": "", "own_provision": "", "alternatives": "", "needed": "",
    }  # fmt: skip


def _declined(_: World) -> dict[str, Any]:
    return {
        **_DECIDED, "outcome": "declined", "reasons": "No.", "own_provision": "A group.", "alternatives": "None",
        **day("decided_on"),
    }  # fmt: skip


def _deferred(_: World) -> dict[str, Any]:
    return {**_DECIDED, "outcome": "deferred", "needed": "A plan.", **day("decided_on")}


def _a_time(_: World) -> dict[str, Any]:
    confirmed = f"{day_of(timezone.now()) + timedelta(days=40)} 15:30:00 17:00:00"  # whatever is said of it
    return {
        **day("day", 40), "starts": "15:30", "ends": "17:00", "online_link": "https://meet.example/1",
        "all_the_same": confirmed,
    }  # fmt: skip


def _an_item(world: World) -> int:
    return AgendaItem.objects.filter(meeting=world.things["meeting_adviser_add"][0]["pk"]).earliest("pk").pk


def _somebody(world: World) -> int:
    """In the register of the meeting that runs."""
    rows = RegisterRow.objects.filter(meeting=world.things["meeting_register"][0]["pk"], person__isnull=False)
    return rows.earliest("pk").pk


def _budget(world: World) -> int:
    return Budget.objects.filter(community=world.kent.community).latest("funding_year__start").pk


def _a_year(_: World) -> dict[str, Any]:
    return {**day("start", on=date(2090, 9, 1)), **day("end", on=date(2091, 8, 31))}


def _payday(world: World) -> date:
    return payday(world.kent.authority, day_of(timezone.now()) + timedelta(days=45))


def _section(world: World) -> dict[str, Any]:
    days = day("processed_on") | day("starts_on") | day("ends_on", 90)
    moderator = world.kent.people["moderator"].pk
    return {"final_amount": "1000", "moderated": "yes", "moderated_by": moderator, "pattern": "one_sum", **days}


def _an_offer(_: World) -> dict[str, Any]:
    chosen = {"phases": ["for_primary"], "ways": ["online"], "costs": "paid"}
    return {**chosen, "price": "40", "hours_a_term": "90", **day("starts_on"), **day("ends_on", 90)}


def _support(_: World) -> dict[str, Any]:
    return {"hours": "2", **day("starts_on"), **day("ends_on", 20)}


def _an_opportunity(_: World) -> dict[str, Any]:
    """Its online link is an address, and it has places for those who booked."""
    times = {"starts": "15:30", "ends": "17:00", "online_link": "https://meet.example/1"}
    return {**times, "places": "30", "fewest": "3", **day("day", 40), **day("books_until", 38), "audience": "council"}


REFUSED = {"reasons", "own_provision", "alternatives"}

# For a URL name: how its form is filled in, and which of its fields this way is for (all of them where none is named)
WAYS: dict[str, list[tuple[Fill, set[str]]]] = {
    "account_login": [(lambda world: {"login": world.rosa.email, "password": PASSWORD}, set())],
    "account_request_login_code": [(lambda world: {"email": world.rosa.email}, set())],
    "account_reset_password": [(lambda world: {"email": world.rosa.email}, set())],
    "account_confirm_login_code": [(lambda _: {"code": mailed_code()}, set())],
    "account_confirm_password_reset_code": [(lambda _: {"code": mailed_code()}, set())],
    "account_complete_password_reset": [(lambda _: {"password1": NEW_PASSWORD}, set())],
    "account_set_password": [(lambda _: {"password1": NEW_PASSWORD}, set())],
    "account_change_password": [(lambda _: {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}, set())],
    "account_reauthenticate": [(lambda _: {"password": PASSWORD}, set())],
    "mfa_authenticate": [(lambda world: {"code": app_shows(world)}, set())],
    "mfa_reauthenticate": [(lambda world: {"code": app_shows(world)}, set())],
    "invitation_accept": [(lambda _: {"password": NEW_PASSWORD}, set())],
    "invite": [
        (lambda world: {"role": "finance", "place": f"authority-{world.kent.authority.pk}", **day("start"), **day("end", 9)}, set())
    ],
    "mfa_activate_totp": [(lambda world: {"code": app_shows(world)}, set())],
    "meeting_add": [(_a_time, set())],
    "meeting_adviser_add": [
        (lambda _: {"email": "ada@health.example", "what": "whole"}, set()),
        (lambda world: {"email": "ada@health.example", "what": "items", "items": [_an_item(world)]}, {"items"}),
    ],
    "agenda_template_add": [(lambda _: {"kind": "other", "minutes_from": "2", "minutes_to": "4", "rounds": "1"}, set())],
    "agenda_template_change": [(lambda _: {"kind": "other"}, set())],
    "meeting_move": [(_a_time, set())],
    "meeting_year": [
        (lambda world: {**_a_time(world), "community": world.kent.community.pk, "year": "2080-81", "ordinal": "2",
                        "weekday": "1"}, set())
    ],
    "meeting_minutes_check": [
        (lambda _: {"answer": "checked"}, set()),
        (lambda _: {"answer": "changes", "wanted": "Name the visit."}, {"wanted"}),
    ],
    "transfer_propose": [
        (lambda world: {"source": _budget(world), "target": world.kent.neighbour.pk, "amount": "5"}, set())
    ],
    "support_offer_add": [(_an_offer, set())],
    "support_offer_change": [(_an_offer, set())],
    "support_ask": [(_support, set())],
    "support_name": [
        (lambda world: {"who": "other", "school": world.kent.other_school.pk, **_support(world)}, set()),
        (lambda _: {"who": "later", "owner": "chair", **day("until", 9)}, {"until", "owner"}),
    ],
    "opportunity_add": [(_an_opportunity, set())],
    "opportunity_change": [(_an_opportunity, set())],
    "support_answer": [
        (lambda _: {"answer": "accept", "contact": "SENCO"}, set()),
        (lambda _: {"answer": "decline", "reason": "Our lead is away."}, {"reason"}),
    ],
    "support_placement": [(lambda _: {"hours": "1.5", **day("day")}, set())],
    "support_helped": [(lambda _: {"helped": "not_really"}, set())],
    "support_hours_correct": [(lambda _: {"hours": "2"}, set())],
    "request_move_review": [(lambda _: day("due_on", 120), set())],
    "request_report": [
        (lambda _: {"evidence": ["staff", "measured"], "spent": "1000"}, set()),
        (lambda _: {"evidence": ["staff"], "level_1": "cannot_say", "spent": "5", "rest": "needed", **day("needed_until", 30)},
         {"level_1"}),
        (lambda _: {"happened": "in_part", "evidence": ["pupil"], "spent": "1000"}, {"happened"}),
    ],
    "advance_add": [(lambda world: {**day("closes_on", 40), **day("pays_on", on=_payday(world))}, set())],
    "advance_change": [(lambda world: {**day("closes_on", 40), **day("pays_on", on=_payday(world))}, set())],
    "payment_paid_back": [(lambda _: day("returned_on"), set())],
    "advances_add_monthly": [(lambda _: {"months": "3", "pay_day": "18", "closes_days_before": "5"}, set())],
    "request_exceptional": [
        (lambda _: {"outcome": "declined", "rationale": "It can wait.", "invites": "yes"}, set()),
    ],
    "request_moderate": [(_section, set())],
    "request_council_decision": [(lambda _: {"outcome": "keep", "why": "It is enough."}, set())],
    "request_give_back": [(lambda _: {"what": "ended", **day("last_day", 30), "why": "The family moved."}, set())],
    "term_set": [
        (lambda _: {"year_name": "2090-91", **day("start", on=date(2090, 9, 1)), **day("end", on=date(2090, 10, 20))}, set())
    ],
    "funding_year_add": [(_a_year, set())],
    "funding_year_change": [(_a_year, set())],
    "short_name": [(lambda _: {"short_name": "WCC"}, set())],
    "need_add": [(lambda _: {"code": "SEMH", "after": "first"}, set())],
    "need_change": [(lambda _: {"after": "first", "in_use": "yes"}, set())],
    "rules_change": [(lambda _: {**day("valid_from", 30), "why": "Agreed", "minutes_days_after": "6"}, set())],
    "second_factor_rule": [(lambda _: {"required": "no"}, set())],
    "delegated_authority": [(lambda _: day("on"), set())],
    "meeting_decide": [(_approved, set()), (_declined, REFUSED), (_deferred, {"needed"})],
    "meeting_register": [(lambda world: {"who": [_somebody(world)], "mark": "present"}, set())],
    "meeting_action_point": [(lambda _: day("due_on", 30), set())],
    "deputy_name": [
        (lambda world: {"email": world.kent.people["finance"].email, **day("start"), **day("end", 5)}, set())
    ],
    "request_review": [
        (lambda _: {"choice": "return", "missing": "Say where."}, set()),
        (lambda _: {"choice": "admit", "reason": "A place closes."}, {"reason", "meeting"}),
    ],
    "request_receive": [(lambda _: {"choice": "ask", "question": "Which weeks?"}, set())],
    "request_decide": [(_approved, set()), (_declined, REFUSED), (_deferred, {"needed"})],
    "request_correct": [
        (lambda world: _approved(world) | _WHY, set()),
        (lambda world: _declined(world) | _WHY | {"invites": "yes"}, REFUSED),
    ],
    "request_line": [
        (
            lambda _: {"line.N.item": "other", "line.N.unit": "hours", "line.N.rate": "10", "line.N.quantity": "2",
                       "line.N.weeks": "3"},
            set(),
        )
    ],
    "request_pupil": [
        (
            lambda _: {"pupil.N.support": "sen_support", "pupil.N.born-day": "27", "pupil.N.born-month": "3",
                       "pupil.N.born-year": "2018"},
            set(),
        )
    ],
}  # fmt: skip
USUAL: list[tuple[Fill, set[str]]] = [(lambda _: {}, set())]
