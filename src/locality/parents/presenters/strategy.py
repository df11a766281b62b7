"""A paragraph for a school's inclusion strategy, which it publishes: what its community agreed for it in a year. Pure."""

from collections.abc import Sequence

from locality.outcomes.content import Came
from locality.parents.queries.strategy import Agreed
from locality.resource_requests.content.questions import Kind
from locality.values.money import say_money
from locality.values.sentences import count, in_a_row

FEWEST = 10
"""Of fewer pupils no number and no sum is published: they could tell of one child."""
FEWEST_REPORTS = 5
"""Of fewer reports that can say it, nothing is said of what came of the support: it would tell of one child."""


IN_A_SENTENCE = {
    Kind.ADVICE: "advice and guidance",
    Kind.SCHOOL_SUPPORT: "school to school support",
    Kind.FUNDING: "a financial contribution",
}
_ALL_SAY = {
    Came.AS_HOPED: "this support came to what we hoped, or more",
    Came.SOME: "this support brought some of what we hoped",
    Came.NONE: "this support did not yet change what we hoped",
}
"""What is said where every report that can say it has the same word."""


def say_came(came: Sequence[str]) -> str:
    """What the school itself reported, without a number: `came` has a word of `outcomes.content.Came` for each report."""
    said = [each for each in came if each != Came.CANNOT_SAY]
    if len(said) < FEWEST_REPORTS:
        return ""
    for word, words in _ALL_SAY.items():
        if all(each == word for each in said):
            return f"We have reported that {words}."
    if Came.AS_HOPED in said:
        return "We have reported that some of this support came to what we hoped, or more."
    return "We have reported that some of this support brought some of what we hoped."


def paragraph(
    school: str, community: str, year: str, agreed: Agreed, came_of_it: str = "", *, past: bool = False
) -> str:
    """The paragraph. `came_of_it`: a sentence on what the support achieved, where that is known; `past`: the year is over."""
    works = (
        f"{school} is part of a community of schools, {community}. The schools share advice, help and money for pupils "
        "with special educational needs and disabilities."
    )
    return " ".join(filter(None, [works, *_agreed(f"In {year}, the community", agreed, past=past), came_of_it]))


def _agreed(the_community: str, agreed: Agreed, *, past: bool) -> list[str]:
    """What was agreed. Of few pupils neither a number nor a sum: of one request, the sum would be that of one child."""
    if not agreed.requests:
        none = "did not agree a request from our school" if past else "has not agreed a request from our school so far"
        return [f"{the_community} {none}."]
    kinds = in_a_row(IN_A_SENTENCE[kind] for kind in agreed.kinds)
    if agreed.pupils < FEWEST:
        return [f"{the_community} agreed support for some of our pupils{f': {kinds}' if kinds else ''}."]
    what = f" for {kinds}" if kinds else ""
    were = "the request was" if agreed.requests == 1 else "the requests were"
    said = [
        f"{the_community} agreed {count(agreed.requests, 'request')} from our school{what}.",
        f"In all, {were} for {count(agreed.pupils, 'pupil')}.",
    ]
    if agreed.amount and agreed.pupils_with_money >= FEWEST:
        said.append(f"The community’s money for this support comes to {say_money(agreed.amount)}.")
    return said
