"""Reads of the minutes."""
