"""Pages of communities, schools, people and the council's own data."""
