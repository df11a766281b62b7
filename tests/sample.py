"""What `./test` proves of what is too much for each run, and what only `./test everything` proves in one go.

What is left out then: on PostgreSQL the tests that are alike on both databases (WHY, below); four of the five days on which
the demonstration is made; half the examples of properties, which are others each time. House tests hold to the first.

`./test` sets LOCALITY_TEST_SAMPLE to a number of the day and prints it; without it, as in `./test everything` or a plain
`pytest`, all is proved. Of what is dealt out another share has its turn each day, so that over a few days all of it is
walked; the number of a day, given again, deals out the same share.
"""

import os
from zlib import crc32

NUMBER = int(os.environ.get("LOCALITY_TEST_SAMPLE") or -1)
SAMPLED = NUMBER >= 0

WHY = {
    "trigger": "what the database itself refuses, in its own language",
    "constraint": "a rule of the tables, and the name of it that the product reads in the refusal",
    "race": "several connections at once, and what one sees of another",
    "lock": "who waits for whom: SQLite has one lock, PostgreSQL one for each row",
    "kill": "a process that dies between two writes",
    "search": "how letters are compared",
    "order": "what stands first where nothing says so, and where nothing is known",
    "migration": "changes of tables that hold rows",
    "SQL": "statements of our own",
    "money": "sums and how they are rounded",
    "every action": "each page opened and each form sent: no statement that PostgreSQL refuses",
}
"""Why a test runs on PostgreSQL too (`@pytest.mark.both_databases(why)`); the others do in `./test everything` alone."""


def is_dealt(what: str, number: int, *, of: int) -> bool:
    """Whether today's share has this one of so many; `what` they are parts of, so that not all deal out the same."""
    return not SAMPLED or (number + crc32(what.encode()) + NUMBER) % of == 0
