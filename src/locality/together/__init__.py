"""Texts that two windows write, of two people or of one. It knows no domain: `docs/adr/0020` says how it works."""
