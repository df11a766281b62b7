"""What a case can say where it chooses from a list: the same words for every council, so that cases can be compared."""

from django.db.models import TextChoices

MOST_WORDS = 200
"""Of what was tried."""
MOST_WORDS_UNSUITED = 100
LONGEST_TITLE = 100


class Result(TextChoices):
    """What came of it: one of five words, or that nobody can say yet."""

    BACK = "back", "Further back than at the start"
    NO_CHANGE = "no_change", "No change"
    SOME = "some", "Some of what we hoped"
    HOPED = "hoped", "What we hoped"
    MORE = "more", "More than we hoped"
    CANNOT_SAY = "cannot_say", "Cannot say yet"


class Strength(TextChoices):
    """How it is known. Said apart from what came of it, and never made one figure with it."""

    SCHOOL = "school", "The school’s view"
    SEVERAL = "several", "Several views"
    MEASURED = "measured", "Measured before and after"


class Cost(TextChoices):
    """The pounds it took, in bands: an exact sum could lead back to one request."""

    NONE = "none", "None"
    UNDER_500 = "under_500", "Under £500"
    UNDER_2000 = "under_2000", "£500 to £1,999"
    UNDER_5000 = "under_5000", "£2,000 to £4,999"
    UNDER_10000 = "under_10000", "£5,000 to £9,999"
    FROM_10000 = "from_10000", "£10,000 or more"


class Phase(TextChoices):
    """Where it was tried."""

    NURSERY = "nursery", "Nursery"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all_through", "All-through"
    POST_16 = "post_16", "16 plus"


class Contact(TextChoices):
    """Whom at the school others can ask: a role, for people change and names are not for a library."""

    SENCO = "senco", "The SENCO"
    HEAD = "head", "The head teacher"
    INCLUSION = "inclusion", "The inclusion lead"
    PASTORAL = "pastoral", "The pastoral lead"
    TEACHER = "teacher", "A class teacher"
    FRONT_DESK = "front_desk", "The school’s front desk"
