"""The rooms whose actions are listed: all that have any."""

ROOMS: tuple[str, ...] = (
    "accounts",
    "budgets",
    "communities",
    "council_section",
    "records",
    "resource_requests",
    "tasks",
    "writing",
)
