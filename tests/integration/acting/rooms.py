"""The rooms whose actions are listed: all that have any."""

ROOMS: tuple[str, ...] = (
    "accounts",
    "budgets",
    "communities",
    "council_section",
    "exceptional",
    "live",
    "meetings",
    "minutes",
    "opportunities",
    "outcomes",
    "practice",
    "records",
    "resource_requests",
    "schedule",
    "support",
    "tasks",
    "writing",
)
