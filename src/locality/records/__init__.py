"""What was sent, seen and done: the messages, the sights of pupils' identity, and the log."""
