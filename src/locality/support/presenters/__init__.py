"""Offers, support that is arranged, and hours given, as pages say them."""
