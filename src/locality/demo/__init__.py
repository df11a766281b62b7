"""A made-up county to try the product on."""
