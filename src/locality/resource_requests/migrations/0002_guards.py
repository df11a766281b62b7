"""The database keeps the record: steps, versions and decisions are never changed, and no commitment stands without one.

`tests/integration/resource_requests/test_guards.py` attacks each of these with raw SQL.
"""

from django.db import migrations

from locality.values.triggers import put_up, refuse_changes, refuse_when, take_down

KEPT = (
    "resource_requests_step",
    "resource_requests_version",
    "resource_requests_decision",
    "resource_requests_moderation",
)
# What a community's ledger promises names a decision to pay: outcome approved, with an amount (CTX-2). In all it is no
# more than that amount, or what the council made of it (FORM-13). Half a penny: SQLite counts in floating point.
UNFOUNDED = """
    NEW.kind IN ('commitment', 'increase') AND NOT EXISTS (
        SELECT 1 FROM resource_requests_decision decision
        JOIN resource_requests_resourcerequest request ON request.id = decision.request_id
        JOIN budgets_budget budget ON budget.community_id = request.community_id
        LEFT JOIN resource_requests_moderation moderation ON moderation.decision_id = decision.id
        WHERE decision.id = NEW.decision_id AND decision.outcome = 'approved' AND decision.funding
        AND request.reference = NEW.reference AND budget.id = NEW.budget_id
        AND (NEW.kind = 'commitment' OR moderation.id IS NOT NULL)
        AND -NEW.amount - (
            SELECT COALESCE(SUM(earlier.amount), 0) FROM budgets_entry earlier
            WHERE earlier.decision_id = decision.id AND earlier.kind IN ('commitment', 'increase', 'release')
        ) < 0.005 + CASE WHEN moderation.final_amount > decision.amount THEN moderation.final_amount
            ELSE decision.amount END
    )
"""
# Whoever took part in deciding does not moderate: who recorded any decision on the request, and who held an office in the
# community or one of its schools on the day that the community decided (FORM-13)
SAME_HANDS = """
    EXISTS (
        SELECT 1 FROM resource_requests_decision decision WHERE decision.request_id = NEW.request_id
        AND decision.recorded_by_id IN (NEW.recorded_by_id, NEW.moderated_by_id)
    ) OR EXISTS (
        SELECT 1 FROM resource_requests_decision decision
        JOIN resource_requests_resourcerequest request ON request.id = decision.request_id
        JOIN communities_office office ON office.person_id IN (NEW.recorded_by_id, NEW.moderated_by_id)
        LEFT JOIN communities_school school ON school.id = office.school_id
        WHERE decision.request_id = NEW.request_id AND decision.method <> 'council'
        AND request.community_id IN (office.community_id, school.community_id)
        AND office.start <= decision.decided_on AND (office."end" IS NULL OR office."end" >= decision.decided_on)
    )
"""
GUARDS = (
    refuse_changes(KEPT, "request_record_stays"),
    refuse_when("commitment_has_a_decision", "BEFORE INSERT ON budgets_entry", UNFOUNDED, "no such approval"),
    refuse_when(
        "moderated_by_other_hands",
        "BEFORE INSERT ON resource_requests_moderation",
        SAME_HANDS,
        "took part in deciding",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0001_initial"), ("budgets", "0002_guards")]
    operations = [migrations.RunPython(put_up(*GUARDS), take_down(*GUARDS))]
