"""Importing from a sheet, whatever is in it: a file is taken, tried, shown row by row, and then done or not at all.

An app gives an `ImportKind` (`kinds`) with its own columns and the functions that plan and do it; the two pages are
here (`pages`). `cells` and `days` read what people and spreadsheets write.
"""
