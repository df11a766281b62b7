"""What may be done with the records: a message that keeps failing is sent again."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.subjects import Subject
from locality.outbox.actions import try_again
from locality.outbox.models import Message
from locality.records.queries import authority_of_message


@transaction.atomic
def send_again(*, message: Message, by: User, at: datetime) -> Message:
    """Send a message that keeps failing once more, to the person's address of today. Raises NotPossible."""
    message = try_again(message=message, at=at)
    thing = Subject("message", message.reference or message.pk, message.subject, authority_of_message(message))
    record("message.send_again", thing, by=by, at=at)
    return message
