"""Words of a school for parents and for its website: what to tell the parents, and a paragraph for its inclusion strategy."""
