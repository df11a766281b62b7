"""What pages, messages and documents say of a request."""
