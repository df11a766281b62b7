"""What the name of a service needs, and when one can be closed."""

from collections.abc import Iterable

from locality.communities.models import School
from locality.values.keys import name_key
from locality.values.refusals import Refusal

LONGEST_NAME = 100


def why_not_named(name: str, others: Iterable[str]) -> Refusal | None:
    """A service has a name of its own, with letters, that fits on a line."""
    if not any(letter.isalpha() for letter in name):
        return Refusal("Enter the name of the service", "name")
    if len(name.strip()) > LONGEST_NAME:
        return Refusal(f"The name must be {LONGEST_NAME} characters or fewer", "name")
    if name_key(name) in {name_key(other) for other in others}:
        return Refusal("There is a service of this name already. Enter another name.", "name")
    return None


def why_not_closed(service: School) -> Refusal | None:
    """It is a service, and open."""
    if not service.is_service:
        return Refusal(f"{service.name} is a school. Schools close in the register.")
    return None if service.is_open else Refusal(f"{service.name} is closed already.")
