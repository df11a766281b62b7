"""Rules of cases: what is missing, what could tell of a child, and why not."""
