"""The request as documents and sheets."""
