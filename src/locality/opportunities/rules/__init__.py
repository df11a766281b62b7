"""Why an opportunity cannot be published, booked or held."""
