"""What is missing for a council's communities to work: people without whom nothing moves, and what nobody looks after."""
