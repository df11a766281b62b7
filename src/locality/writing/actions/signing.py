"""Signing and submitting: what was signed becomes a version that is never changed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from locality.accounts.models import User
from locality.communities.deadlines import deadlines_of
from locality.communities.models import ListItem
from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.content.filled import Choices, Filled
from locality.resource_requests.content.questions import CONSENT, KIND_LABELS, REASON_LABELS, Kind
from locality.resource_requests.models import FundingLine, Pupil, ResourceRequest, Version
from locality.resource_requests.queries.requests import filled_draft, raw_of
from locality.resource_requests.workflow import E
from locality.schedule.queries import meeting_reached_by
from locality.values.marks import mark_of, refuse_unread
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions.known_pupils import note_signed
from locality.writing.actions.searching import keep_searchable


def fingerprint(rfr: ResourceRequest) -> str:
    """What the draft says now, and to whom it goes, as one value: the signatory signs exactly what the page showed (FORM-10)."""
    return f"{mark_of(raw_of(rfr))}-{rfr.community_id}"


@transaction.atomic
def submit(
    rfr: ResourceRequest, *, by: Viewer, signed_name: str, signed_role: str, seen: str, at: datetime
) -> ResourceRequest:
    """Sign the draft as it was read, and submit it for the first meeting it can reach (PRE-2, FORM-10).

    `seen` is the fingerprint of what was read. Raises NotPossible.
    """
    happening = begin_event(rfr, E.SUBMIT, by=by, at=at)
    rfr = happening.rfr
    today = day_of(at)
    _sign(rfr, by=by.user, name=signed_name, role=signed_role, seen=seen, at=at)
    deadlines = deadlines_of(rfr.authority, on=today)
    rfr.meeting = meeting_reached_by(rfr.community, today, deadlines)
    rfr.late_reason = ""
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def submit_exceptional(
    rfr: ResourceRequest, *, by: Viewer, signed_name: str, signed_role: str, seen: str, at: datetime
) -> ResourceRequest:
    """Sign an exceptional request as it was read, and send it to the chair at once, to no meeting (EXC-1, EXC-2).

    `seen` is the fingerprint of what was read. Raises NotPossible.
    """
    happening = begin_event(rfr, E.SUBMIT_EXCEPTIONAL, by=by, at=at)
    rfr = happening.rfr
    filled = _sign(rfr, by=by.user, name=signed_name, role=signed_role, seen=seen, at=at)
    rfr.exceptional_reason = filled.exceptional_reason
    rfr.starts_on, rfr.ends_on = filled.starts_on, filled.ends_on
    rfr.meeting = None
    happening.take()
    happening.tell(
        "It can be approved, declined, referred to the council or returned to the school. The request says why it is "
        "exceptional.",
        at_once=True,
    )
    return rfr


def _sign(rfr: ResourceRequest, *, by: User, name: str, role: str, seen: str, at: datetime) -> Filled:
    """Keep the draft as it was read as a version, and copy what lists show. Raises NotPossible."""
    refuse_unread(seen, fingerprint(rfr), _what_changed(rfr, seen))
    filled, choices = filled_draft(rfr, day_of(at))
    if filled.problems:
        raise NotPossible("Some answers are missing or need changing. Go to the task list to see which.")
    rfr.partners.set(filled.partners)  # before it is made searchable: their pupils are hidden too
    rfr.needs.set(filled.needs)
    version = _keep_version(rfr, filled, choices, by=by, name=name, role=role, at=at)
    note_signed(rfr, filled.pupils, by=by, at=at)
    _copy_to_request(rfr, version, filled, at=at)
    return filled


def _what_changed(rfr: ResourceRequest, seen: str) -> str:
    if seen.partition("-")[0] != fingerprint(rfr).partition("-")[0]:
        return "A colleague has changed the answers since you opened this page. Read them again before you sign."
    return (
        f"{rfr.school.name} has moved to {rfr.community.name} since you opened this page, so the request will go "
        "there. Read it again before you sign."
    )


def _content(rfr: ResourceRequest, filled: Filled, choices: Choices) -> dict[str, Any]:
    """Every answer but the pupils' identities, as plain data."""
    return _exceptional(filled) | {
        "community": rfr.community.name,
        "school": rfr.school.name,
        "partners": [choices.partners[pk] for pk in filled.partners],
        "trust": filled.trust_other or choices.trusts.get(filled.trust, ""),
        **dict(filled.texts),
        "support": [KIND_LABELS[kind] for kind in filled.kinds],
        "key_stage": choices.key_stages[filled.key_stage] if filled.key_stage else "",
        "needs": [choices.needs[pk] for pk in filled.needs],
        "parents_informed": filled.parents_informed,
        **({"parents_consent": True} if filled.parents_informed and choices.parents_must == CONSENT else {}),
        "sen_support": filled.count("sen_support"),
        "ehcp": filled.count("ehcp"),
        "looked_after": filled.looked_after,
        "total": str(filled.total) if filled.asks_funding else "",
        "lines": [
            {
                "item": line.item,
                "unit": line.unit,
                "quantity": str(line.quantity),
                "weeks": str(line.weeks),
                "rate": str(line.rate),
                "total": str(line.total),
            }
            for line in filled.lines
        ],
        "words_allowed": dict(choices.word_limits),
    }


def _exceptional(filled: Filled) -> dict[str, Any]:
    """Reason and period; nothing of a standard request."""
    if not (filled.exceptional_reason and filled.starts_on and filled.ends_on):
        return {}
    return {
        "exceptional_reason": REASON_LABELS[filled.exceptional_reason],
        "starts_on": filled.starts_on.isoformat(),
        "ends_on": filled.ends_on.isoformat(),
    }


def _keep_version(
    rfr: ResourceRequest, filled: Filled, choices: Choices, *, by: User, name: str, role: str, at: datetime
) -> Version:
    content = _content(rfr, filled, choices)
    pupils = [
        [p.name, str(p.born), p.year_group, p.support, p.looked_after, p.specific_allocation, p.school]
        for p in filled.pupils
    ]
    version = Version.objects.create(
        rfr=rfr,
        number=rfr.version_number + 1,
        content=content,
        content_hash=mark_of({"content": content, "pupils": pupils}),
        signed_by=by,
        signed_name=name,
        signed_role=role,
        signed_at=at,
    )
    Pupil.objects.bulk_create(
        Pupil(
            version=version,
            school_id=pupil.school,
            position=position,
            name=pupil.name,
            born=pupil.born,
            year_group=pupil.year_group,
            support=pupil.support,
            looked_after=pupil.looked_after,
            has_specific_allocation=pupil.specific_allocation,
        )
        for position, pupil in enumerate(filled.pupils, 1)
    )
    FundingLine.objects.bulk_create(
        FundingLine(
            version=version,
            position=position,
            costing_id=line.costing,
            item=line.item,
            unit=line.unit,
            quantity=line.quantity,
            weeks=line.weeks,
            rate=line.rate,
            total=line.total,
        )
        for position, line in enumerate(filled.lines, 1)
    )
    return version


def _copy_to_request(rfr: ResourceRequest, version: Version, filled: Filled, *, at: datetime) -> None:
    rfr.version_number = version.number
    rfr.version = version
    rfr.submitted_at = at
    rfr.asks_advice = Kind.ADVICE in filled.kinds
    rfr.asks_school_support = Kind.SCHOOL_SUPPORT in filled.kinds
    rfr.asks_funding = filled.asks_funding
    rfr.key_stage = ListItem.objects.get(pk=filled.key_stage) if filled.key_stage else None
    rfr.pupil_count = len(filled.pupils)
    rfr.requested_amount = filled.total if filled.asks_funding else None
    keep_searchable(rfr, version)


@transaction.atomic
def withdraw(rfr: ResourceRequest, *, reason: str, by: Viewer, at: datetime) -> ResourceRequest:
    """Take the request back before it is decided."""
    happening = begin_event(rfr, E.WITHDRAW, by=by, at=at)
    rfr = happening.rfr
    happening.take(note=reason)
    happening.tell()
    return rfr
