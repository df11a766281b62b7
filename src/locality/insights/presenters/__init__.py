"""Figures as pages say and draw them."""
