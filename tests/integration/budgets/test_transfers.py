"""Money moved between budgets: proposed by one, confirmed or refused by another; who is told."""

from datetime import date
from decimal import Decimal

import pytest

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions.allocating import allocate_contingency
from locality.budgets.actions.committing import commit
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.transferring import confirm_transfer, propose_transfer, refuse_transfer, withdraw_transfer
from locality.budgets.models import Budget, Entry, Transfer
from locality.budgets.queries.transfers import transfers_waiting_for
from locality.communities.models import Authority, Community, Office
from locality.communities.queries import viewer_of
from locality.outbox.models import Message
from locality.values.refusals import NotPossible
from tests.integration.budgets.approvals import REFERENCE
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7")]


def person(name: str, role: str, **place: object) -> User:
    user = User.objects.create(email=f"{name}@council.example", name=name.title())
    Office.objects.create(person=user, role=role, start=date(2026, 1, 1), **place)
    return user


@pytest.fixture
def south(community: Community) -> Community:
    return make_community(community.authority, "Weald South")


@pytest.fixture
def team(officer: User, authority: Authority) -> User:
    Office.objects.create(person=officer, role="locality_team", start=date(2026, 1, 1), authority=authority)
    return officer


@pytest.fixture
def finance(authority: Authority) -> User:
    return person("finn", "finance", authority=authority)


def propose(source: Budget, target: Community | None, amount: str, by: User) -> Transfer:
    return propose_transfer(
        source=source, funding_year=source.funding_year, target=target, amount=Decimal(amount), why="Pupils moved",
        by=acting(by, AT), at=AT,
    )  # fmt: skip


def remaining(community: Community | None) -> Decimal:
    return Budget.objects.get(community=community).remaining


def told() -> set[tuple[str, str]]:
    found = {(message.address.split("@")[0], message.link) for message in Message.objects.all()}
    Message.objects.all().delete()
    return found


def test_one_proposes_another_confirms_and_money_moves(
    budget: Budget, south: Community, team: User, finance: User, community: Community, authority: Authority
) -> None:
    chair = person("cher", "chair", authority=authority, community=south)
    transfer = propose(budget, south, "250.50", team)
    assert (remaining(community), remaining(south)) == (1000, 0)
    assert told() == {("finn", f"/money/transfers/{transfer.pk}/")}
    confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    assert (remaining(community), remaining(south)) == (Decimal("749.50"), Decimal("250.50"))
    assert told() == {
        ("ann.field", f"/money/transfers/{transfer.pk}/"),
        ("cher", f"/money/communities/{south.pk}/?year={budget.funding_year_id}"),
    }
    assert {(entry.amount, entry.why) for entry in Entry.objects.filter(kind="transfer")} == {
        (Decimal("-250.50"), "To Weald South: Pupils moved"),
        (Decimal("250.50"), "From Weald North: Pupils moved"),
    }
    assert list(Event.objects.filter(subject_type="transfer").order_by("pk").values_list("action", flat=True)) == [
        "transfer.proposed",
        "transfer.confirmed",
    ]
    assert chair.name


def test_each_email_says_in_its_subject_what_to_do_or_what_happened(
    budget: Budget, south: Community, team: User, finance: User
) -> None:
    subjects: list[str] = []

    def hear() -> str:
        (message,) = Message.objects.all()
        subjects.append(message.subject)
        first = str(message.lines[0])
        message.delete()
        return first

    first = propose(budget, south, "100", team)
    moving = "£100 from Weald North to Weald South in 2026 to 2027"
    assert hear() == f"Ann Field has proposed moving {moving}. Please confirm or refuse it."
    refuse_transfer(transfer=first, reason="Too soon", by=acting(finance, AT), at=AT)
    assert hear() == f"{finance.name} refused to move {moving}: Too soon"
    second = propose(budget, south, "100", team)
    hear()
    withdraw_transfer(transfer=second, by=acting(team, AT), at=AT)
    assert hear() == f"Ann Field has withdrawn the proposal to move {moving}. You do not need to do anything."
    confirm_transfer(transfer=propose(budget, south, "100", team), by=acting(finance, AT), at=AT)
    subjects += Message.objects.filter(to=team).values_list("subject", flat=True)
    assert Message.objects.get(to=team).lines == [
        f"{finance.name} confirmed it: £100 has moved from Weald North to Weald South, in the 2026 to 2027 budget."
    ]
    assert subjects == [
        "Confirm or refuse: move £100 to Weald South",
        "Refused: moving £100 to Weald South",
        "Confirm or refuse: move £100 to Weald South",
        "Withdrawn: moving £100 to Weald South",
        "Confirmed: moving £100 to Weald South",
    ]


def test_exactly_all_that_remains_is_moved(
    budget: Budget, south: Community, team: User, finance: User, community: Community
) -> None:
    confirm_transfer(transfer=propose(budget, south, "1000", team), by=acting(finance, AT), at=AT)
    assert (remaining(community), remaining(south)) == (0, 1000)


def test_nobody_confirms_their_own_and_nothing_twice(
    budget: Budget, south: Community, team: User, finance: User
) -> None:
    transfer = propose(budget, south, "100", team)
    for act in (
        lambda: confirm_transfer(transfer=transfer, by=acting(team, AT), at=AT),
        lambda: refuse_transfer(transfer=transfer, reason="x", by=acting(team, AT), at=AT),
    ):
        with pytest.raises(NotPossible, match="You proposed this transfer, so someone else"):
            act()
    confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    with pytest.raises(NotPossible, match="already confirmed"):
        confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    with pytest.raises(NotPossible, match="already confirmed"):
        refuse_transfer(transfer=transfer, reason="x", by=acting(finance, AT), at=AT)
    assert Entry.objects.filter(kind="transfer").count() == 2


def test_a_refused_transfer_moves_nothing_and_says_why(
    budget: Budget, south: Community, team: User, finance: User, community: Community
) -> None:
    transfer = propose(budget, south, "100", team)
    told()
    with pytest.raises(NotPossible, match="Enter why you are refusing the transfer"):
        refuse_transfer(transfer=transfer, reason=" ", by=acting(finance, AT), at=AT)
    refuse_transfer(transfer=transfer, reason="Weald South has enough", by=acting(finance, AT), at=AT)
    (message,) = Message.objects.all()
    assert message.address.startswith("ann.field")
    assert "Weald South has enough" in message.lines[0]
    assert (remaining(community), remaining(south)) == (1000, 0)


def test_who_proposed_it_withdraws_it_and_nobody_settles_it_then(
    budget: Budget, south: Community, team: User, finance: User, community: Community, authority: Authority
) -> None:
    transfer = propose(budget, south, "100", team)
    Office.objects.create(person=finance, role="locality_team", start=date(2026, 1, 1), authority=authority)
    told()
    with pytest.raises(NotPossible, match="Only the person who proposed this transfer can"):
        withdraw_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    assert withdraw_transfer(transfer=transfer, by=acting(team, AT), at=AT).withdrawn_at == AT
    (message,) = Message.objects.all()
    assert message.address.startswith("finn")
    assert "withdrawn the proposal" in message.lines[0]
    for act in (
        lambda: withdraw_transfer(transfer=transfer, by=acting(team, AT), at=AT),
        lambda: confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT),
        lambda: refuse_transfer(transfer=transfer, reason="x", by=acting(finance, AT), at=AT),
    ):
        with pytest.raises(NotPossible, match="already withdrawn"):
            act()
    assert (remaining(community), remaining(south)) == (1000, 0)
    assert not transfers_waiting_for(viewer_of(finance, TODAY)).exists()
    assert Event.objects.get(action="transfer.withdrawn").actor == team
    assert Message.objects.count() == 1


def test_a_settled_transfer_is_not_withdrawn(budget: Budget, south: Community, team: User, finance: User) -> None:
    transfer = propose(budget, south, "100", team)
    refuse_transfer(transfer=transfer, reason="Enough", by=acting(finance, AT), at=AT)
    with pytest.raises(NotPossible, match="already refused"):
        withdraw_transfer(transfer=transfer, by=acting(team, AT), at=AT)


def test_what_was_promised_meanwhile_can_not_be_moved(
    budget: Budget, south: Community, team: User, finance: User, community: Community
) -> None:
    transfer = propose(budget, south, "600", team)
    commit(
        community=community, on=TODAY, amount=Decimal(500), reference=REFERENCE, decision_id=7, why="x", by=team, at=AT
    )
    with pytest.raises(NotPossible, match=r"Weald North has £500 left, so £600 cannot be moved from it"):
        confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    transfer.refresh_from_db()
    assert transfer.confirmed is None
    with pytest.raises(NotPossible, match="£500 left, so"):
        propose(budget, south, "500.01", team)


def test_the_contingency_gives_and_takes(
    budget: Budget, south: Community, team: User, finance: User, community: Community
) -> None:
    allocate_contingency(
        funding_year=budget.funding_year, amount=Decimal(300), why="Reserve", by=acting(team, AT), at=AT
    )
    reserve = Budget.objects.get(community=None)
    confirm_transfer(transfer=propose(reserve, south, "120", team), by=acting(finance, AT), at=AT)
    confirm_transfer(transfer=propose(budget, None, "20", team), by=acting(finance, AT), at=AT)
    assert (remaining(None), remaining(south), remaining(community)) == (200, 120, 980)


def test_what_can_not_be_moved_at_all(budget: Budget, south: Community, team: User, authority: Authority) -> None:
    for amount in ("0", "-1", "0.001"):
        with pytest.raises(NotPossible, match="The amount must be"):
            propose(budget, south, amount, team)
    with pytest.raises(NotPossible, match="Select a different budget"):
        propose(budget, budget.community, "1", team)
    later = open_year(
        authority=authority, name="Later", start=date(2027, 9, 1), end=date(2028, 8, 31), by=acting(team, AT), at=AT
    )
    with pytest.raises(NotPossible, match="within a funding year"):
        propose_transfer(
            source=budget, funding_year=later, target=south, amount=Decimal(1), why="x", by=acting(team, AT), at=AT
        )
    other = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    with pytest.raises(NotPossible, match="belongs to a different council"):
        propose(budget, make_community(other, "Far"), "1", team)
    south.closed_on = date(2026, 8, 1)
    south.save()
    with pytest.raises(NotPossible, match="Weald South closed on"):
        propose(budget, south, "1", team)
    assert not Transfer.objects.exists()


def test_who_has_a_transfer_waiting(budget: Budget, south: Community, team: User, finance: User) -> None:
    stranger = person(
        "far", "finance", authority=Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    )
    transfer = propose(budget, south, "1", team)

    def waiting(user: User) -> list[Transfer]:
        return list(transfers_waiting_for(viewer_of(user, TODAY)))

    assert (waiting(finance), waiting(team), waiting(stranger)) == ([transfer], [], [])
    confirm_transfer(transfer=transfer, by=acting(finance, AT), at=AT)
    assert waiting(finance) == []
