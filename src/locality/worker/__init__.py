"""The worker: the rounds of periodic work, what each does, and the commands that go round."""
