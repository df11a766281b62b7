"""How figures are worked out: pure Python over plain values."""
