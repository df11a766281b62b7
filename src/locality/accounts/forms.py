"""The forms of signing in and of one's account: allauth's rules, our fields and words."""
# mypy: disable-error-code="assignment"

from typing import Any

import structlog
from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ValidationError

from locality.accounts import limits, vault
from locality.accounts.models import Colours, Preference, User
from locality.accounts.rules import LONGEST_NAME, checked_name
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many
from locality.design.forms.fields import Email, Password, Text
from locality.values.typed import figures

log = structlog.get_logger()

LONGEST_PASSWORD = 128
CODE_OF_APP = "The 6 digits your app shows now, or one of your recovery codes"
CODE_REUSE = 180
"""Seconds for which a code of the app can't be used again: longer than any code is valid."""


class SignInEmail(Email):
    """The address of an account, as it is stored: plain letters only, so that no look-alike reaches it (CVE-2019-19844)."""

    def to_python(self, value: object) -> Any:
        """The address in lower case."""
        if not self.checked_text(value).isascii():
            raise self.refuse("Enter an email address in plain letters, like name@example.com")
        return super().to_python(value).lower()


class NewPassword(Password):
    """A password being chosen: one field, which can be shown while typing."""

    user: AbstractBaseUser | None = None

    def __init__(self, label: str = "New password") -> None:
        super().__init__(
            label=label,
            hint="At least 12 characters. 3 unrelated words make a good password.",
            empty="Enter a new password",
            max_length=LONGEST_PASSWORD,
            autocomplete="new-password",
        )

    def clean(self, value: Any) -> Any:
        """The password, if it is long and rare enough."""
        return get_adapter().clean_password(super().clean(value), user=self.user)


class Code(Text):
    """A code from an e-mail, an app or the list of recovery codes."""

    inputmode = "numeric"
    clean_text = staticmethod(figures)

    def __init__(self, label: str, hint: str, empty: str) -> None:
        super().__init__(
            label=label,
            hint=hint,
            empty=empty,
            max_length=20,
            width="10",
            autocomplete="one-time-code",
            spellcheck=False,
        )


def _email() -> SignInEmail:
    return SignInEmail(label="Email address", empty="Enter your email address", autocomplete="email")


class SignInForm(PageForm, account.LoginForm):
    """E-mail address and password."""

    password = Password(label="Password", max_length=LONGEST_PASSWORD, empty="Enter your password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email()
        self.order_fields(["login", "password"])


class _CountedAddress:
    """Asking for a code by e-mail is counted as signing in is: nobody can use up another person's turns."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            limits.count(context.request, limits.Way.EMAILED_CODE, email)
        except limits.TooMany as error:
            raise ValidationError(str(error), code="too_many_login_attempts") from error
        return str(super().clean_email())  # type: ignore[misc]  # of the form it is mixed into


class AskCodeForm(_CountedAddress, PageForm, account.RequestLoginCodeForm):
    """Where to send a code to sign in with."""

    email = _email()


class SignInCodeForm(PageForm, account.ConfirmLoginCodeForm):
    """The code from the e-mail."""

    code = Code("Code from the email", "6 digits", "Enter the code from the email")


class ForgottenForm(_CountedAddress, PageForm, account.ResetPasswordForm):
    """Where to send a code to set a new password with."""

    email = _email()

    def save(self, request: Any, **kwargs: Any) -> str:
        """Send the code; or, as slowly, the word that there is no account."""
        email = str(super().save(request, **kwargs))
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class ResetCodeForm(PageForm, account.ConfirmPasswordResetCodeForm):
    """The code from the e-mail."""

    code = Code("Code from the email", "8 digits", "Enter the code from the email")


class ResetPasswordForm(PageForm, account.ResetPasswordKeyForm):
    """The new password."""

    password1 = NewPassword()
    password2 = None


class ChangePasswordForm(PageForm, account.ChangePasswordForm):
    """The old password and the new one."""

    oldpassword = Password(label="Current password", max_length=LONGEST_PASSWORD, empty="Enter your current password")
    password1 = NewPassword()
    password2 = None


class SetPasswordForm(PageForm, account.SetPasswordForm):
    """A first password, for people who have signed in by code until now."""

    password1 = NewPassword("Password")
    password2 = None


class ConfirmPasswordForm(PageForm, account.ReauthenticateForm):
    """The password once more, before a sensitive change."""

    password = Password(label="Password", max_length=LONGEST_PASSWORD, empty="Enter your password")


class _OnceOnly:
    """A code of the app is good for one use, however it is typed (RFC 6238, 5.2)."""

    user: User

    def clean_code(self) -> str:
        code = str(super().clean_code())  # type: ignore[misc]  # of the form it is mixed into
        authenticator = getattr(self, "authenticator", None)
        if authenticator is None or authenticator.type == Authenticator.Type.TOTP:
            figures = "".join(letter for letter in code if letter.isdigit())
            if not cache.add(f"second-factor-code:{self.user.pk}:{figures}", 1, timeout=CODE_REUSE):
                raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class _Counted:
    """Wrong codes are counted by account and address together; an authenticator that can't be read is said as such."""

    user: User

    def clean_code(self) -> str:
        user = self.user
        try:
            counted = limits.count(context.request, limits.Way.SECOND_FACTOR, user.email)
            code = str(super().clean_code())  # type: ignore[misc]  # of the form it is mixed into
        except limits.TooMany as error:
            raise ValidationError(str(error), code="too_many_login_attempts") from error
        except vault.Unreadable as error:
            log.error("second_factor_unreadable", person=user.pk)
            raise ValidationError(str(error), code="unreadable") from error
        counted.forget()
        return code


class SecondFactorForm(_Counted, _OnceOnly, PageForm, mfa.AuthenticateForm):
    """The app's code, or a recovery code, to finish signing in."""

    code = Code("Code", CODE_OF_APP, "Enter the code from your app, or a recovery code")


class ConfirmSecondFactorForm(_Counted, _OnceOnly, PageForm, mfa.ReauthenticateForm):
    """The app's code, or a recovery code, in a session that has not shown one yet."""

    code = Code("Code", CODE_OF_APP, "Enter the code from your app, or a recovery code")


class SetUpAppForm(_OnceOnly, PageForm, ActivateTOTPForm):
    """The first code of a new app."""

    code = Code("Code from the app", "6 digits", "Enter the code from the app")
    secret: str


class DetailsForm(PageForm):
    """A person's own details."""

    name = Text(
        label="Full name",
        hint="The name colleagues know you by",
        empty="Enter your full name",
        max_length=LONGEST_NAME,
        autocomplete="name",
    )
    message_preference = Choice(
        label="When do you want emails?",
        hint="Our emails give a reference and a link. They never name a child.",
        empty="Select when you want emails",
        choices=Preference.choices,
        hints={Preference.DAILY: "Each morning, if there is any news"},
    )

    def clean_name(self) -> str:
        """The name without stray spaces."""
        try:
            return checked_name(self.cleaned_data["name"])
        except ValidationError as error:
            raise ValidationError(error.message_dict["name"]) from error


class ReadingForm(PageForm):
    """How a person likes to read."""

    ALSO = ("wide_spacing", "calm")

    text_size = Choice(
        label="How large should text be?",
        hint="PDFs you open are in large print too, if you select a larger size.",
        empty="Select a size of text",
        choices=[("100", "As it is"), ("125", "Larger"), ("150", "Much larger")],
    )
    colours = Choice(label="Which colours?", empty="Select which colours you want", choices=Colours.choices)
    also = Many(
        label="What else helps you?",
        required=False,
        choices=[("wide_spacing", "More space between letters, words and lines"), ("calm", "No running clocks")],
        hints={"calm": "In a meeting you see how long an item takes, but not the seconds going by."},
    )

    def reading(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        also = {name: name in given["also"] for name in self.ALSO}
        return {"text_size": int(given["text_size"]), "colours": given["colours"]} | also
