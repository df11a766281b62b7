"""Money moved between two budgets of a year: one person proposes it, another confirms or refuses it (RES-7).

While nobody has, who proposed it can withdraw it.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.ledger import lock_open_budget, write_entry
from locality.budgets.actions.steps import take_transfer
from locality.budgets.models import Budget, Entry, FundingYear, Transfer
from locality.budgets.rules import transfers as rules
from locality.budgets.workflow import G, OfTransfer
from locality.communities.hiding import without_pupils
from locality.communities.models import Community
from locality.communities.queries import holders
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.outbox.actions import put
from locality.values.money import say_money, show_money
from locality.values.refusals import NotPossible, Refusal, refuse
from locality.values.transitions import Guards
from locality.values.whole import whole
from locality.values.working_days import day_of


@transaction.atomic
def propose_transfer(
    *,
    source: Budget,
    funding_year: FundingYear,
    target: Community | None,
    amount: Decimal,
    why: str,
    by: Viewer,
    at: datetime,
) -> Transfer:
    """Propose to move money, in pounds, from a budget to another holder's of the same year; `target` None: contingency.

    Nothing moves before another person has confirmed it. Tells those who may confirm. Raises NotPossible.
    """
    allow(by, Permission.BUDGET_MANAGE, authority=funding_year.authority)
    refuse(None if why.strip() else "Enter why you want to move the money.")
    if target and target.authority_id != funding_year.authority_id:
        raise NotPossible(f"{target.name} belongs to a different council from {funding_year.name}.")
    budget, _ = Budget.objects.get_or_create(community=target, funding_year=funding_year)
    held = {pk: lock_open_budget(pk) for pk in sorted({source.pk, budget.pk})}
    refuse(rules.why_not_transfer(held[source.pk], held[budget.pk], amount))
    transfer = Transfer.objects.create(
        source=held[source.pk],
        target=held[budget.pk],
        amount=amount,
        why=_typed(why, held.values()),
        proposed_by=by.user,
        proposed_at=at,
    )
    after = {"amount": show_money(amount), "why": transfer.why}
    record("transfer.proposed", transfer, by=by.user, at=at, after=after)
    for person in who_may_settle(transfer, at=at):
        _tell(
            person,
            transfer,
            subject=f"Confirm or refuse: move {_amount_to(transfer)}",
            line=f"{by.user.name} has proposed moving {_words(transfer)}. Please confirm or refuse it.",
            at=at,
        )
    return transfer


@transaction.atomic
def confirm_transfer(*, transfer: Transfer, by: Viewer, at: datetime) -> Transfer:
    """Move the money: two entries. Tells who proposed it, and chair and clerk of both communities. Raises NotPossible."""
    transfer = _hold(transfer)
    held: dict[int, Budget] = {}

    def why_not_reach() -> Refusal | None:
        held.update({pk: lock_open_budget(pk) for pk in sorted((transfer.source_id, transfer.target_id))})
        return rules.why_not_reach(held[transfer.source_id], transfer.amount)

    guards: Guards = {G.BY_ANOTHER: lambda: rules.why_not_another(transfer, by.user.pk), G.REMAINS: why_not_reach}
    take_transfer(transfer, OfTransfer.CONFIRM, guards, by=by, at=at)
    source, target = held[transfer.source_id], held[transfer.target_id]
    for budget, amount, other in ((source, -transfer.amount, f"To {target.holder}"), (target, transfer.amount, "")):
        write_entry(
            budget,
            Entry.Kind.TRANSFER,
            amount,
            transfer=transfer,
            why=f"{other or f'From {source.holder}'}: {transfer.why}",
            by=by.user,
            at=at,
        )
    for person, link in _told(transfer, at=at):
        if person.pk != by.user.pk:
            _tell(
                person,
                transfer,
                subject=f"Confirmed: moving {_amount_to(transfer)}",
                line=f"{by.user.name} confirmed it: {say_money(transfer.amount)} has moved {_from_to(transfer)}, "
                f"in the {transfer.source.funding_year.name} budget.",
                at=at,
                link=link,
            )
    return transfer


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, by: Viewer, at: datetime) -> Transfer:
    """Leave the money where it is, with the reason. Tells who proposed it. Raises NotPossible."""
    refuse(None if reason.strip() else "Enter why you are refusing the transfer.")
    transfer = _hold(transfer)
    said = _typed(reason, (transfer.source, transfer.target))
    guards: Guards = {G.BY_ANOTHER: lambda: rules.why_not_another(transfer, by.user.pk)}
    take_transfer(transfer, OfTransfer.REFUSE, guards, by=by, at=at, refusal=said)
    _tell(
        transfer.proposed_by,
        transfer,
        subject=f"Refused: moving {_amount_to(transfer)}",
        line=f"{by.user.name} refused to move {_words(transfer)}: {transfer.refusal}",
        at=at,
    )
    return transfer


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, by: Viewer, at: datetime) -> Transfer:
    """Take one's own proposal back: nothing moves. Tells those who were to confirm it. Raises NotPossible."""
    transfer = _hold(transfer)
    guards: Guards = {G.BY_ONESELF: lambda: rules.why_not_own(transfer, by.user.pk)}
    take_transfer(transfer, OfTransfer.WITHDRAW, guards, by=by, at=at)
    for person in who_may_settle(transfer, at=at):
        _tell(
            person,
            transfer,
            subject=f"Withdrawn: moving {_amount_to(transfer)}",
            line=f"{by.user.name} has withdrawn the proposal to move {_words(transfer)}. You do not need to do anything.",
            at=at,
        )
    return transfer


def who_may_settle(transfer: Transfer, *, at: datetime) -> list[User]:
    """Those of the authority who may confirm it: everyone with the permission but who proposed it."""
    authority = transfer.source.funding_year.authority
    found = holders(Permission.TRANSFERS_CONFIRM, on=day_of(at), authority=authority)
    return [person for person in found if person.pk != transfer.proposed_by_id]


def _told(transfer: Transfer, *, at: datetime) -> list[tuple[User, str]]:
    """Who hears that it was confirmed, with the page they read it on: the chairs and clerks whose budgets changed."""
    told = {transfer.proposed_by_id: (transfer.proposed_by, reverse("transfer", args=[transfer.pk]))}
    for budget in (transfer.source, transfer.target):
        if budget.community:
            page = f"{reverse('community_money', args=[budget.community_id])}?year={budget.funding_year_id}"
            for person in holders(Permission.BUDGET_SEE, on=day_of(at), community=budget.community):
                told.setdefault(person.pk, (person, page))
    return list(told.values())


def _hold(transfer: Transfer) -> Transfer:
    """The transfer, locked: of those who settle or withdraw it at the same moment, the first does."""
    return (
        Transfer.objects.select_for_update(of=("self",))
        .select_related(
            "source__community", "source__funding_year__authority", "target__community", "target__funding_year",
            "proposed_by",
        )
        .get(pk=transfer.pk)
    )  # fmt: skip


def _typed(text: str, budgets: Iterable[Budget]) -> str:
    """What somebody typed, as it goes into the ledger, messages and the log: it names no pupil (RES-9)."""
    return whole(without_pupils(text.strip(), [each.community for each in budgets]), 300)


def _amount_to(transfer: Transfer) -> str:
    """ "£7,500 to Cantlow 2"; of the council's own money "£7,500 to the contingency"."""
    return f"{say_money(transfer.amount)} to {transfer.target.whose}"


def _words(transfer: Transfer) -> str:
    year = transfer.source.funding_year.name
    return f"{say_money(transfer.amount)} {_from_to(transfer)} in {year}"


def _from_to(transfer: Transfer) -> str:
    return f"from {transfer.source.whose} to {transfer.target.whose}"


def _tell(person: User, transfer: Transfer, *, subject: str, line: str, at: datetime, link: str = "") -> None:
    put(
        to=person,
        kind="transfer",
        subject=subject,
        lines=[line],
        link=link or reverse("transfer", args=[transfer.pk]),
        at=at,
    )
