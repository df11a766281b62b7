"""Minutes: writing, checking, sending, correcting; and what follows a meeting."""
