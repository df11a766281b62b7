"""What the pages of the records show."""
