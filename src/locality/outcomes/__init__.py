"""What came of approved support: agreed outcomes, the school's report at the review date, a second look (OBJ-1, OBJ-3)."""
