"""Requests whose texts name pupils whom they do not list, or no longer; and one whose pupil has the head's surname."""

from django.utils import timezone

from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import day_of
from locality.writing.actions import continuing, drafting, signing
from tests.integration.resource_requests.children_words import (
    CHILD,
    CONTINUED,
    COPIED,
    HEAD,
    REMOVED,
    SAID,
    SAID_OF,
    SHORT,
)
from tests.world import Side, acting, add_meeting, draft, exceptional_in, request_in, submit, typed_over

NEW = {
    "pupil.1.name": "Tamsin Underwoodley", "pupil.1.born_day": "4", "pupil.1.born_month": "6", "pupil.1.born_year": "2015",
}  # fmt: skip
"""Listed instead of another."""


def of_former_pupils(kent: Side) -> dict[str, ResourceRequest]:
    """Each submitted, and read by the community: by the pupil whom its texts name."""
    by, now = kent.people["signatory"], timezone.now()
    first = request_in(
        kent,
        "submitted",
        **_of(COPIED),
        **{"pupil.1.born_day": "3", "pupil.1.born_month": "5", "pupil.1.born_year": "2016"},
    )
    copied = _replace(kent, drafting.copy(first, by=acting(by), at=now))
    refused = exceptional_in(kent, "declined", **_of(CONTINUED))
    continued = _replace(kent, continuing.continue_as_standard(refused, by=acting(by), at=now))
    removed = draft(kent, **_of(REMOVED))
    removed = _replace(kent, removed)
    second = draft(kent, **NEW, solution=f"{SAID_OF[REMOVED]} Of another pupil: {SAID_OF[COPIED]}")
    _type(kent, second, {"pupil.2.name": REMOVED, "pupil.2.year_group": "Year 2"})
    second.refresh_from_db()
    drafting.remove_row(second, "pupil", 2, by=acting(by), at=now)
    second.refresh_from_db()
    family = draft(kent, contact=f"{HEAD}, head teacher", **_of(CHILD))
    family = signing.submit(
        family, by=acting(by), signed_name=HEAD, signed_role="Head teacher", seen=signing.fingerprint(family), at=now
    )
    return {
        "copied": copied,
        "continued": continued,
        "replaced": removed,
        "removed": submit(kent, second),
        "family": family,
    }


def with_reasons(kent: Side) -> list[ResourceRequest]:
    """Late and admitted, withdrawn, deferred, declined, asked and answered: each reason names the pupil."""
    now, chair, clerk, by = timezone.now(), kent.people["chair"], kent.people["clerk"], kent.people["signatory"]
    near = add_meeting(kent.community, now, in_working_days=3)
    late = draft(kent, solution=SAID)
    late = signing.submit(
        late, by=acting(by), signed_name="Sig Natory", signed_role=f"Head teacher of {SHORT}"[:120],
        seen=signing.fingerprint(late), at=now,
    )  # fmt: skip
    reviewing.admit(late, near, reason=SAID, by=acting(chair), at=now)
    gone = request_in(kent, "accepted", solution=SAID)
    signing.withdraw(gone, reason=SAID, by=acting(by), at=now)
    waiting = request_in(kent, "to_decide", solution=SAID)
    today = day_of(now)
    deferred = NewDecision(
        outcome="deferred", summary=SAID, needed=SAID, method="consensus", decided_on=today,
    )  # fmt: skip
    deciding.decide(waiting, deferred, by=acting(clerk), at=now)
    refused = request_in(kent, "to_decide", solution=SAID)
    no = NewDecision(
        outcome="declined", summary=SAID, method="chair", decided_on=today, reasons=SAID, own_provision=SAID,
        alternatives=SAID,
    )  # fmt: skip
    deciding.decide(refused, no, by=acting(clerk), at=now)
    asked = request_in(kent, "queried", solution=SAID)
    handing_over.answer(asked, text=SAID, by=acting(clerk), at=now)
    return [ResourceRequest.objects.get(pk=each.pk) for each in (late, gone, waiting, refused, asked)]


def _of(name: str) -> dict[str, str]:
    return {"pupil.1.name": name, "solution": SAID_OF[name], "outcomes": SAID_OF[name], "use": SAID_OF[name]}


def _type(kent: Side, request: ResourceRequest, changes: dict[str, str]) -> None:
    drafting.save_answers(request, typed_over(request, changes), by=acting(kent.people["signatory"]), at=timezone.now())


def _replace(kent: Side, request: ResourceRequest) -> ResourceRequest:
    """With another pupil instead of its first, signed and sent."""
    _type(kent, request, NEW)
    return submit(kent, ResourceRequest.objects.get(pk=request.pk))
