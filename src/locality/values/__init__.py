"""Small pure modules, each a word of the field. They know nothing of Django or of any other package."""
