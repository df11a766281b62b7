"""Small forms around a draft: starting it, signing it, withdrawing it."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm
from locality.design.forms.fields import LongText, Text
from locality.resource_requests.content.questions import JOINT

BETWEEN = frozenset(" .,'’‘-‐–()")
"""What stands between the letters of a name."""
IN_ROLES = BETWEEN | frozenset("&/")
"""What stands between the letters and figures of a role."""


class StartForm(PageForm):
    """Which of the person's schools asks (FORM-02), and whether it can wait for a meeting (EXC-1)."""

    kind = Choice(
        label="Which kind of request?",
        noun="The kind of request",
        required=False,
        mark_optional=False,
        choices=[("standard", "A standard request"), ("exceptional", "An exceptional request")],
        hints={
            "standard": "Your community discusses it at a meeting. Choose this unless support must start sooner.",
            "exceptional": (
                "The chair decides it without a meeting. There are 4 allowed reasons, and support is for a few weeks only."
            ),
        },
    )
    joint = Confirm(
        label=JOINT,
        hint="Other schools in your community are asking with you. Your school will lead the request. You choose the others next.",
        required=False,
    )
    school = Choice(label="Which school is asking?", noun="The school", empty="Select the school that is asking")

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("school", schools)


class SignForm(PageForm):
    """The electronic signature (FORM-10)."""

    signed_name = Text(
        label="Your full name",
        empty="Enter your full name",
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )
    signed_role = Text(
        label="Your role at the school",
        hint="For example, head teacher",
        empty="Enter your role at the school",
        max_length=120,
        autocomplete="organization-title",
        read_by_others=True,
    )
    confirm = Confirm(
        label="I have read this request and, to the best of my knowledge, it is correct",
        empty="Select the box to confirm that you have read this request",
    )

    def __init__(self, *args: Any, account: str, **kwargs: Any) -> None:
        """`account`: whose account it is signed with, which stays with the signature whatever name is typed."""
        super().__init__(*args, **kwargs)
        self.fields[
            "signed_name"
        ].help_text = f"Typing your name here is your signature. We also record that you are signed in as {account}."

    def clean_signed_name(self) -> str:
        """Letters, and what stands between them in names: a signature is printed beside the answers."""
        name: str = self.cleaned_data["signed_name"]
        if not _is_only(name, "LM", BETWEEN):
            raise ValidationError("Your full name can have letters, spaces, hyphens, apostrophes and full stops only")
        return name

    def clean_signed_role(self) -> str:
        """As a name, with figures and the signs that roles have: it is printed beside the name."""
        role: str = self.cleaned_data["signed_role"]
        if not _is_only(role, "LMN", IN_ROLES):
            raise ValidationError("Your role at the school can have letters, numbers, spaces and . , ’ - ( ) & / only")
        return role


def _is_only(text: str, categories: str, signs: frozenset[str]) -> bool:
    return all(letter in signs or unicodedata.category(letter)[0] in categories for letter in text)


class WithdrawForm(PageForm):
    """Why a request is taken back."""

    reason = LongText(
        label="Why are you withdrawing this request?",
        noun="Reason",
        empty="Enter why you are withdrawing this request",
        words=100,
        rows=4,
        read_by_others=True,
    )
