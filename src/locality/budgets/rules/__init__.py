"""Why money can’t be moved, in a sentence; None where it can."""
