"""What the rows add up to: balance sheets with a forecast, what is late, and exceptional requests. Only reads."""
