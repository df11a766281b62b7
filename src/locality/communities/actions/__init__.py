"""What happens to authorities, their places, rules and calendar, and to people's offices."""
