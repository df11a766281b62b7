"""Meetings as documents: the pack and the minutes."""
