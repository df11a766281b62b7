"""The words that would betray the marker pupils."""

from tests.world import PUPIL

FRIEND = "Peregrine Quillfeather"
"""A pupil of the second school of the joint request."""
FIRST, LAST = PUPIL.split()
DAYS = ("27 March 2018", "27/03/2018", "27.3.2018", "2018-03-27")
MARKERS = (FIRST, LAST, *DAYS)
FRIENDS = ("Peregrine", "Quillfeather", "9 August 2017")
SAID = f"About {PUPIL} ({DAYS[1]}), {FIRST}’s brother and {LAST.upper()}, born {DAYS[0]}."
