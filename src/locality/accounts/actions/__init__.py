"""What happens to people's accounts. Offices and invitations belong to `communities`."""
