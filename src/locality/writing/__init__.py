"""A request from its first word to its signature: drafts, answers, pupils, costs, checking, signing."""
