"""Imports of the register of schools, of successions and of communities: a dry run first, then all of it or none."""
