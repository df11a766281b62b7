"""Reads of opportunities and of the places that are booked."""
