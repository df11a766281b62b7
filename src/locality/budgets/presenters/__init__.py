"""What the money pages show."""
