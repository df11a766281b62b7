"""What clerks write of meetings stays word for word, whatever the pupils are called; and the pupils do not (RES-9).

Live notes are kept as they are masked: a word that is hidden without need is lost to the clerk for good.
"""

import pytest

from locality.masking.called import Hidden
from locality.masking.names import Mask

pytestmark = pytest.mark.clause("RES-9")

PUPILS = (
    "May Thorn", "Will Thorn", "Mark Thorn", "Rose Thorn", "Grace Thorn", "Tom Day", "Sophie Hall", "Ada Young", "Noah Long",
    "Mia Field", "Leo Wood", "Ava Bell", "Summer Thorn", "Jan Thorn", "Sunny Thorn",
)  # fmt: skip
SENTENCES = """
The review is in May, and the next one on 14 May 2027.
Will the school send the costings by Friday?
It may help to mark the end of each lesson with a bell.
Marks were high in the spring, but not in maths.
Roses are planted in the sensory garden; a rose bed is next.
There is a period of grace of 5 days.
Day 3 of the plan: Sports Day is moved to the playing field.
We met in the Hall because the dining hall was full.
Young people from Year 9 came. Young carers have a group of their own.
Long waiting lists for speech therapy; as long as it takes.
A field trip is planned, and the School Field will be fenced.
Wood work on Tuesdays helps him to settle.
Bell times are hard for two of the three.
Summer term starts on 12 April; Summer Term 2 on 1 June.
From Jan 2027, and until then one morning a week.
Sunny weather helped. It was sunny all week.
Funding runs from Jan to May, or Sept–Jan at most.
Next meeting: Mon 11 Jan, 3.30 pm, in Hall 2.
Agreed: 10 hours a week, Jan–July; review at the end of May.
Will be checked by the clerk. Will send the form.
Grace period ends on the last day of May.
Mark schemes are kept by the office. Mark sheets are due.
Day one to day five at the new school; Day 2 went well.
Hall booked for the 3rd of May and the 5th of Jan.
Field notes are in the file. Long term, the post is permanent.
The Summer holidays were long, and the Summer Term report is late.
It will be May before the EP can come; may be June.
Young children need the small room; the bell goes at 9.
Training Day is Fri 8 Jan; INSET Day the day after.
World Book Day, Mother’s Day and May Day were hard days.
Wood Lane, Long Lane and Church Field are the bus stops.
Long-term sickness of the TA. Day-to-day support goes on.
In the Summer the field is open till 6.
Long division, mark sheets, bell ringing.
Mid-May to mid-June: exams. Late May: half term.
Will need a risk assessment. Will not be ready.
Day trips cost £12 each; Bell Lane is closed.
""".strip().splitlines()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["of the request", "of another"])
@pytest.mark.parametrize("typed", SENTENCES)
def test_everyday_sentences_stay_whole(typed: str, elsewhere: bool) -> None:
    for name in PUPILS:
        assert Mask([Hidden(name, "Pupil A", elsewhere=elsewhere)])(typed) == typed, name
    assert Mask([Hidden(name, "Pupil A", elsewhere=elsewhere) for name in PUPILS])(typed) == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("We saw May and Will there.", "We saw Pupil A and Pupil B there."),
        ("May came late. Will reads. Mark hit out.", "Pupil A came late. Pupil B reads. Pupil C hit out."),
        ("Will may come, and Will needs help; Will is 7.", "Pupil B may come, and Pupil B needs help; Pupil B is 7."),
        ("May's mum and Mays dad; the review of May’s plan.", "Pupil A's mum and Pupil A’s dad; the review of Pupil A’s plan."),
        ("Since May joined us, by May, for May", "Since Pupil A joined us, by Pupil A, for Pupil A"),
        ("Marks TA left. Graces coat. Roses sister.", "Pupil C’s TA left. Pupil E’s coat. Pupil D’s sister."),
        ("Rose and Grace sit with Sunny.", "Pupil D and Pupil E sit with Pupil O."),
        ("The Youngs came; the Young family moved.", "The Pupil H’s came; the Pupil H family moved."),
        ("Mrs Hall and Sophie; Mr Long’s letter", "Mrs (name) and Pupil G; Mr (name)’s letter"),
        ("Day, Tom; T. Day; TOM DAY; will thorn", "Pupil F; Pupil F; Pupil F; Pupil B"),
        ("A drawing by Summer. Jan is calm, jan too.", "A drawing by Pupil M. Pupil N is calm, Pupil N too."),
        ("He sat by Mark in the hall; Bell cried.", "He sat by Pupil C in the hall; Pupil L cried."),
        ("Mark no longer bites. Will put his hand up. Long walks out. Bell went home.",
         "Pupil C no longer bites. Pupil B put his hand up. Pupil I walks out. Pupil L went home."),
        ("Will the eldest of three came. Jan 15 hours a week. In Year 3 Jan read. May half an hour late.",
         "Pupil B the eldest of three came. Pupil N 15 hours a week. In Year 3 Pupil N read. Pupil A half an hour late."),
        ("Ask Field’s gran and Wood's carer.", "Ask Pupil J’s gran and Pupil K's carer."),
    ],
)  # fmt: skip
def test_the_pupils_are_hidden_beside_them(typed: str, read: str) -> None:
    pupils = [Hidden(name, f"Pupil {letter}") for name, letter in zip(PUPILS, "ABCDEFGHIJKLMNO", strict=True)]
    assert Mask(pupils)(typed) == read


# Words of the field, whatever was typed in the list of pupils, and whatever children are called

FIELD_SENTENCES = """
SEN Support, EHCP and LAC reviews are due; the SENCo and the SENDCo wrote.
KS1 and KS2 boys and girls; the TA, two TAs and a T.A. help.
Funding for speech and language therapy: the therapist comes weekly.
Support from the ASD group; the Support group meets. Girls and Boys came.
Chalkbridge asked for help; Chalkbridge’s pupils are many.
RAG ratings: Red, Amber, Green.
Move from Amber to Green by July.
Christian values week is in June. The Christian faith is part of it.
The Ed Psych and Ed Psychs advised; a B.Ed and Special Ed.
West Kent, East Kent and the Kent average; a Kent-wide offer.
The Head said so. The Deputy Head and the Head of Year agreed; Head teachers too.
An answer came. An hour is long. An illness passed. An EHCP is needed.
AOB, CYP, SLA, OCD, SDQ, BSP, ICB, AGM and SEMH are short for more.
ELSA time, PRU places, MAT schools, the PEP and TAF; CAMHS, STLS, LIFT.
""".strip().splitlines()
NO_NAMES = (
    "SEN Support group", "KS1 boys", "EHCP pupils", "ASD group", "LAC child TBC", "TA support", "Girl with ASD",
    "Funding for speech and language therapist", "Chalkbridge pupil 2", "Chalkbridge boys", "SEN", "TA", "SENCo", "Pupil 2",
    "Y4 girls", "TBC", "SEN SUPPORT GROUP",
)  # fmt: skip
FIELD_PUPILS = (
    "Sen Quillon", "Ta Quillon", "Elsa Quillon", "Pru Quillon", "Mat Quillon", "SEN Amartya", "Christian Quillon",
    "Ed Quillon", "Ada Kent", "Tom Head", "An Quillon", "Amber Solley", "Jack Green", "Ola Booth", "Al Oakden Booth",
    "Cy Yeo Pell", "Sam Lund Ames", "Olu Cole Dunn", "Sid Dale Quill", "Bo Sands Pell", "Ian Coe Bell", "Al Gow Marl",
    "Sue Ellis Marl Hurst",
)  # fmt: skip


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_hides_nothing(name: str) -> None:
    hides = Mask([Hidden(name, "Pupil A")], known=["Chalkbridge Primary School"])
    assert [hides(typed) for typed in FIELD_SENTENCES] == FIELD_SENTENCES


@pytest.mark.parametrize("elsewhere", [False, True], ids=["of the request", "of another"])
@pytest.mark.parametrize("typed", FIELD_SENTENCES)
def test_words_of_the_field_stay_whole(typed: str, elsewhere: bool) -> None:
    for name in FIELD_PUPILS:
        assert Mask([Hidden(name, "Pupil A", elsewhere=elsewhere)])(typed) == typed, name
    assert Mask([Hidden(name, "Pupil A", elsewhere=elsewhere) for name in FIELD_PUPILS])(typed) == typed


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("Sen Quillon", "Sen came. Sens mum, and sen.", "Pupil A came. Pupil A’s mum, and Pupil A."),
        ("Sen Quillon", "WE SAW SEN THERE. SEN QUILLON", "WE SAW Pupil A THERE. Pupil A"),
        ("SEN Amartya", "Amartya Sen, Mr Sen", "Pupil A, Mr (name)"),
        ("Elsa Quillon", "Elsa’s ELSA", "Pupil A’s ELSA"),
        ("Ann EHCP", "Ann has an EHCP.", "Pupil A has an EHCP."),
        ("Jack, TA support", "Jack has TA Support.", "Pupil A has TA Support."),
        ("Rose LAC", "We saw Rose.", "We saw Pupil A."),
        ("Tom Boys", "We saw Tom and Boys.", "We saw Pupil A and Pupil A."),
        ("Peter, Year 4", "We saw Peter.", "We saw Pupil A."),
        ("Peter (pupil 2)", "We saw Peter.", "We saw Pupil A."),
        ("Chalkbridge twins", "the Chalkbridge family", "the (name) family"),
        ("Colin Chalkbridge, pupil 2", "Colin came.", "Pupil A came."),
        ("Amber Solley", "Amber has red hair. Amber, Jack and Red", "Pupil A has red hair. Pupil A, Jack and Red"),
        ("Amber Solley", "Amber, Blue Class; Amber and Red Group", "Pupil A, Blue Class; Pupil A and Red Group"),
        ("Christian Quillon", "Christian reads. Christian’s school", "Pupil A reads. Pupil A’s school"),
        ("Ed Quillon", "Ed reads; ed cried", "Pupil A reads; Pupil A cried"),
        ("Ada Kent", "Mr Kent and Kents mum; in Kent", "Mr (name) and Pupil A’s mum; in Pupil A"),
        ("Devon Quillon", "Devon and Zara; Devon average", "Pupil A and Zara; Devon average"),
        ("Tom Head", "The Head family; when Head cried", "The Pupil A family; when Pupil A cried"),
        ("An Quillon", "An is 7. An ate. An asked. An uses it.", "Pupil A is 7. Pupil A ate. Pupil A asked. Pupil A uses it."),
    ],
)  # fmt: skip
def test_a_child_who_is_called_so_is_hidden(name: str, typed: str, read: str) -> None:
    known = ["Chalkbridge Primary School", "St Peter’s Primary School"]
    if name.startswith("Peter"):
        known = ["Oakley St Peter’s Primary School"]
    got = Mask([Hidden(name, "Pupil A")], known)(typed)
    assert got.replace("(name)", "Pupil A") == read.replace("(name)", "Pupil A")


def test_two_children_called_like_colours_are_two_children() -> None:
    pupils = [Hidden("Amber Solley", "Pupil A"), Hidden("Jack Green", "Pupil B")]
    assert Mask(pupils)("Amber and Green; Amber, Green") == "Pupil A and Pupil B; Pupil A, Pupil B"
    assert Mask(pupils)("From Amber to Green; Red, Amber and Green") == "From Amber to Green; Red, Amber and Green"
    others = [Hidden("Jo Brown", "a pupil", elsewhere=True), Hidden("Al White", "a pupil", elsewhere=True)]
    assert Mask(others)("We saw Brown, White and Red.") == "We saw Brown, White and Red."
    assert Mask(others)("We saw Brown and White.") == "We saw a pupil and a pupil."
