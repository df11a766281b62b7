"""Writing a request: it starts, its answers are saved as typed, it is copied, and a signature is asked for."""

from collections.abc import Container, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import School
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event, locked
from locality.resource_requests.content.answers import known_name
from locality.resource_requests.models import DraftAnswer, ReferenceCounter, ResourceRequest, Step
from locality.resource_requests.queries.requests import filled_draft
from locality.resource_requests.rules.permitted import may_ask, may_edit
from locality.resource_requests.workflow import E, Kept, S
from locality.together.texts import Saved, Standing, Typed
from locality.values.references import request_reference
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions.known_pupils import note_copied, note_typed
from locality.writing.actions.searching import forget_waiting, keep_waiting

MOST_ANSWERS = 1_000
_IN_A_ROW = 2
"""Dots in the name of an answer that belongs to a pupil or a line: "pupil.1.name"."""


def next_reference(at: datetime) -> str:
    """The next reference of the year, under a lock so that none is given twice (FORM-01)."""
    year = day_of(at).year
    ReferenceCounter.objects.get_or_create(year=year)
    counter = ReferenceCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return request_reference(year, counter.last)


@transaction.atomic
def start(
    *,
    school: School,
    by: Viewer,
    at: datetime,
    contact: str = "",
    copied_from: ResourceRequest | None = None,
    kind: ResourceRequest.Kind = ResourceRequest.Kind.STANDARD,
    continues: ResourceRequest | None = None,
    joint: bool = False,
) -> ResourceRequest:
    """Begin a draft for a school; the community is the school's own (FORM-01, FORM-02). Raises NotPossible.

    `joint`: whoever begins it says that other schools ask too, and must select them or take that back.
    `continues`: the exceptional request that this standard one follows (EXC-4, EXC-6).
    """
    # as it is now: a school that is just being moved is waited for
    held = School.objects.select_for_update(of=("self",)).select_related(
        "authority", "community", "trust", "federation"
    )
    school = held.get(pk=school.pk)
    allow(by, Permission.REQUEST_WRITE, school=school)
    answer = may_ask(school)
    if not answer or school.community is None:
        raise NotPossible(answer.why)
    rfr = ResourceRequest.objects.create(
        authority=school.authority,
        community=school.community,
        school=school,
        reference=next_reference(at),
        state=S.DRAFT,
        state_since=at,
        created_by=by.user,
        created_at=at,
        copied_from=copied_from,
        kind=kind,
        continues=continues,
    )
    Step.objects.create(rfr=rfr, event=Kept.START, to_state=S.DRAFT, by=by.user, at=at)
    record(
        "resource_request.start",
        rfr,
        by=by.user,
        at=at,
        after={
            "school": school.name,
            "kind": rfr.kind,
            "copied_from": copied_from.reference if copied_from else "",
            "continues": continues.reference if continues else "",
        },
    )
    begun = {"contact": contact, "trust": _group_of(school), "joint": "yes" if joint else ""}
    DraftAnswer.objects.bulk_create(
        DraftAnswer(rfr=rfr, name=name, text=text, saved_by=by.user, saved_at=at)
        for name, text in begun.items()
        if text and copied_from is None
    )
    return rfr


@transaction.atomic
def say_whether_joint(rfr: ResourceRequest, *, joint: bool, by: Viewer, at: datetime) -> None:
    """Have an untouched draft ask for other schools, or not, as whoever comes back to it says."""
    rfr = locked(rfr)
    may_edit(by, rfr).insist()
    said = {"text": "yes" if joint else "", "saved_by": by.user, "saved_at": at}
    DraftAnswer.objects.update_or_create(rfr=rfr, name="joint", defaults=said)


def _group_of(school: School) -> str:
    if school.trust_id:
        return f"trust-{school.trust_id}"
    return f"federation-{school.federation_id}" if school.federation_id else ""


@transaction.atomic
def save_answers(rfr: ResourceRequest, typed: Mapping[str, Typed], *, by: Viewer, at: datetime) -> Saved:
    """Save what was typed. An answer that another window changed meanwhile is left as it is, and comes back as a clash.

    Raises NotPossible when the answers can't be changed now.
    """
    rfr = locked(rfr)
    may_edit(by, rfr).insist()
    saved, changed = Saved(at), list[str]()
    present = {
        answer.name: answer
        for answer in DraftAnswer.objects.filter(rfr=rfr, name__in=list(typed)).select_related("saved_by")
    }
    if sentence := _why_gone(rfr, typed, present):
        raise NotPossible(sentence)
    for name, mine in typed.items():
        if not known_name(name):
            continue
        answer = present.get(name)
        text = saved.take(name, mine, _standing(answer, by.user))
        if text is None:
            continue
        answer = answer or DraftAnswer(rfr=rfr, name=name, revision=0)
        answer.text, answer.saved_by, answer.saved_at = text, by.user, at
        answer.revision += 1
        answer.save()
        changed.append(name)
    if DraftAnswer.objects.filter(rfr=rfr).count() > MOST_ANSWERS:
        raise NotPossible("This request has too many pupils or costs. Remove some first.")
    note_typed(rfr, changed, by=by.user, at=at)
    if changed:
        ResourceRequest.objects.filter(pk=rfr.pk).update(draft_revision=F("draft_revision") + 1)
    return saved


def _why_gone(rfr: ResourceRequest, typed: Mapping[str, Typed], present: Container[str]) -> str:
    """Why nothing is saved of a pupil or a line that the window has seen and that stands no more: it was removed."""
    sent = [name for name in typed if name.count(".") == _IN_A_ROW and known_name(name)]
    seen = {_row_of(name) for name in sent if typed[name].revision > 0}
    for row in sorted(seen - {_row_of(name) for name in sent if name in present}):
        if not DraftAnswer.objects.filter(rfr=rfr, name__startswith=f"{row}.").exists():
            what = "pupil" if row.startswith("pupil.") else "cost"
            return (
                f"This {what} was removed while your page was open, by a colleague or in another of your windows. We did "
                "not save what you typed. If you still need it, add it again."
            )
    return ""


def _row_of(name: str) -> str:
    return name.rpartition(".")[0]


def _standing(answer: DraftAnswer | None, by: User) -> Standing:
    if answer is None:
        return Standing()
    own = answer.saved_by_id == by.pk
    return Standing(answer.text, answer.revision, by=answer.saved_by.name, is_own=own, at=answer.saved_at)


@transaction.atomic
def remove_row(rfr: ResourceRequest, prefix: str, row: int, *, by: Viewer, at: datetime) -> None:
    """Take a pupil or a line of costs out of the draft. Twice is once."""
    rfr = locked(rfr)
    may_edit(by, rfr).insist()
    gone, _ = DraftAnswer.objects.filter(rfr=rfr, name__startswith=f"{prefix}.{row}.").delete()
    if gone:
        ResourceRequest.objects.filter(pk=rfr.pk).update(draft_revision=F("draft_revision") + 1)
        record(f"resource_request.remove_{prefix}", rfr, by=by.user, at=at, after={"row": row})


@transaction.atomic
def ask_to_sign(rfr: ResourceRequest, *, by: Viewer, at: datetime) -> ResourceRequest:
    """Tell the signatories that the request is written; further changes reopen it."""
    happening = begin_event(rfr, E.ASK_TO_SIGN, by=by, at=at)
    rfr = happening.rfr
    if not rfr.version_number:  # what was submitted once is shown as it was, until it is signed again
        filled, _ = filled_draft(rfr, day_of(at))
        rfr.pupil_count = len(filled.pupils)
        rfr.requested_amount = (filled.total or None) if filled.asks_funding else None
        keep_waiting(rfr)
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def reopen(rfr: ResourceRequest, *, by: Viewer, at: datetime) -> ResourceRequest:
    """Go back to writing; what was to be signed must be read again (FORM-10)."""
    happening = begin_event(rfr, E.REOPEN, by=by, at=at)
    rfr = happening.rfr
    if not rfr.version_number:
        forget_waiting(rfr)
    happening.take()
    return rfr


@transaction.atomic
def discard(rfr: ResourceRequest, *, by: Viewer, at: datetime) -> ResourceRequest:
    """Delete a draft that was never submitted, with what was typed. Raises NotPossible.

    That it was begun stays in the log. So do the names of its pupils (`KnownPupil`): other texts of the school may tell
    them, and go on being read without them (RES-9).
    """
    happening = begin_event(rfr, E.DISCARD, by=by, at=at)
    rfr = happening.rfr
    DraftAnswer.objects.filter(rfr=rfr).delete()
    forget_waiting(rfr)
    happening.take()
    happening.tell()
    return rfr


@transaction.atomic
def copy(rfr: ResourceRequest, *, by: Viewer, at: datetime) -> ResourceRequest:
    """A new draft of the same school with the same answers; nothing of its history comes along."""
    new = start(school=rfr.school, by=by, at=at, copied_from=rfr, kind=ResourceRequest.Kind(rfr.kind))
    copy_answers(rfr, new, by=by.user, at=at)
    return new


def copy_answers(
    rfr: ResourceRequest, new: ResourceRequest, *, by: User, at: datetime, leaving_out: Container[str] = ()
) -> None:
    """Give a new draft the answers of another request."""
    DraftAnswer.objects.bulk_create(
        DraftAnswer(rfr=new, name=answer.name, text=answer.text, saved_by=by, saved_at=at)
        for answer in DraftAnswer.objects.filter(rfr=rfr)
        if answer.name not in leaving_out
    )
    note_copied(new, by=by, at=at)
