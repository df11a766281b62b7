"""Queries of many parts that are put into words once: knows no domain."""
