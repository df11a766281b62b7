"""What may be done with a message, and why not."""

from locality.outbox.models import TRIES_THAT_SHOW, Message


def why_not_again(message: Message) -> str | None:
    """Only what keeps failing is sent again, and only while its words are kept and its person has an account."""
    waits = message.state == Message.State.WAITING and message.attempts >= TRIES_THAT_SHOW
    if not waits and message.state != Message.State.FAILED:
        return "This message is not failing, so there is nothing to send again."
    if message.secret and not message.lines:
        return (
            "This message held a code or a link for one person, which is not kept. Send the invitation again, or let "
            "the person ask for a new code."
        )
    if message.to is not None and not message.to.is_active:
        return f"The account of {message.to.name} is closed, so nothing is sent to it."
    return None
