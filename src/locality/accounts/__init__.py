"""People, how they sign in, what roles allow."""
