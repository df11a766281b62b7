"""What they are made from."""
