"""What people fill in about communities, people and rules."""
