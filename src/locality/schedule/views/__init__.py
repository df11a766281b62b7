"""The pages that plan meetings, and the calendars that follow them."""
