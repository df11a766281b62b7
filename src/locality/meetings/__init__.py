"""A meeting as a whole: when and where, who comes, and what becomes of its requests."""
