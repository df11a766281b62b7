"""The forecast of a year's end: a range that holds together whatever is put in (AGE-1)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.insights.rules.forecast import (
    PRIOR,
    Basis,
    Forecast,
    Open,
    Range,
    Record,
    Stage,
    certain,
    chance,
    of_new_requests,
    of_open_requests,
    share,
)

pytestmark = pytest.mark.clause("AGE-1")

amounts = st.decimals(min_value=0, max_value=500_000, places=2)
asked_for = st.lists(st.decimals(min_value=1, max_value=50_000, places=2), max_size=8)
years = st.lists(amounts, max_size=3)


def opened(asked: list[Decimal]) -> Open:
    return Open(len(asked), sum(asked, Decimal(0)), sum((each * each for each in asked), Decimal(0)))


@st.composite
def records(draw: st.DrawFn) -> Record:
    granted = draw(st.integers(0, 60))
    asked = draw(amounts) if granted else Decimal(0)
    given_share = draw(st.decimals(min_value=0, max_value=2, places=2))
    return Record(granted + draw(st.integers(0, 60)), granted, asked, asked * given_share)


by_stage = st.dictionaries(st.sampled_from(Stage), asked_for.map(opened))
histories = st.dictionaries(st.sampled_from(Stage), records())


@given(by_stage, histories, histories)
def test_what_open_requests_come_to_is_a_range_within_what_they_ask(open_requests, own, council):  # type: ignore[no-untyped-def]
    found = of_open_requests(open_requests, own, council)
    asked = sum((each.asked for each in open_requests.values()), Decimal(0))
    assert 0 <= found.expected.low <= found.expected.middle <= found.expected.high <= asked + 1
    assert [line.stage for line in found.lines] == list(Stage)
    assert sum(line.expected for line in found.lines) == found.expected.middle


@given(by_stage, histories, histories, st.sampled_from(Stage), asked_for)
def test_more_open_requests_never_lower_the_middle(open_requests, own, council, stage, more):  # type: ignore[no-untyped-def]
    before = of_open_requests(open_requests, own, council)
    grown = {**open_requests, stage: open_requests.get(stage, Open()) + opened(more)}
    assert of_open_requests(grown, own, council).expected.middle >= before.expected.middle


@given(st.sampled_from(Stage), records(), records())
def test_a_chance_is_never_certain_and_more_approvals_raise_it(stage, own, council):  # type: ignore[no-untyped-def]
    likely = chance(stage, own, council)
    assert 0 < likely < 1
    better = Record(own.ended + 1, own.granted + 1, own.asked, own.given)
    worse = Record(own.ended + 1, own.granted, own.asked, own.given)
    assert chance(stage, worse, council) < likely < chance(stage, better, council)
    assert 0 <= share(own, council) <= 1


@given(years, years, amounts, st.integers(-5, 366), st.integers(-5, 366))
def test_what_new_requests_come_to_is_a_range(own, council, this_year, passed, left):  # type: ignore[no-untyped-def]
    found, basis = of_new_requests(own, council, this_year=this_year, days_passed=passed, days_left=left)
    assert 0 <= found.low <= found.middle <= found.high
    if left <= 0:
        assert (found, basis) == (Range(), Basis.YEAR_OVER)


@given(amounts, by_stage, histories, years)
def test_the_year_end_is_never_less_than_what_is_spent(spent, open_requests, own, earlier):  # type: ignore[no-untyped-def]
    new, basis = of_new_requests(earlier, [], this_year=Decimal(0), days_passed=10, days_left=100)
    forecast = Forecast(spent, of_open_requests(open_requests, own, {}), new, basis)
    assert spent <= forecast.total.low <= forecast.total.middle <= forecast.total.high


def test_without_any_decision_the_prior_holds() -> None:
    for stage in Stage:
        assert chance(stage, Record(), Record()) == PRIOR[stage]
    assert share(Record(), Record()) == 1


def test_few_own_decisions_lean_on_the_councils() -> None:
    council = Record(ended=995, granted=796)  # about 80 of 100
    none_yet = chance(Stage.CHAIR, Record(), council)
    assert abs(none_yet - Decimal("0.80")) < Decimal("0.01")
    one_refused = chance(Stage.CHAIR, Record(ended=1), council)
    many_refused = chance(Stage.CHAIR, Record(ended=45), council)
    assert Decimal("0.6") < one_refused < none_yet
    assert many_refused < Decimal("0.1")


def test_the_share_of_what_was_asked_is_the_communitys_own_once_it_has_approved_enough() -> None:
    council = Record(100, 80, Decimal(80_000), Decimal(60_000))
    assert share(Record(4, 4, Decimal(4000), Decimal(1000)), council) == Decimal("0.75")
    assert share(Record(5, 5, Decimal(5000), Decimal(2000)), council) == Decimal("0.4")
    assert share(Record(5, 5, Decimal(5000), Decimal(9000)), council) == 1


def test_the_middle_is_the_sum_of_the_stages_as_they_are_shown() -> None:
    """£1,198.60 and £1,927.60 are shown as £1,199 and £1,928: together £3,127, not £3,126."""
    asked = {Stage.SCHOOL: opened([Decimal("2397.20")]), Stage.CHAIR: opened([Decimal("3212.67")])}
    found = of_open_requests(asked, {}, {})
    assert [line.expected for line in found.lines if line.open.count] == [Decimal(1199), Decimal(1928)]
    assert found.expected.middle == Decimal(3127)
    assert found.share == 1


def test_one_request_reaches_from_nothing_to_all_of_it() -> None:
    found = of_open_requests({Stage.AGENDA: opened([Decimal(1000)])}, {}, {}).expected
    assert found == Range(Decimal(113), Decimal(700), Decimal(1000))


@pytest.mark.parametrize(
    ("own", "council", "expected", "basis"),
    [
        ([100, 300, 200], [900], (100, 200, 300), Basis.OWN_YEARS),
        ([100], [900], (50, 100, 150), Basis.ONE_OWN_YEAR),
        ([], [100, 200], (0, 150, 300), Basis.COUNCIL_YEARS),
        ([], [], (0, 500, 1000), Basis.THIS_YEAR),
    ],
)
def test_new_requests_follow_the_nearest_pattern_there_is(
    own: list[int], council: list[int], expected: tuple[int, int, int], basis: Basis
) -> None:
    found = of_new_requests(
        [Decimal(each) for each in own], [Decimal(each) for each in council],
        this_year=Decimal(250), days_passed=50, days_left=100,
    )  # fmt: skip
    assert found == (Range(*(Decimal(each) for each in expected)), basis)


def test_a_new_authority_has_no_pattern() -> None:
    assert of_new_requests([], [], this_year=Decimal(0), days_passed=0, days_left=365) == (Range(), Basis.NOTHING)


def test_a_range_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="Not a range"):
        Range(Decimal(2), Decimal(1), Decimal(3))
    with pytest.raises(ValueError, match="Not a range"):
        Range(Decimal(-1))
    assert certain(Decimal(3)) + certain(Decimal(4)) == certain(Decimal(7))
