"""Awkward pupils, and the ways in which each is written: what a person reads as the name, and what stays. Data only.

Written by hand, from registers, file names and slips of real typing; nothing here is computed by what it tests (RES-9).
"""

from dataclasses import dataclass, field
from datetime import date

A, B = "Pupil A", "Pupil B"
DATE = "(date of birth)"
NAME = "(name)"
MARCH_27 = date(2018, 3, 27)


@dataclass(frozen=True)
class Awkward:
    """Pupils of a request as they are listed, the first of them Pupil A; and texts about them."""

    why: str
    pupils: tuple[str, ...]
    born: date | None = None
    """Of the first pupil."""
    known: tuple[str, ...] = ()
    """Names that everybody may read."""
    spelled: tuple[str, ...] = ()
    """Each is, by itself, the first pupil."""
    reads: tuple[tuple[str, ...], ...] = ()
    """A text, and what others may read in its place: one of the readings that follow it."""
    stays: tuple[str, ...] = ()
    """What names nobody."""
    elsewhere: tuple[str, ...] = field(default=())
    """Pupils listed only in another request of the school."""


# fmt: off
NAMES = (
    Awkward(
        "listed without accents, typed with them",
        ("Zoe Bronte",),
        spelled=("Zoë", "Zoé", "ZOË", "zoë brontë", "Zoe\u0308", "Zoë Brontë", "Bronte\u0308", "Brontë, Zoë", "Zóe"),
        stays=("A zone.", "The zoo is near.", "Brontosaurus", "Zoey and Zoella read."),
    ),
    Awkward(
        "listed with accents, typed without",
        ("Zoë Brontë",),
        spelled=("Zoe", "ZOE BRONTE", "Zoe Bronte", "Zoe\u0308 Bronte\u0308", "bronte", "Zoë"),
    ),
    Awkward(
        "accents listed as marks of their own",
        ("Jose\u0301 Pen\u0303ablanca",),
        spelled=("José", "Jose", "Peñablanca", "PEÑABLANCA", "penablanca", "José Peñablanca", "Jose\u0301"),
    ),
    Awkward(
        "Polish ł and ó have no plain form of their own",
        ("Łukasz Wójcikowski",),
        spelled=("Lukasz", "Łukasz", "LUKASZ", "łukasz", "ŁUKASZ WÓJCIKOWSKI", "Lukasz Wojcikowski", "wojcikowski"),
        stays=("Luke asks.", "Lukas reads."),
    ),
    Awkward("typed with ł where the list has l", ("Lukasz Nowakowa",), spelled=("Łukasz", "łukasz nowakowa", "ŁUKASZ")),
    Awkward(
        "Danish ø and æ, in one letter, in two and left bare",
        ("Søren Bækgaard",),
        spelled=(
            "Soren", "Soeren", "SØREN", "søren", "SOEREN BAEKGAARD", "Søren Bækgaard", "Soren Baekgaard", "Baekgaard",
            "bækgaard",
        ),
        stays=("A sore nose.", "Serene."),
    ),
    Awkward("the list has the plain o", ("Soren Baekgaard",), spelled=("Søren", "SØREN BÆKGAARD", "Bækgaard")),
    Awkward("the list has oe for ø", ("Soeren Lindqvist",), spelled=("Søren", "SØREN", "Søren Lindqvist")),
    Awkward(
        "Vietnamese, two marks on a letter and a crossed d",
        ("Nguyễn Minh Đức",),
        spelled=(
            "Nguyễn", "Nguyen", "NGUYỄN", "Nguye\u0302\u0303n", "Đức", "Duc", "ĐỨC", "duc", "Nguyen Minh Duc",
            "Minh Đức", "Đức Nguyễn", "Nguyen Duc", "Minh",
        ),
        stays=("A duck.", "We conduct it."),
    ),
    Awkward("typed with a crossed d where the list has d", ("Duc Tranvan",), spelled=("Đức", "đức tranvan", "Ðuc")),
    Awkward(
        "ß listed", ("Anna Weißgerber",), spelled=("Weißgerber", "Weissgerber", "WEISSGERBER", "Weiẞgerber", "Anna")
    ),
    Awkward("ß typed", ("Anna Weissgerber",), spelled=("Weißgerber", "anna weißgerber", "WEIẞGERBER")),
    Awkward(
        "German ü listed",
        ("Jürgen Krölling",),
        spelled=(
            "Juergen", "Jurgen", "JÜRGEN", "JUERGEN", "Ju\u0308rgen", "jürgen", "Kroelling", "Krolling",
            "Juergen Kroelling",
        ),
        stays=("A jury.",),
    ),
    Awkward("German ue listed", ("Juergen Kroelling",), spelled=("Jürgen", "Krölling", "JÜRGEN KRÖLLING")),
    Awkward("u listed", ("Jurgen Krolling",), spelled=("Jürgen", "Krölling")),
    Awkward(
        "Icelandic þ and ð, French œ",
        ("Þórunn Lecœur-Sigurðar",),
        spelled=(
            "Thorunn", "Þórunn", "þórunn", "Lecoeur", "LECŒUR", "Lecœur-Sigurðar", "Lecoeur-Sigurdar", "Sigurdar",
            "Sigurðar", "Thorunn Lecoeur Sigurdar",
        ),
    ),
    Awkward(
        "Turkish i with and without its dot",
        ("İpek Yıldızoğlu",),
        spelled=(
            "İpek", "Ipek", "ipek", "IPEK", "ıpek", "i\u0307pek", "Yildizoglu", "YILDIZOĞLU", "Yıldızoğlu",
            "yıldızoglu", "ipek yildizoglu",
        ),
    ),
    Awkward(
        "dotted i typed, plain i listed", ("Ipek Yildizoglu",), spelled=("İpek", "ıpek", "Yıldızoğlu", "YILDIZOĞLU")
    ),
    Awkward(
        "marks that nobody sees, inside and beside a name",
        ("Zephyrine Quorbury",),
        spelled=(
            "Zephy\u00adrine", "Zephy\u200brine", "Zephy\u200crine", "Zephy\u200drine", "Zephy\u2060rine",
            "Zephy\ufeffrine", "Zephy\u200erine", "\u202dZephyrine\u202c", "\u200eZephyrine\u200f",
            "\u2066Zephyrine\u2069", "\ufeffZephyrine", "Z\u200be\u200bp\u200bh\u200by\u200br\u200bi\u200bn\u200be",
            "Zephyrine\u200b Quorbury", "Zephyrine\u200bQuorbury", "Quor\u00adbury", "Zephyrine \u2060 Quorbury",
            "Zephy\u180erine", "Zephy\u034frine", "Zephy\u115frine", "Zephy\ufe0frine", "Zephy\u061crine",
        ),
    ),
    Awkward(
        "spaces and lines between the parts",
        ("Zephyrine Quorbury",),
        spelled=(
            "Zephyrine\u00a0Quorbury", "Zephyrine\nQuorbury", "Zephyrine\r\nQuorbury", "Zephyrine   Quorbury",
            "Zephyrine\tQuorbury", "Zephyrine\u2009Quorbury", "Zephyrine\u202fQuorbury", "Zephyrine\u3000Quorbury",
            "Zephyrine\u2028Quorbury",
        ),
        reads=(
            ("Zephyrine\n\nQuorbury reads.", "Pupil A reads.", "Pupil A\n\nPupil A reads."),
            ("Zephyrine/Quorbury", A, "Pupil A/Pupil A"),
        ),
    ),
    Awkward(
        "a word broken at the end of a line",
        ("Zephyrine Quorbury",),
        spelled=(
            "Zephy-rine", "Zephy-\nrine", "Zephy\u2010\nrine", "Zephy\u00ad\nrine", "Quor-\r\nbury", "Zephy\u2011rine",
        ),
    ),
    Awkward(
        "wide letters, ligatures and letters of mathematics",
        ("Effie Flintwhistle",),
        spelled=(
            "Ｅｆｆｉｅ", "ＥＦＦＩＥ Ｆｌｉｎｔｗｈｉｓｔｌｅ", "E\ufb03e", "\ufb02intwhistle", "E\ufb03e \ufb02intwhistle",
            "𝐄𝐟𝐟𝐢𝐞", "Ⓔⓕⓕⓘⓔ",
        ),
        stays=("An effigy.", "\ufb02int"),
    ),
    Awkward(
        "Cyrillic and Greek letters that look the same",
        ("Zoe Bronte",),
        spelled=(
            "Z\u043ee", "Zo\u0435", "\u0396oe", "Z\u03bfe", "Br\u043ente", "\u0412r\u043ent\u0435", "Z\u043e\u0435",
        ),
        stays=("\u0417\u043e\u044f", "\u0396\u03ce\u03b7"),
    ),
    Awkward(
        "a name in Cyrillic or Greek is a name",
        ("Олена Шевченкова",),
        spelled=("Олена", "ОЛЕНА ШЕВЧЕНКОВА", "олена", "Шевченкова, Олена"),
    ),
    Awkward(
        "Irish O, with every mark for an apostrophe and with none",
        ("Ann O'Brienmoor",),
        spelled=(
            "O'Brienmoor", "O’Brienmoor", "O‘Brienmoor", "O′Brienmoor", "O`Brienmoor", "O´Brienmoor", "OʼBrienmoor",
            "O＇Brienmoor", "OBrienmoor", "Obrienmoor", "O Brienmoor", "O' Brienmoor", "O-Brienmoor", "Brienmoor",
            "BRIENMOOR", "O’BRIENMOOR", "Ann O'Brienmoor", "ann obrienmoor", "Ann O Brienmoor", "Ann Brienmoor", "Ann",
        ),
        reads=(("O&#39;Brienmoor", A, "O&#39;Pupil A"),),
        stays=("O level", "O, for an hour more", "Annual", "Anna", "planned", "O’Clock"),
    ),
    Awkward(
        "the list without the apostrophe",
        ("Ann OBrienmoor",),
        spelled=("O'Brienmoor", "O’Brienmoor", "OBrienmoor", "o’brienmoor"),
    ),
    Awkward(
        "Italian d'",
        ("Rosa d'Angelozzi",),
        spelled=(
            "d'Angelozzi", "D’Angelozzi", "Dangelozzi", "dAngelozzi", "Angelozzi", "D ANGELOZZI", "rosa d’angelozzi",
        ),
        stays=("He'd gone.", "maître d’", "d"),
    ),
    Awkward(
        "an Arabic article, joined, split and written together",
        ("Sami Al-Hassanov",),
        spelled=(
            "Al-Hassanov", "Alhassanov", "AlHassanov", "Al Hassanov", "al-hassanov", "Al\u2011Hassanov",
            "Al\u2010Hassanov", "Al–Hassanov", "Al—Hassanov", "Al\u2212Hassanov", "Hassanov", "Sami Hassanov",
            "Sami Al Hassanov", "Al-\nHassanov",
        ),
        stays=("et al.", "also", "Tsunamis"),
    ),
    Awkward(
        "the list without the hyphen",
        ("Sami Alhassanov",),
        spelled=("Al-Hassanov", "Al Hassanov", "Al\u2011Hassanov", "ALHASSANOV"),
    ),
    Awkward(
        "a double first name",
        ("Mary-Jane Fothergill",),
        spelled=(
            "Mary-Jane", "MaryJane", "Mary Jane", "Maryjane", "mary\u2011jane", "MARY-JANE", "Mary–Jane", "Mary",
            "Jane", "Mary Fothergill", "Mary-Jane Fothergill", "Jane Fothergill",
        ),
        stays=("A summary.", "Maryland"),
    ),
    Awkward(
        "a double surname",
        ("Marigold Smyth-Jonesworth",),
        spelled=(
            "Smyth-Jonesworth", "Smyth Jonesworth", "SmythJonesworth", "Jonesworth", "Smyth",
            "MARIGOLD  SMYTH-JONESWORTH", "marigold smyth-jonesworth", "Marigold Jonesworth",
            "Marigold Jonesworth-Smyth",
        ),
        reads=(
            (
                "The marigolds are out.",
                "The Pupil A are out.",
                "The Pupil A’s are out.",
                "The Pupil A's are out.",
                "The Pupil As are out.",
            ),
        ),
        stays=("A marigoldish yellow.", "Smythe", "Smythson"),
    ),
    Awkward(
        "names in file names and addresses",
        ("Alfie Oakleaf",),
        reads=(
            ("Alfie_Oakleaf_plan.docx", "Pupil A_plan.docx"),
            ("AlfieOakleaf.docx", "Pupil A.docx"),
            ("alfieoakleaf@example.org", "Pupil A@example.org"),
            ("alfie.oakleaf@example.org", "Pupil A@example.org"),
            ("oakleafalfie.pdf", "Pupil A.pdf"),
            ("photo_alfie.jpg", "photo_Pupil A.jpg"),
            ("photo-of-alfie.jpg", "photo-of-Pupil A.jpg"),
            ("_Alfie_", "_Pupil A_"),
            ("Alfie2", "Pupil A2", "Pupil A 2"),
            ("2Alfie", "2Pupil A", "2 Pupil A"),
            ("Alfie2018plan", "Pupil A2018plan", "Pupil A 2018plan"),
            ("IMG_20260901_Alfie.jpg", "IMG_20260901_Pupil A.jpg"),
            ("plan+alfie%20oakleaf.pdf", "plan+Pupil A.pdf", "plan+Pupil A%20Pupil A.pdf"),
            ("https://example.org/alfie/oakleaf", "https://example.org/Pupil A", "https://example.org/Pupil A/Pupil A"),
            ("#alfie", "#Pupil A"),
            ("@alfieoakleaf", "@Pupil A"),
        ),
        stays=("Oakleafy", "Oakland_plan.docx", "Alfiesta"),
    ),
    Awkward(
        "possessives and plurals, with the apostrophe and without",
        ("Zephyrine Quorbury",),
        reads=(
            ("Zephyrine's desk", "Pupil A's desk", "Pupil A’s desk"),
            ("Zephyrine’s desk", "Pupil A’s desk"),
            ("Zephyrine´s desk", "Pupil A´s desk", "Pupil A's desk", "Pupil A’s desk"),
            ("Zephyrines mum", "Pupil A mum", "Pupil A's mum", "Pupil A’s mum", "Pupil As mum"),
            ("ZEPHYRINES desk", "Pupil A desk", "Pupil A's desk", "Pupil A’s desk", "Pupil AS desk", "Pupil As desk"),
            ("ZEPHYRINE'S desk", "Pupil A'S desk", "Pupil A's desk", "Pupil A’s desk"),
            ("Zephyrine' desk", "Pupil A' desk", "Pupil A desk"),
            ("Zephyrine Quorbury’s desk", "Pupil A’s desk"),
            ("Zephyrine Quorburys desk", "Pupil A desk", "Pupil A's desk", "Pupil A’s desk", "Pupil As desk"),
            (
                "The Quorburys came.",
                "The Pupil A came.",
                "The Pupil A's came.",
                "The Pupil A’s came.",
                "The Pupil As came.",
            ),
            (
                "“Zephyrine”, (Quorbury); Zephyrine: Quorbury!",
                "“Pupil A”, (Pupil A); Pupil A: Pupil A!",
                "“Pupil A”, (Pupil A); Pupil A!",
                "“Pupil A” (Pupil A); Pupil A!",
            ),
        ),
    ),
    Awkward(
        "names that end in s",
        ("James Harrisworth-Bates",),
        reads=(
            ("James' desk", "Pupil A' desk", "Pupil A desk", "Pupil A's desk"),
            ("James’ desk", "Pupil A’ desk", "Pupil A desk", "Pupil A’s desk"),
            ("James's desk", "Pupil A's desk", "Pupil A’s desk"),
            ("Bateses", A, "Pupil As", "Pupil A's", "Pupil A’s", "Pupil Aes"),
        ),
        spelled=("James", "JAMES", "Bates"),
    ),
    Awkward(
        "listed as registers write it",
        ("Quorbury, Zephyrine",),
        spelled=(
            "Quorbury, Zephyrine", "QUORBURY, Zephyrine", "QUORBURY Zephyrine", "Quorbury Zephyrine",
            "Zephyrine Quorbury", "Zephyrine", "Quorbury", "quorbury,zephyrine", "Quorbury , Zephyrine",
        ),
        reads=(("Quorbury, then maths.", "Pupil A, then maths."), ("Zephyrine, Quorbury", "Pupil A, Pupil A", A)),
    ),
    Awkward(
        "listed in the usual order, typed as registers write it",
        ("Zephyrine Quorbury",),
        spelled=("Quorbury, Zephyrine", "QUORBURY Zephyrine", "QUORBURY, ZEPHYRINE", "quorbury, zephyrine"),
    ),
    Awkward(
        "a nickname in double quotation marks",
        ("Robert “Bobby” Trillick",),
        spelled=("Robert Trillick", "Bobby Trillick", "Bobby", "bobby", "Trillick", "Robert", "Robert Bobby Trillick"),
        reads=(
            ("Robert “Bobby” Trillick reads.", "Pupil A reads.", "Pupil A “Pupil A” Pupil A reads."),
            ('Robert "Bobby" Trillick reads.', "Pupil A reads.", 'Pupil A "Pupil A" Pupil A reads.'),
            ("Robert (Bobby) Trillick reads.", "Pupil A reads.", "Pupil A (Pupil A) Pupil A reads."),
            ("Robert 'Bobby' Trillick reads.", "Pupil A reads.", "Pupil A 'Pupil A' Pupil A reads."),
            ("Robert «Bobby» Trillick reads.", "Pupil A reads.", "Pupil A «Pupil A» Pupil A reads."),
            ("Trillick, Robert (Bobby) reads.", "Pupil A reads.", "Pupil A (Pupil A) reads."),
        ),
        stays=("Robertson", "Bobbie pins"),
    ),
    Awkward(
        "a nickname in brackets",
        ("Robert (Bobby) Trillick",),
        spelled=("Bobby Trillick", "Bobby", "Robert Trillick", "TRILLICK, Bobby"),
        reads=(
            ("Robert “Bobby” Trillick reads.", "Pupil A reads.", "Pupil A “Pupil A” Pupil A reads."),
            ("Robert (Bobby) Trillick reads.", "Pupil A reads.", "Pupil A (Pupil A) Pupil A reads."),
            ("Robert [Bobby] Trillick reads.", "Pupil A reads.", "Pupil A [Pupil A] Pupil A reads."),
        ),
    ),
    Awkward(
        "a nickname in single quotation marks",
        ("Robert 'Bob' Trillick",),
        spelled=("Bob", "Bob Trillick", "Robert ‘Bob’ Trillick", "Robert Trillick"),
        reads=(("We call him 'Bob'.", "We call him 'Pupil A'."),),
        stays=("A bobble hat.",),
    ),
    Awkward(
        "other notes of registers beside a name",
        ("Trillick, Robert (known as Bobby) [new]",),
        spelled=("Bobby", "Robert Trillick", "Trillick"),
        stays=("It is known as the new room.",),
    ),
    Awkward(
        "middle names left out, and initials",
        ("Zephyrine Anneliese Maud Quorbury",),
        spelled=(
            "Zephyrine Quorbury", "Zephyrine Anneliese Quorbury", "Anneliese", "Maud Quorbury",
            "Zephyrine A. M. Quorbury", "Zephyrine A Quorbury", "Z. Quorbury", "Z Quorbury", "Z. A. M. Quorbury",
            "Zephyrine Anneliese Maud Quorbury",
        ),
        reads=(
            ("Zephyrine Q. reads.", "Pupil A reads.", "Pupil A. reads."),
            ("Quorbury, Z. reads.", "Pupil A reads.", "Pupil A. reads."),
        ),
    ),
    Awkward(
        "an initial in the list",
        ("Zephyrine A. Quorbury",),
        spelled=("Zephyrine A. Quorbury", "Zephyrine Quorbury", "Zephyrine A Quorbury", "Zephyrine"),
        stays=("A book.", "Plan A."),
    ),
    Awkward(
        "a name without spaces",
        ("王小明",),
        spelled=("王小明", "王 小明"),
        reads=(
            ("王小明在班上。", "Pupil A在班上。", "Pupil A 在班上。"),
            ("We met 王小明 and 王先生.", "We met Pupil A and 王先生."),
        ),
        stays=("小心", "王"),
    ),
    Awkward(
        "two names of one child, in two scripts",
        ("Xiaoming Wangfei (王小明)",),
        spelled=("王小明", "Xiaoming", "Wangfei Xiaoming", "Xiaoming Wangfei 王小明"),
    ),
    Awkward(
        "particles",
        ("Ann de la Cruzado",),
        spelled=(
            "Ann de la Cruzado", "de la Cruzado", "De La Cruzado", "Cruzado", "delacruzado", "De la Cruzado, Ann",
            "Ann Cruzado",
        ),
        stays=("crème de la crème", "Rue de la Paix", "de", "la", "à la carte"),
    ),
    Awkward(
        "more particles",
        ("Pieter van der Zwanenburg",),
        spelled=("van der Zwanenburg", "Van Der Zwanenburg", "vanderzwanenburg", "Zwanenburg"),
        reads=(("v.d. Zwanenburg", A, "v.d. Pupil A"),),
        stays=("A van came.", "The van der people", "der"),
    ),
    Awkward(
        "everyday words that are also a name",
        ("Will Maytree-May",),
        reads=(
            ("We hope that Will will come; it may help May.", "We hope that Pupil A will come; it may help Pupil A."),
            ("Will Maytree-May reads.", "Pupil A reads."),
            ("will maytree-may reads", "Pupil A reads"),
        ),
        stays=("it may help", "we will read", "willing", "maybe", "goodwill"),
    ),
    Awkward(
        "a whole name of everyday words",
        ("Will May",),
        spelled=("Will May", "WILL MAY", "May, Will", "will may", "Will", "May"),
        stays=("It may help; they will see.", "maypole", "we all will, and may"),
    ),
    Awkward(
        "a short name",
        ("Li Wei",),
        spelled=("Li Wei", "Wei Li", "Li", "Wei", "LI WEI"),
        stays=("Lithe", "weigh", "weird"),
    ),
    Awkward("a name of one letter", ("O",), stays=("to and fro", "Year 4", "Oh")),
    Awkward(
        "siblings: each by the first name, both by the surname",
        ("Ann Oakleaf", "Bo Oakleaf"),
        reads=(
            ("Ann Oakleaf and Bo Oakleaf sit together.", "Pupil A and Pupil B sit together."),
            ("Ann and Bo Oakleaf sit together.", "Pupil A and Pupil B sit together."),
            ("Oakleaf, Bo", B),
            (
                "Bo’s desk, Anns desk",
                "Pupil B’s desk, Pupil A desk",
                "Pupil B’s desk, Pupil A’s desk",
                "Pupil B’s desk, Pupil A's desk",
                "Pupil B’s desk, Pupil As desk",
            ),
            ("Bo_Oakleaf.docx", "Pupil B.docx"),
            ("Oakleaf reads.", "Pupil A reads."),
            ("BO OAKLEAF", B),
            ("B. Oakleaf", B, "B. Pupil A", A),
        ),
        stays=("Annual", "Boat"),
    ),
    Awkward(
        "two pupils of one first name",
        ("Ann Oakleaf", "Ann Elmstead"),
        reads=(
            ("Ann Elmstead and Ann Oakleaf", "Pupil B and Pupil A"),
            ("Elmstead, Ann", B),
            ("Ann reads.", "Pupil A reads."),
            ("Elmstead", B),
        ),
    ),
    Awkward(
        "a head with a pupil's surname",
        ("Noah Barlowe",),
        known=("Hannah Barlowe",),
        reads=(
            ("Noah Barlowe reads.", "Pupil A reads."),
            ("Barlowe, Noah", A),
            ("Noah's book", "Pupil A's book", "Pupil A’s book"),
            ("Mrs Barlowe asked.", "(name) asked."),
            ("Mr. Barlowe asked.", "(name) asked."),
            ("Ms Barlowe, Dr Barlowe and Miss Barlowe", "(name), (name) and (name)"),
            ("Barlowe asked.", "(name) asked."),
            ("Mrs Barlowe’s letter", "(name)’s letter"),
            ("Hannah Barlowe taught Noah Barlowe.", "Hannah Barlowe taught Pupil A."),
            ("Hannah Barlowe and her son Noah", "Hannah Barlowe and her son Pupil A"),
            ("Noah_Barlowe.docx", "Pupil A.docx"),
            ("NOAH BARLOWE, mother MRS BARLOWE", "Pupil A, mother (name)"),
            ("Noah and Mrs Barlowe", "Pupil A and (name)"),
        ),
        stays=(
            "Hannah Barlowe signed.", "HANNAH BARLOWE", "Hannah Barlowe’s report", "Mrs Hannah Barlowe",
            "Hannah wrote.", "hannah barlowe",
        ),
    ),
    Awkward(
        "a mother of the pupil's surname, whom nobody knows",
        ("Noah Barlowe",),
        reads=(
            ("Mrs Barlowe asked.", "Mrs (name) asked."),
            ("Noah’s mother, Mrs Barlowe", "Pupil A’s mother, Mrs (name)"),
        ),
    ),
    Awkward(
        "siblings and a teacher of one surname",
        ("Ann Barlowe", "Bo Barlowe"),
        known=("Hannah Barlowe", "Tom Day"),
        reads=(
            ("Ann and Bo Barlowe with Hannah Barlowe", "Pupil A and Pupil B with Hannah Barlowe"),
            ("Mr Barlowe and Bo", "(name) and Pupil B"),
        ),
        stays=("Tom Day", "Hannah Barlowe"),
    ),
    Awkward(
        "a teacher with a pupil's first name",
        ("Alfie Oakleaf",),
        known=("Alfie Morton",),
        reads=(
            ("Alfie Oakleaf and Alfie Morton", "Pupil A and Alfie Morton"),
            ("Alfie reads.", "Pupil A reads.", "(name) reads."),
        ),
        stays=("Alfie Morton wrote.", "Morton wrote."),
    ),
    Awkward(
        "a school with a pupil's name",
        ("Alfie Oakley",),
        known=("Oakley Lane Primary School", "St Alfie’s Church of England School"),
        reads=(("Alfie Oakley is at Oakley Lane Primary School.", "Pupil A is at Oakley Lane Primary School."),),
        stays=("Oakley Lane Primary School", "St Alfie’s Church of England School", "oakley lane primary school"),
    ),
    Awkward(
        "a pupil of another request of the school",
        ("Alfie Oakleaf",),
        elsewhere=("Marigold Penhallowe",),
        reads=(
            ("Marigold Penhallowe and Alfie", "A pupil and Pupil A"),
            ("Penhallowe, Marigold", "a pupil", "A pupil"),
            ("MARIGOLD PENHALLOWE", "a pupil", "A pupil"),
            ("We saw Marígold\u00a0Penhallowe.", "We saw a pupil."),
        ),
    ),
    Awkward(
        "Welsh ap and a double surname",
        ("Siân ap Rhydderch-Wynne",),
        spelled=("Sian", "ap Rhydderch", "Siân Ap Rhydderch Wynne", "Rhydderch-Wynne, Siân", "RHYDDERCH WYNNE", "Siân Wynne"),
        stays=("an app", "Wynn asked.", "Asian food"),
    ),
    Awkward(
        "Irish Mac Giolla, in three words, two or one",
        ("Seán Mac Giolla Phádraigín",),
        spelled=(
            "Sean", "Mac Giolla Phádraigín", "MacGiollaPhadraigin", "Giolla Phádraigín", "Phádraigín, Seán",
            "Mc Giolla Phadraigin",
        ),
        stays=("The Mac is slow.", "A mac and boots."),
    ),
    Awkward(
        "Igbo and Yoruba, dots below and tones above",
        ("Chukwuemeka Okonkwo-Adébáyọ̀",),
        spelled=("Adebayo", "Adébáyọ̀", "Adebayọ", "CHUKWUEMEKA OKONKWO-ADEBAYO", "Chukwu Emeka", "chukwu-emeka", "Okonkwo Adebayo"),
    ),
    Awkward(
        "Arabic bint and al-",
        ("Zaynab bint Yusuf al-Rashidi",),
        spelled=("bint Yusuf", "Al-Rashidi", "Alrashidi", "al Rashidi", "Zaynab Al Rashidi", "Yusuf", "RASHIDI, Zaynab"),
        stays=("et al.", "a bit"),
    ),
    Awkward(
        "Gikuyu, an apostrophe late in the word",
        ("Ngũgĩ wa Thiong'oko",),
        spelled=("Ngugi", "Thiong’oko", "Thiongoko", "wa Thiong'oko", "Thiong oko", "NGŨGĨ"),
    ),
    Awkward(
        "Portuguese, two given names and a Filho",
        ("José María Quintanilha Filho",),
        spelled=("Jose Maria", "JoseMaria", "José-María", "J. M. Quintanilha", "Quintanilha Filho", "Jos&eacute; Mar&iacute;a"),
    ),
    Awkward(
        "a double given name with initials",
        ("Jean-Luc Étienne Beauséjour",),
        spelled=("Jean Luc", "Jeanluc", "jean luc", "E\u0301tienne", "J.-L. Beauséjour", "J. Beausejour", "Beaus%C3%A9jour"),
        stays=("A bean bag.", "a beau"),
    ),
    Awkward(
        "Æ and ö, in one letter or in two",
        ("Æthelred Ödmanhøj",),
        spelled=("Aethelred", "Athelred", "Oedmanhoej", "Odmanhoj", "Ødmanhöj", "ÆTHELRED OEDMANHOJ", "&AElig;thelred"),
        stays=("an athlete",),
    ),
    Awkward(
        "O' and a double surname, as a database leaves it",
        ("Niamh O'Shaughnessy-Peverell",),
        spelled=(
            "O&apos;Shaughnessy", "O''Shaughnessy", "O&#x27;Shaughnessy", "O&amp;#39;Shaughnessy", "Oshaughnessy Peverell",
            "OSHAUGHNESSY",
        ),
    ),
    Awkward(
        "Arabic letters, with vowels, with a stroke that makes a word longer, and with Persian letters",
        ("محمد الرشيدي",),
        spelled=("محمد", "مُحَمَّد", "محمـد", "الرشيدي", "الرشیدی", "محمد الرشيدي"),
    ),
    Awkward(
        "Greek, as its grammar ends it",
        ("Αλέξανδρος Παπαδόπουλος",),
        spelled=("Αλέξανδρε", "Αλέξανδρου", "ΑΛΕΞΑΝΔΡΟΥ ΠΑΠΑΔΟΠΟΥΛΟΥ", "Παπαδόπουλου", "Αλεξανδρος"),
    ),
    Awkward(
        "a Saint in a surname",
        ("Beatrix-Rose Saint-Clairmont",),
        spelled=("St Clairmont", "St. Clairmont", "St-Clairmont", "Saint Clairmont", "Beatrix Rose", "beatrixrose"),
        stays=("The saint of the school.", "St Peter’s", "a rose garden"),
    ),
    Awkward(
        "an apostrophe behind the first letter",
        ("J’Marcus Ellingsworth",),
        spelled=("JMarcus", "J Marcus", "Jmarcus", "j'marcus", "J&rsquo;Marcus"),
    ),
    Awkward(
        "two words or one",
        ("Mary Ann Thistlewood",),
        spelled=("Maryann", "Mary-Ann", "MaryAnn", "mary ann", "Mary\nAnn", "M. A. Thistlewood"),
        stays=("Marian read.", "An MA in Education", "A summary"),
    ),
    Awkward(
        "families of one surname at several schools, with colleagues whom everybody knows",
        ("Tess Tapsell",),
        known=("Alex Tapsell", "Hannah Barlowe", "Tess Oakden", "Barlowe Hill Primary School"),
        elsewhere=("Noah Barlowe", "Ann Barlowe"),
        reads=(
            ("Alex Tapsell, Tess Tapsell; Noah and Ann Barlowe", "Alex Tapsell, Pupil A; a pupil and a pupil"),
            ("Mr Barlowe, Hannah Barlowe, Noah Barlowe, Tess Tapsell", "(name), Hannah Barlowe, a pupil, Pupil A"),
            ("Dr Tapsell Alex Tapsell and Tess Tapsell; Ann, Noah", "(name) Alex Tapsell and Pupil A; a pupil, a pupil"),
            ("Tess Oakden and Noah of Barlowe Hill Primary School", "Tess Oakden and a pupil of Barlowe Hill Primary School"),
            ("TAPSELL Tess; TAPSELL Alex; BARLOWE Noah", "Pupil A; TAPSELL Alex; a pupil"),
            ("A. Tapsell, T. Tapsell, N. Barlowe", "A. Tapsell, Pupil A, a pupil"),
        ),
        stays=("Alex Tapsell and Hannah Barlowe met Tess Oakden.", "Tapsell, Alex; Barlowe, Hannah; Oakden, Tess"),
    ),
)
# fmt: on

DATES = (
    "27 March 2018", "27th March 2018", "27th of March 2018", "27th of march, 2018", "27 Mar 18", "27 Mar 2018",
    "27Mar2018", "27mar18", "27 MARCH 2018", "March 27 2018", "March 27, 2018", "March 27th, 2018", "Mar 27 2018",
    "Mar. 27, 2018", "27 Mar. 2018", "27/03/2018", "27/3/2018", "27/3/18", "27/03/18", "27.3.2018", "27.03.2018",
    "27.3.18", "27. 3. 2018", "27-03-2018", "27-3-18", "27–03–2018", "27—03—2018", "27\u201103\u20112018",
    "27\u201203\u20122018", "27\u221203\u22122018", "27 3 2018", "27 / 3 / 2018", "27 - 3 - 2018", "27,3,18",
    "27_03_2018", "27\\03\\2018", "27|03|2018", "2018-03-27", "2018/3/27", "2018/03/27",
    "2018.03.27", "2018 03 27", "2018_03_27", "20180327", "27032018", "27 Mar ’18", "27 Mar '18", "27 march’18",
    "27 March '18", "27-Mar-2018", "27-Mar-18", "27/Mar/2018", "27.Mar.2018", "27th March", "27 March",
    "March 27th", "March 27", "27th of March", "27th day of March 2018", "27th day of March",
    "27\u00a0March\u00a02018", "27  March  2018", "27\nMarch 2018", "27 March\n2018", "27th-March-2018",
    "2018 March 27", "27\u200b March 2018", "27/03/\u200b2018", "２７/０３/２０１８", "27 M\u0430rch 2018",
    "Tuesday 27 March 2018", "Tue 27 Mar 2018", "27 th March 2018", "27TH MARCH 2018", "27st March 2018",
    "2018, March 27", "2018-Mar-27", "Tuesday, March 27, 2018",
)  # fmt: skip
"""Ways to write 27 March 2018, with the birthday alone: all hidden."""
WITH_THE_DAY_OF_THE_WEEK = ("Tuesday 27 March 2018", "Tue 27 Mar 2018", "Tuesday, March 27, 2018")
"""The day of the week may stay or go."""
OTHER_DATES = {
    date(2018, 3, 14): ("14,3,18", "14/3/18", "14 03 2018", "14.3.18", "20180314", "14th March 2018"),
    date(2017, 8, 9): (
        "9 August 2017",
        "09/08/2017",
        "9/8/17",
        "9 Aug 2017",
        "Aug 9th 2017",
        "2017-08-09",
        "9.8.17",
        "9th Aug",
    ),
    date(2016, 9, 1): (
        "1 September 2016",
        "1 Sept 2016",
        "1st Sept. 2016",
        "1 Sep 16",
        "01/09/2016",
        "1st of September",
    ),
    date(2016, 2, 29): ("29 February 2016", "29 Feb 16", "29/2/16", "29th of Feb", "2016-02-29"),
    date(2018, 5, 2): ("2nd May 2018", "2 May 2018", "2 May", "May 2nd", "02/05/18", "2nd of may 2018"),
}
IN_SENTENCES = (
    ("Born on the 27th day of March 2018.", "Born on the (date of birth)."),
    ("DOB:27/03/2018;", "DOB:(date of birth);"),
    ("born:27.3.18,calm", "born:(date of birth),calm"),
    ("plan_20180327.pdf", "plan_(date of birth).pdf"),
    ("plan_2018-03-27_v2.pdf", "plan_(date of birth)_v2.pdf"),
    ("(27/03/2018)", "((date of birth))"),
    ("Her birthday is 27 March, as every year.", "Her birthday is (date of birth), as every year."),
    ("dob27/03/2018", "dob(date of birth)", "dob (date of birth)"),
)
DATES_THAT_STAY = (
    "27 March 2019", "27 March 2017", "27th of March 2019", "March 27, 2019", "27/03/2019", "27/03/19", "March 2018",
    "27/03/20181", "127/03/2018", "27/3/180", "2018", "27", "27 pupils in 2018", "27 April 2018", "26 March 2018",
    "28 March 2018", "27/04/2018", "27/30/2018", "2018-03-28", "120180327", "201803271", "27 marching bands of 2018",
    "27 boys, 3 girls, 18 places", "on 7 March 2018", "£27.03", "27.03 hours",
)  # fmt: skip
"""Other days and numbers, for a pupil born on 27 March 2018."""
