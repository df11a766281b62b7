"""What the gallery shows: each component with an example from the life of a community."""

from datetime import date, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm, Many, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import Email, LongText, Text
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.design.forms.uploads import Upload
from locality.design.paging import paginate

NEEDS = [
    ("communication", "Communication and interaction"),
    ("learning", "Cognition and learning"),
    ("physical", "Sensory and physical"),
]
TRUSTS = [("none", "No trust"), ("northfield", "Northfield Learning Trust"), ("other", "Another trust or federation")]
COLOURS = ["grey", "blue", "green", "teal", "purple", "magenta", "orange", "yellow", "red"]
ROWS_OF_A_LONG_LIST = 240


class ExampleForm(PageForm):
    """One field of each kind."""

    contact = Text(
        label="Name of the school’s contact",
        empty="Enter the contact’s name",
        autocomplete="name",
        hint="We show it to the chair and the clerk.",
    )
    email = Email(label="Their email address", required=False)
    question = LongText(
        label="What do you need help with?",
        noun="Solution required",
        empty="Enter what you need help with",
        words=50,
        rows=5,
    )
    pupils = WholeNumber(label="Number of pupils", empty="Enter how many pupils", maximum=500, width="3")
    amount = Pounds(label="Total requested", empty="Enter the total")
    review = Day(
        label="When will you review it?", noun="Review date", empty="Enter a review date", hint="For example, 27 3 2027"
    )
    starts = TimeOfDay(
        label="When does the meeting start?",
        noun="Start of the meeting",
        empty="Enter when the meeting starts",
        hint="For example, 15:30",
    )
    joint = Choice(
        label="Is this a joint request?",
        noun="Yes or no",
        empty="Select yes if this is a joint request",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
    )
    trust = Choice(
        label="Trust or federation",
        empty="Select a trust or federation",
        choices=TRUSTS,
        hints={"none": "The council maintains the school, or it is on its own."},
        reveals={"other": "other_trust"},
    )
    other_trust = Text(label="Its name", noun="Name of the trust or federation", required=False)
    phase = Pick(label="Phase", empty="Select a phase", choices=[("primary", "Primary"), ("secondary", "Secondary")])
    needs = Many(
        label="Areas of need", empty="Select at least one area of need", choices=NEEDS, hint="Select all that apply."
    )
    file = Upload(label="Spreadsheet of costs", accept=(".csv", ".xlsx"), required=False)
    agreed = Confirm(
        label="The head teacher has read this request", empty="Tick the box when the head teacher has read it"
    )


def gallery_context(request: HttpRequest) -> dict[str, Any]:
    """The examples; `?errors` shows the form as it comes back when sent empty."""
    wrong = {
        "contact": "",
        "question": "word " * 53,
        "pupils": "twelve",
        "amount": "lots",
        "review-day": "3",
        "review-year": "2027",
    }
    form = ExampleForm(
        wrong if "errors" in request.GET else None, initial={"review": date(2027, 3, 12), "starts": time(15, 30)}
    )
    now = timezone.now()
    return {
        "title": "Components",
        "caption": "For those who build pages",
        "form": form,
        "colours": COLOURS,
        "page": paginate(request, list(range(ROWS_OF_A_LONG_LIST))),
        "now": now,
        "today": timezone.localdate(),
        "navigation": [
            {"text": "Home", "href": "#home", "active": False},
            {"text": "Requests", "href": "#requests", "active": True},
            {"text": "Meetings", "href": "#meetings", "active": False},
            {"text": "Money", "href": "#money", "active": False},
        ],
        "account": {"name": "Rosa Lind", "office": "Clerk, Weald North", "href": "#account"},
        "authority_name": "Example County Council",
        "events": [
            {
                "text": "The chair accepted the request for the meeting of 30 November.",
                "who": "Martin Okoro, chair",
                "at": now,
            },
            {
                "text": "Oakfield Primary signed and submitted the request.",
                "who": "Ann Field, head teacher",
                "at": now,
                "details": "Version 2. The question was put more clearly.",
            },
        ],
        "long_word": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2,
    }
