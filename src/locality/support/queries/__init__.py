"""Reads of offers, of support that is arranged, and of hours."""
