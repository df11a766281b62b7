"""The looks at payments, at the whole council's money and at its figures."""

from tests.browser.pages.look import TEAM, Look

COUNCIL_MONEY = (
    Look("transfers", "finance"),
    Look("transfers", f"{TEAM} of new"),
    Look("transfer", TEAM),
    Look("transfer", "finance"),
    Look("transfer_propose", TEAM, empty=True),
    Look("transfer_confirm", "finance"),
    Look("transfer_refuse", "finance", empty=True),
    Look("transfer_withdraw", TEAM),
    Look("contingency", TEAM),
    Look("contingency", "finance"),
    Look("contingency_allocate", TEAM, empty=True),
    Look("year_end", TEAM, empty=True),
    Look("allocations_import", TEAM, empty=True),
    Look("allocations_review", TEAM),
    Look("costings_import", TEAM, empty=True),
    Look("costings_review", TEAM),
)

PAYMENTS = (
    Look("remittances", "finance"),
    Look("remittances", "signatory"),
    Look("remittances", "signatory of new"),
    Look("remittance_advance", "finance"),
    Look("remittance_trust", "finance"),
    Look("remittance_school", "signatory"),
    Look("remittance_school", "finance"),
    Look("advances", "finance"),
    Look("advances", "finance of new"),
    Look("advance_add", "finance", empty=True),
    Look("advances_add_monthly", "finance"),
    Look("advance", "finance"),
    Look("advance_change", "finance"),
    Look("advance_pay", "finance", empty=True),
    Look("payments_due", "finance"),
    Look("payments_due", "finance of new"),
    Look("payment_take_out", "finance", empty=True),
    Look("payment_paid_back", "finance", empty=True),
)

FIGURES = (
    Look("figures", TEAM),
    Look("figures", "chair"),
    Look("figures", f"{TEAM} of new"),
    Look("late", TEAM),
    Look("late", "clerk"),
    Look("late", f"{TEAM} of new"),
    Look("late_how_often", TEAM),
    Look("late_how_often", f"{TEAM} of new"),
    Look("exceptional_figures", TEAM),
    Look("exceptional_figures", f"{TEAM} of new"),
    Look("balances", TEAM),
    Look("balances", f"{TEAM} of new"),
    Look("balance_sheet", TEAM),
    Look("balance_sheet", "chair"),
)

MONEY_NO_PAGES = (
    Look("payments", "finance"),
    Look("advance_gather", "finance"),
    Look("finance_file", "finance", args={"kind": "csv"}),
    Look("remittance_advance_export", "finance", args={"kind": "csv"}),
    Look("remittance_trust_export", "finance", args={"kind": "csv"}),
    Look("remittance_school_export", "signatory", args={"kind": "csv"}),
    Look("balances_export", TEAM, args={"kind": "csv"}),
)
