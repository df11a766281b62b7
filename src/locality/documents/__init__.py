"""Writers of PDF, Word and spreadsheets over plain dataclasses."""
