"""A Request for Resource from the first word to the officer's receipt, as six people live it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from locality.communities.models import Office
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.browser.harness.person import Person
from tests.world import Side, request_in

Story = Callable[..., Person]
PAGES = 40  # the whole journey of six people stays below this many page loads


@pytest.fixture
def county(transactional_db: None, kent: Side) -> Side:
    """The test council, with one chair only."""
    Office.objects.filter(person=kent.people["conflicted_chair"]).delete()
    return kent


@pytest.mark.clause("FORM-04")
@pytest.mark.clause("FORM-10")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 1280), (True, 320)])
def test_from_first_word_to_receipt(county: Side, story: Story, js: bool, width: int) -> None:
    editor = story(js=js, width=width).sign_in_as(county.people["school_editor"])
    _write(editor)
    head = story(js=js, width=width).sign_in_as(county.people["signatory"])
    _sign(head, county)
    chair = story(js=js, width=width).sign_in_as(county.people["chair"])
    chair.goto("/").see("Review a request").open_first("Review")
    assert county.meeting is not None
    chair.choose(f"Accept it for the meeting on {show_day(county.meeting.day)}")
    chair.click("Accept request" if js else "Accept or return request")
    chair.see("Accepted for the meeting").not_see("Record the decision")
    request = ResourceRequest.objects.get()
    Meeting.objects.filter(pk=county.meeting.pk).update(day=day_of(timezone.now()))  # the day of the meeting has come
    chair.goto(f"/requests/{request.reference}/")
    _decide(chair)
    clerk = story(js=js, width=width).sign_in_as(county.people["clerk"])
    clerk.goto("/").see("Send an approved request to the area officer", "In 3 working days")
    clerk.open_first("Send request")
    clerk.see(county.area.name).click("Send request")
    clerk.see("Sent to the area officer")
    officer = story(js=js, width=width).sign_in_as(county.people["hnf_officer"])
    officer.goto("/").see("Acknowledge a request")
    officer.open_first("Acknowledge")
    officer.see("Ada Brook", "As asked for, for two terms.")
    officer.choose("Acknowledge it, because the council has what it needs")
    officer.click("Acknowledge request" if js else "Acknowledge or send question")
    officer.see("Received by the council")
    request.refresh_from_db()
    assert (request.state, str(request.approved_amount)) == ("acknowledged", "900.00")
    officer.goto("/").see("Record the Wealdshire Section")
    loads = sum(person.loads for person in (editor, head, chair, clerk, officer))
    clicks = sum(person.clicks for person in (editor, head, chair, clerk, officer))
    print(f"journey (js={js}, {width} px): {loads} page loads, {clicks} clicks")  # noqa: T201
    assert loads <= PAGES


def _write(editor: Person) -> None:
    editor.goto("/").click("Start a request").click("Start a request")
    editor.fill("Your answer", "How can a pupil who hides under the table come to join the circle?")
    editor.click("Save and continue")
    editor.fill("Your answer", "By July the pupil joins the circle on four days of five.").click("Save and continue")
    editor.choose("Advice and guidance").choose("Financial contribution").click("Save and continue")
    if not editor.page.get_by_label("Full name", exact=True).count():
        editor.click("Add a pupil")
    editor.fill("Full name", "Ada Brook").fill_day("Date of birth", 27, 3, 2018)
    editor.pick("Year group", "Year 4").choose("SEN Support").click("Save and continue")
    editor.choose("Key Stage 2").choose("Social, emotional and mental health")
    editor.choose("Yes", within="Have you told the pupils’ parents or carers about this request?")
    editor.click("Save and continue")
    _cost(editor)
    editor.fill("Your answer", "An assistant, eight hours a week.").click("Save and continue")
    if editor.page.get_by_label("School contact (in case of queries)", exact=True).count():
        editor.fill("School contact (in case of queries)", "Ask for the SENCO").click("Save and continue")
    editor.click("Ask for a signature")


def _cost(editor: Person) -> None:
    if editor.page.get_by_label("Something else", exact=True).count():
        editor.choose("Something else")
    editor.fill("Description of the cost", "Teaching assistant").fill("Cost of one unit", "10")
    editor.fill("Quantity", "10").fill("Number of weeks", "10").click("Save and continue")
    editor.see("£1,000.00")
    editor.fill("If requesting funding - How will the funding be used?", "A teaching assistant.").click(
        "Save and continue"
    )


def _sign(head: Person, county: Side) -> None:
    head.goto("/").see("Read and sign a request").open_first("Read and sign")
    head.see("Ada Brook", "£1,000.00")
    head.fill("Your full name", "Sig Natory").fill("Your role at the school", "Head teacher")
    head.choose("I have read this request and, to the best of my knowledge, it is correct").click("Sign and submit")
    assert county.meeting is not None
    head.see(show_day(county.meeting.day))


def _decide(chair: Person) -> None:
    chair.click("Record the decision")
    review = day_of(timezone.now()) + timedelta(days=120)
    chair.fill("Summary of the discussion", "All agreed that the question is about change for the pupil.")
    chair.choose("Approved")
    chair.fill("Give details of support agreed where applicable (optional)", "As asked for, for two terms.")
    chair.fill("Final amount approved", "900")
    chair.fill_day("Last day of support", review.day, review.month, review.year)
    chair.fill_day("Review Date", review.day, review.month, review.year)
    chair.choose("Consensus").click("Record the decision")
    chair.see("Approved for £900")


@pytest.mark.clause("RES-9")
def test_a_member_reads_without_names(county: Side, story: Story) -> None:
    request = request_in(county, "accepted")
    member = story().sign_in_as(county.people["representative"])
    member.goto(f"/requests/{request.reference}/").see("Pupil A, Year 4").not_see("Pupil A, Year 4, SEN Support")
    member.not_see("Marigold")


@pytest.mark.clause("DUR-7")
def test_a_refusal_needs_its_reasons_and_shows_them_to_the_school(county: Side, story: Story) -> None:
    request = request_in(county, "to_decide")
    chair = story().sign_in_as(county.people["chair"])
    chair.goto(f"/requests/{request.reference}/decide/")
    chair.fill("Summary of the discussion", "Most disagreed.").choose("Declined").choose("Chair")
    chair.click("Record the decision", status=400)
    chair.see_error("Enter the reasons for declining").see_value("Summary of the discussion", "Most disagreed.")
    chair.fill("Reasons for declining", "Free from outreach.")
    chair.fill("What will the school provide from its own resources?", "A morning group.")
    chair.fill("Alternative solutions offered by members", "A visit.")
    chair.click("Record the decision").see("Declined")
    school = story(js=False).sign_in_as(county.people["school_editor"])
    school.goto(f"/requests/{request.reference}/").see("Free from outreach.", "A morning group.", "A visit.")


@pytest.mark.clause("CHA-1")
def test_the_chair_returns_a_request_and_the_school_sees_why(county: Side, story: Story) -> None:
    request = request_in(county, "submitted")
    chair = story().sign_in_as(county.people["chair"])
    chair.goto(f"/requests/{request.reference}/review/").choose("Return it to the school and say what is missing")
    chair.click("Return request", status=400).see_error("Enter what is missing")
    chair.fill("What is missing?", "Where do the reading ages stand today?").click("Return request")
    chair.see("Returned for changes")
    school = story(width=320).sign_in_as(county.people["school_editor"])
    school.goto("/").see("Change and resubmit a returned request")
    school.goto(f"/requests/{request.reference}/write/").see("Where do the reading ages stand today?")
