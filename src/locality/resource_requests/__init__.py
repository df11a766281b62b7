"""The Request for Resource from first word to hand-over."""
