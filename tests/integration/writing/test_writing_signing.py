"""Checking the answers, asking for the signature, signing, and what a request can do besides: copy and withdrawal."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Office
from locality.outbox.models import Message
from locality.resource_requests.actions import reviewing
from locality.resource_requests.content.questions import KIND_LABELS
from locality.resource_requests.models import DraftAnswer, KnownPupil, ResourceRequest, Version
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.integration.resource_requests.desk import Desk, text_of, typed
from tests.world import PUPIL, Side, acting, answers, draft, request_in, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(kent: Side) -> Desk:
    return Desk(kent.people["school_editor"])


@pytest.fixture
def head(kent: Side) -> Desk:
    return Desk(kent.people["signatory"])


def seen_on(page: object) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64}-[0-9]+)"', page.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


SIGNATURE = {"signed_name": "Rosa Lind", "signed_role": "Head teacher", "confirm": "on"}


def sign(desk: Desk, request: ResourceRequest, **changes: str) -> object:
    seen = seen_on(desk.get("request_check", request.reference))
    return desk.post("request_check", request.reference, **{"seen": seen, **SIGNATURE, **changes})


# Checking ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("RFR-2", "FORM-01")
def test_every_question_of_the_form_is_shown_with_a_way_to_change_it(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    page = editor.get("request_check", request.reference)
    said, html = text_of(page), page.content.decode()
    for label in (
        "Request ID", "Date of request", "Name of Community", "Name of School", "School contact (in case of queries)",
        "Multi Academy Trust / Federation (if applicable)", "Solution required", "Expected outcomes",
        "Support requested", "Number of pupils on SEN Support", "Number of pupils with an EHCP",
        "Number Looked After Child", "Which Key Stage", "If requesting funding - How will the funding be used?",
        "How have you already supported the pupils?", "Total funding request", KIND_LABELS["funding"],
    ):  # fmt: skip
        assert label in said, label
    assert "Submit it by" in said
    for slug in ("solution", "outcomes", "support", "pupils", "funding", "support-given", "school"):
        assert f"/write/{slug}/?from=check" in html


def test_a_change_from_the_check_comes_back_to_it(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    done = editor.send("request_section", request.reference, "outcomes", query="?from=check", outcomes="By May.")
    assert done["Location"].endswith("/check/")
    line = {name: text for name, text in typed(request).items() if name.startswith("line.")}
    assert editor.send("request_line", request.reference, 1, query="?from=check", **line)["Location"].endswith(
        "/check/"
    )


@pytest.mark.clause("RFR-2")
def test_each_problem_leads_to_its_very_field(editor: Desk, kent: Side) -> None:
    request = draft(kent, **{
        "solution": "word " * 300, "pupil.1.born_year": "", "line.1.rate": "much", "key_stage": "987654", "contact": "",
    })  # fmt: skip
    page = editor.get("request_check", request.reference)
    assert "5 answers to complete before the request can be signed" in text_of(page)
    for target in (
        "/write/solution/?from=check#id_solution", "/pupils/1/?from=check#id_pupil.1.born-year",
        "/costs/1/?from=check#id_line.1.rate", "/write/pupils/?from=check#id_key_stage",
        "/write/school/?from=check#id_contact",
    ):  # fmt: skip
        assert target in page.content.decode(), target
        address, _, anchor = target.partition("#")
        mended = editor.client.get(f"/requests/{request.reference}{address}")
        assert f'id="{anchor}"' in mended.content.decode(), target
        assert "There is a problem" in text_of(mended)
    assert "Sign and submit" not in text_of(page)
    assert "Ask for a signature" not in text_of(page)


@pytest.mark.clause("RES-9")
def test_pupils_named_in_texts_that_others_read_are_warned_about(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    page = text_of(editor.get("request_check", request.reference))
    assert "Pupils’ names appear in answers other schools will read" in page
    assert "“Solution required” names Pupil A" in page
    assert "Ask for a signature" in page
    three = draft(
        kent, solution=f"How can {PUPIL}, Tamsin and Zephyr stay?",
        **{"pupil.2.name": "Tamsin Underwoodley", "pupil.3.name": "Zephyr Quorbury"},
    )  # fmt: skip
    page = text_of(editor.get("request_check", three.reference))
    assert "“Solution required” names Pupil A, Pupil B and Pupil C" in page
    clean = draft(kent, solution="How can Pupil A stay in class?")
    assert "names appear in answers" not in text_of(editor.get("request_check", clean.reference))


@pytest.mark.clause("RES-9")
def test_short_answers_that_name_a_pupil_are_warned_about_too(editor: Desk, kent: Side) -> None:
    """Contact, trust and costs are read by other schools as well, with the name replaced."""
    request = draft(kent, **{
        "solution": "How can Pupil A stay in class?", "contact": f"{PUPIL}’s SENCo Anna Quennell", "trust": "other",
        "trust_other": f"Friends of {PUPIL}", "line.1.item": "other", "line.1.description": f"Taxi for {PUPIL}",
        "line.1.unit": f"{PUPIL} trip", "line.1.rate": "12", "line.1.quantity": "2", "line.1.weeks": "3",
    })  # fmt: skip
    page = editor.get("request_check", request.reference)
    for label, target in (
        ("School contact (in case of queries)", "/write/school/?from=check#id_contact"),
        ("Multi Academy Trust / Federation (if applicable)", "/write/school/?from=check#id_trust_other"),
        ("Cost 1: description of the cost", "/costs/1/?from=check#id_line.1.description"),
        ("Cost 1: unit", "/costs/1/?from=check#id_line.1.unit"),
    ):
        assert f"“{label}” names Pupil A" in text_of(page)
        address, _, anchor = target.partition("#")
        assert f"/requests/{request.reference}{target}" in page.content.decode()
        assert f'id="{anchor}"' in editor.client.get(f"/requests/{request.reference}{address}").content.decode()
    assert text_of(page).count("names Pupil A") == 4


# Signing ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FORM-10")
def test_an_editor_asks_for_the_signature_and_the_signatory_signs(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    page = text_of(editor.get("request_check", request.reference))
    assert "We’ll email:" in page
    assert head.person.name in page
    assert "Your full name" not in page
    assert editor.post("request_ask_to_sign", request.reference).status_code == 302
    request.refresh_from_db()
    assert request.state == "ready_to_sign"
    assert Message.objects.filter(to=head.person, reference=request.reference).exists()
    read_only = editor.get("request_check", request.reference)
    assert "Change the answers" in text_of(read_only)
    assert "?from=check" not in read_only.content.decode()
    done = sign(head, request)
    assert done["Location"].endswith("/submitted/")  # type: ignore[index]
    version = Version.objects.get()
    assert (version.signed_name, version.signed_role, version.signed_by) == ("Rosa Lind", "Head teacher", head.person)
    said = text_of(head.get("request_submitted", request.reference))
    assert request.reference in said
    assert "If the chair accepts your request," in said
    assert "the chair of" in said
    assert "What happens next" in said


@pytest.mark.clause("FORM-10")
def test_a_change_after_the_signature_was_asked_for_needs_it_anew(editor: Desk, head: Desk, kent: Side) -> None:
    request = request_in(kent, "ready_to_sign")
    seen = seen_on(head.get("request_check", request.reference))
    assert editor.post("request_reopen", request.reference)["Location"].endswith("/write/")
    editor.send("request_section", request.reference, "outcomes", outcomes="By May.")
    refused = head.post("request_check", request.reference, seen=seen, **SIGNATURE)
    assert refused.status_code == 400
    assert "changed the answers since you opened this page" in text_of(refused)
    assert "By May." in text_of(refused)
    assert not Version.objects.exists()


@pytest.mark.clause("FORM-10")
def test_an_editor_can_not_sign_by_sending_the_form(editor: Desk, kent: Side) -> None:
    request = draft(kent)
    sent = editor.post("request_check", request.reference, seen=signing.fingerprint(request), **SIGNATURE)
    assert sent.status_code == 403
    assert not Version.objects.exists()


@pytest.mark.clause("FORM-10", "RFR-2")
@pytest.mark.parametrize(
    "changes",
    [
        {"signed_name": ""}, {"signed_role": " "}, {"confirm": ""}, {"seen": ""}, {"seen": "x" * 5000},
        {"signed_name": "x" * 12_000}, {"signed_role": "\x00"}, {"signed_name": "\x00"}, {"confirm": "<b>"} | {"seen": "0"},
    ],
)  # fmt: skip
def test_a_signature_that_is_not_whole_is_refused_with_the_answers_shown_again(
    head: Desk, kent: Side, changes: dict[str, str]
) -> None:
    request = draft(kent)
    sent = sign(head, request, **changes)
    assert sent.status_code == 400  # type: ignore[attr-defined]
    assert "There is a problem" in text_of(sent)
    assert "Solution required" in text_of(sent)
    assert not Version.objects.exists()


def test_a_signature_sent_twice_is_one(head: Desk, kent: Side) -> None:
    request = draft(kent)
    fields = {"form_key": "5a1b1f4e-6f6c-4c53-9d0a-1f2f7c1f0a11", **SIGNATURE}
    fields["seen"] = seen_on(head.get("request_check", request.reference))
    first = head.client.post(f"/requests/{request.reference}/check/", fields)
    second = head.client.post(f"/requests/{request.reference}/check/", fields)
    assert first["Location"] == second["Location"]
    assert Version.objects.count() == 1


def test_an_unfinished_request_is_neither_signed_nor_asked_for(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent, outcomes="")
    editor.post("request_ask_to_sign", request.reference)
    sent = head.post("request_check", request.reference, seen=signing.fingerprint(request), **SIGNATURE)
    assert sent.status_code == 400
    request.refresh_from_db()
    assert request.state == "draft"


def test_a_school_without_a_signatory_is_told_so(editor: Desk, head: Desk, kent: Side) -> None:
    request = draft(kent)
    Office.objects.filter(person=head.person).update(end=day_of(timezone.now()) - timedelta(days=1))
    assert "Your school does not have a signatory yet" in text_of(editor.get("request_check", request.reference))


def test_a_community_without_a_meeting_says_so(editor: Desk, kent: Side) -> None:
    assert kent.meeting
    kent.meeting.delete()
    request = draft(kent)
    assert "No meeting has been planned yet" in text_of(editor.get("request_write", request.reference))
    assert "has not planned a meeting for this request yet" in text_of(editor.get("request_check", request.reference))


def test_the_pages_of_signing_lead_on_when_it_is_done(head: Desk, kent: Side) -> None:
    request = request_in(kent, "accepted")
    assert head.get("request_check", request.reference)["Location"].endswith(f"{request.reference}/")
    assert head.get("request_submitted", request.reference)["Location"].endswith(f"{request.reference}/")
    assert head.post("request_check", request.reference, **SIGNATURE).status_code == 403


# Returned, withdrawn, copied --------------------------------------------------------------------------------------


@pytest.mark.clause("CHA-1")
def test_a_returned_request_opens_with_what_the_chair_asks_for(editor: Desk, kent: Side) -> None:
    request = request_in(kent, "returned")
    for name in ("request_write", "request_check"):
        page = text_of(editor.get(name, request.reference))
        assert "What the chair asked you to change" in page
        assert "Say where they stand today." in page
        assert kent.people["chair"].name in page
    assert "Read what you submitted" in text_of(editor.get("request_write", request.reference))
    again = submit(kent, request)
    reviewing.return_to_school(again, missing="And the costs.", by=acting(kent.people["chair"]), at=timezone.now())
    page = editor.get("request_write", request.reference)
    assert "And the costs." in text_of(page)
    assert f"/requests/{request.reference}/versions/2/" in page.content.decode()


def test_a_deferred_request_opens_with_what_the_community_needs(editor: Desk, kent: Side) -> None:
    request = request_in(kent, "deferred")
    assert "A plan for lunch." in text_of(editor.get("request_write", request.reference))


def test_a_request_is_withdrawn_with_a_reason_once_it_was_submitted(head: Desk, editor: Desk, kent: Side) -> None:
    request = request_in(kent, "submitted")
    page = text_of(head.get("request_withdraw", request.reference))
    assert "We’ll email:" in page
    assert "the chair of" in page
    for reason in ("", "word " * 200):
        assert head.post("request_withdraw", request.reference, reason=reason).status_code == 400
    assert editor.get("request_withdraw", request.reference).status_code == 403
    done = head.post("request_withdraw", request.reference, reason="It is solved.")
    assert done.status_code == 302
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert f"You’ve withdrawn the request {request.reference}. We’ve emailed the chair of" in text_of(
        head.get("request", request.reference)
    )
    assert head.get("request_withdraw", request.reference).status_code == 403


@pytest.mark.parametrize("state", ["draft", "ready_to_sign"])
def test_a_draft_is_deleted_and_not_withdrawn(head: Desk, kent: Side, state: str) -> None:
    """It would be told as withdrawn, or a withdrawn one as deleted: nothing but its answers tells them apart."""
    request = request_in(kent, state)
    assert "Withdraw request" not in text_of(head.get("request", request.reference))
    for answer in (
        head.get("request_withdraw", request.reference),
        head.post("request_withdraw", request.reference, reason="It is solved."),
    ):
        assert answer.status_code == 403
        assert (
            "This draft has not been submitted, so there is nothing to withdraw. You can delete the draft."
            in text_of(answer)
        )
    request.refresh_from_db()
    assert request.state == state


def test_an_editor_deletes_a_draft_that_nobody_has_seen(editor: Desk, kent: Side) -> None:
    """What goes is said first; the names that were typed stay hidden in the school's other texts."""
    request = draft(kent)
    page = text_of(editor.get("request_write", request.reference))
    assert "Delete draft" in page
    asked = text_of(editor.get("request_discard", request.reference))
    for line in ("4 long answers", "1 pupil", "1 cost", "has not been submitted", "We will not email anyone."):
        assert line in asked, line
    request.refresh_from_db()
    assert request.state == "draft"
    assert editor.post("request_discard", request.reference).status_code == 302
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert not DraftAnswer.objects.filter(rfr=request).exists()
    assert KnownPupil.objects.filter(rfr=request, name=PUPIL).exists()
    assert "Copy answers to a new draft" not in text_of(editor.get("request", request.reference))
    assert editor.get("request_discard", request.reference).status_code == 403
    assert request.reference not in text_of(editor.get("home"))


def test_a_signature_that_was_asked_for_is_called_off(editor: Desk, kent: Side) -> None:
    request = request_in(kent, "ready_to_sign")
    assert "(signatory)" in text_of(editor.get("request_discard", request.reference))
    Message.objects.all().delete()
    editor.post("request_discard", request.reference)
    assert "You no longer need to sign it" in str(Message.objects.get(to=kent.people["signatory"]).__dict__)


def test_a_deleted_draft_is_in_the_list_for_who_asks_for_it_only(editor: Desk, kent: Side) -> None:
    gone, withdrawn = draft(kent), request_in(kent, "withdrawn")
    drafting.discard(gone, by=acting(kent.people["school_editor"]), at=timezone.now())
    everything = text_of(editor.get("requests"))
    assert withdrawn.reference in everything
    assert gone.reference not in everything
    assert "Deleted drafts are under “Withdrawn” only." in everything
    chosen = text_of(editor.get("requests", state="withdrawn"))
    assert withdrawn.reference in chosen
    assert gone.reference in chosen


@pytest.mark.parametrize("state", ["submitted", "returned", "approved"])
def test_what_was_submitted_is_never_deleted(editor: Desk, kent: Side, state: str) -> None:
    request = request_in(kent, state)
    assert editor.post("request_discard", request.reference).status_code == 403
    with pytest.raises(NotPossible):
        drafting.discard(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    assert DraftAnswer.objects.filter(rfr=request).exists()


def test_a_returned_request_that_is_a_draft_again_is_not_deleted(editor: Desk, kent: Side) -> None:
    request = request_in(kent, "returned")
    drafting.ask_to_sign(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    request.refresh_from_db()
    drafting.reopen(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    request.refresh_from_db()
    assert request.state == "draft"
    assert editor.get("request_discard", request.reference).status_code == 403
    with pytest.raises(NotPossible):
        drafting.discard(request, by=acting(kent.people["school_editor"]), at=timezone.now())


def test_starting_and_copying_twice_offers_the_draft_that_is_still_untouched(editor: Desk, kent: Side) -> None:
    form = {"school": str(kent.school.pk), "kind": "standard"}
    first = editor.post("request_start", **form)["Location"]
    assert editor.post("request_start", **form)["Location"] == first
    assert ResourceRequest.objects.count() == 1
    assert "It has no answers yet" in text_of(editor.client.get(first))
    begun = ResourceRequest.objects.get()
    editor.post("request_section", begun.reference, "solution", solution="How can we help?")
    assert editor.post("request_start", **form)["Location"] != first
    submitted = request_in(kent, "submitted")
    copied = editor.post("request_copy", submitted.reference)["Location"]
    assert editor.post("request_copy", submitted.reference)["Location"] == copied


@pytest.mark.parametrize("state", ["draft", "submitted", "declined", "withdrawn", "approved"])
def test_a_request_is_copied_as_a_new_draft(editor: Desk, kent: Side, state: str) -> None:
    request = request_in(kent, state)
    done = editor.post("request_copy", request.reference)
    new = ResourceRequest.objects.exclude(pk=request.pk).get()
    assert done["Location"].endswith(f"{new.reference}/write/")
    assert new.state == "draft"
    assert new.copied_from == request
    assert typed(new) == typed(request)
    assert not DraftAnswer.objects.filter(rfr=new).exclude(saved_by=editor.person).exists()


def test_only_writers_of_the_school_copy(kent: Side) -> None:
    request = request_in(kent, "submitted", partners=str(kent.other_school.pk))
    for role in ("other_signatory", "representative", "chair", "clerk"):
        assert Desk(kent.people[role]).post("request_copy", request.reference).status_code == 403
    assert ResourceRequest.objects.count() == 1


def test_a_person_of_the_school_who_does_not_write_can_read_the_draft(kent: Side) -> None:
    reader = User.objects.create(email="reader@801.example", name="Reader", second_factor_required=False)
    Office.objects.create(
        person=reader, role="representative", school=kent.school, authority=kent.authority, start=day_of(timezone.now())
    )
    request = draft(kent)
    desk = Desk(reader)
    page = desk.get("request_check", request.reference)
    assert page.status_code == 200
    assert PUPIL in text_of(page)
    assert "?from=check" not in page.content.decode()
    assert desk.get("request_write", request.reference).status_code == 403
    assert desk.post("request_section", request.reference, "solution", solution="x").status_code == 403


@pytest.mark.clause("FORM-11")
def test_words_are_counted_alike_on_the_page_and_for_the_signature(editor: Desk, kent: Side) -> None:
    from locality.values.words import count_words

    text = (
        "one\u00a0two\u2003three\n\nfour – five\ufeffsix-seven " * 42
    )  # six words each: what shows nothing parts none
    words = count_words(text)
    assert words == 252
    request = draft(kent, solution=text)
    sent = editor.send("request_section", request.reference, "solution", solution=text)
    assert f"to 250 words or fewer. It is {words - 250} word" in text_of(sent)
    assert f"to 250 words or fewer. It is {words - 250} word" in text_of(editor.get("request_check", request.reference))
    assert 'data-max-words="250"' in sent.content.decode()
    assert answers(kent)["outcomes"]


def test_what_is_known_is_said_and_not_asked(editor: Desk, kent: Side) -> None:
    """The sum of a cost, the usual year group, the key stage; weeks left empty stay empty; a first page can be reloaded."""
    request = draft(
        kent, **{"line.1.unit": "hour", "line.1.weeks": "", "key_stage": "", "pupil.1.year_group": "Year 2"}
    )
    assert "10 hours × £10.00 = £100.00" in text_of(editor.get("request_line", request.reference, 1))
    listed = editor.get("request_section", request.reference, "funding").content.decode()
    assert re.search(r'data-label="Weeks">–<', listed)
    assert "Most children born on" in text_of(editor.get("request_pupil", request.reference, 1))
    pupils = editor.get("request_section", request.reference, "pupils").content.decode()
    assert "Most children born on" in pupils
    check = editor.get("request_check", request.reference)
    assert "Most children born on" in text_of(check)
    assert "Incomplete" not in text_of(check)
    assert re.search(r'name="key_stage"[^>]*checked', pupils)
    add = editor.get("request_pupil_add", request.reference).content.decode()
    first = re.search(rf'action="(/requests/{request.reference}/pupils/\d+/)"', add)
    assert first
    assert editor.client.post(first[1], {"form_key": str(uuid4()), "then": "continue"}).status_code == 400
    assert editor.client.get(first[1]).status_code == 200
    assert editor.get("request_pupil", request.reference, 77).status_code == 404


def test_a_joint_request_is_asked_for_at_the_start(editor: Desk, kent: Side) -> None:
    page = text_of(editor.get("request_start"))
    assert "This is a joint request" in page
    begun = editor.post("request_start", school=str(kent.school.pk), kind="standard", joint="on")["Location"]
    assert begun.endswith("/write/school/")
    assert kent.other_school.name in text_of(editor.client.get(begun))


@pytest.mark.clause("FORM-02")
def test_a_joint_request_without_another_school_is_not_silently_single(editor: Desk, kent: Side) -> None:
    """Who ticked it selects another school, or clears the tick: at the field, on the section’s page and at the check."""
    begun = editor.post("request_start", school=str(kent.school.pk), kind="standard", joint="on")["Location"]
    reference = re.findall(r"RFR-\d{4}-\d{5}", begun)[0]
    wanted = "Select the other schools, or clear “This is a joint request”"
    alone = {"contact": "Ann", "trust": ""}
    kept = editor.send("request_section", reference, "school", **alone, joint="on")
    assert kept.status_code == 400
    assert text_of(kept).count(wanted) == 2  # at the top and at the field
    check = editor.get("request_check", reference).content.decode()
    assert text_of(editor.get("request_check", reference)).count(wanted)
    assert "/write/school/?from=check#id_partners" in check
    assert editor.send("request_section", reference, "school", **alone)["Location"].endswith("/write/solution/")
    assert wanted not in text_of(editor.get("request_check", reference))
    assert "This is a joint request" not in text_of(editor.get("request_section", reference, "school"))


def test_the_check_has_each_label_of_the_council_once_and_says_whose_account_signs(head: Desk, kent: Side) -> None:
    page = head.get("request_check", draft(kent).reference).content.decode()
    assert len(re.findall(r">\s*How have you already supported the pupils\?\s*</(?:h2|dt)>", page)) == 1
    said = f"We also record that you are signed in as {kent.people['signatory'].name}."
    assert said in text_of(head.get("request_check", draft(kent).reference))


@pytest.mark.clause("FORM-02")
def test_an_untouched_draft_becomes_joint_when_its_writer_comes_back_and_says_so(editor: Desk, kent: Side) -> None:
    first = editor.post("request_start", school=str(kent.school.pk), kind="standard")["Location"]
    again = editor.post("request_start", school=str(kent.school.pk), kind="standard", joint="on")["Location"]
    reference = re.findall(r"RFR-\d{4}-\d{5}", again)[0]
    assert reference in first
    assert "Select the other schools" in text_of(editor.get("request_check", reference))


def test_an_answer_of_one_word_has_one_word(kent: Side) -> None:
    request = request_in(kent, "submitted", solution="Help!")
    page = text_of(Desk(kent.people["chair"]).get("request", request.reference))
    assert "1 word" in page
    assert "1 words" not in page


@pytest.mark.parametrize("name", ["D. Hart 😀", "Daniel Hart!", "D4niel Hart", "→ Hart"])
def test_a_signature_is_a_name(head: Desk, kent: Side, name: str) -> None:
    request = draft(kent)
    refused = sign(head, request, signed_name=name)
    assert refused.status_code == 400  # type: ignore[attr-defined]
    assert "letters, spaces, hyphens, apostrophes and full stops only" in text_of(refused)
    request.refresh_from_db()
    assert request.state == "draft"


@pytest.mark.parametrize("name", ["Seán O’Neill-Brown", "Łucja Żak", "王 小明", "J. R. Hart (Dr)", "Amélie"])
def test_names_of_all_kinds_sign(head: Desk, kent: Side, name: str) -> None:
    request = draft(kent)
    assert sign(head, request, signed_name=name).status_code == 302  # type: ignore[attr-defined]


def test_the_word_form_says_first_that_it_is_about_children_and_when_it_was_made(kent: Side) -> None:
    request = request_in(kent, "submitted")
    word = docx.Document(io.BytesIO(b"".join(Desk(kent.people["chair"]).get("request_word", request.reference))))
    texts = [paragraph.text for paragraph in word.paragraphs]
    safety = next(
        place for place, text in enumerate(texts) if text.startswith("This document has information about children")
    )
    assert safety < texts.index("School Section")
    assert word.core_properties.created.date() == request.state_since.date()
    assert word.core_properties.title == f"Request for Resource {request.reference}, {kent.school.name}"
    footer = " ".join(paragraph.text for paragraph in word.sections[0].footer.paragraphs)
    assert footer.count(request.reference) == 1


@pytest.mark.parametrize("role", ["⭐ Head", "Head teacher 👍", "Head*", "<Head>", "Head → trust"])
def test_the_role_of_a_signature_has_no_pictures(head: Desk, kent: Side, role: str) -> None:
    request = draft(kent)
    refused = sign(head, request, signed_role=role)
    assert refused.status_code == 400  # type: ignore[attr-defined]
    assert "Your role at the school can have letters, numbers, spaces and . , ’ - ( ) & / only" in text_of(refused)
    request.refresh_from_db()
    assert request.state == "draft"


@pytest.mark.parametrize(
    "role", ["Head", "Deputy head & SENCo", "Assistant Head (KS2/KS3)", "Head of Year 7", "Directrice, l’école"]
)
def test_roles_as_schools_write_them_sign(head: Desk, kent: Side, role: str) -> None:
    request = draft(kent)
    assert sign(head, request, signed_role=role).status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["ask_to_sign", "reopen", "others_read", "autosave", "copy", "continue"])
def test_who_opens_the_address_of_a_button_is_sent_to_the_request(editor: Desk, kent: Side, name: str) -> None:
    request = request_in(kent, "ready_to_sign")
    address = reverse(f"request_{name}", args=[request.reference])
    opened = editor.client.get(address, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (opened.status_code, opened["Location"]) == (302, reverse("request", args=[request.reference]))
    assert editor.client.get(address, headers={"accept": "application/json"}).status_code == 405
    request.refresh_from_db()
    assert request.state == "ready_to_sign"


def test_the_role_is_known_from_the_last_signature(head: Desk, kent: Side) -> None:
    first = re.search(r'id="id_signed_role"[^>]*', head.get("request_check", draft(kent).reference).content.decode())
    assert first
    assert 'value=""' in first[0]
    submit(kent, draft(kent))
    again = re.search(r'id="id_signed_role"[^>]*', head.get("request_check", draft(kent).reference).content.decode())
    assert again
    assert 'value="Head teacher"' in again[0]
