"""What was asked of the list of requests: read from the address, shown as chips that can be taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from locality.communities.models import NeedCode, School
from locality.communities.queries import schools_for
from locality.communities.scope import Viewer
from locality.resource_requests.content.questions import KIND_LABELS, Kind
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.lists import of_need
from locality.resource_requests.queries.requests import Requests
from locality.resource_requests.rules.permitted import own_school_reader
from locality.resource_requests.states import called_alike
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.schedule.queries import meetings_for
from locality.values.dates import show_short_day
from locality.values.numbers import typed_number

SORTS = {
    "newest": ("-id",),
    "oldest": ("id",),
    "school": ("school__name", "-id"),
    "amount": ("-requested_amount", "-id"),
}


@dataclass(frozen=True)
class Asked:
    """One list of requests: filters, search words and order."""

    state: str = ""
    type: str = ""
    kind: str = ""
    need: str = ""
    """A code of the school census."""
    community: int | None = None
    school: School | None = None
    meeting: Meeting | None = None
    sort: str = "newest"
    words: str = ""
    own_school: bool = False
    """Whether the reader is of a school, for which states of one word are one."""

    @classmethod
    def from_address(cls, given: Mapping[str, str], viewer: Viewer, words: str) -> "Asked":
        """Read the address; what is not known is left out. One query when a meeting is named, and one for a school."""
        community, meeting, school = (typed_number(given.get(name, "")) for name in ("community", "meeting", "school"))
        state, own_school = given.get("state", ""), own_school_reader(viewer)
        state = state if state in {each.value for each in S} else ""
        found = meetings_for(viewer).filter(pk=meeting).first() if meeting is not None else None
        return cls(
            state=called_alike(state)[0] if state and own_school else state,
            type=given.get("type", "") if given.get("type") in ResourceRequest.Kind.values else "",
            kind=given.get("kind", "") if given.get("kind") in {kind.value for kind in Kind} else "",
            need=given.get("need", "") if given.get("need") in NeedCode.values else "",
            community=community,
            school=schools_for(viewer).filter(pk=school).first() if school is not None else None,
            meeting=found,
            sort=given.get("sort", "newest") if given.get("sort") in SORTS else "newest",
            words=words,
            own_school=own_school,
        )

    def narrow(self, requests: Requests) -> Requests:
        """The requests asked for, in the order asked for."""
        if self.state:
            requests = requests.filter(state__in=called_alike(self.state) if self.own_school else [self.state])
        if self.type:
            requests = requests.filter(kind=self.type)
        if self.kind:
            requests = requests.filter(**{f"asks_{Kind(self.kind)}": True})
        if self.need:
            requests = requests.filter(of_need(self.need))
        if self.community:
            requests = requests.filter(community_id=self.community)
        if self.school:
            requests = requests.filter(school=self.school)
        if self.meeting:
            requests = requests.filter(meeting=self.meeting)
        if self.words:
            requests = requests.matching(self.words)
        return requests.order_by(*SORTS[self.sort])

    def query(self, **changes: str) -> str:
        """The address's query with changes; empty values are left out. Never holds the search words."""
        here = {
            "state": self.state,
            "type": self.type,
            "kind": self.kind,
            "need": self.need,
            "community": str(self.community or ""),
            "school": str(self.school.pk if self.school else ""),
            "meeting": str(self.meeting.pk if self.meeting else ""),
            "sort": "" if self.sort == "newest" else self.sort,
        } | changes
        return "?" + urlencode({name: value for name, value in here.items() if value})

    def chips(self, labels: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
        """What was asked, each with the address without it. `labels` gives the words of states and communities."""
        chosen: list[tuple[str, str, str]] = []
        if self.state:
            chosen.append(("state", "Status", labels["state"].get(self.state, self.state)))
        if self.type:
            chosen.append(("type", "Kind of request", ResourceRequest.Kind(self.type).label))
        if self.kind:
            chosen.append(("kind", "Support requested", KIND_LABELS[Kind(self.kind)]))
        if self.need:
            chosen.append(("need", "Need", NeedCode(self.need).label))
        if self.community:
            chosen.append(("community", "Community", labels["community"].get(str(self.community), "another")))
        if self.school:
            chosen.append(("school", "School", self.school.full_name))
        if self.meeting:
            chosen.append(("meeting", "Meeting", show_short_day(self.meeting.day)))
        return [{"label": label, "value": value, "href": self.query(**{name: ""})} for name, label, value in chosen]
