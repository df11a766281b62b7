"""What happens to people's accounts. Offices and invitations belong to `communities`."""

from locality.accounts.actions.people import (
    create_person,
    deactivate,
    reactivate,
    set_details,
    set_preference,
    set_second_factor_required,
)
from locality.accounts.actions.second_factor import (
    begin_recovery_codes,
    confirm_authenticator,
    remove_second_factor,
    renew_locks,
    reset_second_factor,
)
from locality.accounts.actions.sessions import end_other_sessions, end_sessions, sign_in_as

__all__ = [
    "begin_recovery_codes",
    "confirm_authenticator",
    "create_person",
    "deactivate",
    "end_other_sessions",
    "end_sessions",
    "reactivate",
    "remove_second_factor",
    "renew_locks",
    "reset_second_factor",
    "set_details",
    "set_preference",
    "set_second_factor_required",
    "sign_in_as",
]
