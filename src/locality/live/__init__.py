"""The running meeting: screens, register, rounds, positions, decisions, notes."""
