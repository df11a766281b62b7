"""Transfers on the home page: for who may confirm them, and below for who proposed them (RES-7)."""

from datetime import date

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.budgets.models import Transfer
from locality.budgets.queries.transfers import transfers_proposed_by, transfers_waiting_for
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.deadlines.presenters import Task, Waiting
from locality.values.money import say_money
from locality.values.working_days import day_of

MOST = 20


def to_confirm(viewer: Viewer) -> list[Task]:
    """The transfers that wait for this person, the oldest first: no query for who may confirm none."""
    if not viewer.can_somewhere(Permission.TRANSFERS_CONFIRM):
        return []
    return [_task(each) for each in transfers_waiting_for(viewer)[:MOST]]


def waiting_to_be_confirmed(viewer: Viewer) -> list[Waiting]:
    """The transfers this person proposed that nobody has confirmed or refused yet."""
    if not viewer.can_somewhere(Permission.BUDGET_MANAGE):
        return []
    return [_waiting(each, viewer.today) for each in transfers_proposed_by(viewer)[:MOST]]


def _task(transfer: Transfer) -> Task:
    page = reverse("transfer", args=[transfer.pk])
    return Task(
        what=f"Confirm or refuse a transfer of {say_money(transfer.amount)}",
        button="Look at it",
        href=page,
        reference=f"{transfer.source.holder} to {transfer.target.holder}",
        school=f"proposed by {transfer.proposed_by.name}",
        community="",
        due=None,
        distance="",
        late=False,
        since=day_of(transfer.proposed_at),
        about=page,
    )


def _waiting(transfer: Transfer, today: date) -> Waiting:
    since = day_of(transfer.proposed_at)
    return Waiting(
        who="",
        now="waits for another person to confirm or refuse it",
        reference=f"Transfer of {say_money(transfer.amount)}",
        school=f"{transfer.source.holder} to {transfer.target.holder}",
        href=reverse("transfer", args=[transfer.pk]),
        due="",
        since=since,
        age=deadlines_of(transfer.source.funding_year.authority, on=today).age(since, today),
    )
