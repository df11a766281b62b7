"""Imports of allocations and of the costings reference: a dry run first, then all of it or none."""
