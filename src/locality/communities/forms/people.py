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

    words = Words(label="Name or e-mail address")


class InviteForm(PageForm):
    """Whom to invite, to what, where and from when."""

    role = Choice(label="Office", empty="Choose the office")
    place = Pick(label="For", noun="Place", empty="Choose what the office is for")
    name = Text(label="Full name", max_length=120)
    email = Email(
        label="E-mail address",
        hint="The invitation goes there, and only that address can use it.",
    )
    start = Day(label="From", noun="First day")
    end = Day(label="Until", noun="Last day", hint="Leave empty for no end.", required=False)

    def __init__(self, *args: Any, roles: Iterable[Role], places: dict[str, Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {role.slug: role for role in roles}
        self.places = places
        hints = {role.slug: role.description for role in self.roles.values()}
        self.offer("role", [(role.slug, role.name) for role in self.roles.values()], hints=hints)
        apart = named_apart(place for place in places.values() if isinstance(place, School))
        named = [
            (key, apart[place.pk] if isinstance(place, School) else str(place or "The installation"))
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

    on = Day(label="Last day")


class ConfirmForm(PageForm):
    """Delegated authority: confirmed by whom, and when (MEM-3)."""

    confirmed_by = Text(
        label="Who at the school confirmed it?",
        noun="Who confirmed it",
        hint="For example, the head teacher’s name.",
        max_length=120,
    )
    on = Day(label="When?", noun="Day of the confirmation")


class DeputyForm(PageForm):
    """Who does the clerk's work, and for which days (MEM-2)."""

    email = Email(
        label="E-mail address of the deputy",
        noun="E-mail address",
        hint="Somebody who holds an office of your council already.",
    )
    start = Day(label="From", noun="First day")
    end = Day(label="Until", noun="Last day")


class AccountForm(PageForm):
    """What can be done with a person's account."""

    what = Choice(label="What is to be done?", noun="Choice", empty="Choose what is to be done")

    def __init__(self, *args: Any, is_active: bool, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("reset", "Take away the second factor, so that they set it up anew")]
        if may_close:
            choices.append(
                ("close", "Close the account: they are signed out and can’t sign in")
                if is_active
                else ("open", "Open the account again")
            )
        self.offer("what", choices)


class JoinForm(PageForm):
    """A new person's name and password."""

    name = Text(label="Your full name", autocomplete="name", max_length=120)
    password = Password(
        label="Choose a password",
        noun="Password",
        autocomplete="new-password",
        hint="At least 12 characters. Three words you will remember make a good one.",
    )
