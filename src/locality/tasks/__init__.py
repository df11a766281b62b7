"""What needs a person and what they wait for: each app offers its own here, and the home page shows what was offered."""
