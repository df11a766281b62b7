"""Reads of cases, entered through the viewer’s scope."""
