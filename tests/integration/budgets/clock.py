"""The moment at which these tests take place."""

from datetime import UTC, date, datetime

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PAID = datetime(2026, 12, 18, 10, 30, tzinfo=UTC)
"""The day on which the December advance pays."""
