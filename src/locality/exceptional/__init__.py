"""Exceptional requests: what the chair decides alone, outside meetings, and what the clerk does with it (EXC-1 to EXC-6)."""
