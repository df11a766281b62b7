"""Reads of meetings: agenda, papers, what happened, minutes, action points."""
