"""What the log says of each action that is recorded: a sentence for people, where the log keeps a name for programs.

`{}` is what the action was about, as the log calls it. A house test holds that every action that is recorded has words.
"""

import re
from contextlib import suppress
from datetime import date

from locality.accounts.roles import ROLES
from locality.practice.workflow import MACHINE as CASES
from locality.resource_requests.events import MACHINE as REQUESTS
from locality.schedule.workflow import MACHINE as MEETINGS
from locality.values.dates import show_plain_day

_OF_REQUESTS = {
    "start": "Started request {}",
    "ask_to_sign": "Asked for a signature on request {}",
    "reopen": "Reopened request {} to change it",
    "submit": "Submitted request {}",
    "withdraw": "Withdrew request {}",
    "tell_parents": "Changed the page for parents about request {}",
    "discard": "Threw away draft {}",
    "admit": "Accepted request {} late, for an earlier meeting",
    "accept": "Accepted request {} for the agenda",
    "return": "Returned request {} to the school for changes",
    "approve": "Recorded that request {} was approved",
    "decline": "Recorded that request {} was declined",
    "defer": "Recorded that request {} was deferred",
    "correct_to_approved": "Corrected the decision on request {} to approved",
    "correct_to_declined": "Corrected the decision on request {} to declined",
    "correct_to_refused": "Corrected the chair’s decision on request {} to declined",
    "hand_over": "Sent request {} to the area officer",
    "acknowledge": "Acknowledged request {}",
    "ask": "Asked the clerk a question about request {}",
    "answer": "Answered the area officer’s question about request {}",
    "submit_exceptional": "Sent exceptional request {} to the chair",
    "grant": "Approved exceptional request {}",
    "refuse": "Declined exceptional request {}",
    "contact": "Explained to the school why request {} was declined",
    "refer": "Referred request {} to the council",
    "forward": "Forwarded request {} to the council",
    "take_up": "Started the council’s review of request {}",
    "council_approve": "Approved request {} for the council",
    "council_decline": "Declined request {} for the council",
    "council_keep": "Kept the community’s decision on request {}",
    "moderate": "Processed request {} for the council",
    "query": "Asked a question about request {} for the council",
    "reply": "Answered the council’s question about request {}",
    "reply_for_school": "Answered the council’s question about request {} for the school",
    "give_back": "Recorded money to take back for request {}",
    "move": "Moved request {} to another community with its school",
    "meeting_cancelled": "Moved request {} because its meeting was cancelled",
    "put_off": "Moved request {} to a later meeting",
    "remind_of_end": "Reminded the school that support for request {} ends soon",
    "remove_pupil": "Removed a pupil from request {}",
    "remove_line": "Removed a cost from request {}",
}
_OF_MEETINGS = {
    "add": "Added a meeting: {}",
    "propose_year": "Proposed a year of meetings for {}",
    "publish": "Published a meeting: {}",
    "drop": "Removed a proposed meeting: {}",
    "move": "Moved a meeting: {}",
    "cancel": "Cancelled a meeting: {}",
    "people": "Changed who is invited to {}",
    "agenda": "Changed the agenda of {}",
    "put_off": "Moved an item of {} to a later meeting",
    "paper_added": "Added a paper to {}",
    "paper_removed": "Removed a paper from {}",
    "papers_sent": "Sent the papers of {}",
    "adviser_invited": "Invited an adviser to {}",
    "adviser_reminded": "Reminded an adviser of {}",
    "adviser_withdrawn": "Withdrew an adviser’s invitation to {}",
    "non_attendance": "Raised a school’s non-attendance with the chair, up to {}",
    "board_report": "Added the area board report to the action points of {}",
    "begin": "Started the meeting {}",
    "end": "Ended the meeting {}",
    "reopen": "Reopened the meeting {}",
    "item": "Went to another item of {}",
    "left_out": "Moved on before everyone had spoken at {}",
    "register": "Marked someone in the register of {}",
    "guest": "Added a guest to {}",
    "positions": "Opened or closed positions at {}",
    "position": "Gave a position at {}",
    "conflict": "Recorded an interest at {}",
    "back": "Recorded that someone came back into {}",
    "dispute": "Recorded a dispute at {}",
    "dispute_settled": "Recorded how a dispute at {} was settled",
    "action_point": "Added an action point at {}",
    "minutes_written_on": "Changed the minutes of {} after they were sent to the chair",
    "minutes_to_chair": "Sent the minutes of {} to the chair",
    "minutes_checked": "Checked the minutes of {}",
    "minutes_changes": "Asked for changes to the minutes of {}",
    "minutes_sent": "Distributed the minutes of {}",
    "minutes_approved": "Recorded that the minutes of {} were approved",
    "minutes_correction": "Corrected the minutes of {}",
}
_OF_MONEY = {
    "budget.allocation": "Allocated money to {}",
    "budget.adjustment": "Adjusted the budget {}",
    "budget.commitment": "Committed money from {}",
    "budget.release": "Released money to {}",
    "budget.payment": "Recorded payments from {}",
    "budget.increase": "Committed more money from {}",
    "budget.transfer": "Transferred money to or from {}",
    "budget.carry": "Carried money forward: {}",
    "budget.closed": "Closed the budget {}",
    "costing.added": "Added a rate: {}",
    "allocations.imported": "Imported the allocations of {}",
    "funding_year.opened": "Added the funding year {}",
    "funding_year.changed": "Changed the funding year {}",
    "funding_year.removed": "Removed the funding year {}",
    "funding_year.closed": "Closed the funding year {}",
    "advance.added": "Added the school advance {}",
    "advance.changed": "Changed the school advance {}",
    "advance.gathered": "Added payments to the school advance {}",
    "advance.payment_taken_out": "Removed a payment from the school advance {}",
    "advance.paid": "Marked the school advance {} as paid",
    "payment_plan.made": "Planned the payments for request {}",
    "payment_plan.stopped": "Stopped payments for request {}",
    "payment_plan.unspent": "Recorded money that the school did not spend for request {}",
    "payment_plan.underspend": "Recorded money not used for request {}",
    "payment_plan.return_cancelled": "Cancelled money to take back for request {}",
    "payment_plan.paid_back": "Recorded that money for request {} was paid back",
    "transfer.proposed": "Proposed a transfer: {}",
    "transfer.confirmed": "Confirmed a transfer: {}",
    "transfer.refused": "Refused a transfer: {}",
    "transfer.withdrawn": "Withdrew a transfer: {}",
}
_OF_OUTCOMES = {
    "review.begun": "Started the review of outcomes of request {}",
    "review.agreed": "Agreed the outcomes of request {}",
    "review.extended": "Moved the review date of request {}",
    "review.reported": "Reported what came of the support for request {}",
    "review.corrected": "Corrected the report on outcomes of request {}",
    "review.followed": "Brought the review of request {} in line with the corrected decision",
    "review.ended": "Ended the review of request {} after a correction",
    "review.renewed": "Started the review of request {} again after a correction",
    "review.reminded": "Reminded the school to report on outcomes of request {}",
    "second_look.drawn": "Drew a school to take a second look at the report of request {}",
    "second_look.done": "Took a second look at the report of request {}",
}
_OF_SUPPORT = {
    "support_offer.added": "Offered support: {}",
    "support_offer.changed": "Changed an offer of support: {}",
    "support_offer.paused": "Paused an offer of support: {}",
    "support_offer.reopened": "Reopened an offer of support: {}",
    "support_offer.closed": "Closed an offer of support: {}",
    "support_service.added": "Added service {}",
    "support_service.closed": "Closed service {}",
    "support.proposed": "Asked for support: {}",
    "support.accepted": "Accepted support: {}",
    "support.declined": "Declined support: {}",
    "support.cancelled": "Cancelled support: {}",
    "support.hours_recorded": "Recorded hours of support: {}",
    "support.finished": "Finished support: {}",
    "support.judged": "Said whether support helped: {}",
    "support.to_be_found": "Recorded who finds a school to support request {}",
}
_OF_OPPORTUNITIES = {
    "opportunity.added": "Published an opportunity: {}",
    "opportunity.changed": "Changed an opportunity: {}",
    "opportunity.goes_ahead": "Decided to go ahead with fewer people: {}",
    "opportunity.cancelled": "Cancelled an opportunity: {}",
    "opportunity.held": "Recorded who came: {}",
    "opportunity.reminded": "Reminded the host that few people have booked: {}",
    "booking.booked": "Booked a place: {}",
    "booking.waits": "Joined the waiting list: {}",
    "booking.moved_up": "Got a place from the waiting list: {}",
    "booking.withdrawn": "Cancelled a booking: {}",
    "booking.came": "Recorded who came: {}",
    "booking.stayed_away": "Recorded who did not come: {}",
    "booking.answered": "Said what they will do differently: {}",
}
_OF_PEOPLE = {
    "person.create": "Created an account for {}",
    "person.change": "Changed the details of {}",
    "person.deactivate": "Closed the account of {}",
    "person.reactivate": "Reopened the account of {}",
    "person.sign_in": "Signed in as {}",
    "person.sign_out": "Signed out as {}",
    "person.sign_in_failed": "A sign-in failed: {}",
    "person.password_change": "Changed the password of {}",
    "person.second_factor_rule": "Changed whether {} needs an authenticator app",
    "person.second_factor_set_up": "Set up the authenticator app of {}",
    "person.second_factor_used": "Gave the right code for {}",
    "person.second_factor_failed": "A code was wrong: {}",
    "person.second_factor_remove": "Replaced the authenticator app of {}",
    "person.second_factor_reset": "Removed the authenticator app of {}",
    "person.recovery_codes": "Made new recovery codes for {}",
    "office.give": "Gave a role: {}",
    "office.end": "Set the last day of a role: {}",
    "office.prolong": "Extended a role: {}",
    "office.take_back": "Withdrew a role before it started: {}",
    "office.confirm_delegated_authority": "Confirmed delegated authority: {}",
    "invitation.send": "Sent an invitation: {}",
    "invitation.resend": "Sent an invitation again: {}",
    "invitation.withdraw": "Withdrew an invitation: {}",
    "invitation.accept": "Accepted an invitation: {}",
}
_OF_THE_COUNCIL = {
    "authority.set_up": "Set up {}",
    "authority.short_name": "Changed the short name of {}",
    "need.add": "Added a need to the list: {}",
    "need.change": "Changed a need in the list: {}",
    "authority.second_factor_rule": "Changed whether everyone at {} needs an authenticator app",
    "rules.set": "Changed the rules: {}",
    "area.change_officer": "Changed the contact for {}",
    "day_off.add": "Added a day off: {}",
    "day_off.remove": "Removed a day off: {}",
    "term.set": "Set the days of a term: {}",
    "term.remove": "Removed a term: {}",
    "agenda_template.adopt": "Started an agenda template for {}",
    "agenda_template.item": "Changed an item of the agenda template for {}",
    "agenda_template.order": "Changed the order of the agenda template for {}",
    "agenda_template.leave_out": "Removed an item from the agenda template for {}",
    "discussion_steps.adopt": "Started the steps of a discussion for {}",
    "discussion_steps.step": "Changed a step of a discussion for {}",
    "discussion_steps.order": "Changed the order of the steps of a discussion for {}",
    "discussion_steps.leave_out": "Removed a step of a discussion for {}",
    "register.import": "Imported the register of schools for {}",
    "register.import_links": "Imported conversions and mergers of schools for {}",
    "communities.import": "Imported communities for {}",
}
_OF_PRACTICE = {
    "practice_case.started": "Started {}",
    "practice_case.changed": "Changed {}",
    "practice_case.shared": "Shared {} with its community",
    "practice_case.asked": "Asked to share {} with everyone",
    "practice_case.released": "Released {} to everyone",
    "practice_case.sent_back": "Sent {} back to its school",
    "practice_case.withdrawn": "Withdrew {}",
    "practice_case.pulled": "Withdrew {} for its school",
    "practice_case.reviewed": "Confirmed that {} is still right",
    "practice_case.merged": "Merged {} into another case",
}
SAID: dict[str, str] = {
    **{f"resource_request.{event}": words for event, words in _OF_REQUESTS.items()},
    **{f"meeting.{event}": words for event, words in _OF_MEETINGS.items()},
    **_OF_MONEY,
    **_OF_OUTCOMES,
    **_OF_SUPPORT,
    **_OF_OPPORTUNITIES,
    **_OF_PEOPLE,
    **_OF_THE_COUNCIL,
    **_OF_PRACTICE,
    "action_point.report": "Reported progress: {}",
    "message.send_again": "Sent a message again: {}",
    "task.reminded": "Sent a reminder: {}",
}
"""The words of each action, by the name under which the log keeps it."""

_STATES = {
    "resource_request": {str(state.slug): state.officer for state in REQUESTS.states},
    "practice_case": {str(state.slug): state.officer for state in CASES.states},
    "meeting": {str(state.slug): state.officer for state in MEETINGS.states},
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def say_action(action: str, subject_type: str, subject: str, amount: object = None) -> str:
    """What was done, as a sentence; of an action that the product no longer knows, its name and what it was about.

    `amount`: the sum as the log keeps it, which says whether money came or went.
    """
    moved = _said_of_transfer(amount) if action == "budget.transfer" and amount else SAID.get(action)
    words = moved or f"{action.replace('.', ': ').replace('_', ' ').capitalize()}: {{}}"
    thing = say_subject(subject_type, subject)
    return words.format(f"{thing}," if ", " in thing and not words.endswith("{}") else thing)


def _said_of_transfer(amount: object) -> str:
    return "Transferred money from {}" if str(amount).startswith(("-", "\N{MINUS SIGN}")) else "Transferred money to {}"


def say_subject(subject_type: str, subject: str) -> str:
    """What the log calls a thing, with its role and its days in words: rows of earlier years keep names of programs."""
    if subject_type == "authorityrules":
        subject = f"from {subject.rpartition(' from ')[2]}"
    if subject_type == "office":
        slug, _, place = subject.partition(" of ")
        subject = f"{_role(slug)} for {'all of Locality' if place == 'None' else place}" if place else subject
    if subject_type == "invitation":
        slug, comma, rest = subject.partition(",")
        subject = f"{_role(slug)}{comma}{rest}"
    return say_days(subject)


def say_value(subject_type: str, name: str, value: str) -> str:
    """A value that the log keeps by a name of programs: a state by its label, a role by its name; others as they are."""
    if name == "role":
        return _role(value)
    if name == "state":
        return _STATES.get(subject_type, {}).get(value, value.replace("_", " "))
    return say_days(value)


def say_days(text: str) -> str:
    """A text with each day in it in words; what only looks like a day stays as it is."""
    return _DAY.sub(lambda found: _day(found[0]), text)


def _day(typed: str) -> str:
    with suppress(ValueError):  # somebody may have typed a day that no month has
        return show_plain_day(date.fromisoformat(typed))
    return typed


def _role(slug: str) -> str:
    role = ROLES.get(slug)
    return role.name if role else slug
