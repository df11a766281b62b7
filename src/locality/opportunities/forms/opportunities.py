"""The forms with which an opportunity is published, changed, cancelled, booked, held and looked back on."""

from collections.abc import Iterable, Sequence
from typing import Any

from locality.communities.models import Authority, School
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import LongText, Text, WebLink
from locality.design.forms.numbers import WholeNumber
from locality.opportunities.actions.holding import LONGEST_ANSWER, QUESTION
from locality.opportunities.actions.publishing import LONGEST_LINK, LONGEST_PLACE, LONGEST_REASON, LONGEST_TITLE
from locality.opportunities.models import MOST_PLACES, Booking, Opportunity
from locality.opportunities.rules.opportunities import MOST_WORDS, Said, faults_of

TOGETHER = ("day", "starts", "ends", "place", "online_link", "places", "fewest", "books_until")
"""The fields that are looked at together."""


class OpportunityForm(PageForm):
    """What an opportunity says."""

    host = Pick(label="Host", empty="Select who hosts it")
    kind = Choice(label="Kind of opportunity", empty="Select the kind of opportunity", choices=Opportunity.Kind.choices)
    title = Text(label="Title", empty="Enter a title", hint="People see this first.", max_length=LONGEST_TITLE)
    what = LongText(
        label="What is it about, and who is it for?",
        noun="What it is about",
        empty="Enter what it is about and who it is for",
        hint="Do not name a pupil.",
        words=MOST_WORDS,
        rows=5,
    )
    day = Day(label="Day", empty="Enter the day", hint="For example, 21 1 2027")
    starts = TimeOfDay(label="Start time", empty="Enter the start time", hint="For example, 15:30 or 3:30pm")
    ends = TimeOfDay(label="End time", empty="Enter the end time")
    place = Text(
        label="Place",
        required=False,
        mark_optional=False,
        hint="Enter a place, an online link, or both.",
        max_length=LONGEST_PLACE,
    )
    online_link = WebLink(
        label="Online link",
        required=False,
        mark_optional=False,
        hint="For example, https://teams.example.com/meet",
        max_length=LONGEST_LINK,
    )
    places = WholeNumber(
        label="Places",
        empty="Enter the number of places",
        hint="When all are booked, people join a waiting list.",
        minimum=1,
        maximum=MOST_PLACES,
    )
    fewest = WholeNumber(
        label="Fewest people needed",
        required=False,
        hint="If fewer have booked by the last day to book, we’ll ask you what to do.",
        minimum=1,
        maximum=MOST_PLACES,
    )
    books_until = Day(label="Last day to book", empty="Enter the last day to book")
    audience = Choice(
        label="Who can book?",
        noun="Who can book",
        empty="Select who can book",
        choices=Opportunity.Audience.choices,
    )

    def __init__(self, *args: Any, hosts: Sequence[School | Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {f"school-{each.pk}" if isinstance(each, School) else f"council-{each.pk}": each for each in hosts}
        self.offer("host", [(key, each.name) for key, each in self.hosts.items()])
        if len(self.hosts) == 1:
            del self.fields["host"]
        if not any(isinstance(each, School) for each in hosts):
            del self.fields["audience"]

    def clean(self) -> dict[str, Any]:
        """Say all that does not go together at once, each at its field."""
        given = super().clean() or self.cleaned_data
        for each in faults_of(**{name: given.get(name) for name in TOGETHER}):
            self.refuse(each.field, each.sentence)
        return given

    @property
    def host_chosen(self) -> School | Authority:
        """Who hosts it: the one that was chosen, or the only one."""
        return self.hosts[self.cleaned_data.get("host") or next(iter(self.hosts))]

    def said(self) -> Said:
        """What `actions.publishing` asks for."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "host"}
        return Said(**{"audience": Opportunity.Audience.COUNCIL, **given})


def said_before(opportunity: Opportunity) -> dict[str, Any]:
    """An opportunity as the form would have been filled in."""
    return {name: getattr(opportunity, name) for name in (*TOGETHER, "kind", "title", "what", "audience")}


class FilterForm(PageForm):
    """Filters that may stand in an address: they hold no personal data."""

    mark_optional = False
    kind = Pick(label="Kind of opportunity", required=False, choices=[("", "Any"), *Opportunity.Kind.choices])


class BookForm(PageForm):
    """For which school a person comes; of one school alone there is nothing to ask."""

    school = Pick(label="Which school do you come for?", noun="The school", empty="Select the school you come for")

    def __init__(self, *args: Any, schools: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {str(each.pk): each for each in schools}
        self.offer("school", [(key, each.name) for key, each in self.schools.items()])
        if len(self.schools) == 1:
            del self.fields["school"]

    @property
    def school_chosen(self) -> School:
        """The school that was chosen, or the only one."""
        return self.schools[self.cleaned_data.get("school") or next(iter(self.schools))]


class CancelForm(PageForm):
    """Why an opportunity is cancelled."""

    reason = LongText(
        label="Why are you cancelling it?",
        noun="Why you are cancelling it",
        empty="Enter why you are cancelling this",
        hint="Everyone who booked will read this. Do not name a pupil.",
        words=None,
        max_length=LONGEST_REASON,
        rows=3,
    )


class WhoCameForm(PageForm):
    """Who came, of those who had a place."""

    came = Many(label="Who came?", noun="Who came", required=False, mark_optional=False)

    def __init__(self, *args: Any, bookings: Iterable[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(bookings)
        schools = {str(each.pk): each.school.name for each in listed}
        self.offer("came", [(str(each.pk), each.person.name) for each in listed], hints=schools)

    def came_ids(self) -> set[int]:
        """The ids of the places whose people came."""
        return {int(each) for each in self.cleaned_data["came"]}


class AnswerForm(PageForm):
    """What somebody will do differently."""

    answer = LongText(
        label=QUESTION,
        noun="What you will do differently",
        empty="Enter what you will do differently",
        hint="A sentence or two. Do not name a pupil.",
        words=None,
        max_length=LONGEST_ANSWER,
        rows=4,
    )
