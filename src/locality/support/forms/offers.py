"""The forms of an offer, and of what is asked of the register."""

from collections.abc import Sequence
from typing import Any

from locality.communities.models import ListItem, School
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText, Text
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.design.searching import SearchForm, Words
from locality.support.actions.offering import LONGEST_TOPIC, Said
from locality.support.models import Offer
from locality.support.rules.offers import MOST_HOURS, MOST_PRICE, MOST_WORDS

ANY = ("", "Any")
FREE, PAID = "free", "paid"


class OfferForm(PageForm):
    """What a school offers."""

    school = Pick(label="School", empty="Select the school that offers the support")
    kind = Choice(label="Kind of support", empty="Select the kind of support", choices=Offer.Kind.choices)
    topic = Text(
        label="What is it about?",
        noun="What it is about",
        empty="Enter what the support is about",
        hint="For example, calm lunch times. Schools see this first.",
        max_length=LONGEST_TOPIC,
    )
    what = LongText(
        label="What do you offer?",
        noun="What you offer",
        empty="Enter what you offer",
        hint="Say who gives it and what a school gets. Do not name a pupil.",
        words=MOST_WORDS,
        rows=5,
    )
    phases = Many(
        label="Which phases is it for?",
        noun="Which phases it is for",
        empty="Select at least one phase",
        choices=tuple(Offer.PHASES.items()),
    )
    needs = Many(
        label="Which needs does it suit?",
        noun="Which needs it suits",
        hint="Select all that apply. Leave this empty if it suits any need.",
        required=False,
    )
    ways = Many(
        label="How do you give it?",
        noun="How you give it",
        empty="Select at least one way in which you give the support",
        choices=tuple(Offer.WAYS.items()),
    )
    hours_a_term = WholeNumber(
        label="Hours a term",
        empty="Enter how many hours you can give a term",
        hint="For all schools together. We count down what is left.",
        minimum=1,
        maximum=MOST_HOURS,
    )
    costs = Choice(
        label="What does it cost?",
        noun="What it costs",
        empty="Select what it costs",
        choices=((FREE, "Nothing"), (PAID, "A price an hour")),
        reveals={PAID: "price"},
    )
    price = Pounds(
        label="Price an hour",
        minimum="0.01",
        maximum=str(MOST_PRICE),
        only_when=f"costs={PAID}",
        needed="Enter the price an hour",
    )
    starts_on = Day(label="First day", empty="Enter the first day", hint="For example, 11 1 2027")
    ends_on = Day(label="Last day", required=False, hint="Leave this empty if you do not know it yet.")
    audience = Choice(
        label="Who can ask for it?",
        noun="Who can ask for it",
        empty="Select who can ask for it",
        choices=Offer.Audience.choices,
    )

    def __init__(self, *args: Any, schools: Sequence[School], needs: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {str(each.pk): each for each in schools}
        self.offer("needs", named_needs(needs))
        self.offer("school", [(key, each.name) for key, each in self.schools.items()])
        if len(self.schools) == 1:
            del self.fields["school"]

    @property
    def school_chosen(self) -> School:
        """The school that offers it: the one that was chosen, or the only one."""
        key = self.cleaned_data.get("school") or next(iter(self.schools))
        return self.schools[key]

    def said(self) -> Said:
        """What `actions.offering` asks for."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"school", "costs"}}
        if self.cleaned_data["costs"] == FREE:
            given["price"] = None
        return Said(**given | {"needs": [int(each) for each in given["needs"]]})


def named_needs(needs: Sequence[ListItem]) -> list[tuple[str, str]]:
    """Needs to choose from; of several councils each with its council."""
    several = len({each.authority_id for each in needs}) > 1
    return [(str(each.pk), f"{each.label}, {each.authority.name}" if several else each.label) for each in needs]


def said_before(offer: Offer) -> dict[str, Any]:
    """An offer as the form would have been filled in."""
    return {
        "kind": offer.kind,
        "topic": offer.topic,
        "what": offer.what,
        "phases": [name for name in Offer.PHASES if getattr(offer, name)],
        "needs": [str(each.pk) for each in offer.needs.all()],
        "ways": [name for name in Offer.WAYS if getattr(offer, name)],
        "hours_a_term": offer.hours_a_term,
        "costs": PAID if offer.price else FREE,
        "price": offer.price,
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "audience": offer.audience,
    }


class OfferSearchForm(SearchForm):
    """Words to look for. Sent by POST and never put into an address: they could hold a name."""

    words = Words(label="Search by topic, text or school")


class OfferFilterForm(PageForm):
    """Filters that may stand in an address: they hold no personal data."""

    mark_optional = False
    need = Pick(label="Need", required=False)
    kind = Pick(label="Kind of support", required=False, choices=[ANY, *Offer.Kind.choices])
    phase = Pick(label="Phase", required=False, choices=[ANY, *Offer.PHASES.items()])
    left = Pick(label="Hours this term", required=False, choices=[ANY, ("yes", "Some left")])

    def __init__(self, *args: Any, needs: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("need", [ANY, *named_needs(needs)])
