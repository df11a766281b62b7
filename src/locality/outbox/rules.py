"""What may be done with a message, and why not; and when nobody sends."""

from datetime import datetime, timedelta

from locality.outbox.models import TRIES_THAT_SHOW, Message
from locality.values.dates import show_moment
from locality.values.refusals import Refusal

QUIET = timedelta(minutes=5)  # longer without a sign of life, and nobody sends


def is_failing(message: Message) -> bool:
    """Given up, or tried without success at least three times."""
    waits = message.state == Message.State.WAITING and message.attempts >= TRIES_THAT_SHOW
    return waits or message.state == Message.State.FAILED


def why_not_again(message: Message) -> Refusal | None:
    """Only what keeps failing is sent again, and only while its words are kept and its person has an account."""
    if not is_failing(message):
        return Refusal("This email has not failed, so you do not need to send it again.")
    if message.secret and not message.lines:
        return Refusal(
            "This email had a code or a link for one person, which we do not keep. Send the invitation again, or let "
            "the person ask for a new code."
        )
    if message.to is not None and not message.to.is_active:
        return Refusal(f"The account of {message.to.name} is closed, so we do not send emails to it.")
    return None


def sending_words(seen_at: datetime | None, now: datetime) -> str:
    """A warning where messages are written but nobody sends them; nothing while all is well."""
    if seen_at is not None and now - seen_at <= QUIET:
        return ""
    since = f"since {show_moment(seen_at)}" if seen_at else "yet"
    return f"We have not sent any emails {since}. Tell the person who looks after Locality for your council."
