"""The world of the marker pupil: a request that names its pupils wherever there is room for a word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.models import Decision, ResourceRequest
from locality.together.texts import Typed
from locality.writing.actions import drafting
from tests.integration.resource_requests.children_former import of_former_pupils, with_reasons
from tests.integration.resource_requests.children_minutes import places_of_minutes
from tests.integration.resource_requests.children_opportunities import places_of_opportunities
from tests.integration.resource_requests.children_outcomes import places_of_outcomes
from tests.integration.resource_requests.children_places import (
    outside_meetings,
    places_of_a_live_meeting,
    places_of_cases,
    places_of_meetings,
    places_of_money,
    with_the_council,
)
from tests.integration.resource_requests.children_support import places_of_support
from tests.integration.resource_requests.children_words import DAYS, FIRST, FRIEND, FRIENDS, LAST, MARKERS, SAID, SHORT
from tests.integration.resource_requests.ways_out import (
    DOCUMENTS,
    Look,
    addresses_of,
    client_of,
    council_addresses_of,
    looks,
)
from tests.world import Side, acting, draft, has_met, make_side, request_in, ruling, submit

READ_BY_MEMBERS = ("request", "request_print", "request_timeline")
__all__ = ["DAYS", "FIRST", "FRIEND", "FRIENDS", "LAST", "MARKERS", "SAID", "World", "make_world"]


@dataclass
class World:
    """Two councils; in the first a request that names its pupils wherever there is room for a word."""

    kent: Side
    elsewhere: Side
    told: ResourceRequest
    others: list[ResourceRequest] = field(default_factory=list)
    """Requests in other states; the first is a draft."""
    later: list[ResourceRequest] = field(default_factory=list)
    """Requests with the council, or decided outside meetings, that name their pupil in every text of that."""
    reasons: list[ResourceRequest] = field(default_factory=list)
    """Those of them that went another way, each for a reason that names the pupil."""
    former: dict[str, ResourceRequest] = field(default_factory=dict)
    """Requests that name pupils whom they do not list, or who share a surname: by how."""
    places: list[tuple[str, str]] = field(default_factory=list)
    """Pages, files and sheets of meetings, money and figures: name and address."""
    _seen: dict[tuple[str, str], list[Look]] = field(default_factory=dict)

    def looks_of(self, who: str, request: ResourceRequest | None = None) -> list[Look]:
        """What somebody of the first council finds at each page of a request (told): looked at once for all tests."""
        asked = request or self.told
        if (who, asked.reference) not in self._seen:
            pages = addresses_of(asked.reference, documents=request is None)
            self._seen[who, asked.reference] = looks(client_of(self.kent.people[who]), pages)
        return self._seen[who, asked.reference]

    def looks_at_former(self, who: str, request: ResourceRequest) -> list[Look]:
        """What somebody finds where a request that names a former pupil is read; one member gets its documents too."""
        names = (*READ_BY_MEMBERS, *DOCUMENTS) if who == "representative" else READ_BY_MEMBERS
        pages = [(name, reverse(name, args=[request.reference])) for name in names]
        return self._once(who, f"former {request.reference}", pages)

    def council_looks_of(self, who: str, request: ResourceRequest) -> list[Look]:
        """What somebody finds on the pages of the council's part of a request, or on those that tell its reasons."""
        pages = council_addresses_of(request.reference)
        if request in self.reasons:
            pages = (each for each in pages if each[0] in READ_BY_MEMBERS)
        return self._once(who, f"council {request.reference}", pages)

    def looks_at_places(self, who: str) -> list[Look]:
        """What somebody finds in the pages, files and sheets of meetings, money and figures."""
        packs = {
            "clerk",
            "hnf_officer",
            "representative",
            "invited_adviser",
        }  # one of each kind of reader: a pack takes a while to draw
        return self._once(who, "places", [each for each in self.places if each[0] != "meeting_pack" or who in packs])

    def _once(self, who: str, key: str, pages: Iterable[tuple[str, str]]) -> list[Look]:
        if (who, key) not in self._seen:
            self._seen[who, key] = looks(client_of(self.kent.people[who]), pages)
        return self._seen[who, key]


def make_world() -> World:
    """Made once for all tests of a module."""
    now = timezone.now()
    kent = make_side("Wealdshire", "801", 801000, now=now)
    world = World(kent, make_side("Farshire", "802", 802000, now=now), _told(kent))
    world.others = [draft(kent, solution=SAID), request_in(kent, "ready_to_sign"), _sent_back(kent)]
    world.others += [request_in(kent, state) for state in ("submitted", "accepted", "to_decide", "handed_over")]
    processed = with_the_council(kent)
    world.reasons = with_reasons(kent)
    world.later = [*processed, *outside_meetings(kent), *world.reasons]
    world.former = of_former_pupils(kent)
    world.places = [*places_of_meetings(kent), *places_of_a_live_meeting(kent), *places_of_money(kent, processed[0])]
    world.places += [*places_of_minutes(kent, world.told), *places_of_cases(kent), *places_of_support(kent)]
    world.places += [*places_of_outcomes(kent), *places_of_opportunities(kent)]
    return world


def _sent_back(kent: Side) -> ResourceRequest:
    request = request_in(kent, "submitted", solution=SAID)
    return reviewing.return_to_school(request, missing=SAID, by=acting(kent.people["chair"]), at=timezone.now())


def _told(kent: Side) -> ResourceRequest:
    """A joint request of two schools that names its pupils in every text there is, through its whole life."""
    kent.people["representative"].offices.all().update(school=_third_school(kent))
    now, people = timezone.now(), kent.people
    texts = dict.fromkeys(("contact", "solution", "outcomes", "support_given", "use"), SAID)
    texts |= {
        "line.1.description": SHORT,
        "partners": str(kent.other_school.pk), "trust": "other", "trust_other": f"Trust of {SHORT}",
        "line.1.unit": f"hours of {FIRST}s", "pupil.1.looked_after": "yes", "pupil.1.school": str(kent.school.pk),
        "pupil.2.name": FRIEND, "pupil.2.born_day": "9", "pupil.2.born_month": "8", "pupil.2.born_year": "2017",
        "pupil.2.year_group": "Year 5", "pupil.2.support": "sen_support", "pupil.2.looked_after": "no",
        "pupil.2.school": str(kent.other_school.pk),
    }  # fmt: skip
    request = submit(kent, draft(kent, **texts))
    reviewing.return_to_school(request, missing=SAID, by=acting(people["chair"]), at=now)
    answers = {"solution": Typed(f"{SAID} Read again.", 1)}
    drafting.save_answers(request, answers, by=acting(people["signatory"]), at=now)
    request.refresh_from_db()
    request = submit(kent, request)
    request = reviewing.accept(request, by=acting(people["chair"]), at=now)
    has_met(request)
    deciding.decide(
        request,
        ruling(summary=SAID, details=SAID, amount=Decimal(1500), more_because=SAID),
        by=acting(people["clerk"]),
        at=now,
    )
    request.refresh_from_db()
    deciding.correct(
        request,
        ruling(summary=SAID, details=SAID, amount=Decimal(1400), more_because=SAID),
        ground=Decision.Ground.ERROR,
        reason=SAID,
        by=acting(people["clerk"]),
        at=now,
    )
    handing_over.hand_over(request, by=acting(people["clerk"]), at=now)
    request.refresh_from_db()
    handing_over.ask(request, question=SAID, by=acting(people["hnf_officer"]), at=now)
    request.refresh_from_db()
    return request


def _third_school(kent: Side) -> Any:
    """The representative is of a school of the community that has no part in the request."""
    kent.far_school.community = kent.community
    kent.far_school.save()
    return kent.far_school
