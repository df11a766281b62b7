"""Forms of the register of support."""
