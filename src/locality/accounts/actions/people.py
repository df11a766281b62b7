"""Accounts: made, changed, closed."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from locality.accounts.actions.ending_sessions import end_sessions
from locality.accounts.models import Preference, User
from locality.accounts.rules import checked_email, checked_name
from locality.audit.actions import record


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None = None, at: datetime) -> User:
    """An account for somebody whose address is known to be theirs: they followed an invitation sent to it.

    Without a password the person signs in by a code sent to the address. Raises ValidationError, by field, when the
    address is no plain address or has an account already, the name is empty, or the password is weak.
    """
    email = checked_email(email)
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": "Someone with this email address already has an account."})
    person = User(email=email, name=checked_name(name), created_at=at)
    if password is None:
        person.set_unusable_password()
    else:
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
        person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    record("person.create", person, by=person, at=at)
    return person


@transaction.atomic
def set_details(*, person: User, name: str, message_preference: str, by: User, at: datetime) -> User:
    """Change the name and when messages come. Raises ValidationError, by field."""
    if message_preference not in Preference.values:
        raise ValidationError({"message_preference": "Select when you want emails."})
    before = {"name": person.name, "message_preference": str(person.message_preference)}
    after = {"name": checked_name(name), "message_preference": str(message_preference)}
    changed = {field for field in after if after[field] != before[field]}
    if changed:
        person.name, person.message_preference = after["name"], after["message_preference"]
        person.save(update_fields=sorted(changed))
        record(
            "person.change",
            person,
            by=by,
            at=at,
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
        )
    return person


@transaction.atomic
def set_second_factor_required(*, person: User, required: bool, by: User | None, at: datetime) -> User:
    """Follow the rule of the person's authorities: the second factor is asked for unless all of them say no."""
    if person.second_factor_required != required:
        person.second_factor_required = required
        person.save(update_fields=["second_factor_required"])
        record("person.second_factor_rule", person, by=by, at=at, after={"second_factor_required": required})
    return person


@transaction.atomic
def deactivate(*, person: User, by: User | None, at: datetime) -> User:
    """Close the account: the person can't sign in, and every open session ends at once. Nothing they did is lost."""
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        record("person.deactivate", person, by=by, at=at)
    end_sessions(person=person)
    return person


@transaction.atomic
def reactivate(*, person: User, by: User | None, at: datetime) -> User:
    """Open a closed account again. The person signs in anew."""
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("person.reactivate", person, by=by, at=at)
    return person
