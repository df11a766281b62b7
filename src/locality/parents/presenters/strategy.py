"""A paragraph for a school's inclusion strategy, which it publishes: what its community agreed for it in a year. Pure."""

from collections.abc import Sequence

from locality.outcomes.content import Came
from locality.parents.queries.strategy import Agreed
from locality.resource_requests.content.questions import Kind
from locality.values.money import say_money
from locality.values.sentences import count, in_a_row

FEWEST = 10
"""A number of pupils below this is not published: too few people would know whom it is about."""
FEWEST_REPORTS = 3
"""Of fewer reports nothing is said of what came of the support: it would tell of one child."""


IN_A_SENTENCE = {
    Kind.ADVICE: "advice and guidance",
    Kind.SCHOOL_SUPPORT: "school to school support",
    Kind.FUNDING: "a financial contribution",
}


def pupils_said(number: int) -> str:
    """How many pupils, where that tells of no child."""
    return count(number, "pupil") if number >= FEWEST else f"fewer than {FEWEST} pupils"


def say_came(came: Sequence[str]) -> str:
    """What the school itself reported, without a number: `came` has a word of `outcomes.content.Came` for each report."""
    if len(came) < FEWEST_REPORTS:
        return ""
    said = [each for each in came if each != Came.CANNOT_SAY]
    if said and all(each == Came.AS_HOPED for each in said):
        return "We have reported that this support came to what we hoped, or more."
    if Came.AS_HOPED in said or Came.SOME in said:
        return "We have reported that some of this support came to what we hoped, and some did not yet."
    return "We have reported that we cannot yet show what this support changed."


def paragraph(school: str, community: str, year: str, agreed: Agreed, came_of_it: str = "") -> str:
    """The paragraph. `came_of_it`: a sentence on what the support achieved, where that is known."""
    works = (
        f"{school} is part of a community of schools, {community}. The schools share advice, help and money for pupils "
    )
    sentences = [f"{works}with special educational needs and disabilities."]
    if not agreed.requests:
        return f"{sentences[0]} In {year}, the community has not agreed a request from our school so far."
    kinds = in_a_row(IN_A_SENTENCE[kind] for kind in agreed.kinds)
    what = f" for {kinds}" if kinds else ""
    sentences.append(f"In {year}, the community agreed {count(agreed.requests, 'request')} from our school{what}.")
    sentences.append(f"In all, the requests were for {pupils_said(agreed.pupils)}.")
    if agreed.amount:
        sentences.append(f"The community agreed {say_money(agreed.amount)} for this support.")
    return " ".join(filter(None, [*sentences, came_of_it]))
