"""The buttons of a request's page: what this person can do with it now, the next thing first."""

from dataclasses import dataclass

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.permitted import holds, may
from locality.resource_requests.workflow import Page, S


@dataclass(frozen=True)
class Offer:
    """One thing to do, and the page where it is done."""

    label: str
    href: str


def offers(viewer: Viewer, rfr: ResourceRequest) -> tuple[Offer | None, list[Offer]]:
    """The one primary thing to do, if there is one, and the others."""
    found: dict[Page, Offer] = {}
    for page in Page:
        if page is Page.CHECK and Page.WRITE in found:
            continue  # who goes on writing comes to it
        if page is Page.REVIEW and rfr.state == S.URGENT:
            continue  # the page of the exceptional decision returns it too
        if page is Page.WITHDRAW and Page.DISCARD in found:
            continue  # nobody else has seen it
        if any(may(viewer, row.event, rfr) for row in MACHINE.transitions if row.page is page):
            found[page] = Offer(_button(viewer, rfr, page), reverse(page.address, args=[rfr.reference]))
    first = next((offer for page, offer in found.items() if page.leads), None)
    return first, [offer for offer in found.values() if offer is not first]


def _button(viewer: Viewer, rfr: ResourceRequest, page: Page) -> str:
    """Its name: what is to be written, the task says; who may not sign only reads."""
    if page is Page.CHECK and not holds(viewer, Permission.REQUEST_SIGN, rfr):
        return "Read the request"
    todo = MACHINE.state(rfr.state).todo
    if page is Page.WRITE and todo and todo.page is page:
        return todo.button
    return page.button.replace("{council}", rfr.authority.short)
