"""People who can sign in. What they may do comes from the offices they hold, never from this table."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from locality.audit.subjects import Subject
from locality.values.addresses import same_address
from locality.values.typed import unbroken


def normalise_email(email: str) -> str:
    """The one way an e-mail address is stored: nothing invisible, compatibility letters resolved, lower case.

    Two addresses that a person would read as one can't become two accounts. Looking an account up by what somebody
    typed is stricter: see `UserManager.with_email`.
    """
    return same_address(email)


class UserManager(BaseUserManager["User"]):
    """Finds people by their address."""

    def with_email(self, typed: str) -> "User | None":
        """The person with exactly this address, in any case of the letters a to z.

        Look-alike letters never match (CVE-2019-19844): an address with a letter outside ASCII belongs to nobody.
        """
        typed = unbroken(typed)
        return self.filter(email=typed.lower()).first() if typed.isascii() else None

    def get_by_natural_key(self, username: str | None) -> "User":
        """Django's own name for the look-up by e-mail."""
        return self.get(email=(username or "").strip().lower())


class Preference(models.TextChoices):
    """When a person wants the messages that are not urgent."""

    IMMEDIATE = "immediate", "As things happen"
    DAILY = "daily", "Once a day, in one summary"


TEXT_SIZES = (100, 125, 150)
"""Per cent of the usual size of text."""


class Colours(models.TextChoices):
    """The colours that a person reads in."""

    LIGHT = "light", "Dark text on a light page"
    DARK = "dark", "Light text on a dark page"
    DEVICE = "device", "The same as my device"


class User(AbstractBaseUser):
    """A person with an account: made by an invitation, never by signing up."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=120)
    message_preference = models.CharField(max_length=10, choices=Preference, default=Preference.IMMEDIATE)
    text_size = models.PositiveSmallIntegerField(default=TEXT_SIZES[0])
    wide_spacing = models.BooleanField(default=False)
    colours = models.CharField(max_length=10, choices=Colours, default=Colours.LIGHT)
    calm = models.BooleanField(default=False)  # no clocks that count
    is_active = models.BooleanField(default=True)
    second_factor_required = models.BooleanField(
        default=True, help_text="Set from the rules of the person's authorities; everyone, unless all of them say no."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="email_unique_in_any_case"),
            models.CheckConstraint(
                condition=models.Q(message_preference__in=Preference.values), name="message_preference_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=models.Q(text_size__in=TEXT_SIZES), name="text_size_known"),
            models.CheckConstraint(condition=models.Q(colours__in=Colours.values), name="colours_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Store the address in its one form."""
        self.email = normalise_email(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in its one form, whoever saves."""
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The name by which libraries greet the person."""
        return self.name

    def get_short_name(self) -> str:
        """The same: nobody's name is cut up."""
        return self.name

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        return Subject("person", self.pk, self.name)


class KeptForm(models.Model):
    """A form that had no effect, sealed with a key that only its sender's browser has. See `kept`."""

    browser = models.CharField(max_length=64)  # digest of the browser's key
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["browser", "person"], name="kept_form_of_browser")]

    def __str__(self) -> str:
        return f"A form of {self.at}"
