"""Reads of figures: sums and counts made by the database, entered through the viewer's scope."""
