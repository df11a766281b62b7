"""The pages that are measured: what each is, and who reads it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

PERSONAS = {
    "clerk": "rosa.lind",
    "chair": "grace.okafor",
    "officer": "helen.marsh",
    "moderator": "omar.bell",
    "finance": "jean.price",
    "head": "daniel.hart",
    "member": "tom.day",
    "team": "kay.stone",
}


class Kind(Enum):
    """What a page is, with what it may take: a multiple of the bare page, or (of a file) milliseconds to its first byte."""

    PAGE = 3.0  # a list, a detail, a home, a form
    REPORT = 10.0  # over everything there is
    FILE = 200.0


@dataclass(frozen=True)
class Page:
    """One page as one person opens it."""

    name: str
    persona: str
    path: str
    kind: Kind = Kind.PAGE


def pages() -> list[Page]:
    """The pages, with what the database holds in their addresses."""
    from django.utils import timezone

    from locality.budgets.models import Advance
    from locality.meetings.models import AgendaItem
    from locality.resource_requests.models import ResourceRequest
    from locality.schedule.models import Meeting

    own = ResourceRequest.objects.filter(community__offices__person__email="grace.okafor@marlshire.example")
    numbered = own.values_list("reference", flat=True).order_by("pk")
    one = numbered.filter(state="acknowledged").first() or numbered.filter(submitted_at__isnull=False).first()
    drafts = ResourceRequest.objects.filter(
        state="draft", school__offices__person__email="daniel.hart@marlshire.example"
    )
    draft = drafts.order_by("pk").values_list("reference", flat=True).first()
    reviewed = own.filter(review__isnull=False).values_list("reference", flat=True).order_by("-pk").first()
    community = own.values_list("community_id", flat=True).order_by("pk").first()
    items = AgendaItem.objects.filter(resource_request__isnull=False, meeting__community=community)
    meeting = items.values_list("meeting_id", flat=True).order_by("pk").first()
    ahead = Meeting.objects.filter(community=community, day__gt=timezone.localdate()).order_by("day")[0].pk
    advance = Advance.objects.filter(name__startswith="Bench").order_by("-pays_on")[0].pk
    day = timezone.localdate() - timedelta(days=365)
    past = f"?on-day={day.day}&on-month={day.month}&on-year={day.year}"
    everyone = [each for each in PERSONAS if each != "team"]
    return [
        *(Page("home", persona, "/") for persona in everyone),
        *(Page("requests", persona, "/requests/") for persona in everyone),
        Page("requests, one state", "finance", "/requests/?state=approved"),
        *(Page("requests, one need", who, "/requests/?need=SEMH") for who in ("finance", "chair")),
        Page("requests, a rare need", "finance", "/requests/?need=VI"),
        Page("requests, by amount", "finance", "/requests/?sort=amount"),
        Page("requests, the last page", "finance", "/requests/?page=2000"),
        Page("a request", "chair", f"/requests/{one}/"),
        Page("a request, without names", "member", f"/requests/{one}/"),
        Page("its timeline", "chair", f"/requests/{one}/timeline/"),
        Page("what a draft still needs", "head", f"/requests/{draft}/write/"),
        Page("a form of a draft", "head", f"/requests/{draft}/write/outcomes/"),
        Page("a question, what others tried", "head", f"/requests/{draft}/write/solution/"),
        Page("outcomes of a request", "chair", f"/requests/{reviewed}/outcomes/"),
        Page("outcomes, what the money came to", "chair", "/figures/outcomes/", Kind.REPORT),
        Page("outcomes, all communities", "team", "/figures/outcomes/", Kind.REPORT),
        Page("practice", "head", "/practice/"),
        Page("support", "head", "/support/"),
        Page("a meeting", "clerk", f"/meetings/{meeting}/"),
        Page("the papers of a meeting", "member", f"/meetings/{meeting}/papers/"),
        Page("meetings", "member", "/meetings/"),
        Page("a form of a meeting", "clerk", f"/meetings/{ahead}/move/"),
        Page("communities", "team", "/communities/"),
        Page("people", "team", "/council/people/"),
        Page("the form to invite", "team", "/council/invitations/send/"),
        Page("money", "finance", "/money/"),
        Page("money of a community", "chair", f"/money/communities/{community}/"),
        Page("a balance sheet", "chair", f"/money/communities/{community}/balance/", Kind.REPORT),
        Page("a balance sheet, a year ago", "chair", f"/money/communities/{community}/balance/{past}", Kind.REPORT),
        Page("the balance sheets of all", "finance", "/money/balances/", Kind.REPORT),
        Page("the same, a year ago", "finance", f"/money/balances/{past}", Kind.REPORT),
        Page("what is late", "finance", "/figures/late/", Kind.REPORT),
        Page("late payments", "finance", "/figures/late/?what=payment", Kind.REPORT),
        Page("how often things were late", "finance", "/figures/late/how-often/", Kind.REPORT),
        Page("exceptional requests", "finance", "/figures/exceptional/", Kind.REPORT),
        Page("the council’s queue", "moderator", "/received/"),
        Page("the queue of an area", "officer", "/received/"),
        Page("the advances", "finance", "/payments/advances/"),
        Page("an advance of 600 schools", "finance", f"/payments/advances/{advance}/"),
        Page("its remittance", "finance", f"/payments/remittances/{advance}/"),
        Page("all requests, CSV", "finance", "/requests/export.csv", Kind.FILE),
        Page("all requests, XLSX", "finance", "/requests/export.xlsx", Kind.FILE),
        Page("all balance sheets, CSV", "finance", "/money/balances/export.csv", Kind.FILE),
        Page("all balance sheets, XLSX", "finance", "/money/balances/export.xlsx", Kind.FILE),
        Page("a remittance, XLSX", "finance", f"/payments/remittances/{advance}.xlsx", Kind.FILE),
        Page("the finance file, CSV", "finance", f"/payments/advances/{advance}/finance-file.csv", Kind.FILE),
    ]
