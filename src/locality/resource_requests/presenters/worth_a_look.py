"""What a chair looks at before deciding about a request: names in answers, and ages that are rare in a year."""

from locality.resource_requests.content.questions import QUESTIONS
from locality.resource_requests.content.years import usual_year_group
from locality.resource_requests.models import Version
from locality.resource_requests.queries.identity import Reader
from locality.values.sentences import count
from locality.values.working_days import day_of

_IN_WORDS = ("title", "contact", "solution", "outcomes", "use", "support_given")
"""The answers in words that other schools read, in the order of the form."""


def worth_a_look(version: Version, reader: Reader) -> list[str]:
    """A sentence for each answer that names pupils, and for each pupil whose age and year group are rarely together.

    It refuses nothing, and says no more of a pupil than the reader sees on the page.
    """
    found = []
    for name in _IN_WORDS:
        if named := reader.named_in([version.content.get(name, "")]):
            found.append(
                f"“{QUESTIONS[name].label}” names {count(named, 'pupil')}. Other schools will not see the names that we "
                "recognise, but they will see nicknames and misspelt names."
            )
    signed_on = day_of(version.signed_at)
    return found + [
        f"Few children of the age of Pupil {pupil.letter} are in {pupil.year_group}. The date of birth or the year group may "
        "be wrong."
        for pupil in reader.pupils
        if pupil.born and pupil.year_group and usual_year_group(pupil.born, signed_on) != pupil.year_group
    ]
