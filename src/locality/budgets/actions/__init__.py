"""What can happen to a community's money: each one function, whole or not at all, with its entry in the audit log."""
