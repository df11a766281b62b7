"""What may be done with the records: a message that keeps failing is sent again."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.outbox.actions import try_again
from locality.outbox.models import Message
from locality.records.queries import authority_of_message


@transaction.atomic
def send_again(*, message: Message, by: User, at: datetime) -> Message:
    """Send a message that keeps failing once more, to the person's address of today. Raises NotPossible."""
    message = try_again(message=message, at=at)
    record(
        action="message.send_again",
        by=by,
        at=at,
        subject_type="message",
        subject_id=message.reference or message.pk,
        subject=message.subject,
        authority_id=authority_of_message(message),
    )
    return message
