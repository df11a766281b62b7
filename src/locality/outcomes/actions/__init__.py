"""What happens to the review of a request's support."""
