"""People, offices and invitations."""

from collections.abc import Iterable
from typing import Any

from locality.accounts.roles import Role, Scope
from locality.communities.models import Area, Authority, Community, School
from locality.communities.naming import named_apart
from locality.communities.rules import Place
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import Email, Password, Text
from locality.design.searching import SearchForm, Words


class PeopleSearchForm(SearchForm):
    """A name is personal data: sent by POST, never in an address."""

    words = Words(label="Name or email address")


class InviteForm(PageForm):
    """Whom to invite, to what, where and from when."""

    role = Choice(label="Role", noun="The role", empty="Select a role")
    place = Pick(label="For", noun="The place", empty="Select what the role is for")
    name = Text(
        label="Full name", noun="The full name", empty="Enter their full name", max_length=120, autocomplete="off"
    )
    email = Email(
        label="Email address",
        noun="The email address",
        hint="We’ll send the invitation to this address. Only this address can use it.",
        empty="Enter their email address",
        autocomplete="off",
    )
    start = Day(label="First day", noun="The first day", empty="Enter the first day")
    end = Day(label="Last day", noun="The last day", hint="Leave blank if there is no end date.", required=False)

    def __init__(self, *args: Any, roles: Iterable[Role], places: dict[str, Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {role.slug: role for role in roles}
        self.places = places
        hints = {role.slug: role.description for role in self.roles.values()}
        self.offer("role", [(role.slug, role.name) for role in self.roles.values()], hints=hints)
        apart = named_apart(place for place in places.values() if isinstance(place, School))
        named = [
            (key, apart[place.pk] if isinstance(place, School) else str(place or "All of Locality"))
            for key, place in places.items()
        ]
        self.offer("place", named)

    def place_chosen(self) -> Place:
        """The place, out of those the person may choose."""
        return self.places[self.cleaned_data["place"]]


def place_key(place: Place) -> str:
    """How a form names a place."""
    if place is None:
        return "installation"
    kinds: dict[type[Any], Scope] = {
        School: Scope.SCHOOL, Community: Scope.COMMUNITY, Area: Scope.AREA, Authority: Scope.AUTHORITY,
    }  # fmt: skip
    return f"{kinds[type(place)].value}-{place.pk}"


class EndForm(PageForm):
    """The last day of an office."""

    on = Day(label="Last day", noun="The last day", empty="Enter the last day")


class ConfirmForm(PageForm):
    """Delegated authority: confirmed by whom, and when (MEM-3)."""

    confirmed_by = Text(
        label="Who at the school confirmed it?",
        noun="Who confirmed it",
        hint="For example, the head teacher’s name",
        empty="Enter who confirmed it",
        max_length=120,
    )
    on = Day(
        label="When did they confirm it?", noun="The day of the confirmation", empty="Enter the day they confirmed it"
    )


class DeputyForm(PageForm):
    """Who does the clerk's work, and for which days (MEM-2)."""

    email = Email(
        label="Email address of the deputy",
        noun="The email address",
        hint="They must already have a role in your council.",
        empty="Enter the email address of the deputy",
        autocomplete="off",
    )
    start = Day(label="First day", noun="The first day", empty="Enter the first day")
    end = Day(label="Last day", noun="The last day", empty="Enter the last day")


class AccountForm(PageForm):
    """What can be done with a person's account."""

    what = Choice(label="What do you want to do?", noun="The choice", empty="Select what you want to do")

    def __init__(self, *args: Any, is_active: bool, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("reset", "Remove their authenticator app, so that they set it up again")]
        if may_close:
            choices.append(
                ("close", "Close the account. We’ll sign them out and they cannot sign in")
                if is_active
                else ("open", "Reopen the account")
            )
        self.offer("what", choices)


class JoinForm(PageForm):
    """A new person's name and password."""

    name = Text(label="Your full name", empty="Enter your full name", autocomplete="name", max_length=120)
    password = Password(
        label="Create a password",
        empty="Enter a password",
        noun="The password",
        autocomplete="new-password",
        hint="At least 12 characters. 3 unrelated words make a good password.",
    )
