"""Opportunities to learn from one another: visits, clinics, courses and network meetings that schools publish and book (RES-8)."""
