"""How a place is named so that nobody takes it for another: schools share names, even in one town.

In a choice a school has its town and URN beside its name only where another in the same choice has the same name; where
an office is offered, listed or changed it always has, for there the other school may be out of sight.
"""

from collections import Counter
from collections.abc import Iterable

from locality.communities.models import Area, Authority, Community, School


def named_apart(schools: Iterable[School]) -> dict[int, str]:
    """For each school, by its id, the name under which it can be chosen among these."""
    chosen = [(school, _looks(school.name)) for school in schools]
    times = Counter(looks for _, looks in chosen)
    return {school.pk: school.full_name if times[looks] > 1 else school.name for school, looks in chosen}


def place_in_full(place: School | Community | Area | Authority | None) -> str:
    """The place of an office, as nobody can mistake it; nothing for the installation."""
    return place.full_name if isinstance(place, School) else str(place or "")


def _looks(name: str) -> str:
    """What is left of a name for somebody who reads quickly: no case, spaces, apostrophes or full stops."""
    return "".join(filter(str.isalnum, name.casefold()))
