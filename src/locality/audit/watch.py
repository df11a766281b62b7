"""What a running worker remembers of the log, out of the database's reach: the last digest that it sealed or saw.

Whoever rewrites the whole chain, or takes its newest seals away with their rows and puts the locks back, leaves a
database that is whole in itself; it lacks the digest that the worker remembers.
"""

from locality.audit.queries import last_digest, verify
from locality.audit.seals import GENESIS, Tampering


class Watch:
    """The memory of one process."""

    def __init__(self) -> None:
        self.digest = GENESIS

    def note(self) -> str:
        """Remember the newest seal; its digest."""
        self.digest = last_digest()
        return self.digest

    def look(self) -> list[Tampering]:
        """Everything that is wrong with the log now."""
        found = verify(expected=None if self.digest == GENESIS else self.digest)
        if self.digest == GENESIS:
            self.note()
        return found
