"""Writing a request, as its writers live it: it saves itself, colleagues meet in it, and nothing is lost."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from locality.resource_requests.models import DraftAnswer, ResourceRequest
from locality.together.texts import Typed
from locality.writing.actions import drafting
from tests.browser.harness.person import Person
from tests.world import PUPIL, Side, acting, draft, request_in

Story = Callable[..., Person]
WIDTHS = pytest.mark.parametrize("width", [1280, 320])


@pytest.fixture
def school(transactional_db: None, kent: Side) -> Side:
    return kent


def typed(request: ResourceRequest, name: str) -> str:
    return DraftAnswer.objects.get(rfr=request, name=name).text


def soon(is_so: Callable[[], bool]) -> None:
    """Wait until something is saved, ten seconds at most."""
    until = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < until, "It was not saved."
        time.sleep(0.1)


@pytest.mark.clause("RFR-2")
def test_what_is_typed_is_saved_and_said_and_there_after_a_reload(school: Side, story: Story) -> None:
    request = draft(school)
    editor = story().sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/outcomes/")
    editor.fill("Your answer", "By July each pupil reads a page aloud.")
    expect(editor.page.get_by_text("You have 192 words left").first).to_be_visible()
    soon(lambda: typed(request, "outcomes") == "By July each pupil reads a page aloud.")
    expect(editor.page.locator("#saved")).to_contain_text("Last saved today at")
    editor.goto(f"/requests/{request.reference}/write/outcomes/")
    editor.see_value("Your answer", "By July each pupil reads a page aloud.")
    editor.fill("Your answer", "By July each pupil reads two pages aloud.").click("Save and continue")
    editor.see_heading("Check your answers").see("By July each pupil reads two pages aloud.")


@pytest.mark.clause("RES-9")
@WIDTHS
def test_a_writer_sees_what_others_will_read_in_place_of_a_name(school: Side, story: Story, width: int) -> None:
    request = draft(school, **{"pupil.1.name": "Noah Barlow", "solution": "How can the pupil join in?"})
    editor = story(width=width).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/solution/")
    line = editor.page.locator("#id_solution-others")
    expect(line).to_be_hidden()
    editor.fill("Your answer", "Noah came")
    expect(line).to_have_text("Others will read: Pupil A came")
    expect(line.locator("strong")).to_have_text("Pupil A")
    expect(editor.page.locator("main [aria-live=polite]").get_by_text("Pupil A came")).to_have_count(1)
    editor.check()
    editor.goto(f"/requests/{request.reference}/write/solution/")
    expect(line).to_have_text("Others will read: Pupil A came")
    editor.fill("Your answer", "The pupil came")
    expect(line).to_be_hidden()


@pytest.mark.clause("RES-9")
def test_without_scripts_what_others_will_read_stands_there_when_the_page_opens(school: Side, story: Story) -> None:
    request = draft(school, **{"pupil.1.name": "Noah Barlow", "solution": "Noah came"})
    editor = story(js=False, width=320).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/solution/").see("Others will read:")


@pytest.mark.clause("RFR-2")
def test_a_pupil_saves_itself_before_the_button_is_pressed(school: Side, story: Story) -> None:
    request = draft(school)
    editor = story(width=320).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/pupils/add/").see_heading("Add a pupil")
    editor.fill("Full name", "Second Child").fill_day("Date of birth", 1, 2, 2017)
    editor.choose("Looked after by a local authority")
    second = DraftAnswer.objects.filter(rfr=request).exclude(name__startswith="pupil.1.")
    soon(lambda: {"Second Child", "2017", "yes"} <= set(second.values_list("text", flat=True)))
    editor.pick("Year group", "Year 5").choose("EHCP").click("Save and continue")
    editor.see_heading("Pupils").see("Second Child", "2 pupils")


@pytest.mark.clause("RFR-2")
@WIDTHS
def test_two_colleagues_meet_in_one_answer_with_scripts(school: Side, story: Story, width: int) -> None:
    request = draft(school)
    DraftAnswer.objects.filter(rfr=request).update(saved_at=timezone.now() - timedelta(hours=1))
    editor = story(width=width).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/solution/")
    head = school.people["signatory"]
    drafting.save_answers(request, {"solution": Typed("The head’s text", 1)}, by=acting(head), at=timezone.now())
    editor.fill("Your answer", "The editor’s text").see("The head’s text", head.name).check()
    editor.page.get_by_role("button", name="Keep mine").click()
    soon(lambda: typed(request, "solution") == "The editor’s text")
    editor.click("Save and continue").see_heading("Check your answers")


@pytest.mark.clause("RFR-2")
@WIDTHS
def test_two_colleagues_meet_in_one_answer_without_scripts(school: Side, story: Story, width: int) -> None:
    request = draft(school)
    DraftAnswer.objects.filter(rfr=request).update(saved_at=timezone.now() - timedelta(hours=1))
    editor = story(js=False, width=width).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/solution/").fill("Your answer", "The editor’s text")
    head = school.people["signatory"]
    drafting.save_answers(request, {"solution": Typed("The head’s text", 1)}, by=acting(head), at=timezone.now())
    editor.click("Save and continue", status=409).see("The editor’s text", "The head’s text")
    editor.click("Keep what I chose", status=409).see_error("Select which text to keep")
    editor.choose("Put them together").fill("The text to keep", "Both of our texts").click("Keep what I chose")
    editor.see_heading("Check your answers").see("Both of our texts")


@pytest.mark.clause("RFR-2")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
def test_every_page_of_a_draft_with_much_wrong_can_be_used(school: Side, story: Story, js: bool, width: int) -> None:
    wrong = {
        "solution": f"How can {PUPIL} " + "word " * 260,
        "pupil.1.born_year": "",
        "pupil.1.name": "x" * 200,
        "line.1.rate": "much",
        "line.1.description": "y" * 150,
        "contact": "",
        "key_stage": "",
        "needs": "",
        "support": "funding",
        "partners": str(school.other_school.pk),
    }
    request = draft(school, **wrong)
    editor = story(js=js, width=width).sign_in_as(school.people["school_editor"])
    base = f"/requests/{request.reference}"
    for page in (
        "write/", "write/solution/?from=check", "write/outcomes/", "write/support/", "write/pupils/?from=check",
        "write/funding/?from=check", "write/support-given/", "write/school/?from=check", "pupils/add/",
        "pupils/1/?from=check", "pupils/1/remove/", "costs/add/", "costs/1/?from=check", "costs/1/remove/", "check/",
    ):  # fmt: skip
        editor.goto(f"{base}/{page}")
    editor.goto(f"{base}/check/").see("answers to complete before the request can be signed")
    editor.click("Pupil A: The date of birth must include a year").see_error("The date of birth must include a year")
    editor.fill_day("Date of birth", 27, 3, 2018).fill("Full name", "Ada Brook")
    editor.click("Save and return to check your answers").see_heading("Check your answers").not_see(
        "must include a year"
    )


@WIDTHS
def test_the_pages_around_a_draft(school: Side, story: Story, width: int) -> None:
    editor = story(width=width).sign_in_as(school.people["school_editor"])
    editor.goto("/requests/new/").click("Start a request").see_heading("Solution required")
    editor.click("Save and come back later").see("Not started", "You have completed 1 of 6 sections")
    head = story(width=width).sign_in_as(school.people["signatory"])
    returned, ready = request_in(school, "returned"), request_in(school, "ready_to_sign")
    head.goto(f"/requests/{returned.reference}/write/").see("Say where they stand today.")
    editor.goto(f"/requests/{ready.reference}/check/").click("Change the answers").see("Check your answers")
    head.goto(f"/requests/{returned.reference}/check/").click("Sign and submit", status=400)
    head.see_error("Enter your full name")
    head.fill("Your full name", "Rosa Lind").fill("Your role at the school", "Head teacher")
    head.choose("I have read this request and, to the best of my knowledge, it is correct").click("Sign and submit")
    head.see_heading("Request submitted").see("If the chair accepts your request,", "What happens next")
    head.goto(f"/requests/{returned.reference}/withdraw/").click("Withdraw request", status=400)
    head.fill("Why are you withdrawing this request?", "It is solved.").click("Withdraw request")
    head.see(f"You’ve withdrawn the request {returned.reference}", "You withdrew this request on")
    head.click("Copy answers to a new draft").see("You’ve copied the answers of")


def test_a_draft_that_is_closed_while_one_types_hands_the_words_back(school: Side, story: Story) -> None:
    request = draft(school)
    editor = story(js=False).sign_in_as(school.people["school_editor"])
    editor.goto(f"/requests/{request.reference}/write/outcomes/").fill("Your answer", "My last words")
    drafting.ask_to_sign(request, by=acting(school.people["signatory"]), at=timezone.now())
    editor.click("Save and continue", status=409).see("Your answers were not saved", "My last words")
    editor.click("Read the request as it is now").see("Change the answers")
