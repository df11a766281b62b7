"""What leaves as a file: remittances and the finance file."""
