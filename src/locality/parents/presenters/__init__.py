"""The words of what a school tells others."""
