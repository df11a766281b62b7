"""What the page for parents and its files begin with: it is found for the person, and made."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from locality.communities.scope import Viewer
from locality.parents.actions import NOT_YET, NOT_YOURS
from locality.parents.models import PageForParents
from locality.parents.presenters.page_for_parents import Block, Told, as_text, blocks_of, page_for_parents, title_of
from locality.parents.queries.for_parents import (
    OfChild,
    is_told,
    kept_pages,
    pages_of,
    review_day,
    school_of,
    without_others,
)
from locality.resource_requests.content.questions import Kind
from locality.resource_requests.models import Decision, ResourceRequest, Version
from locality.resource_requests.pages.opening import found_request, read_version


@dataclass(frozen=True)
class ForParents:
    """One page: of which request, for whom, what it says, and which others there are.

    `kept`: what the school changed, with its revision; `earlier`: what it had written for the decision before.
    """

    rfr: ResourceRequest
    decision: Decision
    chosen: OfChild
    pages: list[OfChild]
    school: str
    title: str
    text: str
    kept: PageForParents | None
    earlier: str

    @property
    def blocks(self) -> list[Block]:
        """What it says, piece by piece."""
        return blocks_of(self.text)

    @property
    def revision(self) -> int:
        """What a window shows: 0 until the school has changed it."""
        return self.kept.revision if self.kept else 0


def for_parents(viewer: Viewer, reference: str, key: str, via: str) -> ForParents:
    """The page that was asked for, the first where none was; the sight of the names is recorded (RES-9)."""
    rfr = found_request(viewer, reference)
    version, decision = rfr.version, rfr.decision
    if version is None or decision is None or not is_told(rfr):
        raise PermissionDenied(NOT_YET)
    reader = read_version(viewer, rfr, version, via)
    pages = pages_of(viewer, reader)
    if not pages:
        raise PermissionDenied(NOT_YOURS)
    chosen = next((each for each in pages if each.key == key), None) if key else pages[0]
    if chosen is None:
        raise Http404("There is no such page for parents.")
    told = _told(rfr, version, decision, chosen, alone=len(reader.pupils) == 1)
    kept, before = kept_pages(rfr, decision, chosen.key)
    ours = as_text(page_for_parents(told))
    texts = [each.text if each else "" for each in (kept, before)]
    own, earlier = without_others(rfr, chosen.pupil, texts) if any(texts) else texts
    return ForParents(rfr, decision, chosen, pages, told.school, title_of(told), own or ours, kept, earlier)


def _told(rfr: ResourceRequest, version: Version, decision: Decision, chosen: OfChild, *, alone: bool) -> Told:
    """What the page is made from. The words of the school are quoted where the request is about this child alone."""
    content, pupil = version.content, chosen.pupil
    question = details = hope = ""
    if alone and pupil:
        typed = [content.get("solution", ""), decision.details, content.get("outcomes", "")]
        question, details, hope = without_others(rfr, pupil, typed)
    final = rfr.final_amount if rfr.final_amount is not None else decision.amount
    return Told(
        school=school_of(rfr, chosen),
        community=content["community"],
        name=(pupil.name or "") if pupil else "",
        asked=rfr.asked_kinds,
        who=_who(decision),
        decided_on=decision.decided_on,
        approved=decision.outcome == Decision.Outcome.APPROVED,
        agreed=[kind for kind in Kind if getattr(decision, kind)],
        to_council=decision.council_referral,
        amount=final if alone else None,
        starts_on=decision.starts_on,
        ends_on=rfr.ended_on or decision.ends_on,
        review_on=review_day(rfr, decision),
        question=question,
        details=details,
        hope=hope,
    )


def _who(decision: Decision) -> str:
    if decision.method == Decision.Method.COUNCIL:
        return "The council"
    return "The chair of the group" if decision.exceptional else "The schools"
