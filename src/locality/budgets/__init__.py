"""Funding years, the ledger and costings."""
