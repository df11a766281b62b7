"""The pages of the journey by keyboard alone, in forced colours and with reduced motion."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.harness.keyboard import walk
from tests.browser.harness.person import Person
from tests.house.permission_money import make_money
from tests.house.permission_world import make_meetings
from tests.world import Side, draft, request_in

Story = Callable[..., Person]


@pytest.fixture
def council(transactional_db: None, kent: Side) -> Side:
    return kent


def _journey(side: Side) -> dict[str, list[str]]:
    """The pages that six people meet between the first word and the receipt."""
    begun = draft(side).reference
    ready, submitted, accepted, approved, handed_over, queried = (
        request_in(side, state).reference
        for state in ("ready_to_sign", "submitted", "to_decide", "approved", "handed_over", "queried")
    )
    sections = ("solution", "outcomes", "support", "pupils", "funding", "support-given", "school")
    return {
        "": ["/sign-in/"],
        "school_editor": [
            "/", "/requests/new/", f"/requests/{begun}/write/",
            *(f"/requests/{begun}/write/{section}/" for section in sections),
            f"/requests/{begun}/pupils/1/", f"/requests/{begun}/costs/1/", f"/requests/{begun}/check/",
        ],
        "signatory": [f"/requests/{ready}/check/"],
        "chair": ["/", f"/requests/{submitted}/review/", f"/requests/{accepted}/decide/"],
        "clerk": ["/requests/", f"/requests/{approved}/", f"/requests/{approved}/hand-over/", f"/requests/{queried}/answer/"],
        "hnf_officer": ["/", f"/requests/{handed_over}/receive/"],
    }  # fmt: skip


@pytest.mark.parametrize("width", [1280, 320])
def test_every_control_is_reached_in_order_and_seen(council: Side, story: Story, width: int) -> None:
    faults = []
    for who, paths in _journey(council).items():
        person = story(width=width)
        if who:
            person.sign_in_as(council.people[who])
        for path in paths if width == 1280 else (paths[0], paths[-1]):
            person.page.goto(person.address + path)
            faults += [f"{path}: {fault}" for fault in walk(person.page)]
    assert not faults, "\n".join(faults)


KINDS = {
    "chair": ("meeting", "meeting_live", "meeting_agenda", "meeting_minutes"),
    "clerk": ("meeting_minutes_write", "meeting_papers"),
    "representative": ("meeting_live",),
    "finance": ("advances", "advance", "balances"),
    "locality_team": ("money", "community_money", "council", "people", "rules", "gaps"),
}
"""A page of every kind beside the journey: who opens it, and the names of its addresses."""


def test_a_page_of_every_kind_is_walked_by_keyboard(council: Side, story: Story) -> None:
    things = make_meetings(council) | make_money(council) | {"community_money": {"pk": council.community.pk}}
    faults = []
    for who, names in KINDS.items():
        person = story(width=1280).sign_in_as(council.people[who])
        for name in names:
            path = reverse(name, kwargs=things.get(name, {}))
            answer = person.page.goto(person.address + path)
            assert answer is not None
            assert answer.status == 200, (who, path)
            faults += [f"{path}: {fault}" for fault in walk(person.page)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("style", "is_seen"),
    [
        ("outline: 3px solid #0b0c0c", True),
        ("outline: none; box-shadow: 0 4px 0 0 #0b0c0c; background: #ffdd00", True),  # GOV.UK's
        ("outline: none; box-shadow: inset 0 0 0 2px #0b0c0c", True),
        ("outline: none; border: 2px solid #1d70b8", True),
        ("outline: none", False),
        ("outline: none; background: #f3f2f1", False),  # a shade nobody sees
        ("outline: none; color: #003078", False),
        ("outline: 1px solid #0b0c0c", False),  # too thin
        ("outline: 3px solid #eeeeee", False),  # too pale
        ("outline: 3px solid #ffdd00", False),  # yellow on white alone
        ("outline: 3px solid rgba(11, 12, 12, 0.1)", False),
    ],
)
def test_what_counts_as_a_focus_that_is_seen(story: Story, style: str, is_seen: bool) -> None:
    page = story().page
    page.set_content(f"<style>a {{ border: 0 }} a:focus {{ {style} }}</style><p><a href='#x'>Somewhere</a></p>")
    assert walk(page) == ([] if is_seen else ['no focus to be seen on <a href="#x" data-stop="0">Somewhere</a>'])


def test_a_choice_is_made_and_sent_by_keyboard(council: Side, story: Story) -> None:
    """Arrow keys choose, Space ticks, Enter sends; the error summary takes the focus and leads to the field."""
    accepted = request_in(council, "to_decide")
    chair = story().sign_in_as(council.people["chair"])
    page = chair.goto(f"/requests/{accepted.reference}/decide/").page
    page.get_by_label("Approved", exact=True).focus()
    for key in ("ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.get_by_label("Approved", exact=True).is_checked()
    advice = page.get_by_label("Advice and guidance", exact=True)
    asked_for = advice.is_checked()
    advice.press(" ")
    assert advice.is_checked() != asked_for
    with page.expect_navigation():
        page.get_by_role("button", name="Record the decision").press("Enter")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "summary"


def test_the_menu_of_a_narrow_screen_opens_by_keyboard(council: Side, story: Story) -> None:
    page = story(width=320).sign_in_as(council.people["clerk"]).goto("/").page
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("link", name="Requests", exact=True).is_visible()


# What has no border, outline or underline of its own once a person's own colours replace all backgrounds
WITHOUT_EDGE = """() => [...document.querySelectorAll(
        '.govuk-button, .govuk-input, .govuk-textarea, .govuk-select, .govuk-tag, .app-figures__item, .govuk-error-summary')]
    .filter(e => e.checkVisibility() && (s => !(parseFloat(s.borderTopWidth) || parseFloat(s.borderLeftWidth) ||
        (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth))))(getComputedStyle(e)))
    .map(e => e.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll('*')]
    .filter(e => ['', '::before', '::after'].some(part => (s => [s.transitionDuration, s.animationDuration]
        .some(t => t.split(',').some(one => parseFloat(one) > 0.01)))(getComputedStyle(e, part || null))))
    .map(e => e.outerHTML.slice(0, 120))"""


def test_edges_stay_in_forced_colours_and_nothing_moves_for_who_asks(council: Side, story: Story) -> None:
    accepted = request_in(council, "to_decide")
    chair = story().sign_in_as(council.people["chair"])
    chair.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    for path in ("/", "/requests/", f"/requests/{accepted.reference}/", f"/requests/{accepted.reference}/decide/"):
        chair.page.goto(chair.address + path)
        assert not chair.page.evaluate(WITHOUT_EDGE), path
        assert not chair.page.evaluate(MOVING), path
        assert not walk(chair.page), path  # the focus is seen in these colours too
