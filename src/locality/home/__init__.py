"""The home page: what needs a person now, and what they wait for from others."""
