"""Two windows write the texts of a meeting, of two people or of one: nothing is lost, and nobody is asked for nothing.

Most of it without scripts, as the forms of the pages send it; a script sends the same and hears of a clash at once.
"""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from locality.live.actions.note_taking import keep_texts
from locality.meetings.models import AgendaItem, ItemRecord
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from tests.held import hold
from tests.integration.meetings.live import Room, room
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CLK-4", "CHA-7")]


class Window:
    """One open page with its form, as a browser without scripts holds it; what is typed stays in it."""

    def __init__(self, desk: Desk, page: Any) -> None:
        self.desk = desk
        html = page.content.decode()
        form = next(part for part in re.findall(r"<form.*?</form>", html, re.S) if 'name="revision-' in part)
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        texts = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S)
        self.fields = {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}
        self.fields |= {name: unescape(text).removeprefix("\n") for name, text in texts}

    def press(self, name: str, *args: Any, **typed: str) -> Any:
        """Type, and press the form's button."""
        self.fields |= typed
        return self.desk.post(name, *args, **{key: text for key, text in self.fields.items() if key != "form_key"})

    def save(self, name: str, *args: Any, **typed: str) -> dict[str, Any]:
        """Type, and let the script save what was typed; what it is told to have seen it keeps."""
        self.fields |= typed
        sent = {key: self.fields[key] for field in typed for key in (field, f"revision-{field}")}
        told: dict[str, Any] = self.desk.post(name, *args, fields=list(typed), **sent).json()
        self.fields |= {f"revision-{field}": seen for field, seen in told["revisions"].items()}
        return told


# Minutes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(kent: Side) -> Meeting:
    hold(kent)
    assert kent.meeting is not None
    return kent.meeting


def item_of(meeting: Meeting) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, resource_request__isnull=False)


def minutes_of(who: Desk, meeting: Meeting) -> Window:
    return Window(who, who.get("meeting_minutes_write", meeting.pk))


def test_a_window_of_the_minutes_empties_nothing_it_did_not_touch(kent: Side, meeting: Meeting) -> None:
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    ItemRecord.objects.filter(item=item).update(notes="", notes_revision=0)
    notes, summary = f"notes-{item.pk}", f"summary-{item.pk}"
    laptop, tablet = minutes_of(clerk, meeting), minutes_of(clerk, meeting)
    tablet.save("meeting_minutes_autosave", meeting.pk, **{notes: "The tablet’s notes."})
    pressed = laptop.press("meeting_minutes_write", meeting.pk, **{summary: "The laptop’s summary."}, then="continue")
    assert pressed.status_code == 302
    kept = ItemRecord.objects.get(item=item)
    assert (kept.notes, kept.summary) == ("The tablet’s notes.", "The laptop’s summary.")


def test_two_windows_of_one_clerk_are_shown_both_texts_of_the_minutes(kent: Side, meeting: Meeting) -> None:
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    notes = f"notes-{item.pk}"
    laptop, tablet = minutes_of(clerk, meeting), minutes_of(clerk, meeting)
    assert laptop.save("meeting_minutes_autosave", meeting.pk, **{notes: "Laptop: first sentence."})["conflicts"] == []
    told = tablet.save("meeting_minutes_autosave", meeting.pk, **{notes: "Tablet: other sentence."})
    assert [(each["theirs"], each["own"]) for each in told["conflicts"]] == [("Laptop: first sentence.", True)]
    assert ItemRecord.objects.get(item=item).notes == "Laptop: first sentence."
    page = tablet.press("meeting_minutes_write", meeting.pk)
    assert page.status_code == 409
    said = text_of(page)
    assert "You changed this in another window too" in said
    assert "Laptop: first sentence." in said
    assert "Tablet: other sentence." in said
    both = Window(clerk, page)
    assert both.fields[f"both-{notes}"] == "Laptop: first sentence.\n\nTablet: other sentence."
    assert both.press("meeting_minutes_write", meeting.pk, **{f"keep-{notes}": "both"}).status_code == 302
    assert ItemRecord.objects.get(item=item).notes == "Laptop: first sentence.\n\nTablet: other sentence."


def test_the_clerk_is_shown_no_clash_in_what_the_deputy_wrote(kent: Side, meeting: Meeting) -> None:
    item = item_of(meeting)
    clerk, deputy = Desk(kent.people["clerk"]), Desk(kent.people["deputy_clerk"])
    first, second = minutes_of(clerk, meeting), minutes_of(deputy, meeting)
    names = {f"notes-{each.pk}": f"Of {each.pk}." for each in AgendaItem.objects.filter(meeting=meeting)}
    second.save(
        "meeting_minutes_autosave", meeting.pk, **{name: names[name] for name in second.fields if name in names}
    )
    assert first.press("meeting_minutes_write", meeting.pk, then="continue").status_code == 302
    assert ItemRecord.objects.get(item=item).notes == f"Of {item.pk}."


def test_minutes_that_went_out_meanwhile_give_back_what_this_window_wrote_with_its_item(
    kent: Side, meeting: Meeting
) -> None:
    """Not the texts that nobody touched here."""
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    first = minutes_of(clerk, meeting)
    names = [name for name in first.fields if name.startswith("notes-")]
    every = {name: f"Words of {name}." for name in names}
    first.save("meeting_minutes_autosave", meeting.pk, **every)
    window = minutes_of(clerk, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancelled_because="Snow")
    refused = window.press("meeting_minutes_write", meeting.pk, **{f"notes-{item.pk}": "Written too late."})
    assert refused.status_code == 409
    said = text_of(refused)
    assert "What you typed was not saved" in said
    assert ": discussion Written too late." in said
    assert said.count(": discussion") == 1
    assert not any(text in said for text in every.values())


def test_after_one_window_kept_its_text_the_other_is_not_asked_again(kent: Side, meeting: Meeting) -> None:
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    notes, write = f"notes-{item.pk}", ("meeting_minutes_write", meeting.pk)
    laptop, tablet = minutes_of(clerk, meeting), minutes_of(clerk, meeting)
    tablet.save("meeting_minutes_autosave", meeting.pk, **{notes: "Tablet."})
    both = Window(clerk, laptop.press(*write, **{notes: "Laptop."}))
    assert both.press(*write, **{f"keep-{notes}": "mine"}).status_code == 302
    assert tablet.press(*write, then="continue").status_code == 302
    assert ItemRecord.objects.get(item=item).notes == "Laptop."
    assert minutes_of(clerk, meeting).fields[notes] == "Laptop."
    assert tablet.press(*write, **{notes: "Tablet, typed on."}).status_code == 409
    assert ItemRecord.objects.get(item=item).notes == "Laptop."


def test_hidden_names_make_no_clash_in_the_minutes(kent: Side, meeting: Meeting) -> None:
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    notes = f"notes-{item.pk}"
    window = minutes_of(clerk, meeting)
    for text, kept in ((f"{PUPIL} came.", "Pupil A came."), (f"{PUPIL} came. And left.", "Pupil A came. And left.")):
        told = window.save("meeting_minutes_autosave", meeting.pk, **{notes: text})
        assert told["conflicts"] == []
        assert ItemRecord.objects.get(item=item).notes == kept
    revision = ItemRecord.objects.get(item=item).notes_revision
    assert window.press("meeting_minutes_write", meeting.pk).status_code == 302
    assert minutes_of(clerk, meeting).press("meeting_minutes_write", meeting.pk).status_code == 302
    assert ItemRecord.objects.get(item=item).notes_revision == revision
    # kept before the name was known: what the window is shown is masked, what stands is not
    window = minutes_of(clerk, meeting)
    ItemRecord.objects.filter(item=item).update(notes=f"{PUPIL} came. And left.", notes_revision=revision + 1)
    assert window.press("meeting_minutes_write", meeting.pk, **{notes: "Pupil A came."}).status_code == 302
    assert ItemRecord.objects.get(item=item).notes == "Pupil A came."


def test_a_save_of_the_minutes_that_is_sent_again_is_done(kent: Side, meeting: Meeting) -> None:
    item, clerk = item_of(meeting), Desk(kent.people["clerk"])
    notes = f"notes-{item.pk}"
    window = minutes_of(clerk, meeting)
    lost = dict(window.fields)
    window.save("meeting_minutes_autosave", meeting.pk, **{notes: "Sent."})
    revision = ItemRecord.objects.get(item=item).notes_revision
    window.fields = lost  # the answer never came
    assert window.save("meeting_minutes_autosave", meeting.pk, **{notes: "Sent."})["conflicts"] == []
    assert ItemRecord.objects.get(item=item).notes_revision == revision
    window.fields = lost
    pressed = window.press(
        "meeting_minutes_write", meeting.pk, **{notes: "Sent. Typed on.", "sent": notes, f"sent-{notes}": "Sent."}
    )
    assert pressed.status_code == 302
    assert ItemRecord.objects.get(item=item).notes == "Sent. Typed on."


# The live meeting -------------------------------------------------------------------------------------------------


@pytest.fixture
def here(kent: Side) -> Room:
    return room(kent).discussing()


def live_of(who: Desk, here: Room) -> Window:
    return Window(who, who.get("meeting_live", here.meeting.pk))


def texts(here: Room) -> tuple[str, int, int]:
    return "meeting_texts", here.meeting.pk, here.item().pk


def saving(here: Room) -> tuple[str, int, int]:
    return "meeting_autosave", here.meeting.pk, here.item().pk


def test_laptop_and_tablet_of_one_clerk_are_shown_both_live_notes(here: Room) -> None:
    clerk = here.desk("clerk")
    laptop, tablet = live_of(clerk, here), live_of(clerk, here)
    assert laptop.save(*saving(here), notes="Laptop: first sentence.")["conflicts"] == []
    (told,) = tablet.save(*saving(here), notes="Tablet: other sentence.")["conflicts"]
    assert (told["theirs"], told["own"]) == ("Laptop: first sentence.", True)
    assert told["together"] == "Laptop: first sentence.\n\nTablet: other sentence."
    assert ItemRecord.objects.get(item=here.item()).notes == "Laptop: first sentence."
    page = tablet.press(*texts(here))
    assert page.status_code == 409
    assert "Put them together" in text_of(page)
    both = Window(clerk, page)
    assert both.press(*texts(here), **{"keep-notes": "both"}).status_code == 302
    assert ItemRecord.objects.get(item=here.item()).notes == "Laptop: first sentence.\n\nTablet: other sentence."
    assert laptop.press(*texts(here), summary="All agreed.").status_code == 302
    kept = ItemRecord.objects.get(item=here.item())
    assert (kept.notes[:7], kept.summary) == ("Laptop:", "All agreed.")


@pytest.mark.parametrize(
    ("chosen", "kept"), [("mine", "The chair’s."), ("theirs", "The clerk’s."), ("", "The clerk’s.")]
)
def test_clerk_and_chair_choose_between_their_notes_without_scripts(here: Room, chosen: str, kept: str) -> None:
    clerk, chair = here.desk("clerk"), here.desk("chair")
    windows = live_of(clerk, here), live_of(chair, here)
    windows[0].save(*saving(here), notes="The clerk’s.")
    page = windows[1].press(*texts(here), notes="The chair’s.", summary="All agreed.")
    assert page.status_code == 409
    assert "Someone else changed this too" in text_of(page)
    assert ItemRecord.objects.get(item=here.item()).summary == "All agreed."
    answer = Window(chair, page).press(*texts(here), **{"keep-notes": chosen})
    assert answer.status_code == (302 if chosen else 409)
    assert ItemRecord.objects.get(item=here.item()).notes == kept
    assert windows[0].press(*texts(here)).status_code == 302
    assert ItemRecord.objects.get(item=here.item()).notes == kept


def test_whoever_guides_is_shown_the_notes_that_another_window_saved(here: Room) -> None:
    clerk, member = here.desk("clerk"), here.desk(here.members[0])
    pages = {who: who.get("meeting_live", here.meeting.pk) for who in (clerk, member)}
    marks = {who: re.search(r'data-version="([^"]+)"', page.content.decode())[1] for who, page in pages.items()}  # type: ignore[index]
    live_of(clerk, here).save(*saving(here), notes="From the tablet.")

    def now(who: Desk) -> Any:
        address = reverse("meeting_now", args=[here.meeting.pk])
        return who.client.get(address, headers={"If-None-Match": f'"{marks[who]}"'})

    told = now(clerk)
    assert told.status_code == 200
    assert "From the tablet." in told.json()["parts"]["writing"]
    assert now(member).status_code == 304  # the notes are for those who write them


def test_screens_are_told_of_a_summary_only_where_it_changed(here: Room) -> None:
    clerk, before = here.desk("clerk"), here.running.version
    first, second = live_of(clerk, here), live_of(clerk, here)
    assert first.press(*texts(here), summary="All agreed.").status_code == 302
    assert here.running.version == before + 1
    assert second.press(*texts(here), summary="Nobody agreed.").status_code == 409
    assert live_of(clerk, here).press(*texts(here)).status_code == 302
    assert here.running.version == before + 1


def test_notes_that_are_too_long_are_shown_again_with_what_their_window_saw(here: Room) -> None:
    clerk = here.desk("clerk")
    window = live_of(clerk, here)
    window.save(*saving(here), notes="Begun.")
    refused = window.press(*texts(here), notes="word " * 2001)
    assert refused.status_code == 400
    assert Window(clerk, refused).press(*texts(here), notes="Shorter.").status_code == 302
    assert ItemRecord.objects.get(item=here.item()).notes == "Shorter."


def test_the_notes_of_the_last_minute_are_overwritten_by_nobody_who_has_not_seen_them(here: Room) -> None:
    clerk, at = here.side.people["clerk"], timezone.now()
    keep_texts(here.meeting, here.item(), {"notes": Typed("One.", 0)}, by=acting(clerk), at=at)
    again = keep_texts(here.meeting, here.item(), {"notes": Typed("Two.", 0)}, by=acting(clerk), at=at)
    assert [each.theirs for each in again.clashes] == ["One."]
    assert ItemRecord.objects.get(item=here.item()).notes == "One."


def test_notes_of_a_meeting_that_ended_in_another_window_are_given_back(here: Room) -> None:
    window = live_of(here.desk("clerk"), here)
    here.desk("chair").post("meeting_end", here.meeting.pk)
    refused = window.press(*texts(here), notes="They asked for <b>a quiet room</b>.", summary="All agreed.")
    page = text_of(refused)
    assert refused.status_code == 400
    assert "The meeting is not running at the moment." in page
    assert "They asked for <b>a quiet room</b>." in page
    assert "All agreed." in page
    assert f'href="{reverse("meeting_live", args=[here.meeting.pk])}"' in refused.content.decode()
    assert not ItemRecord.objects.filter(item=here.item(), notes__contains="quiet").exists()


def test_notes_that_are_too_long_are_never_shown_under_the_item_that_runs_meanwhile(here: Room) -> None:
    window, item = live_of(here.desk("clerk"), here), here.item()
    window.fields["notes"] = "word " * 2001
    later = AgendaItem.objects.filter(meeting=here.meeting, resource_request=None).latest("position")
    gone = here.desk("chair").post("meeting_go", here.meeting.pk, item=str(later.pk), anyway="yes")
    assert gone.status_code == 302
    refused = window.press("meeting_texts", here.meeting.pk, item.pk)
    assert refused.status_code == 400
    assert "word word" in text_of(refused)
    assert "<textarea" not in refused.content.decode()


def test_whatever_is_typed_as_the_meeting_ends_is_given_back(here: Room) -> None:
    clerk, pk = here.desk("clerk"), here.meeting.pk
    here.desk("chair").post("meeting_end", pk)
    who = str(here.row(here.members[0]).pk)
    for name, typed in (
        ("meeting_action_point", {"text": "Ask the nurse", "owner": who, "due_on-day": "1"}),
        ("meeting_said", {"text": "Ask the nurse", "who": who}),
        ("meeting_dispute", {"text": "Ask the nurse", "parties": "Two schools", "item": str(here.item().pk)}),
    ):
        refused = clerk.post(name, pk, **typed)
        assert refused.status_code == 400, name
        assert "Ask the nurse" in text_of(refused), name
