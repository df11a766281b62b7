"""The forms in which a case is written, shared, released, withdrawn and merged."""

from collections.abc import Iterable, Sequence
from typing import Any

from locality.communities.models import ListItem, School
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm, Many, Pick
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import WholeNumber
from locality.practice.content import (
    LONGEST_TITLE,
    MOST_WORDS,
    MOST_WORDS_UNSUITED,
    Contact,
    Cost,
    Phase,
    Result,
    Strength,
)
from locality.practice.models import PracticeCase
from locality.practice.rules.written import MOST_HOURS, MOST_WEEKS, Written
from locality.resource_requests.content.questions import KIND_LABELS

LATER: dict[str, Any] = {"required": False, "mark_optional": False}
"""A draft can wait for it, and the gate asks for it: so it is not called optional."""


class CaseForm(PageForm):
    """One case, on one page. A draft needs a title only."""

    school = Pick(label="Which school is it from?", noun="The school", empty="Select the school")
    title = Text(
        label="Title",
        noun="The title",
        empty="Enter a title",
        hint="Say what you tried, and for what. For example, “A quiet table at lunch, for pupils who find the hall too loud”.",
        max_length=LONGEST_TITLE,
    )
    needs = Many(label="Which needs was it for?", noun="Needs", hint="Select all that apply.", **LATER)
    phase = Pick(label="Phase", empty="Select the phase", choices=Phase.choices, **LATER)
    key_stage = Pick(label="Key stage", required=False, placeholder="All key stages")
    kind = Choice(label="Kind of support", noun="The kind of support", **LATER)
    tried = LongText(
        label="What did you try?",
        noun="What you tried",
        hint=(
            "Say what you did, how often and who did it, so that another school could do the same. Write it for this page, and "
            "copy nothing from a request. Do not write about a single pupil."
        ),
        words=MOST_WORDS,
        rows=10,
        **LATER,
    )
    hours = WholeNumber(
        label="Hours of staff time in all", noun="Hours of staff time", maximum=MOST_HOURS, width="5", **LATER
    )
    weeks = WholeNumber(
        label="Over how many weeks?", noun="The number of weeks", maximum=MOST_WEEKS, width="3", **LATER
    )
    cost = Choice(
        label="What did it cost?",
        noun="What it cost",
        hint="Without the staff time above.",
        choices=Cost.choices,
        **LATER,
    )
    result = Choice(
        label="What came of it?",
        noun="What came of it",
        hint="A case that did not work helps other schools as much as one that did.",
        choices=Result.choices,
        **LATER,
    )
    strength = Choice(
        label="How do you know?",
        noun="How you know",
        choices=Strength.choices,
        hints={
            Strength.SCHOOL: "Your staff saw it",
            Strength.SEVERAL: "Your staff, and pupils, parents or someone from outside",
            Strength.MEASURED: "You counted or tested the same thing twice",
        },
        **LATER,
    )
    unsuited = LongText(
        label="When does it not suit?",
        noun="When it does not suit",
        hint="For whom, or where, would you not do this again?",
        words=MOST_WORDS_UNSUITED,
        rows=4,
        required=False,
    )
    contact = Pick(
        label="Whom at your school can others ask?",
        noun="Whom others can ask",
        hint="If you select a role, readers will see the name of your school. Check that your head teacher agrees.",
        choices=Contact.choices,
        placeholder="No one: do not name our school",
        required=False,
    )

    def __init__(self, *args: Any, schools: Sequence[School], lists: Iterable[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {str(each.pk): each for each in schools}
        offered = list(lists)
        self.offer("school", [(key, each.name) for key, each in self.schools.items()])
        self.offer("needs", _of(offered, ListItem.ListName.NEED))
        self.offer("key_stage", _of(offered, ListItem.ListName.KEY_STAGE))
        self.offer("kind", [(kind.value, label) for kind, label in KIND_LABELS.items()])
        if len(self.schools) < 2:
            del self.fields["school"]

    @property
    def chosen_school(self) -> School:
        """The school of the case: the one that was selected, or the only one."""
        return self.schools[self.cleaned_data.get("school") or next(iter(self.schools))]

    def written(self) -> Written:
        """What `start_case` and `change_case` ask for."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "school"}
        stage = given["key_stage"]
        return Written(
            **given | {"needs": tuple(int(each) for each in given["needs"]), "key_stage": int(stage) if stage else None}
        )


def _of(lists: Iterable[ListItem], name: str) -> list[tuple[str, str]]:
    return [(str(each.pk), each.label) for each in lists if each.list_name == name]


class ShareForm(PageForm):
    """With whom a case is shared, and that nothing in it tells of a child."""

    with_whom = Choice(
        label="Whom do you want to share it with?",
        noun="Whom you share it with",
        empty="Select whom you want to share it with",
        hints={
            "community": "They can read it at once.",
            "all": "Your community can read it at once. Everyone else can when it has been read and released.",
        },
    )
    confirmed = Confirm(
        label="I have read these places. No one can tell from them who a child is.",
        noun="These places",
        empty="Confirm that no one can tell from this case who a child is",
    )

    def __init__(self, *args: Any, community: str, is_shared: bool, has_findings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("with_whom", [("community", f"The schools of {community}"), ("all", "Everyone in the council")])
        if is_shared:
            del self.fields["with_whom"]
        if not has_findings:
            del self.fields["confirmed"]

    def shared(self) -> dict[str, bool]:
        """What `share_case` asks for."""
        return {
            "with_all": self.cleaned_data.get("with_whom", "all") == "all",
            "confirmed": bool(self.cleaned_data.get("confirmed")),
        }


class ReleaseForm(PageForm):
    """Release a case to everyone, or send it back with the reason."""

    choice = Choice(
        label="Do you want to release the case?",
        noun="Whether you release the case",
        empty="Select if you want to release the case or send it back",
        choices=[("release", "Release it to everyone"), ("back", "Send it back to the school")],
    )
    reason = LongText(
        label="What does the school need to change?",
        noun="What the school needs to change",
        hint="The school will see your answer. Do not repeat what could tell who a child is.",
        words=None,
        max_length=300,
        rows=3,
        only_when="choice=back",
        needed="Enter what the school needs to change",
    )


class PullForm(PageForm):
    """Why a case of another school is withdrawn."""

    reason = LongText(
        label="Why are you withdrawing it?",
        noun="Why you are withdrawing it",
        empty="Enter why you are withdrawing the case",
        hint="The school will see your answer. Do not repeat what could tell who a child is.",
        words=None,
        max_length=300,
        rows=3,
    )


class MergeForm(PageForm):
    """Which case another one is merged into."""

    other = Choice(label="Which case do you want to keep?", noun="The case to keep", empty="Select the case to keep")

    def __init__(self, *args: Any, others: Sequence[PracticeCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered_cases = {str(each.pk): each for each in others}
        self.offer("other", [(key, f"{each.shown_title} (case {each.pk})") for key, each in self.offered_cases.items()])
