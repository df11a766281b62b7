"""Writing a request: from the first page to the last section, each question and its rules."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from locality.budgets.actions.allocating import add_costing
from locality.communities.models import Office, School
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, row_of, text_of, typed
from tests.world import PUPIL, Side, acting, answers, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(kent: Side) -> Desk:
    return Desk(kent.people["school_editor"])


def begun(editor: Desk, kent: Side) -> ResourceRequest:
    editor.post("request_start", school=kent.school.pk)
    return ResourceRequest.objects.get()


def reference_in(location: str) -> str:
    found = re.search(r"RFR-\d{4}-\d{5}", location)
    assert found
    return found[0]


# Starting ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FORM-01")
def test_a_request_starts_with_one_press_and_leads_to_its_first_question(editor: Desk, kent: Side) -> None:
    page = editor.get("request_start")
    assert kent.school.name in text_of(page)
    assert not ResourceRequest.objects.exists()
    done = editor.post("request_start", school=kent.school.pk)
    request = ResourceRequest.objects.get()
    assert done.status_code == 302
    assert reference_in(done["Location"]) == request.reference
    assert done["Location"].endswith("/write/solution/")
    assert request.created_by == editor.person
    assert kent.people["school_editor"].email in typed(request)["contact"]


@pytest.mark.clause("RFR-1")
@pytest.mark.parametrize("kind", ["special", "pru", "independent", "nursery", "other"])
def test_a_school_that_is_not_mainstream_is_refused_in_plain_words(editor: Desk, kent: Side, kind: str) -> None:
    School.objects.filter(pk=kent.school.pk).update(kind=kind)
    page = editor.get("request_start")
    assert "Only mainstream schools can submit a Request for Resource" in text_of(page)
    assert '<form method="post" novalidate' not in page.content.decode()
    sent = editor.post("request_start", school=kent.school.pk)
    assert sent.status_code == 400
    assert "Only mainstream schools can submit a Request for Resource" in text_of(sent)
    assert not ResourceRequest.objects.exists()


@pytest.mark.clause("FORM-02", "RFR-1")
def test_a_person_of_several_schools_chooses_among_their_own(editor: Desk, kent: Side, elsewhere: Side) -> None:
    Office.objects.create(
        person=editor.person, role="school_editor", school=kent.other_school, authority=kent.authority,
        start=day_of(timezone.now()),
    )  # fmt: skip
    School.objects.filter(pk=kent.other_school.pk).update(kind="special")
    page = text_of(editor.get("request_start"))
    assert kent.school.name in page
    assert kent.other_school.name in page
    assert kent.far_school.name not in page
    refused = editor.post("request_start", school=kent.other_school.pk)
    assert refused.status_code == 400
    assert "Only mainstream schools" in text_of(refused)
    for stranger in (kent.far_school.pk, elsewhere.school.pk, "", "x", "999999999"):
        assert editor.post("request_start", school=stranger).status_code == 400
    assert not ResourceRequest.objects.exists()
    editor.post("request_start", school=kent.school.pk)
    assert ResourceRequest.objects.get().community == kent.community


def test_a_draft_that_was_begun_is_offered_before_another_is_started(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    assert request.reference in text_of(editor.get("request_start"))


# The task list ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("RFR-2", "PRE-2")
def test_the_task_list_says_how_far_each_section_is_and_which_meeting_it_reaches(editor: Desk, kent: Side) -> None:
    request = begun(editor, kent)
    page = text_of(editor.get("request_write", request.reference))
    assert "Submit it by" in page
    assert "so that it can be discussed on" in page
    assert "Solution required Not started" in page
    assert "School and contact Completed" in page
    assert "You have completed 1 of 6 sections" in page
    editor.send("request_section", request.reference, "solution", solution="word " * 251, then="later")
    editor.send("request_section", request.reference, "pupils", parents_informed="yes", then="later")
    page = text_of(editor.get("request_write", request.reference))
    assert "Solution required There is a problem" in page
    assert "Pupils In progress" in page


@pytest.mark.clause("FORM-08")
def test_funding_is_asked_only_where_money_is_asked_for(editor: Desk, kent: Side) -> None:
    request = begun(editor, kent)
    assert (
        "Funding"
        not in text_of(editor.get("request_write", request.reference)).split("You can also")[0].split("Solution")[1]
    )
    assert editor.get("request_section", request.reference, "funding").status_code == 302
    editor.send("request_section", request.reference, "support", support=["advice", "funding"])
    assert "Funding Not started" in text_of(editor.get("request_write", request.reference))
    editor.send("request_section", request.reference, "support", support=["advice"])
    assert "Funding Not started" not in text_of(editor.get("request_write", request.reference))


def test_it_says_who_worked_on_the_draft(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    editor.send("request_section", request.reference, "outcomes", outcomes="By June.")
    page = text_of(editor.get("request_write", request.reference))
    assert kent.people["school_editor"].name in page
    assert kent.people["signatory"].name in page


# The sections -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("RFR-2")
def test_a_whole_request_is_written_without_going_back_to_the_task_list(editor: Desk, kent: Side) -> None:
    values = answers(kent)
    reference = begun(editor, kent).reference
    steps = 1
    done = editor.send("request_section", reference, "solution", solution=values["solution"])
    assert done["Location"].endswith("/write/outcomes/")
    done = editor.send("request_section", reference, "outcomes", outcomes=values["outcomes"])
    assert done["Location"].endswith("/write/support/")
    done = editor.send("request_section", reference, "support", support=["advice", "funding"])
    assert done["Location"].endswith("/pupils/add/")
    steps += 3
    for letter, then in (("A", "another"), ("B", "continue")):
        page = editor.client.get(done["Location"])
        assert re.search(r"<h1[^>]*>Add a pupil</h1>", page.content.decode())
        row = row_of(page)
        done = editor.press(
            page, **{
                f"pupil.{row}.name": f"{PUPIL} {letter}", f"pupil.{row}.born-day": "27", f"pupil.{row}.born-month": "3",
                f"pupil.{row}.born-year": "2018", f"pupil.{row}.year_group": "Year 4",
                f"pupil.{row}.support": "ehcp", f"pupil.{row}.looked_after": "on", "then": then,
            },
        )  # fmt: skip
        steps += 1
    assert done["Location"].endswith("/write/pupils/")
    listed = text_of(editor.client.get(done["Location"]))
    assert "Pupil A" in listed
    assert "Pupil B" in listed
    chosen = {"key_stage": values["key_stage"], "needs": values["needs"].split(","), "parents_informed": "yes"}
    done = editor.send("request_section", reference, "pupils", **chosen)
    assert done["Location"].endswith("/costs/add/")
    page = editor.client.get(done["Location"])
    row = row_of(page)
    done = editor.press(
        page,
        **{
            f"line.{row}.description": "Assistant",
            f"line.{row}.quantity": "10",
            f"line.{row}.rate": "12.50",
            "then": "",
        },
    )
    assert done["Location"].endswith("/write/funding/")
    done = editor.send("request_section", reference, "funding", use="An assistant.")
    assert done["Location"].endswith("/write/support-given/")
    done = editor.send("request_section", reference, "support-given", support_given="A group.")
    assert done["Location"].endswith("/check/")
    steps += 4
    assert steps == 10
    check = text_of(editor.client.get(done["Location"]))
    assert "to complete before" not in check
    assert "Ask for a signature" in check
    assert "£125.00" in check


@pytest.mark.clause("FORM-04", "FORM-05", "FORM-08", "FORM-09", "RFR-2")
@pytest.mark.parametrize(
    ("slug", "name", "most"),
    [("solution", "solution", 250), ("outcomes", "outcomes", 200), ("funding", "use", 200),
     ("support-given", "support_given", 200)],
)  # fmt: skip
def test_a_long_answer_is_refused_at_its_field_and_kept(
    editor: Desk, kent: Side, slug: str, name: str, most: int
) -> None:
    request = draft(kent)
    text = "word " * (most + 3)
    sent = editor.send("request_section", request.reference, slug, **{name: text})
    assert sent.status_code == 400
    page = text_of(sent)
    assert page.count(f"to {most} words or fewer. It is 3 words too long") == 2
    assert f'href="#id_{name}"' in sent.content.decode()
    assert typed(request)[name] == text
    exact = editor.send("request_section", request.reference, slug, **{name: "word " * most})
    assert exact.status_code == 302


@pytest.mark.clause("RFR-2")
def test_an_empty_answer_is_refused_but_can_be_left_for_later(editor: Desk, kent: Side) -> None:
    reference = begun(editor, kent).reference
    refused = editor.send("request_section", reference, "solution", solution="  ")
    assert refused.status_code == 400
    assert "Enter an answer to “Solution required”" in text_of(refused)
    later = editor.send("request_section", reference, "solution", solution="", then="later")
    assert later["Location"].endswith("/write/")


@pytest.mark.clause("FORM-04")
def test_the_question_has_prompts_and_an_example(editor: Desk, kent: Side) -> None:
    page = text_of(editor.get("request_section", begun(editor, kent).reference, "solution"))
    assert "How to answer this" in page
    assert "An example of a good answer" in page
    assert "You can use up to 250 words" in page


@pytest.mark.clause("FORM-06")
def test_kinds_of_support_are_the_forms_own_and_at_least_one(editor: Desk, kent: Side) -> None:
    request = begun(editor, kent)
    page = text_of(editor.get("request_section", request.reference, "support"))
    for label in ("Advice and guidance", "School to school support", "Financial contribution"):
        assert label in page
    assert editor.send("request_section", request.reference, "support").status_code == 400
    editor.send("request_section", request.reference, "support", support=["advice", "school_support"])
    assert typed(request)["support"] == "advice,school_support"
    assert editor.send("request_section", request.reference, "support", support=["gold"]).status_code == 400


@pytest.mark.clause("FORM-03")
def test_contact_and_trust_with_other(editor: Desk, kent: Side) -> None:
    reference = begun(editor, kent).reference
    unnamed = editor.send("request_section", reference, "school", contact="Ann", trust="other", trust_other="")
    assert unnamed.status_code == 400
    assert "Enter the name of the trust or federation" in text_of(unnamed)
    assert editor.send("request_section", reference, "school", contact="", trust="").status_code == 400
    named = editor.send("request_section", reference, "school", contact="Ann", trust="other", trust_other="Oak Trust")
    assert named.status_code == 302
    assert "Oak Trust" in text_of(editor.get("request_check", reference))


@pytest.mark.clause("FORM-02")
def test_a_joint_request_names_schools_of_the_own_community_only(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    page = text_of(editor.get("request_section", request.reference, "school"))
    assert kent.other_school.name in page
    assert kent.far_school.name not in page
    sent = editor.send(
        "request_section", request.reference, "school", contact="Ann", trust="", partners=[str(kent.far_school.pk)]
    )
    assert sent.status_code == 400
    editor.send(
        "request_section", request.reference, "school", contact="Ann", trust="", partners=[str(kent.other_school.pk)]
    )
    assert typed(request)["partners"] == str(kent.other_school.pk)
    assert "Name of Lead School" in text_of(editor.get("request_check", request.reference))
    pupil = text_of(editor.get("request_pupil", request.reference, 1))
    assert kent.other_school.name in pupil


@pytest.mark.clause("FORM-02")
def test_from_the_last_section_one_goes_on_to_the_first_that_is_not_complete(editor: Desk, kent: Side) -> None:
    """A joint request begins at the last section, with the other schools: the check of an empty form is no next step."""
    begun = editor.post("request_start", school=kent.school.pk, joint="on")
    assert begun["Location"].endswith("/write/school/")
    reference = reference_in(begun["Location"])
    school = {"contact": "Ann", "trust": "", "partners": [str(kent.other_school.pk)]}
    done = editor.send("request_section", reference, "school", **school)
    assert done["Location"].endswith("/write/solution/")
    editor.send("request_section", reference, "solution", solution="How can they stay?")
    assert editor.send("request_section", reference, "school", **school)["Location"].endswith("/write/outcomes/")
    given = editor.send("request_section", reference, "support-given", support_given="A group.")
    assert given["Location"].endswith("/write/outcomes/")
    checked = editor.send("request_section", reference, "school", query="?from=check", **school)
    assert checked["Location"].endswith("/check/")


def test_of_a_joint_exceptional_request_the_reason_comes_next(editor: Desk, kent: Side) -> None:
    begun = editor.post("request_start", school=kent.school.pk, joint="on", kind="exceptional")
    done = editor.send("request_section", reference_in(begun["Location"]), "school", contact="Ann", trust="")
    assert done["Location"].endswith("/write/exceptional/")


def test_the_last_section_of_a_complete_request_leads_to_the_check(editor: Desk, kent: Side) -> None:
    done = editor.send("request_section", draft(kent).reference, "school", contact="Ann", trust="")
    assert done["Location"].endswith("/check/")


@pytest.mark.clause("FORM-02")
def test_schools_of_a_joint_request_are_named_after_the_lead_school_has_moved(editor: Desk, kent: Side) -> None:
    """What can't be chosen any more is said in words, never by its number in the database."""
    other = kent.other_school.pk
    request = draft(kent, partners=str(other), **{"pupil.1.school": str(other)})
    ResourceRequest.objects.filter(pk=request.pk).update(community=kent.far_school.community)
    page = text_of(editor.get("request_check", request.reference))
    assert f"Other schools in this request {kent.other_school.name}" in page
    assert "Select schools in your own community" in page


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("partners", "987654", "Other schools in this request"),
        ("trust", "trust-987654", "Multi Academy Trust / Federation (if applicable)"),
        ("key_stage", "987654", "Which Key Stage"),
        ("needs", "987654", "Main needs"),
    ],
)
def test_what_is_in_no_list_any_more_says_so(editor: Desk, kent: Side, name: str, text: str, key: str) -> None:
    page = text_of(editor.get("request_check", draft(kent, **{name: text}).reference))
    assert f"{key} No longer in the list" in page
    assert "987654" not in page


def test_a_school_of_another_council_is_never_named(editor: Desk, kent: Side, elsewhere: Side) -> None:
    request = draft(kent, partners=str(elsewhere.school.pk))
    page = text_of(editor.get("request_check", request.reference))
    assert "Other schools in this request No longer in the list" in page


@pytest.mark.clause("FORM-03")
def test_the_name_of_another_trust_is_asked_where_other_is_chosen(editor: Desk, kent: Side) -> None:
    """With scripts; without them it is there always, and its label says when it is needed."""
    page = editor.get("request_section", draft(kent).reference, "school").content.decode()
    part = re.search(r'<div data-shown-when="trust=other">(.*?)</div>', page, re.S)
    assert part
    assert "Name of the trust or federation, if you selected “Other”" in part[1]
    assert 'name="trust_other"' in part[1]
    assert "design/shown-when.js" in page
    assert page.count('name="trust_other"') == 1
    assert page.index('name="trust"') < page.index('name="trust_other"') < page.index('name="partners"')


# Pupils -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FORM-07")
def test_the_numbers_are_counted_from_the_list_of_pupils(editor: Desk, kent: Side) -> None:
    more = {f"pupil.2.{key}": value for key, value in {
        "name": "Second Child", "born_day": "1", "born_month": "2", "born_year": "2017", "year_group": "Year 5",
        "support": "ehcp", "looked_after": "yes",
    }.items()}  # fmt: skip
    request = draft(kent, **more)
    page = text_of(editor.get("request_section", request.reference, "pupils"))
    assert "2 pupils" in page
    assert "Number of pupils on SEN Support 1" in page
    assert "Number of pupils with an EHCP 1" in page
    assert "Number Looked After Child 1" in page
    assert "Second Child" in page
    editor.post("request_pupil_remove", request.reference, 1)
    page = text_of(editor.get("request_section", request.reference, "pupils"))
    assert "Number of pupils on SEN Support 0" in page
    assert "1 pupil " in page


@pytest.mark.clause("FORM-07", "RFR-2")
def test_what_is_wrong_with_a_pupil_is_said_at_the_field_and_kept(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    sent = editor.send(
        "request_pupil", request.reference, 1, pupil__1__name="", **{
            "pupil.1.born-day": "31", "pupil.1.born-month": "2", "pupil.1.born-year": "2018",
            "pupil.1.year_group": "Year 99", "pupil.1.support": "sen_support",
        },
    )  # fmt: skip
    assert sent.status_code == 400
    page = text_of(sent)
    assert "Enter the pupil’s full name" in page
    assert "The date of birth must be a real date" in page
    assert "Select the pupil’s year group" in page
    assert typed(request)["pupil.1.born_day"] == "31"
    assert 'value="31"' in sent.content.decode()
    listed = text_of(editor.get("request_section", request.reference, "pupils"))
    assert "Incomplete Enter the pupil’s full name Select the pupil’s year group The date of birth must be" in listed


@pytest.mark.clause("FORM-07", "RES-9")
def test_a_group_in_place_of_a_pupil_is_kept_and_told_at_the_field(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    sent = editor.send(
        "request_pupil", request.reference, 1, **{
            "pupil.1.name": "SEN Support group", "pupil.1.born-day": "27", "pupil.1.born-month": "3",
            "pupil.1.born-year": "2018", "pupil.1.year_group": "Year 4", "pupil.1.support": "sen_support",
        },
    )  # fmt: skip
    assert sent.status_code == 400
    assert "Enter one pupil’s full name, or remove this pupil" in text_of(sent)
    assert 'value="SEN Support group"' in sent.content.decode()
    assert typed(request)["pupil.1.name"] == "SEN Support group"
    for address in (("request_section", "pupils"), ("request_check",)):
        page = text_of(editor.get(address[0], request.reference, *address[1:]))
        assert "Incomplete Enter one pupil’s full name, or remove this pupil" in page


@pytest.mark.clause("CTX-2")
def test_specific_allocation_outside_the_process_is_noted_for_a_pupil(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    fields = {
        name.replace("born_", "born-"): text for name, text in typed(request).items() if name.startswith("pupil.")
    }
    sent = editor.send("request_pupil", request.reference, 1, **fields, **{"pupil.1.specific_allocation": "on"})
    assert sent.status_code == 302
    assert typed(request)["pupil.1.specific_allocation"] == "yes"
    assert "already has specific allocation funding" in text_of(editor.get("request_check", request.reference))
    editor.send("request_pupil", request.reference, 1, **fields)
    assert typed(request)["pupil.1.specific_allocation"] == ""


@pytest.mark.clause("RES-9")
def test_titles_and_addresses_hold_no_names_and_each_sight_is_recorded(editor: Desk, kent: Side) -> None:
    from locality.audit.models import Sight

    request = draft(kent)
    page = editor.get("request_pupil", request.reference, 1)
    title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.S)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.S)
    assert title
    assert heading
    assert "Pupil A" in title[1]
    assert PUPIL.split()[0] not in title[1] + heading[1]
    assert Sight.objects.filter(actor_id=editor.person.pk, subject=request.reference, pupils=1).exists()


def test_a_pupil_is_removed_once_and_a_row_that_is_not_there_is_not_found(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    assert editor.get("request_pupil", request.reference, 7).status_code == 404
    assert editor.get("request_pupil_remove", request.reference, 7).status_code == 404
    assert "Remove Pupil A?" in text_of(editor.get("request_pupil_remove", request.reference, 1))
    for _ in range(2):
        assert editor.post("request_pupil_remove", request.reference, 1).status_code == 302
    assert not any(name.startswith("pupil.1.") for name in typed(request))


@pytest.mark.clause("FORM-07")
def test_only_pupils_who_can_be_in_a_request_today(editor: Desk, kent: Side) -> None:
    from locality.communities.models import AuthorityRules

    request = draft(kent, **{"pupil.1.support": "ehcp"})
    AuthorityRules.objects.create(authority=kent.authority, valid_from=day_of(timezone.now()), ehcp_eligible=False)
    page = text_of(editor.get("request_check", request.reference))
    assert "Your council does not accept requests for pupils with EHCP at the moment" in page


# Costs ------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FORM-08")
def test_the_total_is_worked_out_from_the_lines(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    page = text_of(editor.get("request_section", request.reference, "funding"))
    assert "Total funding request £1,000.00" in page
    add = editor.get("request_line_add", request.reference)
    row = row_of(add)
    line = {f"line.{row}.{name}": value for name, value in {
        "description": "Kit", "unit": "set", "quantity": "3", "weeks": "", "rate": "£1,250.50",
    }.items()}  # fmt: skip
    assert editor.press(add, **line).status_code == 302
    assert "Total funding request £4,751.50" in text_of(editor.get("request_section", request.reference, "funding"))


@pytest.mark.clause("FORM-08")
def test_an_item_of_the_costings_reference_brings_its_rate_of_the_day(editor: Desk, kent: Side) -> None:
    today, team = day_of(timezone.now()), kent.people["locality_team"]
    for rate, day in ((Decimal("15.00"), today - timedelta(days=30)), (Decimal("18.50"), today)):
        add_costing(
            authority=kent.authority, item="Teaching assistant", unit="hour", rate=rate, valid_from=day,
            by=acting(team), at=timezone.now(),
        )  # fmt: skip
    request = draft(kent)
    add = editor.get("request_line_add", request.reference)
    assert "£18.50" in text_of(add)
    assert "£15.00" not in text_of(add)
    row = row_of(add)
    item = re.search(rf'name="line\.{row}\.item" type="radio" value="(\d+)"', add.content.decode())
    assert item
    done = editor.press(add, **{f"line.{row}.item": item[1], f"line.{row}.quantity": "2", f"line.{row}.weeks": "10"})
    assert done.status_code == 302
    assert "£370.00" in text_of(editor.get("request_section", request.reference, "funding"))
    editor.send("request_line", request.reference, row, **{f"line.{row}.item": item[1], f"line.{row}.quantity": "many"})
    listed = text_of(editor.get("request_section", request.reference, "funding"))
    assert "Teaching assistant" in listed
    assert "Not described yet" not in listed


@pytest.mark.clause("FORM-08", "RFR-2")
@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("quantity", "-3", "The quantity must be more than 0"),
        ("quantity", "0", "The quantity must be more than 0"),
        ("quantity", "a few", "must be a number"),
        ("quantity", "1e9", "must be a number"),
        ("rate", "", "Enter the cost of one unit in pounds, such as 18.50"),
        ("rate", "much", "The cost of one unit must be in pounds, such as 18.50"),
        ("rate", "-1", "The cost of one unit must be more than £0"),
        ("rate", "999999999999999999999", "The cost of one unit must be less than £10,000,000"),
        ("unit", "u" * 300, "The unit must be 60 characters or fewer"),
        ("weeks", "200", "The number of weeks must be 156 or less"),
        ("description", "", "Enter a description of the cost"),
        ("item", "123456", "Select a type of cost with a current rate"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_and_kept(
    editor: Desk, kent: Side, field: str, text: str, sentence: str
) -> None:
    request = draft(kent)
    fields = {name: each for name, each in typed(request).items() if name.startswith("line.")}
    if field == "item":
        fields["line.1.description"] = ""
    sent = editor.send("request_line", request.reference, 1, **fields | {f"line.1.{field}": text})
    assert sent.status_code == 400
    assert sentence in text_of(sent)
    assert typed(request)[f"line.1.{field}"] == text


def test_a_line_is_removed(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    assert "Remove cost 1?" in text_of(editor.get("request_line_remove", request.reference, 1))
    editor.post("request_line_remove", request.reference, 1)
    assert not any(name.startswith("line.") for name in typed(request))


# How much is read -------------------------------------------------------------------------------------------------


def test_the_pages_read_a_fixed_number_of_times(editor: Desk, kent: Side, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(reference: str) -> list[int]:
        counted = []
        for name, *args in (
            ("request_write",), ("request_check",), ("request_section", "pupils"), ("request_section", "funding"),
            ("request_pupil", 1),
        ):  # fmt: skip
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert editor.get(name, reference, *args).status_code == 200
            counted.append(len(found))
        return counted

    small = draft(kent)
    many = {f"pupil.{row}.{name.split('.')[2]}": text for row in range(2, 40)
            for name, text in answers(kent).items() if name.startswith("pupil.1.")}  # fmt: skip
    lines = {f"line.{row}.{name.split('.')[2]}": text for row in range(2, 30)
             for name, text in answers(kent).items() if name.startswith("line.1.")}  # fmt: skip
    large = draft(kent, **many, **lines)
    queries(small.reference)
    first, second = queries(small.reference), queries(large.reference)
    assert first == second
    assert max(first) <= 22
