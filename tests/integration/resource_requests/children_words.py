"""The words that would betray the marker pupils, and texts in which people write them as people do."""

from tests.world import PUPIL

FRIEND = "Quillfeather, Peregrine"
"""A pupil of the second school of the joint request, listed as registers write it."""
FIRST, LAST = PUPIL.split()
DAYS = ("27 March 2018", "27/03/2018", "27.3.2018", "2018-03-27")
MARKERS = (FIRST, LAST, *DAYS)
FRIENDS = ("Peregrine", "Quillfeather", "9 August 2017")
SAID = (
    f"About {PUPIL} ({DAYS[1]}), {FIRST}’s brother and {LAST.upper()}, born {DAYS[0]}. {LAST}, Márigold; {FIRST}s mum: "
    f"Xantho\u200bpoulos, photo_{FIRST.lower()}.jpg."
)
"""Every kind of slip: an accent added, the order of registers, a mark that nobody sees, no apostrophe, a file name."""
SHORT = f"Márigold Xantho\u200bpoulos: {LAST}, {FIRST}"
"""The same for a short box."""
FILE = f"{FIRST}_{LAST}_plan.txt"

COPIED = "Łukasz Wójcikowski"
"""Listed in a request that was copied; the copy lists somebody else, and its texts still name the first."""
CONTINUED = "Ebbaline O'Brienmoor"
"""Listed in an exceptional request that a standard one continues with another pupil."""
REMOVED = "Thessaly Drinkwater-Moss"
"""Typed into a draft and taken off before it was signed."""
CHILD, HEAD = "Barnaby Barlowe", "Hannah Barlowe"
"""A pupil who shares a surname with the head who signs."""
SAID_OF = {
    COPIED: "Lukasz Wojcikowski, born 3/5/16, hides: WOJCIKOWSKI, Lukasz. What helps Łukasz? Wojcikowskis coat.",
    CONTINUED: "Ebbaline OBrienmoor runs; O’Brienmoor’s aunt, Ms Brienmoor, and Ébbaline agree.",
    REMOVED: "Thessaly Drinkwater Moss reads with Théssaly’s friends; DRINKWATER-MOSS, Thessaly.",
    CHILD: f"Barnaby Barlowe reads. {HEAD} taught him; his mother, Mrs Barlowe, and BARLOWE, Barnaby agree. Barnabys desk.",
}
FORMERS = (
    "Lukasz", "Wojcikowski", "3/5/16", "3 May 2016", "Ebbaline", "Brienmoor", "Thessaly", "Drinkwater", "Barnaby", "Mrs Barlowe",
)  # fmt: skip
