"""What the made-up schools write in the practice library. Every case is invented, and no pupil stands in any of them."""

from dataclasses import dataclass

A, S, F = "advice", "school_support", "funding"
P, Y = "primary", "secondary"
KS = {1: "Key Stage 1", 2: "Key Stage 2", 3: "Key Stage 3", 4: "Key Stage 4"}


@dataclass(frozen=True)
class Story:
    """One case as a teacher might write it: `took` are hours, weeks and a band of cost; `came`, the result and how it is known."""

    title: str
    needs: tuple[str, ...]
    phase: str
    stage: int
    kind: str
    tried: str
    took: tuple[int, int, str]
    came: tuple[str, str]
    unsuited: str = ""


# fmt: off
CASES = (
    Story("A calm start at the gate for pupils who find mornings hard", ("SEMH",), P, 2, A,
        "An adult they know met a small group at the gate ten minutes early. They walked in together, put bags away and had "
        "toast. The class teacher said hello before the register. We kept the same adult all term and told families who "
        "would be there.", (90, 24, "under_500"), ("hoped", "measured"), "Where the adult changes from day to day."),
    Story("Reward charts for staying in the classroom", ("SEMH",), P, 1, A,
        "We gave stickers for each lesson in class, and a prize on Friday. It worked for a fortnight. Then pupils who missed "
        "the prize gave up on Monday, and walked out more often than before.", (30, 12, "under_500"), ("back", "measured"),
        "For pupils who are anxious. We would not do it again."),
    Story("Lunch in a smaller room for pupils who find the hall too loud", ("ASD", "SEMH"), P, 2, A,
        "A quiet room with eight places and board games, run by a midday supervisor. Pupils choose each day, and may bring a "
        "friend. We moved the queue so that nobody waits in the noise.", (60, 18, "under_500"), ("more", "several"),
        "If pupils are sent there as a consequence, they stop choosing it."),
    Story("Repeated reading in tutor time", ("SPLD", "MLD"), Y, 3, S,
        "Tutors read the same short text with a group on Monday, Wednesday and Friday. A colleague from a neighbouring school "
        "trained us in an afternoon and came back after a month to listen in.", (140, 20, "under_500"), ("hoped", "measured"),
        "Pupils who read too few words of the text need phonics first."),
    Story("A phonics programme for older readers, from a box", ("SPLD",), Y, 3, F,
        "We bought the programme and gave it to whoever was free. Sessions were missed in every assessment week. Reading ages "
        "rose by as much as in the year before, so we cannot say that it helped.", (120, 30, "under_2000"),
        ("no_change", "measured"), "Without an adult who has the time each day."),
    Story("Visual timetables that the class teacher changes with pupils", ("ASD",), P, 1, A,
        "Every class has the same symbols. Each morning the teacher puts the day up with the pupils, and takes away what is "
        "done. An adviser showed us how to warn of a change with a question mark card.", (25, 12, "under_500"),
        ("hoped", "several")),
    Story("Talking partners with sentence starters", ("SLCN",), P, 1, S,
        "A speaking and listening lead from another school taught three lessons while we watched. We now plan one talk task "
        "into each lesson, with starters on the table. Assistants write down what they hear once a week.",
        (50, 24, "none"), ("some", "several"), "In classes where most pupils are new to English it needs pictures too."),
    Story("An assistant beside the pupil all day", ("MLD", "SEMH"), P, 2, F,
        "We paid for full days for two terms. Work got finished, but pupils asked the adult before they tried. When the money "
        "ended they did less by themselves than at the start.", (760, 26, "from_10000"), ("back", "several"),
        "If you want independence. Share the adult in a group from the first week."),
    Story("From one adult beside each pupil to one adult for a table", ("MLD",), P, 2, A,
        "After advice from our community we put pupils who work at the same level at one table. The assistant starts the task, "
        "leaves for ten minutes and comes back. Teachers plan the ten minutes.", (40, 20, "none"), ("hoped", "several")),
    Story("Sensory breaks by the clock", ("ASD",), P, 1, A,
        "Five minutes of heavy work every hour: carrying books, wall pushes, a walk with a job. An occupational therapist wrote "
        "the list. Everybody in the class does it, so nobody is singled out.", (20, 12, "none"), ("some", "school"),
        "Pupils who are deep in a task get upset when the clock rings."),
    Story("A sensory room that was always full", ("ASD", "SEMH"), P, 0, F,
        "We fitted out a storeroom with lights and a tent. With no timetable it became the place for anyone who was cross. The "
        "pupils it was meant for stopped going.", (80, 38, "under_10000"), ("no_change", "several"),
        "Without a plan for who uses it, when, and how they go back."),
    Story("Nurture group for five mornings a week", ("SEMH",), P, 1, F,
        "Eight pupils, two trained adults, breakfast and the same routine every day. Afternoons in class with a note home. "
        "Pupils left the group after two or three terms.", (720, 36, "from_10000"), ("more", "measured"),
        "If the same adults also cover absence, the group falls apart."),
    Story("Nurture group without training", ("SEMH",), P, 1, F,
        "We copied what we had seen on a visit and opened in a week. Adults were kind, but had no plan for hard moments, and "
        "the room got louder. We closed it at half term.", (180, 7, "under_5000"), ("back", "school"),
        "Train first. Visit for more than an hour."),
    Story("Mentor from the sixth form for Year 7", ("SEMH",), Y, 3, A,
        "Older pupils met a group of new ones each Tuesday in form time. They talked about bags, corridors and homework. A "
        "teacher met the mentors every half term.", (30, 26, "none"), ("some", "several"),
        "Pupils with serious worries need an adult."),
    Story("Later start for pupils who stay at home out of worry", ("SEMH",), Y, 4, A,
        "We agreed a start at ten for six weeks, and added a lesson a fortnight. The same person met them each day. Families "
        "had one number to ring.", (70, 18, "none"), ("hoped", "measured"), "If no date is set for the next step."),
    Story("Online lessons for pupils who stay at home out of worry", ("SEMH",), Y, 4, F,
        "We paid for live lessons at home. Pupils joined for a month with cameras off. Coming back to school became harder, "
        "because home had become school.", (60, 20, "under_10000"), ("back", "measured"),
        "As a first step. It may suit a long illness."),
    Story("Pre-teaching ten words before each topic", ("SLCN", "MLD"), Y, 3, A,
        "The assistant teaches ten words with pictures the day before. Teachers use the same pictures on the first slide. "
        "Pupils put a hand up more.", (60, 24, "none"), ("hoped", "several")),
    Story("Coloured overlays for everyone who asked", ("SPLD",), Y, 3, A,
        "We bought a class set. Pupils liked choosing a colour. Reading speed with and without was the same when we timed it.",
        (15, 10, "under_500"), ("no_change", "measured")),
    Story("Speech therapist trains our assistants", ("SLCN",), P, 1, F,
        "Six half days of training with practice in between. The therapist watched each assistant twice. We kept groups small "
        "and stopped what did not work.", (110, 30, "under_5000"), ("hoped", "measured")),
    Story("Speech therapist sees pupils one at a time", ("SLCN",), P, 1, F,
        "Weekly sessions of half an hour outside the classroom. Pupils got better in the room with the therapist. Teachers "
        "did not know what was practised, and nothing carried over.", (36, 24, "under_5000"), ("no_change", "several"),
        "Unless someone from the class sits in."),
    Story("Large print and a plan for every lesson", ("VI",), Y, 3, A,
        "The specialist teacher went through a week of lessons with heads of department. Slides now come the day before in "
        "one folder, and exams are ordered at the start of the year.", (45, 36, "under_500"), ("hoped", "several")),
    Story("Radio aid left in the drawer", ("HI",), Y, 3, A,
        "The equipment was good. But supply staff were not told, and pupils did not want to hand the microphone round. After "
        "a term it was used in one subject.", (10, 14, "none"), ("no_change", "school"),
        "Ask pupils first how they want it done."),
    Story("Radio aid with a routine that pupils chose", ("HI",), Y, 3, S,
        "A school with experience lent us its script for the start of a lesson. Pupils chose who hands over the microphone. "
        "The cover folder has a page about it.", (14, 20, "none"), ("more", "several")),
    Story("Handwriting club before school", ("PD", "SPLD"), P, 2, A,
        "Twenty minutes of finger games, pencils and cutting, three mornings a week. An occupational therapist chose the "
        "games. We measured how many letters pupils write in a minute.", (40, 16, "under_500"), ("some", "measured")),
    Story("Touch typing instead of handwriting", ("PD", "SPLD"), Y, 3, F,
        "We bought laptops and a typing course, ten minutes a day for a term. Pupils wrote twice as much in history and "
        "English by summer. Teachers needed to be reminded to accept typed work.", (60, 12, "under_10000"),
        ("more", "measured"), "For pupils who do not practise each day."),
    Story("Ball games plan for playtime", ("SEMH",), P, 2, A,
        "Zones on the playground, a rota and adults who join in. We trained Year 6 to referee. Arguments after lunch fell by "
        "half, by the log in the office.", (35, 24, "under_500"), ("hoped", "measured")),
    Story("Restorative meetings after every fall-out", ("SEMH",), Y, 3, A,
        "We held a meeting for each incident. It took so long that meetings were a week late, and pupils had moved on.",
        (200, 30, "none"), ("no_change", "several"), "For small things. Keep it for what still hurts the next day."),
    Story("Restorative meetings within a day, for some things only", ("SEMH",), Y, 3, S,
        "A pastoral lead from another school helped us to choose what needs a meeting. We promise it for the next day, and it "
        "takes a quarter of an hour.", (80, 30, "none"), ("hoped", "several")),
    Story("Maths with cubes and pictures for longer", ("MLD",), P, 2, A,
        "Pupils who were lost in column addition went back to cubes for half a term, in the class and not in the corridor. "
        "The whole class used them, so that no one stood out.", (20, 8, "under_500"), ("hoped", "measured")),
    Story("Precision teaching of number facts", ("MLD", "SPLD"), P, 2, A,
        "Five minutes a day with a card and a chart. Assistants learned it in an hour from our educational psychologist. "
        "Facts were known after six weeks and still known in summer.", (45, 18, "none"), ("more", "measured"),
        "If days are missed it does little."),
    Story("A homework club nobody came to", ("MLD",), Y, 3, F,
        "We opened the library until five with two adults. The pupils it was for go home by bus at half past three.",
        (60, 12, "under_2000"), ("no_change", "measured"), "Ask about buses first. At lunch it might work."),
    Story("Moving to secondary school in five visits", ("ASD", "SEMH"), P, 2, S,
        "The secondary school sent the same person for five visits from March on: here, there, lunch, a lesson and a bus ride. "
        "Pupils made a book with photographs of places.", (50, 16, "under_500"), ("hoped", "several")),
    Story("Moving to secondary school with a summer camp", ("SEMH",), P, 2, F,
        "A week of sport and art in August. Those who came had fun. The pupils who worried most did not come.",
        (100, 1, "under_5000"), ("some", "several"), "For pupils who avoid new places. Visit with them in term time."),
    Story("Zones of feelings in every classroom", ("SEMH", "ASD"), P, 1, A,
        "The same four colours on each wall, and adults who name their own colour. We spent a staff meeting a half term on it.",
        (40, 36, "under_500"), ("some", "school"), "If it is used to point at pupils when they are cross."),
    Story("Therapy dog on Fridays", ("SEMH",), Y, 3, F,
        "A trained dog and its owner came for an hour. Pupils loved it and came to school on Fridays. Other days stayed as "
        "they were.", (30, 20, "under_2000"), ("some", "measured"), "Where pupils are afraid of dogs or allergic."),
    Story("Exam access planned from Year 9", ("SPLD",), Y, 4, A,
        "We test in summer and use the same help in each lesson and mock from then on. Readers and laptops are normal by the "
        "time it counts.", (70, 38, "under_500"), ("hoped", "several")),
    Story("Parents’ coffee morning about sleep", ("ASD", "SEMH"), P, 1, A,
        "A nurse from the health service came once a term. Ten families came each time. They told us that bedtime was easier. "
        "We do not know yet whether mornings are.", (12, 30, "under_500"), ("cannot_say", "several")),
    Story("Lego building in a group to learn to talk together", ("ASD", "SLCN"), P, 2, A,
        "Each pupil has a job: one describes, one finds, one builds. An assistant keeps the rules for half an hour a week.",
        (25, 20, "under_500"), ("cannot_say", "school")),
    Story("Signing with the whole class", ("SLCN", "HI"), P, 1, S,
        "A neighbouring school taught us ten signs a week in assembly. Everybody signs the register and please and thank you. "
        "Pupils who speak little ask for help more.", (30, 24, "none"), ("hoped", "several")),
    Story("Cooling off cards in a large school", ("SEMH",), Y, 3, A,
        "Pupils could leave a lesson with a card for five minutes. Without an adult at the other end many did not come back. "
        "We stopped after a term and now meet them at the door.", (25, 12, "none"), ("back", "measured"),
        "In a building with many exits."),
)
# fmt: on
