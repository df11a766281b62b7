"""Each form has one effect."""
