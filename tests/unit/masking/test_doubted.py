"""What readers who had not seen the work found: names that stayed, and words of everyday English that did not (RES-9)."""

import time
from datetime import date

import pytest

from locality.masking.called import Hidden
from locality.masking.names import Mask

pytestmark = pytest.mark.clause("RES-9")

BORN = date(2018, 3, 27)


def mask(*names: str, known: tuple[str, ...] = (), born: date | None = None) -> Mask:
    return Mask([Hidden(name, "Pupil A", born) for name in names], known)


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("Arjun Das", "Das came. Arjun Das too.", "Pupil A came. Pupil A too."),
        ("Minh Le", "We saw Le.", "We saw Pupil A."),
        ("Emma Rose Child", "We saw Child there.", "We saw Pupil A there."),
        ("Ben Master", "We saw Master.", "We saw Pupil A."),
        ("Αλέξανδρος Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ ήρθε", "Pupil A ήρθε"),
        ("Петрова, Ольга", "Ольга Петрова пришла", "Pupil A пришла"),
        ("김민준", "\u1100\u1175\u11b7\u1106\u1175\u11ab\u110c\u116e\u11ab", "Pupil A"),
        ("Mark Hurst", "We saw Marks mum", "We saw Pupil A’s mum"),
        ("Jo Featherstonehaugh", "F-e-a-t-h-e-r-s-t-o-n-e-h-a-u-g-h came", "Pupil A came"),
        ("Maria Jose de la Luz del Carmen de los Santos Quintavalle", "the Quintavalles", "the Pupil A’s"),
        ("Zephyrine Quorbury", "the Quorburies", "the Pupil A’s"),
        ("Zephyrine Quorbury", "ᴢᴇᴘʜʏʀɪɴᴇ came", "Pupil A came"),
        ("Zephyrine Quorbury", "myzephyrinereport.pdf", "Pupil A.pdf"),
        ("Zephyrine Quorbury", "zquorbury@example.org", "Pupil A@example.org"),
    ],
)
def test_a_name_is_hidden(name: str, typed: str, read: str) -> None:
    assert mask(name)(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "27.iii.2018", "27-III-18", "27⁄03⁄2018", "27∕03∕2018", "27:03:2018", "27•03•2018", "27~03~2018", "27+03+2018",
        "(27)(03)(2018)", "2018/27/03", "2018年3月27日", "2018, 27 March",
    ],
)  # fmt: skip
def test_a_date_of_birth_is_hidden(typed: str) -> None:
    assert mask("Zephyrine Quorbury", born=BORN)(f"X {typed}") in {
        "X (date of birth)",
        "X ((date of birth))",
        "X (date of birth)日",
    }


@pytest.mark.parametrize("typed", ["D.O.B. 27/03", "DoB: 27/3", "d.o.b. 27.3", "Birthday is on the 27/03"])
def test_a_day_that_is_said_to_be_of_a_birth_is_hidden_without_its_year(typed: str) -> None:
    assert "27" not in mask("Zephyrine Quorbury", born=BORN)(typed)


def test_a_day_without_its_year_is_the_birthday_of_a_pupil_of_the_request_alone() -> None:
    typed = "Agreed by 27 March, review in May."
    assert mask("May Hurst", born=BORN)(typed) == "Agreed by (date of birth), review in May."
    assert Mask([Hidden("May Hurst", "a pupil", BORN, elsewhere=True)])(typed) == typed
    assert (
        mask("Ann Hurst", born=BORN)("It began in 2027. 27 March was his birthday") != "It began in 2027. 27 March was"
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Sophie Hall", "The community shall review it."), ("Alice Ward", "We award it."), ("Alfie Long", "It goes along."),
        ("Sam Day", "Five days."), ("Lily East", "At least."), ("Tom Rain", "We train staff."), ("Penny Rice", "The price."),
        ("Noah Ames", "The names."), ("Alan Head", "Go ahead."), ("Polly Lane", "A plane."), ("Will Ash", "We wash."),
        ("Reception children", "The children stay in reception."), ("TBC", "It is TBC."), ("May Summer", "Summer term in May."),
        ("Two girls", "Two girls came."),
    ],
)  # fmt: skip
def test_words_of_everyday_english_stay(name: str, typed: str) -> None:
    assert mask(name)(typed) == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Since April joined us she reads.", "Since Pupil A joined us she reads."),
        ("During April's seizures", "During Pupil A's seizures"), ("In April’s class", "In Pupil A’s class"),
        ("before April came", "before Pupil A came"), ("next April hit a child", "next Pupil A hit a child"),
        ("April, 7, bites.", "Pupil A, 7, bites."), ("an April 8 year old girl", "an Pupil A 8 year old girl"),
        ("In April 2027, by 3 April, until April and in late April.", None), ("April 2027 or 14 April", None),
        ("The review is in April.", None), ("April-27, April/27 and April 27", None),
    ],
)  # fmt: skip
def test_a_child_called_like_a_month_is_hidden_wherever_a_child_may_be_meant(typed: str, read: str | None) -> None:
    assert mask("April Dunmore")(typed) == (read or typed)


def test_a_month_stays_where_only_a_child_of_another_request_is_called_so() -> None:
    typed = "Since April, by June and every Summer it helps; after April’s review too."
    hides = Mask(
        [Hidden(name, "a pupil", elsewhere=True) for name in ("April Dunmore", "June Dunmore", "Summer Dunmore")]
    )
    assert hides(typed) == typed.replace("April’s", "a pupil’s")


def test_a_child_called_like_a_season_is_hidden_where_one_may_be_meant() -> None:
    assert (
        mask("Summer Dunmore")("A drawing by Summer, in the Summer term.")
        == "A drawing by Pupil A, in the Summer term."
    )


FIRST = """
Oliver George Noah Arthur Harry Leo Muhammad Jack Charlie Oscar Jacob Henry Thomas Freddie Alfie Theo William Archie
Joshua James Isaac Edward Lucas Max Logan Adam Daniel Samuel Mason Rory Hugo Toby Riley Bobby Michael Olivia Amelia Isla
Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy Elsie Emily Ella Evelyn Phoebe
Charlotte Millie Matilda Sofia Emma Ruby Alice Esme Violet Aria Eva Orla Bonnie Maya Zara Holly Mabel Jessica
""".split()  # noqa: SIM905
LAST = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green
Hall Wood Jackson Clarke Harris Martin Young King Hill Moore Scott Baker Turner Cooper Ward Parker Cook Price Bennett
Gray Lee Carter Mitchell Shaw Cox Field Page Day Long Short Little Best Hunt Fox Bird Fish Rose Stone Church Park Lane
West East North Bell Ball Bond Head Hand Case Early Late Winter Close Bright Sharp Wise Swift Power Post Rain Rice Ash Win
""".split()  # noqa: SIM905
SENTENCES = (
    "The community shall review the support at the end of the summer term, in May or June 2027.",
    "Three pupils find it hard to settle in class after lunch; staff train them to wait, to read along and to talk.",
    "A teaching assistant helps for 15 hours a week at a cost of £18.50, and the school pays half of the price.",
    "We will award the grant by 5 November and look at it again on 14 March. At least two of them go ahead early.",
    "Their reading age is a year behind, and the head, the clerk and the chair agreed a close watch on spelling.",
    "It may help the young people to walk in the park, to cook, to bake and to wash up, and to play long games.",
)  # fmt: skip


def test_ordinary_sentences_stay_whatever_the_pupils_of_a_school_are_called() -> None:
    names = [f"{first} {LAST[(at * step) % len(LAST)]}" for step in (1, 3, 7) for at, first in enumerate(FIRST)]
    hides = Mask(Hidden(name, "a pupil", date(2016, 11, 5), elsewhere=True) for name in names)
    assert [hides(each) for each in SENTENCES] == list(SENTENCES)


@pytest.mark.parametrize(
    ("pupil", "school", "typed", "read"),
    [
        ("Peter Goldgate", "Goldgate St Peter’s Church of England Primary School", None, None),
        ("Joseph Church", "Stonecroft St Joseph’s Church of England Primary School", None, None),
        ("Ada Kent", "Kent County Council", "Kent County Council and Ada Kent", "Kent County Council and Pupil A"),
        ("Noah John", "St John’s Primary School", "St. John’s Primary School", "St. John’s Primary School"),
    ],
)
def test_the_name_of_a_place_stays_whole(pupil: str, school: str, typed: str | None, read: str | None) -> None:
    assert mask(pupil, known=(school,))(typed or school) == (read or school)


def test_two_pupils_beside_one_another_are_two() -> None:
    hides = Mask([Hidden("Marigold Penhallow", "a pupil"), Hidden("Zephyrine Quorbury", "a pupil")])
    assert hides("For Marigold Penhallow, Zephyrine Quorbury") == "For a pupil, a pupil"


@pytest.mark.slow_property
def test_many_pupils_of_one_given_name_cost_no_more() -> None:
    hides = Mask(Hidden(f"Abbie Q{chr(97 + at % 26)}{chr(97 + at // 26)}x", "a pupil") for at in range(300))
    text = "Abbie Z, " * 22_000
    began = time.process_time()
    assert hides(text).startswith("A pupil Z, a pupil Z, ")
    assert time.process_time() - began < 1


def test_words_that_are_kept_masked_keep_everyday_english() -> None:
    hides = Mask([Hidden("Sophie Hall", "a pupil")], everyday=False)
    assert hides("Village Hall, Church Lane; ask Sophie Hall") == "Village Hall, Church Lane; ask a pupil"


# Somebody whom everybody knows has the pupil's name and an initial that reads like an s behind it, or like "I"


@pytest.mark.parametrize(
    ("pupil", "known", "text", "read"),
    [
        ("Colin Brookdean", "Colin Solley", "Colins mum asked. COLINS", "(name)’s mum asked. (name)’s"),
        ("Colin Brookdean", "Colin Solley", "Colin S, Colin S. and ColinS", "Colin S, Colin S. and ColinS"),
        ("Colin Brookdean", "Colin Solley", "colins@school.example", "colins@school.example"),
        ("Colin Brookdean", "Colin Solley", "Colins_plan.docx", "(name)’s_plan.docx"),
        (
            "Colin Brookdean",
            "Brookdean Primary School",
            "Brookdeans family. BROOKDEANS and Brookdean School",
            "(name)’s family. (name)’s and Brookdean School",
        ),
        ("Noah Barlow", "Sarah Barlow", "the Barlows, Barlows mum", "the (name)’s, (name)’s mum"),
        ("Noah Barlow", "Sarah Barlow", "S. Barlow, Barlow S, sbarlow@x.example", None),
        ("Zara Quill", "Zara Sutton", "Zaras coat", "(name)’s coat"),
        ("Joe Quill", "Joe Easton", "Joes coat", "(name)’s coat"),
        ("Grace Quill", "Grace Irwin", "When I asked Grace I was told", "When I asked (name) I was told"),
        ("Grace Quill", "Grace Irwin", "To Grace I’ve said no.", "To (name) I’ve said no."),
        ("Grace Quill", "Grace Irwin", "Grace I, Grace I. and Grace I’s letter", None),
    ],
)
def test_a_known_initial_hides_no_pupil(pupil: str, known: str, text: str, read: str | None) -> None:
    assert Mask([Hidden(pupil, "Pupil A")], [known])(text) == (read or text)


def test_nor_is_the_writer_an_initial_of_the_pupil() -> None:
    assert (
        Mask([Hidden("Grace Irwin", "Pupil A")])("When I asked Grace I was told") == "When I asked Pupil A I was told"
    )


# Two short names that are a word when they are run together, and words that go with others


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("Jo King", "He is joking. Jo-King or joking@x.example", "He is joking. Pupil A or Pupil A@x.example"),
        ("Jo King", "JoKing", "Pupil A"),
        ("Ma King", "Making progress in decision making; Ma King", "Making progress in decision making; Pupil A"),
        ("Fin Ding", "Finding a TA. FinDing", "Finding a TA. Pupil A"),
        ("Hu Man", "human rights, Hu-Man", "human rights, Pupil A"),
        ("Dan Ger", "in danger; Dan Ger", "in danger; Pupil A"),
        ("Wai Ting", "the waiting list; Wai Ting", "the waiting list; Pupil A"),
        ("May Be", "maybe; May Be", "maybe; Pupil A"),
        ("An Other", "Another; An Other", "Another; Pupil A"),
        ("Ann Oak", "annoak came", "Pupil A came"),
        ("Fay Wren", "FW: minutes", None),
        ("Eve Hurst", "at Christmas Eve and New Year’s Eve; Eve reads", "at Christmas Eve and New Year’s Eve; Pupil A reads"),
        ("Ann Early", "the Early Years; Mia and Early", "the Early Years; Mia and Pupil A"),
        ("Zed White", "a White British boy; we saw White", "a White British boy; we saw Pupil A"),
    ],
)  # fmt: skip
def test_a_word_of_everyday_english_stays_whoever_is_called_so(name: str, typed: str, read: str | None) -> None:
    assert mask(name)(typed) == (read or typed)


def test_a_school_called_after_a_king_stays_whole() -> None:
    of_school = mask("Tom King", known=("King’s School",))
    assert of_school("King’s School met; King's mum and Tom King") == "King’s School met; (name)'s mum and Pupil A"
    assert mask("Tom King")("King’s School") == "Pupil A’s School"
