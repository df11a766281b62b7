"""The buttons of a request's page: what this person can do with it now, the next thing first."""

from dataclasses import dataclass

from django.urls import reverse

from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.permitted import may, may_edit
from locality.resource_requests.workflow import E, S


@dataclass(frozen=True)
class Offer:
    """One thing to do, and the page where it is done."""

    label: str
    href: str


_PAGES: tuple[tuple[tuple[E, ...], str, str], ...] = (
    ((E.GRANT, E.REFUSE, E.REFER), "Decide the exceptional request", "request_exceptional"),
    ((E.ACCEPT, E.RETURN, E.ADMIT), "Review the request", "request_review"),
    ((E.APPROVE, E.DECLINE, E.DEFER), "Record the decision", "request_decide"),
    ((E.CONTACT,), "Contact the school", "request_contact"),
    ((E.FORWARD,), "Forward to the council", "request_forward"),
    ((E.HAND_OVER,), "Hand over to the officer", "request_hand_over"),
    ((E.ANSWER,), "Answer the officer’s question", "request_answer"),
    ((E.ACKNOWLEDGE, E.ASK), "Acknowledge the request", "request_receive"),
    ((E.REPLY, E.REPLY_FOR_SCHOOL), "Answer the council’s question", "request_reply"),
    ((E.TAKE_UP,), "Take up for the council’s review", "request_take_up"),
    (
        (E.COUNCIL_APPROVE, E.COUNCIL_DECLINE, E.COUNCIL_KEEP),
        "Record the council’s decision",
        "request_council_decision",
    ),
    ((E.MODERATE,), "Record the council’s section", "request_moderate"),
    ((E.QUERY,), "Ask the school or the clerk", "request_question"),
    ((E.GIVE_BACK,), "Record money that comes back", "request_give_back"),
    ((E.CORRECT_TO_APPROVED, E.CORRECT_TO_DECLINED), "Correct the decision", "request_correct"),
    ((E.DISCARD,), "Throw the draft away", "request_discard"),
    ((E.WITHDRAW,), "Withdraw the request", "request_withdraw"),
)
_NEVER_FIRST = {"request_correct", "request_discard", "request_withdraw", "request_question", "request_give_back"}


def offers(viewer: Viewer, rfr: ResourceRequest) -> tuple[Offer | None, list[Offer]]:
    """The one primary thing to do, if there is one, and the others."""
    found: list[tuple[str, Offer]] = []
    if may_edit(viewer, rfr):
        found.append(("request_write", Offer("Continue writing", reverse("request_write", args=[rfr.reference]))))
    elif any(may(viewer, event, rfr) for event in (E.SUBMIT, E.SUBMIT_EXCEPTIONAL, E.REOPEN)):
        found.append(("request_check", Offer("Read and sign", reverse("request_check", args=[rfr.reference]))))
    for events, label, page in _PAGES:
        if page == "request_review" and rfr.state == S.URGENT:
            continue  # the page of the exceptional decision returns it too
        if page == "request_withdraw" and any(name == "request_discard" for name, _ in found):
            continue  # nobody else has seen it
        if any(may(viewer, event, rfr) for event in events):
            found.append((page, Offer(label, reverse(page, args=[rfr.reference]))))
    first = next((offer for page, offer in found if page not in _NEVER_FIRST), None)
    return first, [offer for _, offer in found if offer is not first]
