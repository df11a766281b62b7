"""The practice library: cases that schools write of what they tried, what it took and what came of it (OBJ-2)."""
