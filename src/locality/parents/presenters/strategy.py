"""A paragraph for a school's inclusion strategy, which it publishes: what its community agreed for it in a year. Pure."""

from locality.parents.queries.strategy import Agreed
from locality.resource_requests.content.questions import Kind
from locality.values.money import say_money
from locality.values.sentences import count, in_a_row

FEWEST = 5
"""A number of pupils below this is not said: too few people would know whom it is about."""


IN_A_SENTENCE = {
    Kind.ADVICE: "advice and guidance",
    Kind.SCHOOL_SUPPORT: "school to school support",
    Kind.FUNDING: "a financial contribution",
}


def pupils_said(number: int) -> str:
    """How many pupils, where that tells of no child."""
    return count(number, "pupil") if number >= FEWEST else f"fewer than {FEWEST} pupils"


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
