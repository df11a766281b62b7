"""The forms with which support is asked for, answered, ended, and its hours recorded."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from locality.communities.models import School
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import WholeNumber
from locality.support.actions.answering import LONGEST_CONTACT, LONGEST_REASON
from locality.support.actions.giving import LONGEST_NOTE
from locality.support.actions.judging import LONGEST_CHANGED
from locality.support.actions.placing import LONGEST_WANTED, Asked
from locality.support.models import Helped, Offer, ToBeFound
from locality.support.rules.offers import MOST_HOURS
from locality.support.rules.placements import MOST_A_DAY
from locality.values.typed import figures

OTHER, LATER = "other", "later"
ACCEPT, DECLINE = "accept", "decline"


class Hours(Text):
    """Hours with quarters: 1.5, 0.25."""

    inputmode = "decimal"
    clean_text = staticmethod(figures)

    def __init__(self, *, least: str = "0.25", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        self.least = least
        super().__init__(spellcheck=False, width="5", **kwargs)

    def to_python(self, value: object) -> Any:
        """The number; the action says which are too many, of those that a day could have."""
        text = super().to_python(value)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,3}([.][0-9]{1,2})?", text, re.ASCII):
            is_number = re.fullmatch(r"[-−–]?[0-9]+([.][0-9]+)?", text, re.ASCII)
            must = f"from {self.least} to {MOST_A_DAY}, in quarters of an hour" if is_number else "a number"
            raise self.refuse(f"{self.noun} must be {must}, like 1.5")
        return Decimal(text)


class AskForm(PageForm):
    """A school asks for support that another offers."""

    receiver = Pick(label="For which school?", noun="The school", empty="Select the school that would like the support")
    hours = WholeNumber(label="Hours", empty="Enter how many hours you would like", minimum=1, maximum=MOST_HOURS)
    starts_on = Day(label="First day", empty="Enter the first day", hint="Hours are booked in the term of this day.")
    ends_on = Day(label="Last day", empty="Enter the last day")
    wanted = LongText(
        label="What would you like help with?",
        noun="What you would like help with",
        empty="Enter what you would like help with",
        hint="The school that offers it will read this. Do not name a pupil.",
        words=None,
        max_length=LONGEST_WANTED,
        rows=3,
    )

    def __init__(self, *args: Any, receivers: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receivers = {str(each.pk): each for each in receivers}
        self.offer("receiver", [(key, each.name) for key, each in self.receivers.items()])
        if len(self.receivers) == 1:
            del self.fields["receiver"]

    @property
    def receiver_chosen(self) -> School:
        """For whom: the school that was chosen, or the only one."""
        return self.receivers[self.cleaned_data.get("receiver") or next(iter(self.receivers))]

    def asked(self) -> Asked:
        """What `actions.placing` asks for."""
        return Asked(**{name: value for name, value in self.cleaned_data.items() if name != "receiver"})


class NameSchoolForm(PageForm):
    """A clerk names the school that gives the support a decision asks for, or who finds one."""

    who = Choice(
        label="Who gives the support?", noun="Who gives the support", empty="Select who gives the support",
        divider_before=OTHER,
    )  # fmt: skip
    school = Pick(label="School", needed="Select the school", only_when=f"who={OTHER}")
    hours = WholeNumber(label="Hours", needed="Enter how many hours", minimum=1, maximum=MOST_HOURS)
    starts_on = Day(
        label="First day",
        needed="Enter the first day",
        hint="All hours of an offer are booked in the term of this day.",
    )
    ends_on = Day(label="Last day", needed="Enter the last day")
    until = Day(
        label="Find a school by",
        noun="The day to find a school by",
        needed="Enter the day by which a school is found",
        only_when=f"who={LATER}",
    )
    owner = Choice(
        label="Who finds the school?",
        noun="Who finds the school",
        needed="Select who finds the school",
        choices=ToBeFound.Owner.choices,
        only_when=f"who={LATER}",
    )

    def __init__(
        self, *args: Any, offers: Sequence[tuple[Offer, str]], schools: Sequence[School], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {f"offer-{each.pk}": each for each, _ in offers}
        self.schools = {str(each.pk): each for each in schools}
        named = [(f"offer-{each.pk}", f"{each.school.name}: {each.topic}") for each, _ in offers]
        hints = {f"offer-{each.pk}": hint for each, hint in offers}
        last = [(OTHER, "Another school"), (LATER, "A school is still to be found")]
        self.offer("who", [*named, *last], hints=hints)
        self.offer("school", [(key, _in_register(each)) for key, each in self.schools.items()])
        self.with_school = " ".join([*self.offers, OTHER])
        for name in ("hours", "starts_on", "ends_on"):
            field: Any = self.fields[name]
            field.only_when, field.required = f"who={self.with_school}", False
        self.between("until", today)

    @property
    def names_school(self) -> bool:
        """Whether a school is named now."""
        return bool(self.cleaned_data["who"] != LATER)

    def chosen(self) -> tuple[Offer | None, School]:
        """The offer, if it is one, and the school."""
        offer = self.offers.get(self.cleaned_data["who"])
        return offer, offer.school if offer else self.schools[self.cleaned_data["school"]]

    def asked(self) -> Asked:
        """What `actions.placing` asks for."""
        given = self.cleaned_data
        return Asked(given["hours"], given["starts_on"], given["ends_on"])


def _in_register(school: School) -> str:
    """A school as it is chosen: one outside the communities with what it is."""
    kind = f", {school.get_kind_display().lower()}" if school.only_supports else ""
    return f"{school.full_name}{kind}"


class AnswerForm(PageForm):
    """A school accepts or declines support that is asked of it."""

    answer = Choice(
        label="Can your school give this support?",
        noun="Your answer",
        empty="Select whether your school can give this support",
        choices=((ACCEPT, "Yes, accept it"), (DECLINE, "No, decline it")),
    )
    contact = Text(
        label="Who is the contact at your school?",
        noun="The contact",
        hint="A role, for example SENCO. The other school will ask for this role.",
        only_when=f"answer={ACCEPT}",
        needed="Enter the role of the contact",
        max_length=LONGEST_CONTACT,
        width="20",
    )
    reason = LongText(
        label="Why are you declining it?",
        noun="Why you are declining it",
        hint="The other school will read this. Do not name a pupil.",
        only_when=f"answer={DECLINE}",
        needed="Enter why you are declining the support",
        words=None,
        max_length=LONGEST_REASON,
        rows=3,
    )


class CancelSupportForm(PageForm):
    """Why support is cancelled."""

    reason = LongText(
        label="Why are you cancelling it?",
        noun="Why you are cancelling it",
        empty="Enter why you are cancelling the support",
        hint="Both schools will read this. Do not name a pupil.",
        words=None,
        max_length=LONGEST_REASON,
        rows=3,
    )


class HelpedForm(PageForm):
    """Two questions to the receiving school once support is finished."""

    helped = Choice(
        label="Did it help?",
        noun="Whether it helped",
        empty="Select whether the support helped",
        choices=Helped.Answer.choices,
    )
    changed = LongText(
        label="What changed?",
        noun="What changed",
        hint="Both schools and the council’s team will read this. Do not name a pupil.",
        required=False,
        words=None,
        max_length=LONGEST_CHANGED,
        rows=3,
    )


class HoursForm(PageForm):
    """Hours that were given on a day."""

    day = Day(label="Day", empty="Enter the day")
    hours = Hours(label="Hours given", empty="Enter the hours given", hint="In quarters, for example 1.5")
    note = Text(
        label="Note",
        required=False,
        hint="Both schools can read this. Do not name a pupil.",
        max_length=LONGEST_NOTE,
    )


class CorrectHoursForm(PageForm):
    """The right hours for an entry, and why."""

    hours = Hours(
        label="Hours given",
        empty="Enter the hours given",
        hint="In quarters, for example 1.5. Enter 0 if there were none.",
        least="0",
    )
    note = Text(
        label="Why are you correcting them?",
        noun="Why you are correcting them",
        empty="Enter why you are correcting the hours",
        hint="Both schools can read this. Do not name a pupil.",
        max_length=LONGEST_NOTE,
    )
