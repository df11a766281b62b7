"""What becomes of a text that a window sends: kept, already there, or shown beside the other; and two texts put together."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.together.joining import put_together
from locality.together.texts import LONGEST, NOT_CHOSEN, NOTHING, Saved, Seen, Standing, Typed, clean, mark
from locality.values.refusals import NotPossible

AT = datetime(2026, 11, 28, 20, 41, tzinfo=UTC)
THEIRS = Standing("Tablet.", 2, by="Grace Okafor", is_own=True, at=AT)


def sent(text: str, saw: Seen, *, before: str | None = None) -> Typed:
    return Typed(text, saw.revision, saw.mark, before)


def hide(text: str) -> str:
    return text.replace("Noah Barlow", "Pupil A")


def test_a_text_is_kept_over_the_one_its_window_saw() -> None:
    saved = Saved(AT)
    assert saved.take("notes", sent("Tablet. Laptop.", Seen.of(2, "Tablet.")), THEIRS) == "Tablet. Laptop."
    assert saved.seen == {"notes": Seen.of(3, "Tablet. Laptop.")}
    assert not saved.clashes


def test_a_text_is_begun_where_none_stands() -> None:
    assert Saved(AT).take("notes", sent("First.", NOTHING), Standing()) == "First."


def test_another_window_of_the_same_person_is_another_writer() -> None:
    saved = Saved(AT)
    assert saved.take("notes", sent("Laptop.", NOTHING), THEIRS) is None
    (clash,) = saved.clashes
    assert (clash.mine, clash.theirs, clash.by, clash.is_own) == ("Laptop.", "Tablet.", "Grace Okafor", True)
    assert clash.at == AT
    assert clash.seen == Seen.of(2, "Tablet.")
    assert clash.together == "Tablet.\n\nLaptop."
    assert saved.seen == {}


def test_what_nobody_touched_changes_nothing_and_is_no_clash() -> None:
    for shown in ("", "Before.", "Before.\r\nAnd after.\n"):
        saved = Saved(AT)
        assert saved.take("notes", sent(shown.strip(), Seen.of(1, shown)), THEIRS) is None
        assert saved == Saved(AT)


def test_a_save_sent_again_is_already_done() -> None:
    saved = Saved(AT)
    assert saved.take("notes", sent("Tablet.", NOTHING), THEIRS) is None
    assert saved.seen == {"notes": Seen.of(2, "Tablet.")}
    assert not saved.clashes


def test_a_text_may_replace_the_one_the_same_window_sent_and_heard_nothing_of() -> None:
    saved = Saved(AT)
    assert saved.take("notes", sent("Tablet. More.", NOTHING, before="Tablet."), THEIRS) == "Tablet. More."
    assert saved.take("notes", sent("Tablet. More.", NOTHING, before="Table"), THEIRS) is None
    assert len(saved.clashes) == 1


def test_the_words_the_window_saw_may_be_replaced_though_they_were_changed_and_changed_back() -> None:
    assert Saved(AT).take("notes", sent("Mine.", Seen.of(1, "Tablet.")), THEIRS) == "Mine."


def test_who_does_not_say_what_they_saw_overwrites_nothing() -> None:
    for told in ("", "x", "-1", "9" * 20, "٣", "1-", "1-zz", " 1"):
        saved = Saved(AT)
        assert saved.take("notes", sent("", Seen.read(told)), THEIRS) is None
        assert len(saved.clashes) == 1, told


def test_a_text_that_nobody_chose_overwrites_nothing() -> None:
    saved = Saved(AT)
    assert saved.take("notes", Typed("Mine.", NOT_CHOSEN), THEIRS) is None
    assert len(saved.clashes) == 1


def test_after_keeping_one_s_own_the_other_window_is_asked_only_when_it_types_again() -> None:
    first, second = Saved(AT), Saved(AT)
    assert first.take("notes", sent("Laptop.", Seen.of(2, "Tablet.")), THEIRS) == "Laptop."
    now = Standing("Laptop.", 3)
    assert second.take("notes", sent("Tablet.", Seen.of(2, "Tablet.")), now) is None
    assert second == Saved(AT)
    assert second.take("notes", sent("Tablet. And more.", Seen.of(2, "Tablet.")), now) is None
    assert [each.theirs for each in second.clashes] == ["Laptop."]


def test_hidden_names_make_no_clash() -> None:
    saved, typed = Saved(AT), "Noah Barlow was heard."
    assert saved.take("notes", sent(typed, NOTHING), Standing(), hide=hide) == "Pupil A was heard."
    now, seen = Standing("Pupil A was heard.", 1), saved.seen["notes"]
    # the window still shows what was typed: pressing the button touches nothing, typing on saves
    assert saved.take("notes", sent(typed, seen), now, hide=hide) is None
    assert saved.take("notes", sent(f"{typed} More.", seen), now, hide=hide) == "Pupil A was heard. More."
    # a window opened later shows the masked words
    assert saved.take("notes", sent("Pupil A was heard.", Seen.of(1, "Pupil A was heard.")), now, hide=hide) is None
    # an answer that was lost
    assert saved.take("notes", sent(f"{typed} On.", NOTHING, before=typed), now, hide=hide) == "Pupil A was heard. On."
    assert not saved.clashes


def test_a_pupil_who_became_known_since_makes_no_clash() -> None:
    saved, now = Saved(AT), Standing("Noah Barlow came.", 4)
    shown = Seen.of(3, "Pupil A came.")
    assert saved.take("notes", sent("Pupil A came.", shown), now, hide=hide) is None
    assert saved.take("notes", sent("Pupil A came. Then left.", shown), now, hide=hide) == "Pupil A came. Then left."
    assert saved.take("notes", sent("Pupil A came.", NOTHING), now, hide=hide) is None
    assert not saved.clashes


def test_what_was_seen_goes_to_the_page_and_back() -> None:
    assert Seen.read(str(Seen.of(12, "Words"))) == Seen.of(12, "Words")
    assert Seen.read("3") == Seen(3, "")
    assert mark("a\r\nb ") == mark("\na\nb")
    assert mark("a\x01b") == mark("a\ufffdb")  # as a page shows it
    assert mark("a b") != mark("ab")
    assert mark("a\u200bb\u00ad") == mark("ab")  # as the field that takes it keeps it
    assert mark("\u200b") == mark("")


def test_a_text_is_cleaned_before_it_is_kept() -> None:
    assert clean("a\r\nb\rc\x00\ud800") == "a\nb\nc?"


def test_a_text_is_kept_whole_or_refused_whole() -> None:
    longest = "x" * 199_995 + " ende"
    assert len(longest) == LONGEST == 200_000
    assert Saved(AT).take("notes", sent(longest, NOTHING), Standing()) == longest
    assert Saved(AT).take("notes", sent(longest.replace("x", "\r\n", 1)[:-1], NOTHING), Standing()) is not None
    saved = Saved(AT)
    with pytest.raises(NotPossible, match="A text has 200,001 characters, and 200,000 are the most that can be kept"):
        saved.take("notes", sent(longest + "!", NOTHING), Standing())
    assert saved == Saved(AT)
    with pytest.raises(NotPossible):
        saved.take("notes", sent(longest + "!", Seen.of(1, "")), THEIRS)
    assert saved.take("notes", sent(longest + "!", Seen.of(2, longest + "!")), THEIRS) is None, "nobody touched it"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("Tablet.", "Laptop.", "Tablet.\n\nLaptop."),
        ("First. Theirs.", "First. Mine.", "First. Theirs.\n\nMine."),
        ("First.\nTheirs.\nLast.", "First.\nMine.\nLast.", "First.\nTheirs.\n\nMine.\nLast."),
        ("One. Two. Three.", "One. Three.", "One. Two. Three."),
        ("One. Three.", "One. Two. Three.", "One. Two. Three."),
        ("First.", "First. Mine.", "First. Mine."),
        ("First. Theirs.", "First.", "First. Theirs."),
        ("No", "Nothing", "No\n\nNothing"),
        ("£1.50 each", "£1.75 each", "£1.50 each\n\n£1.75 each"),
        ("", "Mine.", "Mine."),
        ("Theirs.", " ", "Theirs."),
        ("Same. ", "Same.", "Same. "),
        ("a. a.", "a. a. a.", "a. a. a."),
        (" Same", "Same\nMine", "Same\nMine"),
    ],
)
def test_two_texts_are_put_together_with_what_they_share_once(theirs: str, mine: str, both: str) -> None:
    assert put_together(theirs, mine) == both


@given(st.text("ab. \n"), st.text("ab. \n"))
def test_nothing_is_left_out_of_two_texts_put_together(theirs: str, mine: str) -> None:
    words = put_together(theirs, mine).split()
    for text in (theirs, mine):
        left = iter(words)
        assert all(word in left for word in text.split()), (theirs, mine, words)


def test_two_long_texts_are_put_together_at_once() -> None:
    theirs, mine = "a. " * 60_000 + "b.", "a. " * 60_000 + "c."
    assert put_together(theirs, mine).endswith("a. b.\n\nc.")
