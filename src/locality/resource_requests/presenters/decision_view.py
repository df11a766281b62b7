"""The CoS Section as one reader sees it."""

from datetime import date

from locality.resource_requests.models import Decision
from locality.resource_requests.presenters.form_view import Row, day_or_blank
from locality.resource_requests.queries.changes import differences
from locality.resource_requests.queries.early_end import never_began
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.rules.agreed import say_days
from locality.values.dates import show_day
from locality.values.money import show_money


def community_section(decision: Decision | None, reader: Reader, *, ended_on: date | None = None) -> list[Row]:
    """The rows of the CoS Section under the paper form's labels (FORM-12); blank before a decision.

    `ended_on`: the last day of support where it ended early, which is said beside the days that were agreed.
    """
    if decision is None or decision.outcome == Decision.Outcome.DEFERRED:
        labels = ("Request response", "Give details of support agreed where applicable", "Review Date")
        more = ("Final amount approved", "Date approved", "Decision made by")
        return [Row(label, ("",)) for label in (*labels, *more)]
    approved = decision.outcome == Decision.Outcome.APPROVED
    rows = [
        Row(
            "Request response",
            tuple(decision.kinds) if approved else (decision.get_outcome_display(),),
            name="response",
        ),
        _text("Give details of support agreed where applicable", decision.details, reader, "details"),
        Row("Review Date", (day_or_blank(decision.review_on),), name="review_on"),
        Row("Final amount approved", (show_money(decision.amount) if decision.amount else "",), name="amount"),
        *_more_than_asked(decision, reader),
        Row("Date approved", (day_or_blank(decision.decided_on) if approved else "",), name="decided_on"),
        Row("Decision made by", (decision.get_method_display(),), name="method"),
    ]
    return rows + _outside_meetings(decision) + _ended(decision, ended_on) + discussion_rows(decision, reader)


def corrected_rows(decision: Decision) -> list[Row]:
    """What a correction changed, each before and after; none where the decision corrects nothing (DIS-5)."""
    if decision.supersedes is None or decision.method == Decision.Method.COUNCIL:
        return []
    return [
        Row(each.label, (f"{each.before} before, {each.after} now",))
        for each in differences(decision.supersedes, decision)
    ]


def _more_than_asked(decision: Decision, reader: Reader) -> list[Row]:
    if not decision.more_because:
        return []
    return [_text("Why it is more than was requested", decision.more_because, reader, "more_because")]


def _outside_meetings(decision: Decision) -> list[Row]:
    """The days that support is for, and whether a standard request is invited (EXC-4, EXC-6)."""
    rows = []
    if days := say_days(decision.starts_on, decision.ends_on):
        rows.append(Row("Period of support", (days,), name="period"))
    by_council = decision.method == Decision.Method.COUNCIL  # which invites nobody
    if decision.exceptional and decision.outcome == Decision.Outcome.DECLINED and not by_council:
        invited = "Yes" if decision.invites_standard else "No"
        rows.append(Row("Invited to submit a standard request", (invited,), name="invites_standard"))
    return rows


def _ended(decision: Decision, ended_on: date | None) -> list[Row]:
    """That the support ended before its agreed last day, or never began (POST-4)."""
    if ended_on is None:
        return []
    never = never_began(decision.starts_on, ended_on)
    said = "The support never started" if never else f"The last day of support was recorded as {show_day(ended_on)}"
    return [Row("Ended early", (said,), name="ended_on")]


def discussion_rows(decision: Decision, reader: Reader) -> list[Row]:
    """What was said and why: the summary, the reasons of a refusal, what else was offered (CHA-7, DUR-7, DIS-5)."""
    by_council = decision.method == Decision.Method.COUNCIL
    texts = (
        (_summary_label(decision), decision.summary, "summary"),
        (
            "Reasons for declining",
            "" if by_council or decision.reasons == decision.summary else decision.reasons,
            "reasons",
        ),
        ("Provision from the school’s own resources", decision.own_provision, "own_provision"),
        ("Alternative solutions offered by members", _of_a_refusal(decision), "alternatives"),
        ("Information needed", decision.needed, "needed"),
        (
            "Why the council decided" if by_council else "Why the decision was corrected",
            decision.correction_reason,
            "correction_reason",
        ),
    )
    rows = [_text(label, text, reader, name) for label, text, name in texts if text]
    if decision.agree is not None:
        positions = f"{decision.agree} agree, {decision.disagree or 0} disagree, {decision.abstain or 0} abstain"
        rows.append(Row("Positions of the members", (positions,), name="positions"))
    return rows


def _of_a_refusal(decision: Decision) -> str:
    """What members offered instead: asked where a request is declined, and said nowhere else (DUR-7)."""
    return decision.alternatives if decision.outcome == Decision.Outcome.DECLINED else ""


def _summary_label(decision: Decision) -> str:
    if decision.method == Decision.Method.COUNCIL:
        return "The council’s reasons"
    return "The chair’s rationale" if decision.exceptional else "Summary of the discussion"


def _text(label: str, text: str, reader: Reader, name: str) -> Row:
    return Row(label, tuple(reader.text(text).split("\n")), name=name)
