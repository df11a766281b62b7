"""What the page of a request says above its decision and its form."""

from locality.resource_requests.models import ResourceRequest
from locality.values.dates import show_day
from locality.values.money import show_money


def figures_of(rfr: ResourceRequest) -> list[dict[str, str]]:
    """What was requested, approved and left in the end, side by side; nothing before it is submitted."""
    if not rfr.version:
        return []
    requested, approved = rfr.requested_amount, rfr.approved_amount
    figures = [
        {
            "label": "Requested",
            "value": show_money(requested) if requested else "",
            "note": "" if requested else "no funding requested",
        },
        {"label": "Approved", "value": show_money(approved) if approved else ""},
    ]
    if rfr.final_amount is not None:
        figures.append({"label": "Final", "value": show_money(rfr.final_amount)})
    return figures


def standard_request_words(rfr: ResourceRequest) -> tuple[str, str]:
    """Why a standard request may follow an exceptional one, as a heading, and what it is (EXC-4, EXC-6)."""
    granted = rfr.decision is not None and rfr.decision.outcome == "approved"
    ends = f"The council cannot pay for anything after {show_day(rfr.last_day)}. " if granted and rfr.last_day else ""
    heading = "If you need support for longer" if granted else "You are invited to submit a standard request"
    return heading, (
        f"{ends}A standard request goes to a {rfr.community.name} meeting. We’ll copy your answers across. No one sees the "
        "new request until you submit it."
    )
