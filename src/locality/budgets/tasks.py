"""What money asks of finance and of the locality team: offered to the home page (RES-7, POST-4)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.budgets.models import Advance, Transfer
from locality.budgets.queries.advances import advances_to_mark, due_and_waiting, next_advance_for
from locality.budgets.queries.transfers import first_proposed, first_to_confirm
from locality.communities.deadlines import deadlines_of
from locality.communities.queries import holders
from locality.communities.scope import Viewer
from locality.tasks.offers import About, Alike, Offer, Reminder, Task, Waiting, due_on
from locality.values.money import say_money
from locality.values.working_days import day_of


def tasks_for(viewer: Viewer) -> Offer:
    """One query for each thing a person may do with money, and none for whoever may do nothing with it."""
    return Offer(
        tasks=(*_to_gather(viewer), *_to_mark(viewer), *_to_confirm(viewer)), waiting=tuple(_proposed_by(viewer))
    )


def _to_gather(viewer: Viewer) -> list[Task]:
    """The advance that is open, with what is due and to be gathered into it."""
    if not viewer.can_somewhere(Permission.ADVANCES_MANAGE):
        return []
    following = next_advance_for(viewer)
    if following is None or following.closes_on < viewer.today:
        return []
    due, _ = due_and_waiting(following)
    if due.total <= 0:
        return []
    what = f"Add {say_money(due.total)} of due payments to the advance"
    return [_of_advance(following, what, "Add payments", "advance", following.closes_on, viewer.today)]


def _to_mark(viewer: Viewer) -> list[Task]:
    """The advances that have closed, and are to be marked as paid."""
    if not viewer.can_somewhere(Permission.PAYMENTS_RELEASE):
        return []
    return [
        _of_advance(each, "Mark the advance as paid", "Mark as paid", "advance_pay", each.pays_on, viewer.today)
        for each in advances_to_mark(viewer)
    ]


def _of_advance(advance: Advance, what: str, button: str, page: str, day: date, today: date) -> Task:
    about = About(f"{advance.name} advance", reverse("advance", args=[advance.pk]), advance.authority.name)
    due = due_on(day, deadlines_of(advance.authority, on=today), today)
    return Task(what, button, reverse(page, args=[advance.pk]), about, due)


def _to_confirm(viewer: Viewer) -> list[Task]:
    """The transfers that wait for this person, the oldest first."""
    if not viewer.can_somewhere(Permission.TRANSFERS_CONFIRM):
        return []
    found = first_to_confirm.read(viewer)
    return [_confirm(each, _alike(found)) for each in found]


def _alike(transfers: Iterable[Transfer]) -> Alike:
    page, number = reverse("transfers"), len(list(transfers))
    return Alike("Confirm or refuse {number} transfers", "Review transfers", About(f"{number} transfers", page), page)


def _confirm(transfer: Transfer, alike: Alike) -> Task:
    page = reverse("transfer", args=[transfer.pk])
    return Task(
        what=f"Confirm or refuse a transfer of {say_money(transfer.amount)}",
        button="Review transfer",
        href=page,
        about=About(_from_to(transfer), page, f"proposed by {transfer.proposed_by.name}"),
        since=day_of(transfer.proposed_at),
        alike=alike,
    )


def _from_to(transfer: Transfer) -> str:
    return f"{transfer.source.holder} to {transfer.target.holder}"


def _proposed_by(viewer: Viewer) -> list[Waiting]:
    """The transfers this person proposed that nobody has confirmed or refused yet."""
    if not viewer.can_somewhere(Permission.BUDGET_MANAGE):
        return []
    return [_waiting(each, viewer.today) for each in first_proposed.read(viewer)]


def _waiting(transfer: Transfer, today: date) -> Waiting:
    authority, since = transfer.source.funding_year.authority, day_of(transfer.proposed_at)

    def people(on: date) -> list[User]:
        return holders(Permission.TRANSFERS_CONFIRM, on=on, authority=authority)

    page = reverse("transfer", args=[transfer.pk])
    return Waiting(
        now="someone else needs to confirm or refuse it",
        about=About(f"Transfer of {say_money(transfer.amount)}", page, _from_to(transfer)),
        since=since,
        age=deadlines_of(authority, on=today).age(since, today),
        reminder=Reminder(
            kind="transfer",
            id=str(transfer.pk),
            whom="who can confirm it",
            people=people,
            authority=authority,
            reference=f"transfer-{transfer.pk}",
            sent_at=getattr(transfer, "reminded_at", None),
        ),
    )
