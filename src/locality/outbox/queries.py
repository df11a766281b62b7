"""How messages fared."""

from datetime import datetime

from locality.outbox.models import Message, MessageQuerySet, Turn


def messages() -> MessageQuerySet:
    """Every message, newest first: for the installation's own staff, and for demo mode."""
    return Message.objects.newest_first().select_related("to")


def about(reference: str) -> MessageQuerySet:
    """Messages about the thing with this reference, newest first."""
    return messages().about(reference)


def failing() -> MessageQuerySet:
    """Messages given up, or tried at least three times without success: someone should look at the address."""
    return messages().failing()


def worker_seen_at() -> datetime | None:
    """When a worker last did its rounds; None when none ever did."""
    return Turn.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
