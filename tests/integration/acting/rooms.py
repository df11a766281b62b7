"""The rooms whose actions are listed: all that have any."""

ROOMS: tuple[str, ...] = (
    "resource_requests",
    "council_section",
    "writing",
)
