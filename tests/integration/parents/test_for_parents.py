"""What a school tells the parents of one child: never another child, the discussion or a reason; to its own people alone."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from locality.audit.models import Event, Sight
from locality.documents.answers import WORD
from locality.outcomes.actions.agreeing import extend_review
from locality.parents.models import PageForParents
from locality.resource_requests.actions import deciding, reviewing
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.awkward_names import NAMES
from tests.integration.outcomes.reviewing import WEEK, agreed
from tests.integration.resource_requests.desk import Desk
from tests.integration.resource_requests.ways_out import text_of
from tests.world import PUPIL, Side, acting, declined, draft, has_met, request_in, ruling, submit

pytestmark = pytest.mark.django_db

WAYS = ("request_parents", "request_parents_word", "request_parents_pdf")
FRIEND = "Zephyrine Quorbury-Łukasz"
OF_FRIEND = ("Zephyrine", "Quorbury", "Łukasz", "Lukasz", "zephyrine")
SECRET = "They quarrelled about lunch."
SECOND = {
    "pupil.2.name": FRIEND, "pupil.2.born_day": "9", "pupil.2.born_month": "8", "pupil.2.born_year": "2017",
    "pupil.2.year_group": "Year 5", "pupil.2.support": "sen_support", "pupil.2.looked_after": "no",
}  # fmt: skip


def whole(answer: Any) -> str:
    """All that leaves: page or file in words, its headers, its title and its own list of properties."""
    return " ".join(text_of(answer).split())


def ways(desk: Desk, rfr: ResourceRequest, pupil: str = "") -> Iterator[tuple[str, str]]:
    for name in WAYS:
        answer = desk.client.get(reverse(name, args=[rfr.reference]), {"pupil": pupil} if pupil else {})
        assert answer.status_code == 200, name
        yield name, whole(answer)


@pytest.mark.clause("OBJ-1")
def test_the_school_of_one_child_reads_and_downloads_a_page_about_it(kent: Side) -> None:
    rfr = request_in(kent, "approved", decided=ruling(summary=SECRET, details="A mentor on three days."))
    desk = Desk(kent.people["school_editor"])
    assert (
        f'href="{reverse("request_parents", args=[rfr.reference])}"'
        in desk.get("request", rfr.reference).content.decode()
    )
    today = show_day(day_of(timezone.now()))
    for name, text in ways(desk, rfr):
        for line in (
            f"This page is about {PUPIL}.", f"How can {PUPIL} come to feel safe in class?", "A mentor on three days.",
            f"The schools said yes on {today}", "By July four of five lessons.", "money for extra help: £1,000",
        ):  # fmt: skip
            assert line in text, (name, line)
        assert SECRET not in text, name
        assert "consensus" not in text.lower(), name
    assert [each.via for each in Sight.objects.filter(subject_id=rfr.reference).order_by("pk")][-3:] == [
        "page",
        "word",
        "pdf",
    ]


@pytest.mark.clause("RES-9")
def test_of_several_pupils_a_page_never_says_anything_of_another(kent: Side) -> None:
    """Neither a name in any spelling, nor a sentence of the school’s that may be about the other."""
    said = f"{FRIEND} hits {PUPIL}. Zephy bites."
    texts = dict.fromkeys(("solution", "outcomes", "support_given", "use", "title"), said)
    rfr = request_in(kent, "approved", decided=ruling(summary=said, details=said), **texts, **SECOND)
    desk = Desk(kent.people["school_editor"])
    for key, own, others in (
        ("A", PUPIL, (*OF_FRIEND, "Zephy", "bites")),
        ("B", FRIEND, ("Marigold", "Xanthopoulos", "Zephy bites")),
        ("families", "the family of each child", ("Marigold", "Xanthopoulos", "bites", *OF_FRIEND)),
    ):
        for name, text in ways(desk, rfr, key):
            page = text.split("Pages for parents")[0]  # the school’s own list of its pages
            assert own in page, (key, name)
            for other in others:
                assert other not in page, (key, name, other)
            assert "hits" not in text, (key, name)
    answer = desk.client.get(reverse("request_parents_word", args=[rfr.reference]), {"pupil": "B"})
    assert answer["Content-Type"] == WORD
    assert answer["Content-Disposition"] == f'attachment; filename="{rfr.reference}-parents-B.docx"'
    assert FRIEND not in str([(each.action, each.after, each.before) for each in Event.objects.all()])
    assert desk.client.get(reverse("request_parents", args=[rfr.reference]), {"pupil": "C"}).status_code == 404


@pytest.mark.clause("RES-9")
def test_awkward_names_of_other_requests_of_the_school_stay_hidden_where_it_is_quoted(kent: Side) -> None:
    listed = [each.pupils[0] for each in NAMES if " " in each.pupils[0] and not each.known][:40]
    earlier = {
        f"pupil.{row}.{part}": text
        for row, name in enumerate(listed, 1)
        for part, text in {"name": name, "year_group": "Year 5", "support": "sen_support"}.items()
    }
    drafting_of = draft(kent, **earlier)
    assert drafting_of.pk
    said = " ".join(f"We saw {name} today." for name in listed)
    rfr = request_in(kent, "approved", decided=ruling(details=said))
    for way, text in ways(Desk(kent.people["school_editor"]), rfr):
        assert PUPIL in text, way
        assert "We saw a pupil today." in text, way
        assert [name for name in listed if f"We saw {name} today" in text] == [], way


@pytest.mark.clause("RES-9")
def test_a_refusal_is_told_without_a_reason(kent: Side) -> None:
    refused = replace(declined(), summary=SECRET, reasons=SECRET, own_provision=SECRET, alternatives=SECRET)
    rfr = submit(kent, draft(kent))
    rfr = reviewing.accept(rfr, by=acting(kent.people["chair"]), at=timezone.now())
    met = has_met(rfr)
    deciding.decide(rfr, refused, by=acting(kent.people["clerk"]), at=timezone.now(), meeting=met)
    for way, text in ways(Desk(kent.people["signatory"]), rfr):
        assert "The schools said no on" in text, way
        assert "quarrelled" not in text, way


@pytest.mark.clause("DIS-5")
def test_a_corrected_decision_makes_another_page_and_says_so(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    desk = Desk(kent.people["school_editor"])
    assert "The decision was corrected" not in whole(desk.get("request_parents", rfr.reference))
    deciding.correct(
        rfr, ruling(amount=Decimal(800)), ground=Decision.Ground.ERROR, reason="Counted twice.",
        by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    text = whole(desk.get("request_parents", rfr.reference))
    assert "If you gave parents an earlier page, give them this one." in text
    assert "money for extra help: £800" in text
    assert "Counted twice" not in text


def save(desk: Desk, rfr: ResourceRequest, text: str, *, seen: int = 0, pupil: str = "A") -> Any:
    address = f"{reverse('request_parents', args=[rfr.reference])}?pupil={pupil}"
    return desk.client.post(address, {"form_key": str(uuid4()), "seen": str(seen), "text": text})


@pytest.mark.clause("OBJ-1")
def test_the_school_changes_the_words_and_downloads_them(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    desk = Desk(kent.people["school_editor"])
    text = "What was agreed\n\nSam comes on Mondays.\n\n• reading\n• football"
    assert save(desk, rfr, text).status_code == 302
    assert "You’ve saved the page for the parents. No one outside" in whole(desk.get("request_parents", rfr.reference))
    for way, said in ways(desk, rfr):
        assert "Sam comes on Mondays." in said, way
        assert "football" in said, way
        assert "When the help is" not in said, way
    document = docx.Document(io.BytesIO(desk.get("request_parents_word", rfr.reference).content))
    headings = [each.text for each in document.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert headings == ["What was agreed"]
    event = Event.objects.get(action="resource_request.tell_parents")
    assert (event.subject_id, event.after) == (rfr.reference, {"page": "A"})
    assert save(desk, rfr, "", seen=1).status_code == 302  # our words again
    page = whole(desk.get("request_parents", rfr.reference))
    assert "When the help is" in page
    assert "The page has our words again. No one outside your school can see it." in page
    assert "You’ve saved" not in page


@pytest.mark.clause("RES-9")
def test_another_childs_name_that_a_school_types_is_replaced_wherever_the_page_goes(kent: Side) -> None:
    rfr = request_in(kent, "approved", **SECOND)
    desk = Desk(kent.people["school_editor"])
    save(desk, rfr, f"{FRIEND} sits beside {PUPIL}. Zephyrine reads.")
    assert "We replaced the name or date of birth of a pupil." in whole(desk.get("request_parents", rfr.reference))
    save(desk, rfr, f"{FRIEND} and {PUPIL} read.", pupil="families")
    assert PageForParents.objects.get(key="A").text == f"A pupil sits beside {PUPIL}. A pupil reads."
    assert PageForParents.objects.get(key="families").text == "A pupil and a pupil read."
    for key in ("A", "families"):
        for way, said in ways(desk, rfr, key):
            page = said.split("Pages for parents")[0]
            assert [name for name in OF_FRIEND if name in page] == [], (key, way)


@pytest.mark.clause("OBJ-1")
def test_of_two_windows_the_second_is_told_and_loses_nothing(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    editor, head = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    save(editor, rfr, "Ours is here.")
    refused = save(head, rfr, "Mine is here.")
    assert refused.status_code == 400
    said = whole(refused)
    assert "A colleague changed this page while you had it open." in said
    assert "Ours is here." in said
    assert "Mine is here." in said
    again = whole(save(editor, rfr, "Ours in another window."))
    assert "You, in another window, changed this page while you had it open here." in again
    assert "Ours in another window." in again
    assert "A colleague" not in again
    assert 'name="seen" value="1"' in refused.content.decode()  # what is above has been seen now
    assert save(head, rfr, "Ours and mine.", seen=1).status_code == 302
    long = save(head, rfr, "word " * 1_201, seen=2)
    assert long.status_code == 400
    assert "The page must be 1,200 words or fewer." in whole(long)
    assert PageForParents.objects.get().text == "Ours and mine."


@pytest.mark.clause("DIS-5")
def test_after_a_correction_the_page_starts_afresh_beside_what_was_written(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    desk = Desk(kent.people["school_editor"])
    save(desk, rfr, "Sam comes on Mondays.")
    deciding.correct(
        rfr, ruling(amount=Decimal(800)), ground=Decision.Ground.ERROR, reason="Counted twice.",
        by=acting(kent.people["clerk"]), at=timezone.now(),
    )  # fmt: skip
    page = whole(desk.get("request_parents", rfr.reference))
    assert "This page starts afresh from the decision as it is now." in page
    assert "Sam comes on Mondays." in page
    assert "money for extra help: £800" in page
    assert "Sam comes" not in whole(desk.get("request_parents_word", rfr.reference))


@pytest.mark.clause("OBJ-1")
def test_the_review_date_is_the_one_that_the_school_moved_it_to(kent: Side) -> None:
    review = agreed(kent)
    moved = review.due_on + WEEK
    extend_review(
        review, due_on=moved, because="The assistant started late.", by=acting(kent.people["school_editor"]),
        at=timezone.now(),
    )  # fmt: skip
    for way, said in ways(Desk(kent.people["school_editor"]), review.rfr):
        assert f"We will look at how things are going on {show_day(moved)}." in said, way


@pytest.mark.clause("RES-9")
def test_nobody_but_the_schools_own_people_tells_parents(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    for role, status in (
        ("chair", 403),
        ("clerk", 403),
        ("hnf_officer", 403),
        ("finance", 403),
        ("representative", 403),
    ):
        desk = Desk(kent.people[role])
        for name in WAYS:
            assert desk.get(name, rfr.reference).status_code == status, (role, name)
        assert "What to tell the parents" not in whole(desk.get("request", rfr.reference)), role
    waiting = request_in(kent, "submitted")
    assert Desk(kent.people["school_editor"]).get("request_parents", waiting.reference).status_code == 403


@pytest.mark.clause("FORM-02")
def test_each_school_of_a_joint_request_tells_the_parents_of_its_own_pupils(kent: Side) -> None:
    rfr = request_in(
        kent, "approved", partners=str(kent.other_school.pk), **SECOND,
        **{"pupil.1.school": str(kent.school.pk), "pupil.2.school": str(kent.other_school.pk)},
    )  # fmt: skip
    theirs = Desk(kent.people["other_signatory"])
    page = whole(theirs.get("request_parents", rfr.reference))
    assert f"This page is about {FRIEND}." in page
    assert f"Please talk to us at {kent.other_school.name}." in page
    assert "Marigold" not in page
    assert theirs.client.get(reverse("request_parents", args=[rfr.reference]), {"pupil": "A"}).status_code == 404


def test_it_costs_a_fixed_number_of_queries(kent: Side, django_assert_max_num_queries: Any) -> None:
    one = request_in(kent, "approved")
    several = request_in(kent, "approved", **SECOND)
    desk = Desk(kent.people["school_editor"])
    for rfr in (one, several):
        with django_assert_max_num_queries(17):
            assert desk.get("request_parents", rfr.reference).status_code == 200
