"""Opportunities and places as pages say them."""
