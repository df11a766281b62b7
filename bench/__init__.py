"""How fast the pages are with years of requests."""
