"""Two questions to the receiving school once support is finished: who is asked, who answers, and who reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from locality.outbox.models import Message
from locality.support import tasks
from locality.support.models import Helped, Placement
from locality.values.refusals import NotPossible
from tests.integration.support.arranging import accept, approved, asked_for, finish, judge, named, offered
from tests.integration.support.test_pages import client_of, get, send, text_of
from tests.world import PUPIL, Side, acting, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-6")]
TASK = "Say whether the support from Wealdshire School 2 helped"


def finished(side: Side, hours: int = 4, **changes: Any) -> Placement:
    return finish(side, accept(side, asked_for(side, offered(side, **changes), hours)))


def test_the_receiving_school_is_asked_by_email_and_at_home(kent: Side) -> None:
    running = accept(kent, asked_for(kent))
    assert TASK not in get(kent, "school_editor", "home")
    Message.objects.all().delete()
    finish(kent, running)
    told = Message.objects.filter(kind="support")
    assert {each.to for each in told} == {
        kent.people[who] for who in ("school_editor", "signatory", "conflicted_chair")
    }
    for each in told:
        assert each.subject == "Did it help? Wealdshire School 2 has finished its support"
        assert "Please answer 2 questions: did it help, and what changed?" in str(each.lines)
        assert each.link == reverse("support_helped", args=[running.pk])
    for who in ("school_editor", "signatory"):
        assert TASK in get(kent, who, "home")
    assert TASK not in get(kent, "representative", "home")
    judge(kent, running)
    assert TASK not in get(kent, "school_editor", "home")


def test_home_stops_asking_after_a_while(kent: Side) -> None:
    placement, editor = finished(kent), kent.people["school_editor"]

    def asked_after(days: int) -> int:
        Placement.objects.filter(pk=placement.pk).update(ended_at=timezone.now() - timedelta(days=days))
        return len(tasks.tasks_for(acting(editor)).tasks)

    assert [asked_after(days) for days in (0, 89, 91)] == [1, 1, 0]


def test_the_clerk_of_a_decision_is_told_and_not_asked(kent: Side) -> None:
    placement = accept(kent, named(kent, approved(kent)))
    page = get(kent, "representative", "support_finish", placement.pk)
    assert "the clerk of Wealdshire 1" in page
    assert "the editors, signatory and representative of Wealdshire School 1" in page
    Message.objects.all().delete()
    finish(kent, placement)
    (told,) = Message.objects.filter(to=kent.people["clerk"])
    assert told.subject == "Finished: support for Wealdshire School 1"


def test_it_is_answered_on_a_page_and_answered_anew(kent: Side) -> None:
    placement = finished(kent)
    assert "Say whether it helped" in get(kent, "school_editor", "support_placement", placement.pk)
    empty = send(kent, "school_editor", "support_helped", placement.pk, helped="", changed="Kept", seen="0")
    assert empty.status_code == 400
    assert "Select whether the support helped" in text_of(empty)
    assert "Kept" in text_of(empty)
    long = send(kent, "school_editor", "support_helped", placement.pk, helped="a_lot", changed="x" * 301, seen="0")
    assert long.status_code == 400
    send(kent, "school_editor", "support_helped", placement.pk, helped="too_early", changed="", seen="0")
    first = Helped.objects.get()
    late = send(kent, "signatory", "support_helped", placement.pk, helped="a_lot", changed="Calmer.", seen="0")
    assert late.status_code == 400
    assert "answered “Too early to say” while you had this page open" in text_of(late)
    again = send(
        kent, "signatory", "support_helped", placement.pk, helped="a_lot", changed="Calmer.", seen=str(first.pk)
    )
    assert again.status_code == 302
    assert [each.helped for each in Helped.objects.order_by("pk")] == ["too_early", "a_lot"]
    page = get(kent, "signatory", "support_placement", placement.pk)
    assert "Did it help? Yes, a lot" in page
    assert "What changed? Calmer." in page
    assert "Too early to say" not in page
    assert "Change what you said about this support" in page


def test_both_schools_and_the_team_read_it_and_nobody_else(kent: Side) -> None:
    placement = finished(kent)
    judge(kent, placement)
    for who in ("school_editor", "representative", "other_signatory", "locality_team"):
        assert "Calmer lunch times." in get(kent, who, "support_placement", placement.pk), who
    for who in ("clerk", "chair", "hnf_officer", "moderator", "finance"):
        page = get(kent, who, "support_placement", placement.pk)
        assert "Calmer lunch times." not in page, who
        assert "Did it help?" not in page, who


def test_only_the_receiving_school_answers_and_only_once_it_is_finished(kent: Side) -> None:
    placement = accept(kent, asked_for(kent))
    early = client_of(kent, "signatory").get(reverse("support_helped", args=[placement.pk]))
    assert early.status_code == 403
    assert "Wealdshire School 2 has not finished this support yet." in text_of(early)
    with pytest.raises(NotPossible, match="has not finished this support yet"):
        judge(kent, placement)
    finish(kent, placement)
    with pytest.raises(NotPossible, match="Select whether the support helped"):
        judge(kent, placement, helped="yes")
    assert client_of(kent, "representative").get(reverse("support_helped", args=[placement.pk])).status_code == 404


@pytest.mark.clause("RES-9")
def test_what_changed_names_no_pupil(kent: Side) -> None:
    request_in(kent, "submitted")
    said = judge(kent, finished(kent), changed=f"{PUPIL} eats with the others now.")
    assert PUPIL not in said.changed
    assert "eats with the others now." in said.changed


@pytest.mark.both_databases("constraint")
@pytest.mark.parametrize("statement", ["UPDATE support_helped SET helped = 'a_lot'", "DELETE FROM support_helped"])
def test_what_was_said_is_only_ever_added(kent: Side, statement: str) -> None:
    judge(kent, finished(kent), helped="not_really")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Helped.objects.get().helped == "not_really"


def test_sums_hide_small_numbers_from_who_reads_no_single_answer(kent: Side) -> None:
    for number in range(7):
        placement = finished(kent, topic=f"Offer {number}")
        judge(kent, placement, helped="too_early")
        judge(kent, placement, helped="a_lot" if number < 5 else "somewhat")  # the last counts
    team, clerk = (get(kent, who, "support_both_ways") for who in ("locality_team", "clerk"))
    assert "Yes, a lot 5 Somewhat 2 Not really 0 Too early to say 0" in team
    assert "Yes, a lot 5 Somewhat Fewer than 5 Not really 0 Too early to say 0" in clerk
    assert "Yes, a lot 5 Somewhat 2" in get(kent, "signatory", "support_both_ways")
    assert "Calmer" not in team


def test_no_sum_of_another_councils_support(kent: Side, elsewhere: Side) -> None:
    judge(kent, finished(kent))
    assert "Did it help?" not in get(elsewhere, "locality_team", "support_both_ways")
