"""The forms of a meeting's pages."""
