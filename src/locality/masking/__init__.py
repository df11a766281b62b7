"""Names of pupils in texts: which texts a person reads as one name, and what others read in its place. Pure (RES-9)."""
