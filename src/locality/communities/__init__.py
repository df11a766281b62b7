"""Authorities, their rules, communities, schools and people's offices."""
