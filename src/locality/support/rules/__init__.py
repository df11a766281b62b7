"""Why support cannot be offered, arranged or recorded."""
