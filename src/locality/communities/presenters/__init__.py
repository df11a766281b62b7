"""Communities, people and rules as pages show them."""
