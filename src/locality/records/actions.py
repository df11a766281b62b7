"""What may be done with the records: a message that keeps failing is sent again."""

from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.audit.subjects import Subject
from locality.communities.scope import Viewer
from locality.outbox.actions import try_again
from locality.outbox.models import Message
from locality.records.queries import authority_of_message, messages_for
from locality.values.refusals import NotAllowed


@transaction.atomic
def send_again(*, message: Message, by: Viewer, at: datetime) -> Message:
    """Send a message that keeps failing once more, to the person's address of today. Raises NotPossible.

    Of the messages that the person reads, so that nobody sends again what is none of theirs.
    """
    if not (by.can_somewhere(Permission.MESSAGES_SEE) and messages_for(by).filter(pk=message.pk).exists()):
        raise NotAllowed("We cannot find this message, or you do not have access to it.")
    message = try_again(message=message, at=at)
    thing = Subject("message", message.reference or message.pk, message.subject, authority_of_message(message))
    record("message.send_again", thing, by=by.user, at=at)
    return message
