"""Reading uploaded tables: dry run and report."""
