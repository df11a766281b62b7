"""Messages to send, and how they fared."""
