"""Everything that happens to a request: one function each, atomic, with its audit event and its messages."""
