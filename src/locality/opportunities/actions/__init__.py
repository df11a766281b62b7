"""What somebody does with an opportunity, and with a place at one."""
