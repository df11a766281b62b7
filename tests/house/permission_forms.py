"""The forms of the permission table, filled in rightly: each named by `Page.sends`."""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from locality.budgets.imports.allocations import plan_allocations
from locality.budgets.imports.costings import plan_costings
from locality.budgets.models import Budget, FundingYear, Instalment
from locality.budgets.queries.advances import figures_of
from locality.budgets.queries.years import year_end
from locality.communities.models import AuthorityRules
from locality.communities.rule_entries import RULE_BOOK
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.tables.models import Upload
from locality.tables.uploads import table_of
from locality.values.working_days import day_of
from locality.writing.actions import signing
from tests.house.permission_live import LIVE_FORMS, Fields, Sending
from tests.house.permission_opportunities import OPPORTUNITY_FORMS
from tests.house.permission_outcomes import outcome_report, outcomes_form, report_kept, review_date, second_look
from tests.house.permission_practice import PRACTICE_FORMS
from tests.house.permission_support import SUPPORT_FORMS
from tests.world import Side, payday


def _today() -> date:
    return day_of(timezone.now())


def day(name: str, value: date) -> Fields:
    """A date as three inputs."""
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def _reading(_: Sending) -> Fields:
    return {"text_size": "125", "colours": "dark"}


def _details(_: Sending) -> Fields:
    return {"name": "Another Name", "message_preference": "daily"}


def _meeting(sending: Sending) -> Fields:
    community = sending.side.neighbour if sending.who == "other_chair" else sending.side.community
    when = day("day", _today() + timedelta(days=40))
    confirmed = f"{_today() + timedelta(days=40)} 15:30:00 17:00:00"  # that the day is outside the terms
    return {
        "community": community.pk, **when, "starts": "15:30", "ends": "17:00", "venue": "The library",
        "all_the_same": confirmed,
    }  # fmt: skip


def _meeting_time(sending: Sending) -> Fields:
    return {name: value for name, value in _meeting(sending).items() if name != "community"}


def _meeting_year(sending: Sending) -> Fields:
    community = _meeting(sending)["community"]
    pattern = {"ordinal": "2", "weekday": "1", "starts": "15:30", "ends": "17:00", "venue": "The library"}
    return {"community": community, "year": "2080-81", **pattern}


def _adviser(_: Sending) -> Fields:
    return {
        "name": "Ada Viser", "email": "ada@health.example", "expertise": "health", "what": "whole",
    }  # fmt: skip


def _listed(sending: Sending) -> Fields:
    """What the side's meeting approved and nobody has handed over."""
    approved = ResourceRequest.objects.filter(meeting=sending.side.meeting, state="approved")
    return {"listed": list(approved.values_list("reference", flat=True))}


def _template_item(_: Sending) -> Fields:
    return {"title": "A visit", "minutes": "10", "kind": "other"}


def _why(_: Sending) -> Fields:
    return {"why": "Snow"}


def _coming(_: Sending) -> Fields:
    return {"answer": "no"}


def _minutes_check(_: Sending) -> Fields:
    return {"answer": "checked"}


def _report(_: Sending) -> Fields:
    return {"text": "Half way.", "state": "open"}


def _draw_up(_: Sending) -> Fields:
    return {"draw_up": "yes"}


def _item(_: Sending) -> Fields:
    return {"title": "A visit", "minutes": "10"}


def _put_off(sending: Sending) -> Fields:
    later = Meeting.objects.filter(community=sending.side.community, state="planned").latest("day")
    return {"to": later.pk, "why": "No time left"}


def _paper(_: Sending) -> Fields:
    return {"title": "A letter", "item": "", "file": SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter")}


def _note(_: Sending) -> Fields:
    return {"text": "Ask about the hall", "read": "on"}


def _allocation(sending: Sending) -> Fields:
    year = FundingYear.objects.filter(authority=sending.side.authority, start__lte=_today()).latest("start")
    return {"year": year.pk, "amount": "500", "why": "More"}


def _adjustment(_: Sending) -> Fields:
    return {"direction": "add", "amount": "20", "why": "Mended"}


def _funding_year(_: Sending) -> Fields:
    return {"name": "2090 to 2091", **day("start", date(2090, 9, 1)), **day("end", date(2091, 8, 31))}


def _costing(_: Sending) -> Fields:
    return {"item": "Speech therapist", "unit": "hour", "rate": "40", **day("valid_from", _today())}


def _area_contact(_: Sending) -> Fields:
    return {"officer_name": "New Officer", "officer_email": "new@801.example"}


def _rules(sending: Sending) -> Fields:
    current = AuthorityRules(authority=sending.side.authority)
    values = {entry.field: getattr(current, entry.field) for entry in RULE_BOOK}
    values["members_see_pupil_names"] = not values["members_see_pupil_names"]
    words = {True: "yes", False: "no"}
    shown = {name: words[value] if isinstance(value, bool) else value for name, value in values.items()}
    return {**shown, **day("valid_from", _today() + timedelta(days=30)), "why": "Agreed"}


def _day_off(_: Sending) -> Fields:
    return {**day("day", _today() + timedelta(days=90)), "name": "Council closed", "kind": "closure"}


def _term(_: Sending) -> Fields:
    return {"year_name": "2090-91", "number": 1, **day("start", date(2090, 9, 1)), **day("end", date(2090, 10, 20))}


def _upload(_: Sending) -> Fields:
    header = "URN,LA (code),EstablishmentName,EstablishmentStatus (name)\r\n"
    return {"file": SimpleUploadedFile("schools.csv", f"{header}801001,801,A,Open\r\n".encode())}


def _close_account(_: Sending) -> Fields:
    return {"what": "close"}


def _this_day(_: Sending) -> Fields:
    return day("on", _today())


def _confirmation(_: Sending) -> Fields:
    return {"confirmed_by": "The head", **day("on", _today())}


def _deputy(sending: Sending) -> Fields:
    period = day("start", _today()) | day("end", _today() + timedelta(days=5))
    return {"email": sending.side.people["former_clerk"].email, **period}


def _short_name(_: Sending) -> Fields:
    return {"short_name": "Weald"}


def _new_need(_: Sending) -> Fields:
    return {"label": "Anxiety", "code": "SEMH", "after": "first"}


def _need(_: Sending) -> Fields:
    return {"label": "Low mood", "after": "first", "in_use": "yes"}


def _second_factor(_: Sending) -> Fields:
    return {"required": "no"}


def _invitation(sending: Sending) -> Fields:
    side = sending.side
    office, place = {
        "signatory": ("school_editor", f"school-{side.school.pk}"),
        "other_signatory": ("school_editor", f"school-{side.other_school.pk}"),
    }.get(sending.who, ("locality_team", f"authority-{side.authority.pk}"))
    return {"role": office, "place": place, "name": "New Person", "email": "new@801.example", **day("start", _today())}


def _joining(_: Sending) -> Fields:
    return {"name": "Invited Person", "password": "three words remembered"}


def _start(sending: Sending) -> Fields:
    return {"school": (sending.side.other_school if sending.who == "other_signatory" else sending.side.school).pk}


def _solution(_: Sending) -> Fields:
    return {"solution": "Another text", "revision-solution": "1"}


def _autosaved(_: Sending) -> Fields:
    return {"fields": "solution", "solution": "Typed on", "revision-solution": "1"}


def _others_read(_: Sending) -> Fields:
    return {"text": "A calm corner"}


def _pupil(_: Sending) -> Fields:
    boxes = {"revision-pupil.1.looked_after": "1", "revision-pupil.1.specific_allocation": "0"}
    return {"pupil.1.name": "Another Child", "revision-pupil.1.name": "1", **boxes}


def _line(_: Sending) -> Fields:
    return {"line.1.quantity": "11", "revision-line.1.quantity": "1"}


def _signature(sending: Sending) -> Fields:
    assert sending.request
    seen = signing.fingerprint(sending.request)
    return {"signed_name": "Sig", "signed_role": "Head", "confirm": "on", "seen": seen}


def _withdrawal(_: Sending) -> Fields:
    return {"reason": "Not needed now."}


def _review(sending: Sending) -> Fields:
    if sending.request and sending.request.state == "deferred":
        return {"choice": "accept"}
    return {"choice": "return", "missing": "Say where."}


def _decision(_: Sending) -> Fields:
    day_of_decision = day("decided_on", _today())
    return {"summary": "All agreed.", "outcome": "declined", "reasons": "No.", "own_provision": "A group.",
            "alternatives": "None", "method": "consensus", **day_of_decision}  # fmt: skip


def _correction(sending: Sending) -> Fields:
    why = {"ground": "error", "reason": "A sum was read wrongly.", "date_of_it": "stays"}
    return {**_decision(sending), **why, "invites": "no"}  # the last is asked of what the chair decided alone


def _receipt(_: Sending) -> Fields:
    return {"choice": "acknowledge"}


def _answer(_: Sending) -> Fields:
    return {"answer": "Weeks one to ten."}


def _for_parents(_: Sending) -> Fields:
    return {"seen": "0", "text": "What was agreed\n\nA mentor on three days."}


def _transfer(sending: Sending) -> Fields:
    budget = Budget.objects.filter(community=sending.side.community).latest("funding_year__start")
    return {"source": budget.pk, "target": sending.side.neighbour.pk, "amount": "5", "why": "More pupils there"}


def _refusal(_: Sending) -> Fields:
    return {"reason": "It is needed where it is."}


def _contingency(_: Sending) -> Fields:
    return {"amount": "50", "why": "For later"}


def _year_end(sending: Sending) -> Fields:
    year = FundingYear.objects.filter(authority=sending.side.authority).earliest("start")
    return {"seen": "on", "shown": year_end(year, today=_today()).fingerprint}


def _allocations(sending: Sending) -> Fields:
    return {"file": SimpleUploadedFile("allocations.csv", allocations_sheet(sending.side))}


def _allocations_shown(sending: Sending) -> Fields:
    year = FundingYear.objects.filter(authority=sending.side.authority, start__lte=_today()).latest("start")
    rows = table_of(Upload.objects.get(purpose=f"allocations-{year.pk}")).rows
    return {"shown": plan_allocations(year, rows, today=_today()).plan.fingerprint}


def _rates(_: Sending) -> Fields:
    return {"file": SimpleUploadedFile("rates.csv", RATES_SHEET)}


def _rates_shown(sending: Sending) -> Fields:
    authority = sending.side.authority
    rows = table_of(Upload.objects.get(purpose="costings", authority_id=authority.pk)).rows
    return {"shown": plan_costings(authority, rows).plan.fingerprint}


def _advance(sending: Sending) -> Fields:
    closes, pays = _today() + timedelta(days=40), payday(sending.side.authority, _today() + timedelta(days=45))
    return {"name": "Another", **day("closes_on", closes), **day("pays_on", pays)}


def _monthly(_: Sending) -> Fields:
    first = _today().replace(day=1).isoformat()
    return {"month": first, "months": "3", "pay_day": "18", "closes_days_before": "5"}


def _pay(sending: Sending) -> Fields:
    figures = figures_of(Instalment.objects.filter(advance__authority=sending.side.authority, advance__paid_at=None))
    return {"confirm": "on", "seen": f"{figures.payments} {figures.total}"}


def _paid_back(_: Sending) -> Fields:
    return {"how": "By invoice 4711", **day("returned_on", _today())}


def _chairs_refusal(_: Sending) -> Fields:
    return {"outcome": "declined", "rationale": "It can wait for the meeting.", "invites": "yes"}


def _contact(_: Sending) -> Fields:
    return {"how": "telephone", "said": "Spoke to the head."}


def _section(sending: Sending) -> Fields:
    days = day("processed_on", _today()) | day("starts_on", _today()) | day("ends_on", _today() + timedelta(days=90))
    moderator = sending.side.people["moderator"].pk
    return {"final_amount": "1000", "moderated": "yes", "moderated_by": moderator, "pattern": "one_sum", **days}


def _keep(_: Sending) -> Fields:
    return {"outcome": "keep", "why": "What was approved is enough."}


def _question(_: Sending) -> Fields:
    return {"to": "school", "question": "Which weeks?"}


def _reminder(sending: Sending) -> Fields:
    submitted = ResourceRequest.objects.filter(community=sending.side.community, state="submitted").earliest("pk")
    return {"thing": f"resource_request:{submitted.reference}"}


def _ended(_: Sending) -> Fields:
    return {"what": "ended", **day("last_day", _today() + timedelta(days=30)), "why": "The family moved."}


RATES_SHEET = b"item,unit,rate,valid from\r\nMusic teacher,hour,31.00,01/09/2080\r\n"


def allocations_sheet(side: Side) -> bytes:
    """Money for the side's community."""
    return f"community,amount,reference\r\n{side.community.name},100.00,A-1\r\n".encode()


FORMS: dict[str, Callable[[Sending], Fields]] = LIVE_FORMS | PRACTICE_FORMS | SUPPORT_FORMS | OPPORTUNITY_FORMS | {
    "outcomes": outcomes_form, "review_date": review_date, "outcome_report": outcome_report,
    "report_kept": report_kept, "second_look": second_look,
    "reading": _reading, "details": _details, "meeting": _meeting, "meeting_time": _meeting_time, "meeting_year": _meeting_year,
    "why": _why, "coming": _coming, "draw_up": _draw_up, "item": _item, "put_off": _put_off, "paper": _paper, "note": _note,
    "allocation": _allocation, "adjustment": _adjustment,
    "funding_year": _funding_year, "costing": _costing, "area_contact": _area_contact, "rules": _rules,
    "day_off": _day_off, "term": _term, "upload": _upload, "close_account": _close_account, "today": _this_day,
    "confirmation": _confirmation, "deputy": _deputy, "invitation": _invitation, "joining": _joining, "start": _start,
    "solution": _solution, "autosaved": _autosaved, "others_read": _others_read, "pupil": _pupil, "line": _line,
    "signature": _signature,
    "withdrawal": _withdrawal, "review": _review, "decision": _decision, "correction": _correction,
    "receipt": _receipt, "answer": _answer, "transfer": _transfer, "refusal": _refusal, "contingency": _contingency,
    "year_end": _year_end, "allocations": _allocations, "allocations_shown": _allocations_shown, "rates": _rates,
    "rates_shown": _rates_shown, "advance": _advance, "monthly": _monthly, "pay": _pay, "paid_back": _paid_back,
    "chairs_refusal": _chairs_refusal, "contact": _contact, "section": _section, "keep": _keep, "question": _question,
    "second_factor": _second_factor, "new_need": _new_need, "need": _need, "short_name": _short_name,
    "ended": _ended, "reminder": _reminder, "adviser": _adviser, "template_item": _template_item,
    "minutes_check": _minutes_check, "listed": _listed, "report": _report, "adopt": lambda _: {"adopt": "yes"},
    "for_parents": _for_parents, "": lambda _: {},
}  # fmt: skip
