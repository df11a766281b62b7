"""Reads of money, in the words of the field."""
