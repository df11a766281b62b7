"""The books read by SQL of their own: what must hold after whatever happened. All amounts in whole pence."""

from django.db import connection

Row = tuple[int, ...]

BOOKS = """
SELECT b.id,
  ROUND(b.allocated * 100), ROUND(b.committed * 100), ROUND(b.released * 100), ROUND(b.paid * 100),
  ROUND(b.remaining * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind IN ('allocation', 'adjustment', 'transfer', 'carry') THEN e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind IN ('commitment', 'increase') THEN -e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'release' THEN e.amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN e.kind = 'payment' THEN e.amount END), 0) * 100),
  CASE WHEN y.closed_at IS NULL THEN 0 ELSE 1 END
FROM budgets_budget b JOIN budgets_fundingyear y ON y.id = b.funding_year_id
LEFT JOIN budgets_entry e ON e.budget_id = b.id GROUP BY b.id, y.closed_at
"""
# What moves between budgets adds up to nothing, kind by kind
MOVED = """
SELECT ROUND(COALESCE(SUM(CASE WHEN kind = 'transfer' THEN amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN kind = 'carry' THEN amount END), 0) * 100),
  ROUND(COALESCE(SUM(CASE WHEN kind IN ('allocation', 'adjustment') THEN amount END), 0) * 100)
FROM budgets_entry
"""
# Of each decision in each budget: what it holds, what was paid, and what is planned to be paid and to come back
HELD = """
SELECT e.decision_id, e.budget_id, ROUND(SUM(-e.amount) * 100),
  ROUND(SUM(CASE WHEN e.kind = 'payment' THEN e.amount ELSE 0 END) * 100),
  (SELECT COUNT(*) FROM budgets_paymentplan p WHERE p.decision_id = e.decision_id),
  ROUND(COALESCE((SELECT SUM(i.amount) FROM budgets_instalment i JOIN budgets_paymentplan p ON p.id = i.plan_id
    WHERE p.decision_id = e.decision_id AND i.budget_id = e.budget_id AND i.entry_id IS NULL
    AND i.cancelled_at IS NULL AND i.amount > 0), 0) * 100),
  ROUND(COALESCE((SELECT SUM(i.amount) FROM budgets_instalment i JOIN budgets_paymentplan p ON p.id = i.plan_id
    WHERE p.decision_id = e.decision_id AND i.entry_id IS NOT NULL), 0) * 100),
  ROUND(COALESCE((SELECT SUM(x.amount) FROM budgets_entry x
    WHERE x.decision_id = e.decision_id AND x.kind = 'payment'), 0) * 100)
FROM budgets_entry e WHERE e.decision_id IS NOT NULL GROUP BY e.decision_id, e.budget_id
"""
# Payments without an instalment, instalments whose payment is another, payments of an advance that is not
# marked as paid and were not paid back either, and those that both took
STRAY = """
SELECT
  (SELECT COUNT(*) FROM budgets_entry e WHERE e.kind = 'payment'
    AND NOT EXISTS (SELECT 1 FROM budgets_instalment i WHERE i.entry_id = e.id)),
  (SELECT COUNT(*) FROM budgets_instalment i JOIN budgets_entry e ON e.id = i.entry_id
    WHERE e.kind <> 'payment' OR e.amount <> i.amount OR e.budget_id <> i.budget_id),
  (SELECT COUNT(*) FROM budgets_instalment i LEFT JOIN budgets_advance a ON a.id = i.advance_id
    WHERE (i.entry_id IS NOT NULL) <> (a.paid_at IS NOT NULL OR i.returned_on IS NOT NULL)
    OR (a.id IS NOT NULL AND i.returned_on IS NOT NULL)),
  (SELECT COUNT(*) FROM budgets_entry e LEFT JOIN budgets_entry earlier ON earlier.id = e.continues_id
    WHERE e.continues_id IS NOT NULL AND earlier.amount <> -e.amount)
"""
# Payments, and instalments to pay, that no approval with money stands behind, or that the council has not processed by
# other hands; and decisions that were paid more than the council made of them
UNFOUNDED = """
SELECT e.decision_id FROM budgets_entry e WHERE e.kind IN ('payment', 'commitment', 'increase') AND NOT EXISTS (
  SELECT 1 FROM resource_requests_decision d WHERE d.id = e.decision_id AND d.outcome = 'approved' AND d.funding)
UNION SELECT e.decision_id FROM budgets_entry e WHERE e.kind = 'payment' AND NOT EXISTS (
  SELECT 1 FROM resource_requests_moderation m JOIN resource_requests_decision d ON d.id = m.decision_id
  WHERE m.decision_id = e.decision_id AND e.by_id NOT IN (m.recorded_by_id, m.moderated_by_id)
  AND d.recorded_by_id NOT IN (m.recorded_by_id, m.moderated_by_id))
UNION SELECT p.decision_id FROM budgets_paymentplan p JOIN budgets_instalment i ON i.plan_id = p.id
  LEFT JOIN resource_requests_moderation m ON m.decision_id = p.decision_id
  WHERE i.cancelled_at IS NULL GROUP BY p.decision_id, m.final_amount
  HAVING COALESCE(m.final_amount, 0) < SUM(i.amount) - 0.005
"""
REMAINING = """
SELECT ROUND(COALESCE(SUM(CASE WHEN kind = 'payment' THEN 0 ELSE amount END), 0) * 100)
FROM budgets_entry WHERE budget_id = %s
"""


def read(query: str, *values: object) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [tuple(int(value) for value in row) for row in cursor.fetchall()]


def check_totals() -> None:
    """Each budget's totals are the sums of its entries, and none is below zero; a closed year holds nothing."""
    for row in read(BOOKS):
        _, allocated, committed, released, paid, remaining, given, promised, back, spent, closed = row
        assert allocated == given
        assert committed == promised - back - spent
        assert released == back
        assert paid == spent
        assert remaining == given - promised + back
        assert min(remaining, committed, paid, released) >= 0
        if closed:
            assert (committed, remaining, allocated) == (0, 0, paid)


def check_nothing_made_or_lost(given: int) -> None:
    """Transfers and carrying add up to nothing; all that was ever given is remaining, promised or paid."""
    assert read(MOVED) == [(0, 0, given)]
    everything = read("SELECT ROUND(COALESCE(SUM(remaining + committed + paid), 0) * 100) FROM budgets_budget")
    assert everything == [(given,)]


def check_decisions() -> None:
    """No decision holds or was paid less than nothing; what is planned is what is held, and payments are instalments."""
    for _, _, held, paid, plans, planned, instalments_paid, payments in read(HELD):
        assert held >= 0
        assert paid >= 0
        if plans:
            assert planned == held
        assert instalments_paid == payments
    assert read(STRAY) == [(0, 0, 0, 0)]


def unfounded() -> list[Row]:
    """The decisions that something is paid, planned or promised for though nothing allows it (CTX-2): there are none."""
    return read(UNFOUNDED)


def remaining_of(budget_id: int) -> int:
    return read(REMAINING, budget_id)[0][0]
