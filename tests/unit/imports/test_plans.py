"""What an import would do, and whether it is still what was shown."""

from locality.imports.plans import Kind, Plan


def test_a_plan_counts_and_knows_itself() -> None:
    plan, same = Plan(), Plan()
    assert not plan.does_something
    for each in (plan, same):
        each.add(2, Kind.ADD, 100001, "Oakfield", "Open")
        each.add(3, Kind.REFUSE, "", "", "The URN is missing.")
    assert plan.counts[Kind.ADD] == 1
    assert plan.does_something
    assert plan.fingerprint == same.fingerprint
    same.add(4, Kind.ADD, 100002, "Hill Road")
    assert plan.fingerprint != same.fingerprint


def test_a_plan_says_what_its_button_does() -> None:
    plan = Plan()
    plan.add(2, Kind.SAME, 100001, "Oakfield")
    assert plan.words == ""
    plan.add(3, Kind.ADD, 100002, "Hill Road")
    assert plan.words == "1 row added"
    plan.add(4, Kind.CLOSE, 100003, "Old Mill")
    plan.add(5, Kind.CLOSE, 100004, "New Mill")
    assert plan.words == "1 row added and 2 rows closed"
    plan.more = True
    assert plan.words == "1 row added, 2 rows closed and places added or changed as listed"


def test_only_what_was_shown_is_done() -> None:
    plan = Plan()
    plan.add(2, Kind.ADD, 100001, "Oakfield")
    shown = plan.fingerprint
    assert plan.why_not(shown, "It has changed.") is None
    assert plan.why_not(None, "It has changed.") is None
    assert plan.why_not("", "It has changed.") == "It has changed."
    plan.note("1 area will be added: Weald.")
    assert plan.why_not(shown, "It has changed.") == "It has changed."
