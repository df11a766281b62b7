"""What a request is about, in a line, so that nobody has to know its reference: the same in every list and message.

Pure of the database: it reads what the request holds already.
"""

from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.values.dates import show_short_day
from locality.values.money import say_money
from locality.values.sentences import count
from locality.values.working_days import day_of

LONGEST = 90
"""Letters of a topic, at the most."""


def first_words(text: str) -> str:
    """The beginning of a text that is fit to be read by everybody, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    whole, _, _ = line[: LONGEST + 1].rpartition(" ")
    return (whole or line[:LONGEST]).rstrip(",;:.–- ") + "…"


def topic_of(rfr: ResourceRequest) -> str:
    """The first words of its question, without pupils' names, once a signature was asked for; before, who began it and when.

    A draft's own words are not shown in lists: no pupil may be listed in it yet, so that no name could be hidden.
    """
    if rfr.topic:
        return rfr.topic
    started = "Exceptional request started" if is_exceptional(rfr) else "Started"
    return f"{started} by {rfr.created_by.name} on {show_short_day(day_of(rfr.created_at))}"


def size_of(rfr: ResourceRequest) -> str:
    """How many pupils it is for, and what is asked or was approved; only for those who see its pupils.

    Nothing before a signature was asked for.
    """
    if not rfr.pupil_count:
        return ""
    pupils = count(rfr.pupil_count, "pupil")
    if rfr.approved_amount:
        return f"{pupils}, {say_money(rfr.approved_amount)} approved"
    return f"{pupils}, {say_money(rfr.requested_amount)}" if rfr.requested_amount else pupils
