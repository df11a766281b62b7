"""Everything that happens to a meeting: one function each, atomic, with its event in the log and its messages."""
