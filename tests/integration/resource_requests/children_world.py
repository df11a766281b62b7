"""The world of the marker pupil: a request that names its pupils wherever there is room for a word."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from locality.resource_requests import actions
from locality.resource_requests.models import Decision, ResourceRequest
from tests.integration.resource_requests.ways_out import Look, addresses_of, client_of, looks
from tests.world import PUPIL, Side, draft, make_side, request_in, ruling, submit

FRIEND = "Peregrine Quillfeather"
"""A pupil of the second school of the joint request."""
FIRST, LAST = PUPIL.split()
DAYS = ("27 March 2018", "27/03/2018", "27.3.2018", "2018-03-27")
MARKERS = (FIRST, LAST, *DAYS)
FRIENDS = ("Peregrine", "Quillfeather", "9 August 2017")
SAID = f"About {PUPIL} ({DAYS[1]}), {FIRST}’s brother and {LAST.upper()}, born {DAYS[0]}."


@dataclass
class World:
    """Two councils; in the first a request that names its pupils wherever there is room for a word."""

    kent: Side
    elsewhere: Side
    told: ResourceRequest
    others: list[ResourceRequest] = field(default_factory=list)
    """Requests in other states; the first is a draft."""
    _seen: dict[tuple[str, str], list[Look]] = field(default_factory=dict)

    def looks_of(self, who: str, request: ResourceRequest | None = None) -> list[Look]:
        """What somebody of the first council finds at each page of a request (told): looked at once for all tests."""
        asked = request or self.told
        if (who, asked.reference) not in self._seen:
            pages = addresses_of(asked.reference, documents=request is None)
            self._seen[who, asked.reference] = looks(client_of(self.kent.people[who]), pages)
        return self._seen[who, asked.reference]


def make_world() -> World:
    """Made once for all tests of a module."""
    now = timezone.now()
    kent = make_side("Wealdshire", "801", 801000, now=now)
    world = World(kent, make_side("Farshire", "802", 802000, now=now), _told(kent))
    world.others = [draft(kent, solution=SAID), request_in(kent, "ready_to_sign"), _sent_back(kent)]
    world.others += [request_in(kent, state) for state in ("submitted", "accepted", "handed_over")]
    return world


def _sent_back(kent: Side) -> ResourceRequest:
    request = request_in(kent, "submitted", solution=SAID)
    return actions.return_to_school(request, missing=SAID, by=kent.people["chair"], at=timezone.now())


def _told(kent: Side) -> ResourceRequest:
    """A joint request of two schools that names its pupils in every text there is, through its whole life."""
    kent.people["representative"].offices.all().update(school=_third_school(kent))
    now, people = timezone.now(), kent.people
    texts = dict.fromkeys(("contact", "solution", "outcomes", "support_given", "use", "line.1.description"), SAID)
    texts |= {
        "partners": str(kent.other_school.pk), "trust": "other", "trust_other": f"Trust of {PUPIL}",
        "line.1.unit": f"hours of {FIRST}", "pupil.1.school": str(kent.school.pk),
        "pupil.2.name": FRIEND, "pupil.2.born_day": "9", "pupil.2.born_month": "8", "pupil.2.born_year": "2017",
        "pupil.2.year_group": "Year 5", "pupil.2.support": "sen_support", "pupil.2.looked_after": "no",
        "pupil.2.school": str(kent.other_school.pk),
    }  # fmt: skip
    request = submit(kent, draft(kent, **texts))
    actions.return_to_school(request, missing=SAID, by=people["chair"], at=now)
    answers = {"solution": actions.Typed(f"{SAID} Read again.", 1)}
    actions.save_answers(request, answers, by=people["signatory"], at=now)
    request.refresh_from_db()
    request = submit(kent, request)
    request = actions.accept(request, by=people["chair"], at=now)
    actions.decide(request, ruling(summary=SAID, details=SAID), by=people["clerk"], at=now)
    request.refresh_from_db()
    actions.correct(
        request,
        ruling(summary=SAID, details=SAID),
        ground=Decision.Ground.ERROR,
        reason=SAID,
        by=people["clerk"],
        at=now,
    )
    actions.hand_over(request, by=people["clerk"], at=now)
    request.refresh_from_db()
    actions.ask(request, question=SAID, by=people["hnf_officer"], at=now)
    request.refresh_from_db()
    return request


def _third_school(kent: Side) -> Any:
    """The representative is of a school of the community that has no part in the request."""
    kent.far_school.community = kent.community
    kent.far_school.save()
    return kent.far_school
