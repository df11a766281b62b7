"""The council’s section of a request: taking up, its own decision, moderation, questions, money that comes back."""
