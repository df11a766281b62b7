"""Whose names the texts of a request may hold: of its copies' beginnings, of its drafts, of the whole school (RES-9)."""

import importlib
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Sight
from locality.communities.models import Office, School
from locality.masking.called import ANY_PUPIL, Hidden
from locality.resource_requests.actions import reviewing
from locality.resource_requests.models import DraftAnswer, KnownPupil, ResourceRequest
from locality.resource_requests.queries.pupils import mask_of, masks_of, names_of, names_of_all
from locality.resource_requests.queries.requests import reader_of, readers_of, requests, version_numbered
from locality.values.refusals import NotPossible
from locality.writing.actions import continuing, drafting, signing
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.ways_out import FORM_PAGES, client_of
from tests.integration.resource_requests.ways_out import text_of as words_of
from tests.migrated import apps_at
from tests.world import BORN, PUPIL, Side, acting, draft, exceptional_in, request_in, submit, typed_over

pytestmark = pytest.mark.clause("RES-9")

FORMER = "Tamsin Quorbury"
FORMER_BORN = date(2017, 5, 9)
TOLD = f"{FORMER}, born 9 May 2017, runs away. What helps Tamsin?"
READ = "A pupil, born (date of birth), runs away. What helps a pupil?"


def former(**changes: str) -> dict[str, str]:
    """The answers of a form about the former pupil."""
    return {
        "solution": TOLD, "pupil.1.name": FORMER, "pupil.1.born_day": "9", "pupil.1.born_month": "5",
        "pupil.1.born_year": "2017",
    } | changes  # fmt: skip


def now_marigold() -> dict[str, str]:
    return {
        "pupil.1.name": PUPIL, "pupil.1.born_day": "27", "pupil.1.born_month": "3", "pupil.1.born_year": "2018",
    }  # fmt: skip


def save(
    kent: Side, request: ResourceRequest, texts: dict[str, str], *, by: User | None = None, at: Any = None
) -> None:
    by, at = by or kent.people["signatory"], at or timezone.now() + timedelta(hours=1)
    drafting.save_answers(request, typed_over(request, texts), by=acting(by, at), at=at)


def again(request: ResourceRequest) -> ResourceRequest:
    return ResourceRequest.objects.get(pk=request.pk)


def known(request: ResourceRequest) -> list[tuple[str, date | None]]:
    return list(KnownPupil.objects.filter(rfr=request).order_by("pk").values_list("name", "born"))


def page(kent: Side, who: str, name: str, request: ResourceRequest) -> str:
    return text_of(Desk(kent.people[who]).get(name, request.reference))


def found_by(kent: Side, who: str, words: str) -> list[str]:
    return sorted(requests().visible_to(kent.viewer(who)).matching(words).values_list("reference", flat=True))


# Copies and continuations -------------------------------------------------------------------------------------------


def copied(kent: Side) -> ResourceRequest:
    """A draft with the texts of a request about the former pupil, and another pupil."""
    new = drafting.copy(
        request_in(kent, "submitted", **former()), by=acting(kent.people["signatory"]), at=timezone.now()
    )
    save(kent, new, now_marigold())
    return again(new)


def test_a_copy_warns_of_the_former_pupil_before_it_is_signed(kent: Side) -> None:
    new = copied(kent)
    warning = "“Solution required” names a pupil who is not on this request’s list"
    assert warning in page(kent, "signatory", "request_check", new)
    assert Sight.objects.filter(subject_id=new.reference).latest("pk").pupils == 2
    save(kent, new, {"solution": f"How can {PUPIL} and Tamsin stay?"})
    both = "“Solution required” names Pupil A and a pupil who is not on this request’s list"
    assert both in page(kent, "signatory", "request_check", new)
    save(kent, new, {"solution": "How can Pupil A stay?"})
    assert "names appear in answers" not in page(kent, "signatory", "request_check", new)


@pytest.mark.both_databases("search")
def test_a_copy_shows_the_former_pupil_to_no_member_on_no_way_out_and_no_search_finds_it(kent: Side) -> None:
    request = submit(kent, copied(kent))
    assert names_of(request).hidden[:2] == [Hidden(PUPIL, "Pupil A", BORN), Hidden(FORMER, ANY_PUPIL, FORMER_BORN)]
    for who in ("representative", "moderator", "locality_team"):
        client = client_of(kent.people[who])
        for name in FORM_PAGES:
            text = words_of(client.get(f"/requests/{request.reference}/{_path(name)}"))
            assert READ in " ".join(text.split()), (who, name)
            assert not [word for word in ("Tamsin", "Quorbury", "9 May 2017") if word in text], (who, name)
        for words in ("quorbury", "tamsin", "9 may 2017"):
            assert found_by(kent, who, words) == [], (who, words)
        assert request.reference in found_by(kent, who, "runs away")


def _path(name: str) -> str:
    return {"request": "", "request_print": "print/", "request_pdf": "form.pdf", "request_word": "form.docx"}[name]


def test_the_sight_of_a_former_pupil_is_recorded_on_the_copy(kent: Side) -> None:
    request = submit(kent, copied(kent))
    for who in ("chair", "signatory"):
        assert FORMER in page(kent, who, "request", request)
        assert Sight.objects.latest("pk").pupils == 2, who
        assert PUPIL in page(kent, who, "request", request)
    before = Sight.objects.count()
    assert "Tamsin" not in page(kent, "representative", "request", request)
    assert Sight.objects.count() == before


def test_a_continuation_hides_the_pupils_of_what_it_continues(kent: Side) -> None:
    exceptional = exceptional_in(kent, "granted", **former())
    new = continuing.continue_as_standard(exceptional, by=acting(kent.people["signatory"]), at=timezone.now())
    KnownPupil.objects.filter(rfr=new).delete()  # as if it had been begun without them
    save(kent, new, now_marigold())
    assert names_of(again(new)).hidden == [Hidden(FORMER, ANY_PUPIL, FORMER_BORN), Hidden(PUPIL, ANY_PUPIL, BORN)]


def test_a_copy_of_a_copy_knows_the_first(kent: Side) -> None:
    second = copied(kent)
    third = drafting.copy(second, by=acting(kent.people["signatory"]), at=timezone.now())
    assert Hidden(FORMER, ANY_PUPIL, FORMER_BORN, elsewhere=False) in names_of(third).hidden


# Drafts -------------------------------------------------------------------------------------------------------------


def test_a_pupil_typed_and_taken_out_before_the_first_submission_stays_hidden(kent: Side) -> None:
    request = draft(kent, solution=TOLD)
    row = {name.replace(".1.", ".7."): text for name, text in former().items() if name.startswith("pupil.")}
    save(kent, request, row)
    drafting.remove_row(request, "pupil", 7, by=acting(kent.people["signatory"]), at=timezone.now())
    request = submit(kent, again(request))
    assert known(request) == [(PUPIL, BORN), (FORMER, FORMER_BORN)]
    assert READ in page(kent, "representative", "request", request)
    assert found_by(kent, "representative", "tamsin") == []


def test_a_renamed_pupil_stays_hidden(kent: Side) -> None:
    request = draft(kent, **former())
    save(kent, request, now_marigold())
    assert FORMER not in mask_of(again(request))(TOLD)


def test_nothing_is_asked_where_no_pupil_was_touched(kent: Side) -> None:
    request = draft(kent)
    with CaptureQueriesContext(connection) as made:
        save(kent, request, {"outcomes": "By June.", "pupil.1.year_group": "Year 5"})
    assert not [each for each in made if "knownpupil" in each["sql"].lower()]
    with CaptureQueriesContext(connection) as made:
        save(kent, request, {"pupil.1.name": FORMER})
    assert len([each for each in made if "knownpupil" in each["sql"].lower()]) == 2  # who is known, and the new one


class TestTyping:
    """Names as a draft that saves itself gets them: piece by piece."""

    @pytest.fixture
    def start(self) -> datetime:
        return timezone.now() + timedelta(hours=1)

    @pytest.fixture
    def request_(self, kent: Side) -> ResourceRequest:
        return drafting.start(school=kent.school, by=acting(kent.people["signatory"]), at=timezone.now())

    def type(
        self, kent: Side, request: ResourceRequest, start: datetime, *names: str, every: int = 2, who: str = ""
    ) -> None:
        for number, name in enumerate(names):
            by = kent.people[who or "signatory"]
            save(kent, request, {"pupil.100.name": name}, by=by, at=start + timedelta(seconds=every * number))

    def test_only_the_whole_name_is_kept(self, kent: Side, request_: ResourceRequest, start: datetime) -> None:
        self.type(kent, request_, start, "T", "Tam", "Tamsin", "Tamsin Quor", "Tamsin Quorbury")
        assert known(request_) == [("Tamsin Quorbury", None)]
        first = KnownPupil.objects.get().pk
        self.type(kent, request_, start + timedelta(seconds=20), "Tamsin Quorbury-Hale")
        assert known(request_) == [("Tamsin Quorbury-Hale", None)]
        assert KnownPupil.objects.get().pk > first

    def test_who_is_deleted_letter_by_letter_stays_known_and_the_pieces_go(
        self, kent: Side, request_: ResourceRequest, start: datetime
    ) -> None:
        self.type(kent, request_, start, "Tamsin Quorbury", "Tamsin Quo", "Tam", "T", "", "Bo", "Bo Elm")
        assert known(request_) == [("Tamsin Quorbury", None), ("Bo Elm", None)]

    def test_a_name_that_stood_for_longer_is_kept(self, kent: Side, request_: ResourceRequest, start: datetime) -> None:
        self.type(kent, request_, start, "Rob", "Robert Hale", every=121)
        assert known(request_) == [("Rob", None), ("Robert Hale", None)]

    def test_a_name_that_a_colleague_carries_on_is_kept(
        self, kent: Side, request_: ResourceRequest, start: datetime
    ) -> None:
        self.type(kent, request_, start, "Rob")
        self.type(kent, request_, start + timedelta(seconds=2), "Robert Hale", who="school_editor")
        assert known(request_) == [("Rob", None), ("Robert Hale", None)]

    def test_a_name_that_stands_in_another_row_is_kept(
        self, kent: Side, request_: ResourceRequest, start: datetime
    ) -> None:
        self.type(kent, request_, start, "Ann")
        save(kent, request_, {"pupil.200.name": "Ann"}, at=start)
        self.type(kent, request_, start, "Annabel Hale")
        assert known(request_) == [("Ann", None), ("Annabel Hale", None)]

    def test_a_date_of_birth_joins_its_name(self, kent: Side, request_: ResourceRequest, start: datetime) -> None:
        self.type(kent, request_, start, FORMER)
        for name, text in (("day", "9"), ("month", "5"), ("year", "2"), ("year", "201"), ("year", "2017")):
            save(kent, request_, {f"pupil.100.born_{name}": text}, at=start + timedelta(seconds=5))
        assert known(request_) == [(FORMER, FORMER_BORN)]

    def test_what_was_signed_is_never_half_typed(self, kent: Side) -> None:
        at = timezone.now()
        request = reviewing.return_to_school(
            request_in(kent, "submitted", **{"pupil.1.name": "Rob"}),
            missing="More.",
            by=acting(kent.people["chair"], at),
            at=at,
        )
        save(kent, request, {"pupil.1.name": "Robert Hale"}, at=at)
        assert {name for name, _ in known(request)} == {"Rob", "Robert Hale"}


# The school's other requests, and partners --------------------------------------------------------------------------


def test_a_pupil_of_another_request_of_the_school_is_hidden_in_all_its_texts(kent: Side) -> None:
    earlier = request_in(kent, "accepted", solution=TOLD)
    assert found_by(kent, "representative", "quorbury") == [earlier.reference]  # nobody knows yet that it is a pupil
    request_in(kent, "submitted", **former())
    assert names_of(earlier).hidden == [
        Hidden(PUPIL, "Pupil A", BORN),
        Hidden(FORMER, ANY_PUPIL, FORMER_BORN),  # both requests are for the same meeting
    ]
    assert READ in page(kent, "representative", "request", earlier)
    assert found_by(kent, "representative", "quorbury") == []
    assert mask_of(earlier)(TOLD) == READ


def test_a_pupil_of_another_school_is_no_concern_of_this_one(kent: Side) -> None:
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    save(kent, other, {"pupil.1.name": FORMER}, by=kent.people["other_signatory"])
    assert [each.name for each in names_of(request_in(kent, "submitted")).hidden] == [PUPIL]


def joint(kent: Side, **changes: str) -> ResourceRequest:
    """A request of two schools; the former pupil goes to the other school."""
    return draft(
        kent, solution=f"{PUPIL} and {FORMER}", partners=str(kent.other_school.pk),
        **{name.replace(".1.", ".2."): text for name, text in former().items() if name.startswith("pupil.")},
        **{"pupil.2.year_group": "Year 6", "pupil.2.support": "ehcp", "pupil.2.looked_after": "yes",
           "pupil.2.school": str(kent.other_school.pk)}, **changes,
    )  # fmt: skip


def test_a_partner_school_reads_its_own_pupil_and_no_other(kent: Side) -> None:
    request = submit(kent, joint(kent))
    text = page(kent, "other_signatory", "request", request)
    assert f"Pupil A and {FORMER}" in text
    assert f"{FORMER}, born 9 May 2017, Year 6, EHCP, looked after" in text
    assert Sight.objects.latest("pk").pupils == 1
    assert "Number of pupils with an EHCP Not shown" in text


def test_a_pupil_in_a_request_that_another_school_led_is_hidden_at_the_pupils_school_too(kent: Side) -> None:
    submit(kent, joint(kent))
    own = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    assert names_of(own).hidden == [Hidden(FORMER, ANY_PUPIL, FORMER_BORN, elsewhere=True)]


def test_a_pupil_known_of_a_partner_school_is_hidden(kent: Side) -> None:
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    save(kent, other, {"pupil.1.name": "Oswin Thrale"}, by=kent.people["other_signatory"])
    request = submit(kent, joint(kent))
    assert Hidden("Oswin Thrale", ANY_PUPIL, None, elsewhere=True) in names_of(request).hidden


# People -------------------------------------------------------------------------------------------------------------


def test_staff_schools_and_community_stay_readable_but_no_pupil(kent: Side) -> None:
    third = School.objects.create(authority=kent.authority, urn=999001, name="Third School", community=kent.community)
    far = School.objects.create(authority=kent.authority, urn=999002, name="Far School")
    for name, place in (
        ("Hester Xanthopoulos", {"school": kent.school}), (PUPIL, {"school": kent.school}),
        ("Lena Partner", {"school": kent.other_school}), ("Rosa Neighbour", {"school": third}), ("Far Away", {"school": far}),
    ):  # fmt: skip
        person = User.objects.create(email=f"{name.split()[0].lower()}@x.example", name=name)
        Office.objects.create(
            person=person, role="school_editor", authority=kent.authority, start=date(2020, 1, 1),
            end=date(2021, 1, 1), **place,
        )  # fmt: skip
    people = names_of(submit(kent, joint(kent, contact="Priya Nair, SENCO, 01234"))).people
    assert {"Hester Xanthopoulos", "Lena Partner", "Priya Nair", "Sig Natory", "Chair Wealdshire",
            "Former Clerk Wealdshire", "Rosa Neighbour", "Third School",
            kent.school.name, kent.other_school.name, kent.community.name} <= {*people}  # fmt: skip
    assert not {PUPIL, "Far Away", "Far School"} & {*people}


def test_a_surname_that_a_school_of_the_community_has_too_gives_no_pupil_away(kent: Side) -> None:
    School.objects.create(
        authority=kent.authority, urn=999001, name="Xanthopoulos Primary School", community=kent.community
    )
    mask = mask_of(request_in(kent, "submitted"))
    assert mask("Xanthopoulos Primary School helps.") == "Xanthopoulos Primary School helps."
    assert mask(f"{PUPIL} came. Xanthopoulos came.") == "Pupil A came. (name) came."


def test_a_surname_shared_with_staff_gives_no_pupil_away(kent: Side) -> None:
    person = User.objects.create(email="hester@x.example", name="Hester Xanthopoulos")
    Office.objects.create(person=person, role="school_editor", authority=kent.authority, school=kent.school,
                          start=date(2020, 1, 1))  # fmt: skip
    mask = mask_of(request_in(kent, "submitted"))
    assert mask(f"{PUPIL} sees Hester Xanthopoulos.") == "Pupil A sees Hester Xanthopoulos."


def test_a_surname_shared_with_a_member_of_another_school_gives_no_pupil_away(kent: Side) -> None:
    third = School.objects.create(authority=kent.authority, urn=999001, name="Third School", community=kent.community)
    person = User.objects.create(email="hester@x.example", name="Hester Xanthopoulos")
    Office.objects.create(person=person, role="representative", authority=kent.authority, school=third,
                          start=date(2020, 1, 1))  # fmt: skip
    mask = mask_of(request_in(kent, "submitted"))
    assert mask(f"{PUPIL} sees Hester Xanthopoulos.") == "Pupil A sees Hester Xanthopoulos."


# How much is read ---------------------------------------------------------------------------------------------------


def test_the_names_of_any_number_of_requests_are_two_queries(kent: Side) -> None:
    several = [request_in(kent, "submitted"), submit(kent, joint(kent)), copied(kent)]
    for listed in (several[:1], several):
        with CaptureQueriesContext(connection) as made:
            names = names_of_all(listed)
        assert len(made) == 2
        assert {*names} == {each.pk for each in listed}
    masks = masks_of(several)
    assert masks[several[0].pk](f"{PUPIL} and {FORMER}") == "Pupil A and a pupil"
    assert masks[several[1].pk](f"{PUPIL} and {FORMER}") == "Pupil A and Pupil B"
    assert masks_of([]) == {}


TAGS = re.compile(r"<[^>]+>")


def test_many_requests_are_read_in_three_queries(kent: Side) -> None:
    several = [each.pk for each in (request_in(kent, "submitted"), submit(kent, joint(kent)))]
    listed = list(requests().with_places().select_related("version", "decision").filter(pk__in=several).order_by("pk"))
    viewer = kent.viewer("moderator")
    with CaptureQueriesContext(connection) as made:
        readers = readers_of(viewer, listed)
    assert len(made) == 3
    assert [[each.label for each in readers[pk].pupils] for pk in several] == [
        ["Pupil A, Year 4"], ["Pupil A, Year 4", "Pupil B, Year 6"],
    ]  # fmt: skip
    assert readers_of(viewer, []) == {}


# What others see of a pupil -----------------------------------------------------------------------------------------


NUMBERS = ("Number of pupils on SEN Support", "Number of pupils with an EHCP", "Number Looked After Child")
SECRET = "Not shown, because it could identify a child"


@pytest.mark.parametrize(
    ("who", "line", "numbers"),
    [
        ("representative", "Pupil A, Year 4", (SECRET, SECRET, SECRET)),
        ("moderator", "Pupil A, Year 4", ("0", "1", "1")),
        ("locality_team", "Pupil A, Year 4", ("0", "1", "1")),
        ("chair", f"{PUPIL}, born 27 March 2018, Year 4, EHCP, looked after, has a specific allocation outside this "
         "process", ("0", "1", "1")),
    ],
)  # fmt: skip
def test_others_read_letter_and_year_and_nothing_that_tells_of_one_child(
    kent: Side, who: str, line: str, numbers: tuple[str, str, str]
) -> None:
    told = {"pupil.1.support": "ehcp", "pupil.1.looked_after": "yes", "pupil.1.specific_allocation": "yes"}
    request = request_in(kent, "submitted", **told)
    client = client_of(kent.people[who])
    for name in ("request", "request_print", "request_pdf", "request_word"):
        text = words_of(client.get(f"/requests/{request.reference}/{_path(name)}"))
        flat = " ".join(TAGS.sub(" ", text).split())
        for word in line.split(", "):
            assert word in flat, (name, word)
        for label, number in zip(NUMBERS, numbers, strict=True):
            assert f"{label} {number}" in flat, (name, label)
        if who != "chair":
            assert "looked after" not in flat
            assert "specific allocation" not in flat
            assert "Year 4, EHCP" not in flat


def test_a_comparison_tells_others_no_more(kent: Side) -> None:
    request = reviewing.return_to_school(
        request_in(kent, "submitted"), missing="More.", by=acting(kent.people["chair"]), at=timezone.now()
    )
    save(kent, request, {"pupil.1.support": "ehcp", "pupil.1.looked_after": "yes"})
    request = submit(kent, again(request))
    compared = text_of(Desk(kent.people["representative"]).get("request_compare", request.reference, 2))
    assert "EHCP" not in compared
    assert "Looked" not in compared
    assert "EHCP" in text_of(Desk(kent.people["moderator"]).get("request_compare", request.reference, 2))


# What was there before ----------------------------------------------------------------------------------------------


@pytest.mark.both_databases("migration")
def test_the_migration_knows_who_was_signed_and_typed_and_hides_them_in_search(kent: Side) -> None:
    earlier = request_in(kent, "accepted", solution=TOLD)
    later = request_in(kent, "submitted", **former())
    typed = draft(kent, **{"pupil.2.name": " Oswin  Thrale ", "pupil.2.school": str(kent.other_school.pk)})
    DraftAnswer.objects.filter(rfr=typed, name="pupil.1.born_month").update(text="13")
    KnownPupil.objects.all().delete()
    ResourceRequest.objects.filter(pk=earlier.pk).update(search_text="tamsin quorbury")
    migration = importlib.import_module("locality.resource_requests.migrations.0005_known_so_far")
    then = apps_at("resource_requests", "0005_known_so_far")
    for _ in range(2):  # twice is once
        migration.fill(then, None)
        migration.hide(then, None)
    signatory = kent.people["signatory"].pk
    rows = KnownPupil.objects.order_by("rfr_id", "name")
    assert list(rows.values_list("rfr_id", "name", "born", "asking_school_id", "school_id", "typed_by_id", "row")) == [
        (earlier.pk, PUPIL, BORN, kent.school.pk, kent.school.pk, signatory, None),
        (later.pk, FORMER, FORMER_BORN, kent.school.pk, kent.school.pk, signatory, None),
        (typed.pk, PUPIL, None, kent.school.pk, kent.school.pk, signatory, None),
        (typed.pk, "Oswin Thrale", None, kent.school.pk, kent.other_school.pk, signatory, None),
    ]
    earlier = again(earlier)
    assert "tamsin" not in earlier.search_text
    assert "a pupil, born (date of birth), runs away" in earlier.search_text
    assert earlier.search_text.startswith(f"{earlier.reference} {kent.school.name} ".lower())


# Letters ------------------------------------------------------------------------------------------------------------

BOTH = "Anna Thistlewood and Tomas Underhill sit together."


def returned_without_anna(kent: Side) -> ResourceRequest:
    """Signed with Anna and Tomas; returned; signed again with Tomas alone, who is now the first on the list."""
    tomas = {name.replace(".1.", ".2."): text for name, text in now_marigold().items()} | {
        "pupil.2.name": "Tomas Underhill", "pupil.2.year_group": "Year 5", "pupil.2.support": "ehcp",
        "pupil.2.looked_after": "no",
    }  # fmt: skip
    first = request_in(kent, "submitted", solution=BOTH, **{"pupil.1.name": "Anna Thistlewood"}, **tomas)
    request = reviewing.return_to_school(first, missing="More.", by=acting(kent.people["chair"]), at=timezone.now())
    drafting.remove_row(request, "pupil", 1, by=acting(kent.people["signatory"]), at=timezone.now())
    return submit(kent, again(request))


def test_letters_are_those_of_the_version_that_is_read(kent: Side) -> None:
    request = returned_without_anna(kent)
    now, before = "A pupil and Pupil A sit together.", "Pupil A and Pupil B sit together."
    member = Desk(kent.people["representative"])
    text = text_of(member.get("request", request.reference))
    assert now in text
    assert "Pupil A, Year 5" in text
    first = reader_of(kent.viewer("representative"), request, version_numbered(request, 1))
    assert first.text(BOTH) == before
    assert [each.label for each in first.pupils] == ["Pupil A, Year 4", "Pupil B, Year 5"]
    compared = text_of(member.get("request_compare", request.reference, 2))
    assert not [name for name in ("Anna", "Thistlewood", "Tomas", "Underhill") if name in compared]
    assert mask_of(request)(BOTH) == now
    assert "Thistlewood" not in again(request).search_text
    told = Desk(kent.people["chair"]).post("request_others_read", request.reference, text=BOTH).json()
    assert "".join(text for text, _ in told["sentences"][0]) == now
    assert Sight.objects.filter(actor_id=kent.people["chair"].pk).count() == 0
    assert "Anna Thistlewood" in page(kent, "chair", "request", request)
    assert Sight.objects.filter(actor_id=kent.people["chair"].pk).latest("pk").pupils == 2


def test_a_date_of_birth_that_was_put_right_stays_hidden_under_the_letter_of_the_pupil(kent: Side) -> None:
    request = reviewing.return_to_school(
        request_in(kent, "submitted", solution=f"{PUPIL}, born 27 March 2018 or 28 March 2018"),
        missing="More.", by=acting(kent.people["chair"]), at=timezone.now(),
    )  # fmt: skip
    save(kent, request, {"pupil.1.born_day": "28"})
    request = submit(kent, again(request))
    read = "Pupil A, born (date of birth) or (date of birth)"
    assert read in page(kent, "representative", "request", request)
    first = reader_of(kent.viewer("representative"), request, version_numbered(request, 1))
    assert first.text(f"{PUPIL}, born 27 March 2018 or 28 March 2018") == read


def test_the_check_tells_a_lead_school_of_no_pupil_whom_a_partner_listed_elsewhere(kent: Side) -> None:
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    save(kent, other, {"pupil.1.name": "Oswin Thrale"}, by=kent.people["other_signatory"])
    shared = joint(kent, outcomes=f"{FORMER} reads.", use="For Oswin Thrale.")
    shared.partners.set([kent.other_school])
    text = page(kent, "signatory", "request_check", shared)
    assert " names Pupil B" in text
    assert "not on this request’s list" not in text
    assert Hidden("Oswin Thrale", ANY_PUPIL, None, elsewhere=True) in names_of(shared).hidden


def test_the_check_tells_a_lead_school_of_a_partners_pupil_whom_it_took_off_the_list(kent: Side) -> None:
    shared = joint(kent)
    drafting.remove_row(shared, "pupil", 2, by=acting(kent.people["signatory"]), at=timezone.now())
    warning = "“Solution required” names Pupil A and a pupil who is not on this request’s list"
    assert warning in page(kent, "signatory", "request_check", shared)


# Names typed by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "contact",
    ["Zephyrine Quorbury’s Mum, 01622 000000", "Mother of Zephyrine", "Zephyrine Quorbury, 01622 000000"],
)
def test_a_contact_who_is_called_after_a_pupil_makes_no_name_readable(kent: Side, contact: str) -> None:
    request = request_in(
        kent, "accepted", contact=contact, solution="Zephyrine Quorbury’s Mum came with Zephyrine.",
        **{"pupil.1.name": "Zephyrine Anne Quorbury"},
    )  # fmt: skip
    for who in ("representative", "moderator"):
        for name in FORM_PAGES:
            text = words_of(client_of(kent.people[who]).get(f"/requests/{request.reference}/{_path(name)}"))
            assert not [word for word in ("Zephyrine", "Quorbury") if word in text], (who, name)
        assert not [word for word in ("Zephyrine", "Quorbury") if word in page(kent, who, "request_timeline", request)]
    assert "Pupil A’s Mum came with Pupil A." in page(kent, "representative", "request", request)


def test_a_typed_signature_with_a_pupils_given_name_is_known_and_gives_no_letter_away(kent: Side) -> None:
    request = draft(kent, solution="Zephyrine Hale came.", **{"pupil.1.name": "Zephyrine Anne Quorbury"})
    request = signing.submit(
        request, by=acting(kent.people["signatory"]), signed_name="Zephyrine Hale", signed_role="Head teacher",
        seen=signing.fingerprint(request), at=timezone.now(),
    )  # fmt: skip
    assert mask_of(request)("Zephyrine Hale came, and Zephyrine read.") == "Zephyrine Hale came, and (name) read."


def test_authority_and_area_stay_where_a_pupil_is_called_like_them(kent: Side) -> None:
    kent.authority.name, kent.area.name = "Kent County Council", "Kent Coast"
    kent.authority.save()
    kent.area.save()
    mask = mask_of(request_in(kent, "submitted", **{"pupil.1.name": "Kent Penhallow"}))
    assert mask("Kent County Council and Kent Coast know Kent Penhallow.") == (
        "Kent County Council and Kent Coast know Pupil A."
    )


def test_an_account_stays_readable_where_a_draft_holds_its_given_name_alone(kent: Side) -> None:
    User.objects.filter(pk=kent.people["chair"].pk).update(name="Oswin Barrowclough")
    mask = mask_of(draft(kent, **{"pupil.1.name": "Oswin"}))
    assert mask("Oswin Barrowclough spoke.") == "Oswin Barrowclough spoke."


# What search finds of others' requests ------------------------------------------------------------------------------


def of_other_school(kent: Side, text: str) -> ResourceRequest:
    """A submitted request of the other school."""
    request = submit(kent, draft(kent, solution=text))
    ResourceRequest.objects.filter(pk=request.pk).update(school=kent.other_school)
    KnownPupil.objects.filter(rfr=request).update(asking_school=kent.other_school, school=kent.other_school)
    return again(request)


@pytest.mark.both_databases("search")
def test_search_finds_a_pupil_of_the_other_school_in_no_request_of_that_school(kent: Side) -> None:
    """Listed by the school that leads a joint request."""
    theirs = of_other_school(kent, TOLD)
    assert found_by(kent, "representative", "quorbury") == [theirs.reference]
    joint(kent)  # not signed yet
    assert found_by(kent, "representative", "quorbury") == []
    assert mask_of(theirs)(TOLD) == READ


@pytest.mark.both_databases("search")
def test_search_finds_a_partners_pupil_in_no_joint_request(kent: Side) -> None:
    """Listed by the partner school, before and after the joint request is signed."""
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    save(kent, other, {"pupil.1.name": "Oswin Thrale"}, by=kent.people["other_signatory"])
    shared = submit(kent, joint(kent, outcomes="Oswin Thrale reads. Peregrine Vale runs."))
    assert found_by(kent, "representative", "thrale") == []
    assert found_by(kent, "representative", "peregrine") == [shared.reference]
    save(kent, other, {"pupil.2.name": "Peregrine Vale"}, by=kent.people["other_signatory"])
    assert found_by(kent, "representative", "peregrine") == []


@pytest.mark.both_databases("search")
def test_search_finds_a_pupil_typed_after_a_return_no_more(kent: Side) -> None:
    request = reviewing.return_to_school(
        request_in(kent, "submitted", solution=TOLD),
        missing="More.",
        by=acting(kent.people["chair"]),
        at=timezone.now(),
    )
    assert found_by(kent, "representative", "quorbury") == [request.reference]
    save(kent, request, {"pupil.1.name": FORMER})
    assert found_by(kent, "representative", "quorbury") == []


@pytest.mark.both_databases("search")
def test_search_finds_words_again_that_a_half_typed_name_hid(kent: Side) -> None:
    earlier = request_in(kent, "accepted", solution="How can Tam and Tom stay?")
    new, start = draft(kent), timezone.now() + timedelta(hours=1)
    save(kent, new, {"pupil.1.name": "Tam"}, at=start)
    assert found_by(kent, "representative", "tam and tom") == []
    save(kent, new, {"pupil.1.name": "Tamsin Quorbury"}, at=start + timedelta(seconds=4))
    assert found_by(kent, "representative", "tam and tom") == [earlier.reference]


def test_a_request_holds_no_more_names_than_can_be_looked_for(kent: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locality.writing.actions.known_pupils.MOST_KNOWN", 2)
    request = draft(kent)
    save(kent, request, {"pupil.2.name": "Tamsin Quorbury"})
    with pytest.raises(NotPossible, match="This request has had 2 different pupils’ names"):
        save(kent, request, {"pupil.3.name": "Oswin Thrale"})
    assert len(known(request)) == 2
