"""What somebody does with an offer of support, and with support that is arranged."""
