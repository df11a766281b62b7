"""What each person has to do, by when."""
