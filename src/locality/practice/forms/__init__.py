"""Forms of the practice library."""
