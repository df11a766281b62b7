"""The Request for Resource: the draft, what was signed, what was decided, and where it went."""

from locality.resource_requests.models.council import CouncilQuestion, CouncilSection
from locality.resource_requests.models.decision import Decision
from locality.resource_requests.models.draft import DraftAnswer
from locality.resource_requests.models.hand_over import HandOver, OfficerQuestion
from locality.resource_requests.models.known import KnownPupil
from locality.resource_requests.models.request import ReferenceCounter, ResourceRequest, Step
from locality.resource_requests.models.version import FundingLine, Pupil, Version

__all__ = [
    "CouncilQuestion",
    "CouncilSection",
    "Decision",
    "DraftAnswer",
    "FundingLine",
    "HandOver",
    "KnownPupil",
    "OfficerQuestion",
    "Pupil",
    "ReferenceCounter",
    "ResourceRequest",
    "Step",
    "Version",
]
