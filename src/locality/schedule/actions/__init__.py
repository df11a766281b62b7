"""What can happen to a community's meetings, each one function, whole or not at all."""
