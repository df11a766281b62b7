"""What addresses of money can name: advances, money to give back, remittances, transfers, sheets to import, years’ ends."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from locality.budgets.actions import gathering_advances, opening_years, planning_payments, transferring
from locality.budgets.models import Budget, FundingYear, Instalment
from locality.communities.models import Trust
from locality.tables.uploads import keep_upload
from locality.values.working_days import day_of
from tests.house.permission_forms import RATES_SHEET, allocations_sheet
from tests.world import Side, acting, pay_in_advance, payday, request_in


def make_money(side: Side) -> dict[str, dict[str, Any]]:
    """An advance that was paid, one that is filled, a transfer that waits, and sheets to import."""
    now, today, team, finance = (
        timezone.now(),
        day_of(timezone.now()),
        side.people["locality_team"],
        side.people["finance"],
    )
    trust = Trust.objects.create(authority=side.authority, uid=f"TR{side.authority.la_code}", name="A Trust")
    request_in(side, "processed")
    paid = pay_in_advance(side, paid=True)
    request_in(side, "processed")
    advance = gathering_advances.add_advance(
        authority=side.authority, name="Filled", closes_on=today,
        pays_on=payday(side.authority, paid.pays_on + timedelta(days=1)), by=acting(finance, now), at=now,
    )  # fmt: skip
    gathering_advances.gather(advance=advance, by=acting(finance, now), at=now)
    decision = paid.instalments.latest("pk").plan.decision_id
    (back,) = planning_payments.return_underspend(
        decision_id=decision, amount=Decimal(5), why="Not needed", by=team, at=now
    )
    budget = Budget.objects.filter(community=side.community).latest("funding_year__start")
    year, earlier = budget.funding_year, FundingYear.objects.filter(authority=side.authority).earliest("start")
    mistyped = opening_years.open_year(
        authority=side.authority,
        name="2081 to 2083",
        start=date(2081, 9, 1),
        end=date(2083, 8, 31),
        by=acting(team, now),
        at=now,
    )
    transfer = transferring.propose_transfer(
        source=budget, funding_year=year, target=None, amount=Decimal(10), why="For all", by=acting(team, now), at=now
    )

    def sheet(content: bytes, purpose: str) -> int:
        file, of = ContentFile(content), side.authority.pk
        return keep_upload(file, name="sheet.csv", purpose=purpose, authority_id=of, by_id=team.pk, at=now).pk

    allocations = sheet(allocations_sheet(side), f"allocations-{year.pk}")
    of_school = {"pk": side.school.pk, "year": today.year, "month": today.month}
    of_advance, of_transfer, of_trust = {"pk": advance.pk}, {"pk": transfer.pk}, {"pk": paid.pk, "trust": trust.pk}
    of_year, of_paid, of_mistyped = {"pk": year.pk}, {"pk": paid.pk}, {"pk": mistyped.pk}
    return {
        **dict.fromkeys(("advance", "advance_change", "advance_gather", "advance_pay", "finance_file"), of_advance),
        **dict.fromkeys(("remittance_advance", "remittance_advance_export"), of_paid),
        **dict.fromkeys(("remittance_trust", "remittance_trust_export"), of_trust),
        **dict.fromkeys(("remittance_school", "remittance_school_export"), of_school),
        **dict.fromkeys(("transfer", "transfer_confirm", "transfer_refuse", "transfer_withdraw"), of_transfer),
        **dict.fromkeys(("contingency", "contingency_allocate", "allocations_import", "transfer_propose"), of_year),
        **dict.fromkeys(("funding_year_change", "funding_year_remove"), of_mistyped),
        "payment_take_out": {"pk": Instalment.objects.filter(advance=advance).latest("pk").pk},
        "payment_paid_back": {"pk": back.pk},
        "year_end": {"pk": earlier.pk},
        "allocations_review": {"pk": year.pk, "upload": allocations},
        "costings_review": {"upload": sheet(RATES_SHEET, "costings")},
        "balance_sheet": {"pk": side.community.pk},
    }
