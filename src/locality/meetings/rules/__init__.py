"""What may happen in a meeting, and why not: pure, knows no database."""
