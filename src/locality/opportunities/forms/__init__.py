"""Forms of opportunities."""
