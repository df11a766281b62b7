"""What the made-up schools ask for. Every pupil and every case is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One request as a school might write it."""

    title: str
    solution: str
    outcomes: str
    support: str
    use: str
    support_given: str
    key_stage: str
    needs: tuple[str, ...]
    """By their census codes."""
    years: tuple[str, ...]
    lines: tuple[tuple[str, str, str, str, str], ...] = ()


STORIES = (
    Story(
        title="Calmer mornings for 3 pupils in Year 2",
        solution="How can three Year 2 pupils who leave the classroom many times a morning come to feel safe enough to stay, "
        "learn and play with their class? We have read the evidence on predictable routines and on relational practice, "
        "and began short check-ins with each child in September. Two of the three now stay for phonics. We would value "
        "ideas from schools that have moved children on from one-to-one support to small groups.",
        outcomes="By the end of Term 6 each pupil takes part in four of five morning lessons (today: one of five), by the "
        "class register of participation kept each day. Each says how safe they feel on a five-point picture scale every "
        "fortnight. Parents report fewer difficult mornings in the home-school book.",
        support="funding,advice",
        use="A contribution to a trained teaching assistant for the morning sessions, who works first with each child and "
        "then with the three together. The school pays for afternoons and for training from its notional budget.",
        support_given="From the notional SEN budget we fund a pastoral lead (12 hours a week) and a sensory space. The "
        "specialist teaching service visited twice and we have followed its plan for two terms. Check-ins helped; whole-class "
        "reward charts did not.",
        key_stage="Key Stage 1",
        needs=("SEMH",),
        years=("Year 2", "Year 2", "Year 2"),
        lines=(("Teaching assistant", "hour", "15", "26", "14.20"),),
    ),
    Story(
        title="Reading well enough to follow lessons in Year 7",
        solution="What would help a group of Year 7 pupils with very low reading ages to read well enough to follow their "
        "lessons? We know from research on reading fluency that repeated reading with feedback works, but our staff have not "
        "yet made it part of the day. We ask schools that have done so to show us how they began.",
        outcomes="Reading ages rise by at least 18 months between October and July on the same standardised test. Pupils can "
        "say what helps them when a text is hard. Subject teachers report that they finish the reading set.",
        support="school_support,advice",
        use="",
        support_given="We bought a phonics programme for older readers and trained two assistants. Four pupils had "
        "twelve weeks of small-group work from the notional budget; gains were lost over the summer.",
        key_stage="Key Stage 3",
        needs=("SPLD", "MLD"),
        years=("Year 7", "Year 7", "Year 7", "Year 7", "Year 7"),
    ),
    Story(
        title="Joining in with a hearing loss in Year 5",
        solution="How can a Year 5 pupil with a hearing loss take a full part in discussion and make friends, rather than "
        "sit at the edge of the group? We have used guidance on classroom acoustics and on signed support. We would like to "
        "plan with schools that have a resourced provision.",
        outcomes="The pupil starts a conversation with another child at least twice a day by Easter (today: rarely), by "
        "structured observation each half term. The pupil can tell an adult when they have not heard, and does.",
        support="funding,advice,school_support",
        use="Sound-field equipment on hire for two terms, and cover so that staff can learn from a resourced school. The "
        "school pays for the acoustic panels.",
        support_given="The advisory teacher visits each half term. We have moved the classroom, trained the lunchtime team "
        "and paid for a signing course from the notional budget.",
        key_stage="Key Stage 2",
        needs=("HI",),
        years=("Year 5",),
        lines=(
            ("Sound-field equipment, hire", "set", "1", "26", "38.00"),
            ("Supply cover for a teacher", "day", "4", "1", "210.00"),
        ),
    ),
    Story(
        title="First words and signs for 4 children in Reception",
        solution="What will help four children in Reception who do not yet speak in school to be understood and to learn "
        "with others? We have followed advice on communication-friendly rooms and use visual timetables. We need to know "
        "what other schools found made the difference in the first two terms.",
        outcomes="Each child uses words, signs or pictures to ask for help every day by July, by a tally kept on three days a "
        "month. Scores on the language screen rise by at least one band.",
        support="funding,advice",
        use="A speech and language assistant two days a week, trained by the therapist, who also trains our own staff so "
        "that the work goes on when the funding ends.",
        support_given="The children have group sessions three times a week. The notional budget pays for a trained "
        "assistant in the mornings, and we bought the therapist’s time for assessments.",
        key_stage="Early years",
        needs=("SLCN",),
        years=("Reception", "Reception", "Reception", "Reception"),
        lines=(("Speech and language assistant", "hour", "12", "30", "16.75"),),
    ),
    Story(
        title="Back to learning after months away, Year 9",
        solution="How can we help a Year 9 pupil who has not come to school since June to return to learning and to people? "
        "We have read about emotionally based school avoidance and hold to small steps agreed with the family. What has "
        "worked in other schools when small steps stalled?",
        outcomes="The pupil attends three half days a week by February and five by May (today: none), by the register. The "
        "pupil’s own confidence rating rises. The family says that mornings are calmer.",
        support="funding,school_support",
        use="A mentor who begins at home and moves with the pupil into a small base in school, for two terms.",
        support_given="Home visits by the pastoral lead each week, a reduced timetable, work with the school nurse. All from the "
        "school’s own budget, at about £5,400 so far.",
        key_stage="Key Stage 3",
        needs=("SEMH", "ASD"),
        years=("Year 9",),
        lines=(("Mentor", "hour", "10", "24", "19.50"),),
    ),
    Story(
        title="Busy parts of the day for 8 pupils with autism",
        solution="What would let eight pupils with autism in our Years 3 and 4 manage the busy parts of the day, above all "
        "lunch and the move between lessons? We use a structured approach in class. We seek a plan for the rest of the building.",
        outcomes="Incidents at lunch fall by half by the end of Term 4 (today: eleven a week), by the behaviour log. Every pupil "
        "can name a place and a person that help.",
        support="advice",
        use="",
        support_given="Quiet lunch club, visual maps of the building, training for all staff in September from the notional "
        "budget. The outreach service has observed and advised.",
        key_stage="Key Stage 2",
        needs=("ASD",),
        years=("Year 3", "Year 3", "Year 3", "Year 4", "Year 4", "Year 4", "Year 4", "Year 3"),
    ),
)

FIRST_NAMES = (
    "Ada", "Ben", "Cara", "Dylan", "Ella", "Finn", "Gita", "Harry", "Isla", "Jonah", "Kezia", "Leo", "Mina", "Noah",
    "Orla", "Pavel", "Quinn", "Ruby", "Samir", "Tess", "Umar", "Vera", "Wren", "Yusuf", "Zara",
)  # fmt: skip
LAST_NAMES = (
    "Ashdown", "Barlow", "Clement", "Dray", "Epps", "Fagg", "Goodhew", "Hollands", "Imrie", "Jarrold", "Kemsley",
    "Luck", "Mockett", "Neame", "Ovenden", "Pilcher", "Quested", "Rigden", "Solley", "Tapsell", "Uden", "Vinson",
    "Wraight", "Yates",
)  # fmt: skip
AGE_OF_YEAR = {"Reception": 4, **{f"Year {year}": year + 4 for year in range(1, 15)}}

SUMMARY = (
    "The community agreed that the question is about change for the children and that the measures will show it. Members "
    "asked about afternoons and about what happens when the support ends; the school will train its own staff alongside."
)
DETAILS = "Support as asked for, for two terms, with a visit from a school that has done similar work."
REASONS = "The community was not shown what the school’s notional budget has paid for, and a similar offer is free from outreach."
OWN_PROVISION = "The school keeps the morning group going with its own staff and reviews it at half term."
ALTERNATIVES = (
    "Two schools offered a visit to their nurture rooms; one will share its lunchtime plan and its training slides."
)
MISSING = "Please say what the measures in your outcomes show today, and what the notional budget has already paid for."
