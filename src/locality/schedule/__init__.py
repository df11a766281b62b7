"""The dates on which communities meet."""
